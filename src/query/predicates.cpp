#include "query/predicates.hpp"

#include <algorithm>
#include <unordered_map>

namespace tamizdat::query {

std::vector<PredicateUse> predicates_of(const store::Snapshot& snapshot) {
  std::unordered_map<std::uint32_t, std::uint64_t> counts;
  const auto cursor = snapshot.match({});
  for (store::Quad quad; cursor->next(quad);) ++counts[quad.predicate.value()];
  std::vector<PredicateUse> uses;
  uses.reserve(counts.size());
  for (const auto& [value, triples] : counts) uses.push_back({store::TermId::from_value(value), triples});
  std::sort(uses.begin(), uses.end(), [](const PredicateUse& a, const PredicateUse& b) {
    return a.triples != b.triples ? a.triples > b.triples : a.predicate < b.predicate;
  });
  return uses;
}

}  // namespace tamizdat::query
