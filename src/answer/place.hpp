#pragma once
// Where a thing stands in a whole that is read in order: a sentence in its section, a section in its article,
// a statement among those that its source makes.
#include <cstdint>
#include <optional>
#include <vector>

#include "answer/publication.hpp"

namespace tamizdat::answer {

/// Ids are 0 where there is nothing.
struct Place {
  std::vector<store::TermId> wholes;  ///< that it is part of, the outermost first
  store::TermId previous;             ///< what is read before it, in another part of the whole if need be
  store::TermId next;
  std::vector<store::TermId> parts;  ///< in the order in which they are read; the first of them
  std::uint64_t parts_total = 0;
  [[nodiscard]] bool empty() const { return wholes.empty() && parts.empty(); }
};

/// Of a statement: its source, and the statements of that in natural order. Of other things: from the
/// properties of parts (dcterms:isPartOf …, and those below them) and positions (schema:position). Parts
/// without a position come after the others, by IRI, numbers in it by value. Looks at a bounded number of
/// parts of each whole; where there are more, there is no way on.
Place place_of(const Publication& publication, store::TermId thing);

}  // namespace tamizdat::answer
