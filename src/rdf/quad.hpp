#pragma once
#include "rdf/error.hpp"
#include "rdf/term.hpp"

namespace tamizdat::rdf {

/// A quad as views; valid only as long as whoever hands it over says.
struct QuadView {
  TermView subject;
  TermView predicate;
  TermView object;
  TermView graph;  ///< kind none: the default graph
};

bool operator==(const QuadView& a, const QuadView& b);

/// How a quad is written in place, for formats that can nest. Flags combine.
///
/// After a quad with `object_begins`, the quads about that blank node follow at once, and then
/// QuadSink::end(label) for it; nothing about other subjects comes between, except nodes nested deeper.
/// `subject_begins` opens a blank subject that nothing points at ("[] a ex:X"), closed likewise.
/// `list_begins` marks an object that is the head of a well-formed list: it is followed by rdf:first and
/// rdf:rest of each cell in order (a first that is itself nested is nested in place), then end(head label).
/// A sink that does not nest ignores all of this: the quads alone say everything.
enum class Nesting : std::uint8_t { none = 0, subject_begins = 1, object_begins = 2, list_begins = 4 };

constexpr Nesting operator|(Nesting a, Nesting b) {
  return static_cast<Nesting>(static_cast<std::uint8_t>(a) | static_cast<std::uint8_t>(b));
}
constexpr bool has(Nesting flags, Nesting flag) {
  return (static_cast<std::uint8_t>(flags) & static_cast<std::uint8_t>(flag)) != 0;
}

/// Receives a stream of quads: readers and answers push into one, stores and writers are one.
/// All views are valid during the call only. Returning false asks the sender to stop.
class QuadSink {
 public:
  virtual ~QuadSink() = default;
  /// A prefix declaration; `iri` is absolute. May come at any time, also again for the same name.
  virtual bool prefix(std::string_view name, std::string_view iri);
  /// `position` is where the object stands in its source, or what was last written out before it (0:0 if
  /// there is no source).
  virtual bool quad(const QuadView& quad, Nesting nesting, Position position) = 0;
  /// The blank node opened by a nesting flag is complete.
  virtual bool end(std::string_view blank_label);
};

}  // namespace tamizdat::rdf
