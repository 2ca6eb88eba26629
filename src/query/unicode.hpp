#pragma once
// What Unicode says of single characters, and a walk over those of a text.
#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string_view>

#include "query/unicode_tables.hpp"

namespace tamizdat::query::unicode {

/// The characters of a UTF-8 text, one after the other.
class Characters {
 public:
  explicit Characters(std::string_view text) : rest_(text) {}
  bool next(char32_t& c);
  /// Bytes behind the last one.
  [[nodiscard]] std::size_t left() const { return rest_.size(); }

 private:
  std::string_view rest_;
};

/// `ranges` are in order.
template <std::size_t n>
bool within(const Range (&ranges)[n], char32_t c) {
  const auto after = std::upper_bound(std::begin(ranges), std::end(ranges), c,
                                      [](char32_t x, const Range& r) { return x < r.first; });
  return after != std::begin(ranges) && c <= std::prev(after)->last;
}

bool is_latin(char32_t c);
bool is_greek(char32_t c);
bool is_cyrillic(char32_t c);
/// Whether it combines with the letter before it.
bool is_mark(char32_t c);

char32_t small_letter(char32_t c);
/// The letter under its diacritics.
char32_t taken_apart(char32_t c);

}  // namespace tamizdat::query::unicode
