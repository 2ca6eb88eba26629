#include "syntax/pn_chars.hpp"

#include <algorithm>
#include <iterator>

namespace tamizdat::syntax {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// PN_CHARS_BASE beyond ASCII, and what PN_CHARS adds to it.
constexpr Range base_ranges[] = {{0x00C0, 0x00D6}, {0x00D8, 0x00F6}, {0x00F8, 0x02FF}, {0x0370, 0x037D},
                                 {0x037F, 0x1FFF}, {0x200C, 0x200D}, {0x2070, 0x218F}, {0x2C00, 0x2FEF},
                                 {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF}};
constexpr Range more_ranges[] = {{0x00B7, 0x00B7}, {0x0300, 0x036F}, {0x203F, 0x2040}};

template <class Ranges>
bool in(const Ranges& ranges, char32_t c) {
  return std::any_of(std::begin(ranges), std::end(ranges),
                     [c](const Range& r) { return c >= r.first && c <= r.last; });
}

}  // namespace

bool is_pn_chars_base_beyond_ascii(char32_t c) {
  return in(base_ranges, c);
}

bool is_pn_chars_beyond_ascii(char32_t c) {
  return in(base_ranges, c) || in(more_ranges, c);
}

}  // namespace tamizdat::syntax
