#include "query/folding.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

#include "query/unicode.hpp"
#include "rdf/utf8.hpp"

namespace tamizdat::query {
namespace {

using unicode::Characters;
using unicode::Range;
using unicode::within;

// ---- case ----

char32_t case_folded(char32_t letter) {
  constexpr char32_t final_sigma = 0x3C2;
  return letter == final_sigma ? final_sigma + 1 : unicode::small_letter(letter);
}

// ---- labels ----

// Dashes, quotes, points and spaces that people leave out or write differently.
constexpr Range passed_over[] = {{0x0020, 0x0022}, {0x0027, 0x002A}, {0x002C, 0x002F}, {0x003A, 0x003B},
                                 {0x003F, 0x003F}, {0x005F, 0x0060}, {0x00A0, 0x00A1}, {0x00AB, 0x00AB},
                                 {0x00AD, 0x00AD}, {0x00B4, 0x00B4}, {0x00B7, 0x00B7}, {0x00BB, 0x00BB},
                                 {0x00BF, 0x00BF}, {0x02B9, 0x02BF}, {0x2000, 0x2027}, {0x202F, 0x203A},
                                 {0x2043, 0x2043}, {0x2212, 0x2212}, {0x3000, 0x3002}};

/// The same where it is still the same letter to a reader. Cyrillic diacritics make other letters, so they
/// stay.
char32_t bare_letter(char32_t c) {
  if (unicode::is_cyrillic(c)) return c == 0x451 ? 0x435 : c;
  return unicode::is_latin(c) || unicode::is_greek(c) ? unicode::taken_apart(c) : c;
}

bool is_digit(char32_t c) {
  return c >= '0' && c <= '9';
}

// ---- words ----

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

/// Words as they come out of a text, each with a space behind it.
class WordWriter {
 public:
  explicit WordWriter(std::size_t most) : left_(most) {}

  void add(char32_t c) {
    if (c < 0x80) return add_ascii(static_cast<char>(c));
    if (unicode::is_mark(c) || within(vowel_points, c) || within(unwritten, c)) return;
    if (within(without_spaces, c)) return add_alone(c);
    if (within(unicode::separators, c)) return end_word();
    if (c >= 0xFF01 && c <= 0xFF5E) return add(c - 0xFEE0);  // full width
    add_letter(unicode::small_letter(
        unicode::taken_apart(unicode::small_letter(c))));  // "İ" leaves a capital letter
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
    rdf::append_utf8(out_, unicode::taken_apart(c));
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

std::string fold_case(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  Characters characters(text);
  for (char32_t c = 0; characters.next(c);) rdf::append_utf8(out, case_folded(c));
  return out;
}

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
    if (!unicode::is_mark(c)) letters.push_back(bare_letter(unicode::small_letter(c)));
  std::string out;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const bool before_digit = i + 1 < letters.size() && is_digit(letters[i + 1]);
    const bool after_digit = i > 0 && is_digit(letters[i - 1]);
    const bool tells_numbers_apart = before_digit && (after_digit || i == 0);
    if (!within(passed_over, letters[i]) || tells_numbers_apart) rdf::append_utf8(out, letters[i]);
  }
  return out;
}

}  // namespace tamizdat::query
