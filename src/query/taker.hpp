#pragma once
// Taking a text apart.
#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>

#include "rdf/ascii.hpp"

namespace tamizdat::query {

/// Takes a text apart from its front; every step says whether it could be taken.
class Taker {
 public:
  explicit Taker(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool done() const { return rest_.empty(); }
  [[nodiscard]] bool at(char c) const { return rest_.starts_with(c); }
  [[nodiscard]] std::string_view rest() const { return rest_; }
  bool take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  bool take_one_of(std::string_view set) {
    if (rest_.empty() || set.find(rest_.front()) == std::string_view::npos) return false;
    rest_.remove_prefix(1);
    return true;
  }
  std::string_view take_digits() { return take_while(rdf::is_digit); }
  template <class Test>
  std::string_view take_while(Test test) {
    const auto end = std::find_if_not(rest_.begin(), rest_.end(), test);
    const std::string_view taken = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
    rest_.remove_prefix(taken.size());
    return taken;
  }
  /// Two digits that make a number from `low` to `high`.
  std::optional<int> take_two(int low, int high) {
    if (rest_.size() < 2 || !rdf::is_digit(rest_[0]) || !rdf::is_digit(rest_[1])) return std::nullopt;
    const int value = (rest_[0] - '0') * 10 + (rest_[1] - '0');
    if (value < low || value > high) return std::nullopt;
    rest_.remove_prefix(2);
    return value;
  }

 private:
  std::string_view rest_;
};

}  // namespace tamizdat::query
