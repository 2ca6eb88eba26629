#pragma once
// Filters over a pattern's matches, with a bound that is known before the work begins.
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "query/pattern.hpp"
#include "query/values.hpp"

namespace tamizdat::query {

/// A further pattern about the same subject: the subject must have the predicate, with that object if one is
/// given.
struct Branch {
  rdf::Term predicate;
  rdf::Term object;  ///< kind none: any
};

enum class SortKey : std::uint8_t { none, subject_label, object_label, object_value };

/// All conditions must hold. A condition on the object that is not a literal (or not of the kind compared)
/// fails.
struct Filters {
  std::optional<std::string>
      language;  ///< basic filtering of RFC 4647 §3.3.1; "" = literals without a language
  std::optional<std::string> datatype;  ///< IRI
  std::optional<Value> min;             ///< object ≥: numbers with numbers, times lie wholly within
  std::optional<Value> max;
  std::optional<std::string> label_prefix;  ///< of one of the subject's labels, without regard to case
  std::vector<Branch> branches;
  SortKey sort = SortKey::none;
  bool descending = false;

  [[nodiscard]] bool any() const;
};

/// What terms are called. Views stay valid while a filter works.
struct Naming {
  /// The label that a reader sees; to sort by.
  std::function<std::string_view(store::TermId)> shown;
  /// All labels in all languages, but no more than a number; to look for a prefix.
  std::function<std::vector<std::string_view>(store::TermId, std::uint64_t)> all;
};

/// How many candidates a filtered pattern would look at, at most.
std::uint64_t cost(const QuadPattern& pattern, const Filters& filters, const store::Snapshot& snapshot,
                   const Repeats& repeats);

/// All matches that pass, in the order asked for (else the pattern's own). Looks at no more than `bound`
/// candidates, labels included: if there are more, Code::unprocessable says how many and what would help.
/// Exact: nothing is left out. Labels sort without regard to case.
rdf::Result<std::vector<store::Quad>> filter(const QuadPattern& pattern, const Filters& filters,
                                             const store::Snapshot& snapshot, const Repeats& repeats,
                                             const Naming& naming, std::uint64_t bound);

/// Those quads as a cursor.
std::unique_ptr<store::Cursor> list_cursor(std::vector<store::Quad> quads, const store::Snapshot& snapshot);

}  // namespace tamizdat::query
