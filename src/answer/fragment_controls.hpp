#pragma once
// What a fragment says about itself: Triple Pattern Fragments §3.2, §3.3, Quad Pattern Fragments, Hydra Core.
#include <memory>
#include <string>
#include <vector>

#include "answer/fragment_note.hpp"
#include "answer/fragment_request.hpp"
#include "answer/publication.hpp"
#include "rdf/quad.hpp"
#include "store/cursor.hpp"

namespace tamizdat::answer {

struct FragmentControls {
  std::shared_ptr<const Publication> publication;
  FragmentKind kind;
  std::string fragment;                     ///< URL without what concerns the page
  std::string page;                         ///< URL exactly as asked
  std::string first, previous, next, last;  ///< empty where there is none
  store::Estimate total;
  std::uint64_t limit;
  std::vector<FragmentNote> notes;
};

/// The graph of the controls: <page#metadata>, or a shorter name if the page has a very long one (each line
/// of N-Quads repeats it).
std::string metadata_graph(const FragmentControls& controls);

/// Everything goes into that graph.
void emit_controls(const FragmentControls& controls, rdf::QuadSink& sink);

}  // namespace tamizdat::answer
