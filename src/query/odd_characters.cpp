#include "query/odd_characters.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "query/unicode.hpp"
#include "rdf/utf8.hpp"

namespace tamizdat::query {
namespace {

using unicode::Characters;
using unicode::Range;
using unicode::within;

// Not to be seen, or without agreed meaning.
constexpr Range invisible[] = {{0x0000, 0x001F},   {0x007F, 0x00A0},   {0x00AD, 0x00AD},   {0x034F, 0x034F},
                               {0x061C, 0x061C},   {0x115F, 0x1160},   {0x1680, 0x1680},   {0x17B4, 0x17B5},
                               {0x180B, 0x180E},   {0x2000, 0x200F},   {0x2028, 0x202F},   {0x205F, 0x206F},
                               {0x3000, 0x3000},   {0x3164, 0x3164},   {0xE000, 0xF8FF},   {0xFDD0, 0xFDEF},
                               {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},   {0xFFF0, 0xFFFF},   {0x1FFFE, 0x1FFFF},
                               {0x2FFFE, 0x2FFFF}, {0x3FFFE, 0x3FFFF}, {0xE0000, 0x10FFFF}};

// Letters that are drawn like a Latin one.
constexpr std::u32string_view cyrillic_lookalikes = U"аеорсухіјѕһАВЕКМНОРСТУХІЈЅ";
constexpr std::u32string_view greek_lookalikes = U"ονΑΒΕΖΗΙΚΜΝΟΡΤΥΧ";
// Latin letters that are drawn like a Cyrillic or Greek one.
constexpr std::u32string_view latin_lookalikes = U"aceopxyijshvABCEHIKMOPTXYZNSJ";

struct Script {
  bool (*holds)(char32_t);
  std::u32string_view lookalikes;
};
constexpr std::array<Script, 3> scripts = {Script{unicode::is_latin, latin_lookalikes},
                                           Script{unicode::is_cyrillic, cyrillic_lookalikes},
                                           Script{unicode::is_greek, greek_lookalikes}};

std::size_t script_of(char32_t c) {
  const auto at = std::find_if(scripts.begin(), scripts.end(), [&](const Script& s) { return s.holds(c); });
  return static_cast<std::size_t>(at - scripts.begin());
}

/// What is known of one word so far.
struct Word {
  std::array<bool, scripts.size()> present{};
  std::array<bool, scripts.size()> all_lookalikes{true, true, true};

  void add(std::size_t script, char32_t c) {
    present[script] = true;
    if (scripts[script].lookalikes.find(c) == std::u32string_view::npos) all_lookalikes[script] = false;
  }
  [[nodiscard]] bool misleads() const {
    if (std::count(present.begin(), present.end(), true) < 2) return false;
    for (std::size_t i = 0; i < scripts.size(); ++i)
      if (present[i] && all_lookalikes[i]) return true;
    return false;
  }
};

/// U+200C and U+200D belong to the spelling of Persian, Hindi and others.
bool is_joiner_in_its_script(char32_t last, char32_t c) {
  constexpr char32_t first_of_those_scripts = 0x600;
  return (c == 0x200C || c == 0x200D) && last >= first_of_those_scripts && last < 0x2000;
}

bool can_join(char32_t base, char32_t mark) {
  return std::any_of(std::begin(unicode::compositions), std::end(unicode::compositions),
                     [&](const auto& c) { return c.base == base && c.mark == mark; });
}

bool is_hangul_pair(char32_t a, char32_t b) {
  const bool lead_vowel = a >= 0x1100 && a <= 0x1112 && b >= 0x1161 && b <= 0x1175;
  const bool open_tail = a >= 0xAC00 && a <= 0xD7A3 && (a - 0xAC00) % 28 == 0 && b > 0x11A7 && b <= 0x11C2;
  return lead_vowel || open_tail;
}

}  // namespace

bool can_be_composed(std::string_view text) {
  if (rdf::utf8_scan(text).ascii) return false;
  char32_t last = 0;
  Characters characters(text);
  for (char32_t c = 0; characters.next(c); last = c) {
    if (c < 0x80) continue;
    if (within(unicode::never_composed, c) || is_hangul_pair(last, c) || can_join(last, c)) return true;
  }
  return false;
}

std::string_view mixed_script_word(std::string_view text) {
  if (rdf::utf8_scan(text).ascii) return {};
  Word word;
  std::size_t begin = 0;
  std::size_t at = 0;
  Characters characters(text);
  for (char32_t c = 0; characters.next(c); at = text.size() - characters.left()) {
    const std::size_t script = script_of(c);
    if (script < scripts.size()) {
      word.add(script, c);
      continue;
    }
    if (unicode::is_mark(c)) continue;
    if (word.misleads()) break;
    word = Word();
    begin = text.size() - characters.left();
  }
  return word.misleads() ? text.substr(begin, at - begin) : std::string_view();
}

char32_t invisible_character(std::string_view text) {
  if (rdf::utf8_scan(text).ascii) return 0;
  char32_t last = 0;
  Characters characters(text);
  for (char32_t c = 0; characters.next(c); last = c)
    if (within(invisible, c) && !is_joiner_in_its_script(last, c)) return c;
  return 0;
}

}  // namespace tamizdat::query
