#pragma once
// What a request for a fragment means: parameters to pattern, page and filters.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "answer/addresses.hpp"
#include "answer/fragment_parameters.hpp"
#include "query/bindings.hpp"
#include "query/filters.hpp"
#include "query/pattern.hpp"
#include "rdf/error.hpp"
#include "store/snapshot.hpp"

namespace tamizdat::answer {

enum class FragmentKind : std::uint8_t { triples, quads };

/// What becomes of a term that can match nothing where it was put (a literal as subject, an IRI that looks
/// like a name of no known prefix): a mistake that is told, or a fragment that is empty.
enum class Misfits : std::uint8_t { refused, empty };

struct FragmentLimits {
  std::uint64_t page_size = 100;
  std::uint64_t max_page_size = 1000;
  std::size_t max_bindings = 100;
  std::uint64_t max_candidates = 10000;  ///< that a filter, a sort or a table may look at
  std::size_t max_columns = 20;
};

/// A column of a table: a place of the pattern, its label, or a property of the subject.
struct Column {
  enum class What : std::uint8_t { place, label, property };
  What what = What::place;
  int place = 0;  ///< 0 subject, 1 predicate, 2 object, 3 graph
  rdf::Term property;
  std::string variable;  ///< heading
};

struct FragmentRequest {
  FragmentKind kind = FragmentKind::triples;
  query::QuadPattern pattern;
  std::optional<query::Bindings> bindings;
  query::Filters filters;
  std::vector<Column> select;  ///< empty: none named
  std::uint64_t page = 1;
  std::uint64_t limit = 100;
  bool controls = true;                                               ///< false: data alone
  std::vector<QueryPiece> pieces;                                     ///< everything that was sent, in order
  std::vector<std::string> unknown;                                   ///< names that mean nothing here
  std::vector<std::string> misfits;                                   ///< parameters, see Misfits::empty
  std::vector<std::string> languages;                                 ///< of labels to sort by and to select
  [[nodiscard]] std::string_view value(std::string_view name) const;  ///< as sent, decoded; empty if absent
};

/// The IRI that stands for the default graph in the graph parameter.
std::string default_graph_iri(const Addresses& addresses);

/// Reads all parameters. Skolem IRIs become the blank nodes that they stand for. Errors name the parameter,
/// what was understood, and an example that works.
rdf::Result<FragmentRequest> parse_fragment_request(FragmentKind kind, std::string_view query,
                                                    std::string_view form, const store::Snapshot& snapshot,
                                                    const Addresses& addresses, const FragmentLimits& limits,
                                                    Misfits misfits = Misfits::refused);

}  // namespace tamizdat::answer
