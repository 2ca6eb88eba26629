#pragma once
#include <cstdint>
#include <vector>

#include "store/snapshot.hpp"

namespace tamizdat::query {

struct PredicateUse {
  store::TermId predicate;
  std::uint64_t triples = 0;  ///< in the union of all graphs
};

/// Every predicate of the data, most used first. One pass over the data: made once, when they are published.
std::vector<PredicateUse> predicates_of(const store::Snapshot& snapshot);

}  // namespace tamizdat::query
