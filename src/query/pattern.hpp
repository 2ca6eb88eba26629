#pragma once
// Patterns with variables, answered as cursors.
#include <memory>

#include "query/repeats.hpp"
#include "query/term_syntax.hpp"
#include "store/snapshot.hpp"

namespace tamizdat::query {

enum class Graphs : std::uint8_t {
  all_as_one,  ///< triple patterns: the union, each triple once
  each,        ///< quad patterns: the graph is a place like any other
};

/// A triple or quad pattern as asked, not yet bound to a snapshot.
struct QuadPattern {
  Slot subject;
  Slot predicate;
  Slot object;
  Slot graph;                  ///< looked at only with Graphs::each
  bool default_graph = false;  ///< with Graphs::each: only the default graph
  Graphs graphs = Graphs::all_as_one;
};

/// What a pattern means on one snapshot: ids, and which places must be equal.
struct BoundPattern {
  store::Pattern pattern;
  Places equal;             ///< places that share a variable; none: no repetition
  bool impossible = false;  ///< names a term that the data do not hold: no matches
};
BoundPattern bind(const QuadPattern& pattern, const store::Snapshot& snapshot);
/// The same pattern about one subject, which its subject must leave open; places that equal it are bound too.
BoundPattern about(BoundPattern pattern, store::TermId subject);

/// Exact, in O(log n).
std::uint64_t count(const BoundPattern& pattern, const store::Snapshot& snapshot, const Repeats& repeats);
/// A cursor with exact estimate and cheap skip; an impossible pattern gives an empty one.
std::unique_ptr<store::Cursor> open(const BoundPattern& pattern, const store::Snapshot& snapshot,
                                    const Repeats& repeats);

}  // namespace tamizdat::query
