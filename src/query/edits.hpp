#pragma once
// "Did you mean …?"
#include <string_view>

namespace tamizdat::query {

/// How many single characters must be put in, taken out, changed or swapped with their neighbour to make one
/// text of the other, without regard to ASCII case; `limit` if it is that many or more. Bytes count, not
/// characters.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

/// Keeps the candidate that is nearest to what was written, if one is near enough to have been meant (within
/// a third of its length). Candidates must outlive it.
class Nearest {
 public:
  explicit Nearest(std::string_view written)
      : written_(written), best_distance_(written.size() < 3 ? 1 : written.size() / 3 + 1) {}
  void consider(std::string_view candidate);
  /// Empty if none is near.
  [[nodiscard]] std::string_view best() const { return best_; }

 private:
  std::string_view written_;
  std::string_view best_;
  std::size_t best_distance_;
};

}  // namespace tamizdat::query
