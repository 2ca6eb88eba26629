#include "query/folding.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <vector>

#include "query/unicode_tables.hpp"
#include "rdf/utf8.hpp"

namespace tamizdat::query {
namespace {

using unicode::Range;

/// The characters of a UTF-8 text, one after the other.
class Characters {
 public:
  explicit Characters(std::string_view text) : rest_(text) {}
  bool next(char32_t& c) {
    if (rest_.empty()) return false;
    std::size_t length = 0;
    c = rdf::first_code_point(rest_, length);
    rest_.remove_prefix(length);
    return true;
  }
  [[nodiscard]] std::size_t left() const { return rest_.size(); }

 private:
  std::string_view rest_;
};

template <std::size_t n>
bool within(const Range (&ranges)[n], char32_t c) {
  const auto after = std::upper_bound(std::begin(ranges), std::end(ranges), c,
                                      [](char32_t x, const Range& r) { return x < r.first; });
  return after != std::begin(ranges) && c <= std::prev(after)->last;
}

// Marks that combine with the letter before them.
constexpr Range marks[] = {
    {0x0300, 0x036F}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x20D0, 0x20FF}, {0xFE20, 0xFE2F}};

// Points above and below letters that readers of Hebrew and Arabic mostly leave out, and the stroke that
// makes Arabic words longer.
constexpr Range vowel_points[] = {{0x0591, 0x05BD}, {0x05BF, 0x05BF}, {0x05C1, 0x05C2}, {0x05C4, 0x05C5},
                                  {0x05C7, 0x05C7}, {0x0610, 0x061A}, {0x0640, 0x0640}, {0x064B, 0x065F},
                                  {0x0670, 0x0670}, {0x06D6, 0x06DC}, {0x06DF, 0x06E8}, {0x06EA, 0x06ED}};

// In the middle of words, but no part of them: soft hyphens, joiners, direction marks.
constexpr Range unwritten[] = {{0x00AD, 0x00AD}, {0x034F, 0x034F}, {0x061C, 0x061C},
                               {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x206F},
                               {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}, {0xE0000, 0xE0FFF}};

// Written without spaces between words: kana and Han.
constexpr Range without_spaces[] = {{0x2E80, 0x2FDF}, {0x3005, 0x3007}, {0x3021, 0x3029},  {0x3038, 0x303B},
                                    {0x3041, 0x30FF}, {0x31F0, 0x31FF}, {0x3400, 0x4DBF},  {0x4E00, 0x9FFF},
                                    {0xF900, 0xFAFF}, {0xFF66, 0xFF9F}, {0x20000, 0x323AF}};

// Small letters that Unicode does not take apart, as those write them who do not have them; by code point.
struct Spelling {
  char32_t letter;
  std::string_view latin;
};
constexpr Spelling spellings[] = {
    {0x00DF, "ss"}, {0x00E6, "ae"},  {0x00F0, "d"},   {0x00F8, "o"},  {0x00FE, "th"}, {0x0111, "d"},
    {0x0127, "h"},  {0x0131, "i"},   {0x0133, "ij"},  {0x0138, "k"},  {0x0140, "l"},  {0x0142, "l"},
    {0x0149, "n"},  {0x014B, "n"},   {0x0153, "oe"},  {0x0167, "t"},  {0x017F, "s"},  {0x0180, "b"},
    {0x0192, "f"},  {0x01C6, "dz"},  {0x01C9, "lj"},  {0x01CC, "nj"}, {0x01F3, "dz"}, {0x0253, "b"},
    {0x0257, "d"},  {0x0268, "i"},   {0x0289, "u"},   {0x1E9E, "ss"}, {0xFB00, "ff"}, {0xFB01, "fi"},
    {0xFB02, "fl"}, {0xFB03, "ffi"}, {0xFB04, "ffl"}, {0xFB05, "st"}, {0xFB06, "st"}};

// Dashes, quotes, points and spaces that people leave out or write differently.
constexpr Range passed_over[] = {{0x0020, 0x0022}, {0x0027, 0x002A}, {0x002C, 0x002F}, {0x003A, 0x003B},
                                 {0x003F, 0x003F}, {0x005F, 0x0060}, {0x00A0, 0x00A1}, {0x00AB, 0x00AB},
                                 {0x00AD, 0x00AD}, {0x00B4, 0x00B4}, {0x00B7, 0x00B7}, {0x00BB, 0x00BB},
                                 {0x00BF, 0x00BF}, {0x02B9, 0x02BF}, {0x2000, 0x2027}, {0x202F, 0x203A},
                                 {0x2043, 0x2043}, {0x2212, 0x2212}, {0x3000, 0x3002}};

// Not to be seen, or without agreed meaning.
constexpr Range invisible[] = {{0x0000, 0x001F},   {0x007F, 0x00A0},   {0x00AD, 0x00AD},   {0x034F, 0x034F},
                               {0x061C, 0x061C},   {0x115F, 0x1160},   {0x1680, 0x1680},   {0x17B4, 0x17B5},
                               {0x180B, 0x180E},   {0x2000, 0x200F},   {0x2028, 0x202F},   {0x205F, 0x206F},
                               {0x3000, 0x3000},   {0x3164, 0x3164},   {0xE000, 0xF8FF},   {0xFDD0, 0xFDEF},
                               {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},   {0xFFF0, 0xFFFF},   {0x1FFFE, 0x1FFFF},
                               {0x2FFFE, 0x2FFFF}, {0x3FFFE, 0x3FFFF}, {0xE0000, 0x10FFFF}};

char32_t small_letter(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  const auto after = std::upper_bound(std::begin(unicode::lower_case), std::end(unicode::lower_case), c,
                                      [](char32_t x, const unicode::CaseRun& r) { return x < r.first; });
  if (after == std::begin(unicode::lower_case)) return c;
  const auto& run = *std::prev(after);
  if (c > run.last || (c - run.first) % static_cast<char32_t>(run.stride) != 0) return c;
  return static_cast<char32_t>(static_cast<std::int32_t>(c) + run.delta);
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

/// The letter under its diacritics.
char32_t taken_apart(char32_t c) {
  for (;;) {
    const auto at =
        std::lower_bound(std::begin(unicode::compositions), std::end(unicode::compositions), c,
                         [](const unicode::Composition& x, char32_t code) { return x.composed < code; });
    if (at == std::end(unicode::compositions) || at->composed != c) return c;
    c = at->base;
  }
}

/// The same where it is still the same letter to a reader. Cyrillic diacritics make other letters, so they
/// stay.
char32_t bare_letter(char32_t c) {
  if (is_cyrillic(c)) return c == 0x451 ? 0x435 : c;
  return is_latin(c) || is_greek(c) ? taken_apart(c) : c;
}

bool is_digit(char32_t c) {
  return c >= '0' && c <= '9';
}

// Letters that are drawn like a Latin one.
constexpr std::u32string_view cyrillic_lookalikes = U"аеорсухіјѕһАВЕКМНОРСТУХІЈЅ";
constexpr std::u32string_view greek_lookalikes = U"ονΑΒΕΖΗΙΚΜΝΟΡΤΥΧ";
// Latin letters that are drawn like a Cyrillic or Greek one.
constexpr std::u32string_view latin_lookalikes = U"aceopxyijshvABCEHIKMOPTXYZNSJ";

struct Script {
  bool (*holds)(char32_t);
  std::u32string_view lookalikes;
};
constexpr std::array<Script, 3> scripts = {Script{is_latin, latin_lookalikes},
                                           Script{is_cyrillic, cyrillic_lookalikes},
                                           Script{is_greek, greek_lookalikes}};

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

namespace {

/// Words as they come out of a text, each with a space behind it.
class WordWriter {
 public:
  explicit WordWriter(std::size_t most) : left_(most) {}

  void add(char32_t c) {
    if (c < 0x80) return add_ascii(static_cast<char>(c));
    if (within(marks, c) || within(vowel_points, c) || within(unwritten, c)) return;
    if (within(without_spaces, c)) return add_alone(c);
    if (within(unicode::separators, c)) return end_word();
    if (c >= 0xFF01 && c <= 0xFF5E) return add(c - 0xFEE0);  // full width
    add_letter(small_letter(taken_apart(small_letter(c))));  // "İ" leaves a capital letter
  }
  [[nodiscard]] bool is_full() const { return left_ == 0; }
  std::string take() {
    end_word();
    return std::move(out_);
  }

 private:
  static constexpr std::size_t longest_word = 64;

  void add_ascii(char c) {
    const char small = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    const bool in_word = (small >= 'a' && small <= 'z') || (c >= '0' && c <= '9');
    if (!in_word) return end_word();
    if (out_.size() - word_ < longest_word) out_ += small;
  }
  void add_letter(char32_t c) {
    if (out_.size() - word_ >= longest_word) return;
    const auto at = std::lower_bound(std::begin(spellings), std::end(spellings), c,
                                     [](const Spelling& x, char32_t code) { return x.letter < code; });
    if (at != std::end(spellings) && at->letter == c)
      out_ += at->latin;
    else
      rdf::append_utf8(out_, c == 0x3C2 ? 0x3C3 : c);  // a sigma is one at the end of words, too
  }
  void add_alone(char32_t c) {
    end_word();
    if (is_full()) return;
    rdf::append_utf8(out_, taken_apart(c));
    end_word();
  }
  void end_word() {
    if (out_.size() == word_) return;
    out_ += ' ';
    word_ = out_.size();
    --left_;
  }

  std::string out_;
  std::size_t word_ = 0;  // where the current one begins
  std::size_t left_;
};

}  // namespace

std::string fold_words(std::string_view text, std::size_t most) {
  WordWriter writer(most);
  Characters characters(text);
  for (char32_t c = 0; !writer.is_full() && characters.next(c);) writer.add(c);
  return writer.take();
}

std::string fold_label(std::string_view text) {
  std::vector<char32_t> letters;
  Characters characters(text);
  for (char32_t c = 0; characters.next(c);)
    if (!within(marks, c)) letters.push_back(bare_letter(small_letter(c)));
  std::string out;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const bool before_digit = i + 1 < letters.size() && is_digit(letters[i + 1]);
    const bool after_digit = i > 0 && is_digit(letters[i - 1]);
    const bool tells_numbers_apart = before_digit && (after_digit || i == 0);
    if (!within(passed_over, letters[i]) || tells_numbers_apart) rdf::append_utf8(out, letters[i]);
  }
  return out;
}

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
    if (within(marks, c)) continue;
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
