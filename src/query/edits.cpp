#include "query/edits.hpp"

#include <algorithm>
#include <vector>

#include "rdf/ascii.hpp"

namespace tamizdat::query {
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
  if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) >= limit) return limit;
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  std::vector<std::size_t> next(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    next[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = rdf::to_lower(a[i - 1]) == rdf::to_lower(b[j - 1]);
      next[j] = std::min({row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1)});
      const bool swapped = i > 1 && j > 1 && rdf::to_lower(a[i - 1]) == rdf::to_lower(b[j - 2]) &&
                           rdf::to_lower(a[i - 2]) == rdf::to_lower(b[j - 1]);
      if (swapped) next[j] = std::min(next[j], before[j - 2] + 1);
    }
    std::swap(before, row);
    std::swap(row, next);
  }
  return std::min(row.back(), limit);
}

void Nearest::consider(std::string_view candidate) {
  const std::size_t distance = edit_distance(written_, candidate, best_distance_);
  if (distance >= best_distance_) return;
  best_distance_ = distance;
  best_ = candidate;
}

}  // namespace tamizdat::query
