#include "query/fold.hpp"

#include <algorithm>
#include <array>

#include "rdf/utf8.hpp"

namespace tamizdat::query {
namespace {

/// Capital letters from `first` to `last`, each `distance` below its small letter. Where capital and small
/// take turns, only every second one is a capital.
struct Range {
  char32_t first;
  char32_t last;
  char32_t distance;
  bool every_second = false;
};
constexpr std::array<Range, 33> capitals = {{
    {U'A', U'Z', 32},          {0xC0, 0xD6, 32},        {0xD8, 0xDE, 32},        {0x100, 0x12E, 1, true},
    {0x132, 0x136, 1, true},   {0x139, 0x147, 1, true}, {0x14A, 0x176, 1, true}, {0x179, 0x17D, 1, true},
    {0x1C4, 0x1C4, 2},         {0x1C5, 0x1C5, 1},       {0x1C7, 0x1C7, 2},       {0x1C8, 0x1C8, 1},
    {0x1CA, 0x1CA, 2},         {0x1CB, 0x1CB, 1},       {0x1CD, 0x1DB, 1, true}, {0x1DE, 0x1EE, 1, true},
    {0x1F1, 0x1F1, 2},         {0x1F2, 0x1F2, 1},       {0x1F8, 0x21E, 1, true}, {0x222, 0x232, 1, true},
    {0x386, 0x386, 38},        {0x388, 0x38A, 37},      {0x391, 0x3A1, 32},      {0x3A3, 0x3AB, 32},
    {0x400, 0x40F, 80},        {0x410, 0x42F, 32},      {0x460, 0x480, 1, true}, {0x48A, 0x4BE, 1, true},
    {0x4C1, 0x4CD, 1, true},   {0x4D0, 0x52E, 1, true}, {0x531, 0x556, 48},      {0x1E00, 0x1E94, 1, true},
    {0x1EA0, 0x1EFE, 1, true},
}};

char32_t small(char32_t letter) {
  constexpr char32_t final_sigma = 0x3C2;
  if (letter == final_sigma) return final_sigma + 1;
  const auto range =
      std::find_if(capitals.begin(), capitals.end(), [&](const Range& r) { return letter <= r.last; });
  if (range == capitals.end() || letter < range->first) return letter;
  const bool is_capital = !range->every_second || (letter - range->first) % 2 == 0;
  return is_capital ? letter + range->distance : letter;
}

}  // namespace

std::string folded(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  while (!utf8.empty()) {
    std::size_t length = 0;
    rdf::append_utf8(out, small(rdf::first_code_point(utf8, length)));
    utf8.remove_prefix(length);
  }
  return out;
}

}  // namespace tamizdat::query
