#pragma once
// What lies one step away from a thing, few enough to be drawn.
#include <cstdint>
#include <vector>

#include "answer/description.hpp"

namespace tamizdat::answer {

/// Things that one relation leads to, or comes from.
struct Spoke {
  store::TermId predicate;
  bool incoming = false;
  std::vector<store::TermId> things;  ///< the first of them
  std::uint64_t total = 0;            ///< of triples; `things` may hold fewer
};

struct Neighbourhood {
  /// Bounds of what is shown.
  static constexpr std::size_t most_things = 24;
  static constexpr std::size_t most_spokes = 10;

  store::TermId subject;
  std::vector<Spoke> spokes;  ///< outgoing ones first, then incoming; of each, the most telling first
  std::uint64_t shown = 0;    ///< triples drawn
  std::uint64_t total = 0;    ///< triples that lead to things or come from them, those drawn included
  [[nodiscard]] bool empty() const { return spokes.empty(); }
};

/// The neighbours of a description that have an IRI, through relations that tell of the world (no classes, no
/// same things elsewhere, no parts of statements, no descriptions of data), the most telling relations first:
/// those that the data use least often. A thing is counted once for each relation. Costs a few look-ups for
/// each relation.
Neighbourhood neighbourhood_of(const Publication& publication, const Description& description);

}  // namespace tamizdat::answer
