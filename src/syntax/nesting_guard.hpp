#pragma once
// Makes sure that what is announced as nested can be nested, before a writer drops the labels.
#include <cstddef>
#include <memory>

#include "syntax/writer.hpp"

namespace tamizdat::syntax {

/// What a format can take of nested nodes.
struct NestingRules {
  std::size_t depth = static_cast<std::size_t>(-1);  ///< levels that readers of the format bear
  /// Regions too large to be held are nested on trust; else they are written with labels.
  bool trusts_large = false;
  /// Lists hold nodes only (rdf:parseType="Collection"); others are turned into nested cells.
  bool lists_of_nodes = false;
};

/// Stands before a writer that nests. Holds each nested region, within a bound, until it is complete: if it
/// keeps the promises of rdf::Nesting it goes on as it came, else without flags, so that every node is
/// written with its label. Blank labels are followed too: one that has been mentioned is not nested any more,
/// and one that has been nested without its label cannot be mentioned again (Code::internal; a fault of the
/// sender). Labels are remembered up to a bound: a net for senders that err, which well-formed streams never
/// need.
std::unique_ptr<QuadWriter> guard_nesting(std::unique_ptr<QuadWriter> writer, NestingRules rules);

}  // namespace tamizdat::syntax
