#include "query/unicode.hpp"

#include <cstdint>

#include "rdf/utf8.hpp"

namespace tamizdat::query::unicode {

bool Characters::next(char32_t& c) {
  if (rest_.empty()) return false;
  std::size_t length = 0;
  c = rdf::first_code_point(rest_, length);
  rest_.remove_prefix(length);
  return true;
}

bool is_latin(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) || (c >= 0x1E00 && c <= 0x1EFF);
}
bool is_greek(char32_t c) {
  return (c >= 0x370 && c <= 0x3FF && c != 0x37E && c != 0x387) || (c >= 0x1F00 && c <= 0x1FFF);
}
bool is_cyrillic(char32_t c) {
  return c >= 0x400 && c <= 0x52F;
}

bool is_mark(char32_t c) {
  static constexpr Range marks[] = {
      {0x0300, 0x036F}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x20D0, 0x20FF}, {0xFE20, 0xFE2F}};
  return within(marks, c);
}

char32_t small_letter(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  const auto after = std::upper_bound(std::begin(lower_case), std::end(lower_case), c,
                                      [](char32_t x, const CaseRun& r) { return x < r.first; });
  if (after == std::begin(lower_case)) return c;
  const auto& run = *std::prev(after);
  if (c > run.last || (c - run.first) % static_cast<char32_t>(run.stride) != 0) return c;
  return static_cast<char32_t>(static_cast<std::int32_t>(c) + run.delta);
}

char32_t taken_apart(char32_t c) {
  for (;;) {
    const auto at = std::lower_bound(std::begin(compositions), std::end(compositions), c,
                                     [](const Composition& x, char32_t code) { return x.composed < code; });
    if (at == std::end(compositions) || at->composed != c) return c;
    c = at->base;
  }
}

}  // namespace tamizdat::query::unicode
