#include "html/card.hpp"

#include <algorithm>
#include <string_view>

#include "html/colours.hpp"

namespace tamizdat::html {
namespace {

using std::string_view;

enum Ink : std::uint8_t { paper, ink, ribbon, quiet };

constexpr std::size_t margin = 96;
constexpr Rgb ink_colour = {0x21, 0x1e, 0x1a};
constexpr Rgb ribbon_colour = {0xa3, 0x29, 0x1d};
constexpr Rgb quiet_colour = {0xb9, 0xb0, 0xa2};

/// Of one typewriter: how far it goes on for a letter and a line, and how large a letter is.
struct Type {
  std::size_t step;
  std::size_t line;
  std::size_t width;
  std::size_t height;
  std::size_t lines;  ///< no more than so many
  Ink colour;
};
constexpr Type title_type = {32, 76, 25, 46, 3, ink};
constexpr Type text_type = {14, 34, 11, 20, 9, quiet};

constexpr string_view low_letters = "aceimnorsuvwxz.,-";

bool begins_letter(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

std::size_t letters(string_view word) {
  return static_cast<std::size_t>(std::count_if(word.begin(), word.end(), begins_letter));
}

class Sheet {
 public:
  explicit Sheet(Picture& picture) : picture_(picture) {}

  /// Types a text from `top` on; gives back where it ends.
  std::size_t type(string_view text, const Type& type, std::size_t top) {
    const std::size_t row = (card_width - 2 * margin) / type.step;
    std::size_t column = 0;
    std::size_t line = 0;
    while (!text.empty()) {
      const auto word = text.substr(0, text.find(' '));
      text.remove_prefix(std::min(word.size() + 1, text.size()));
      const std::size_t length = letters(word);
      if (column > 0 && column + length > row) {
        column = 0;
        ++line;
      }
      if (line >= type.lines) return top + type.lines * type.line;
      put(word, type, column, top + line * type.line, row);
      column = std::min(column + length + 1, row);
    }
    return top + (line + 1) * type.line;
  }

 private:
  void put(string_view word, const Type& type, std::size_t column, std::size_t top, std::size_t row) {
    for (const char c : word) {
      if (!begins_letter(c)) continue;
      if (column >= row) return;
      const bool is_low = low_letters.find(c) != string_view::npos;
      const std::size_t height = is_low ? type.height * 7 / 10 : type.height;
      picture_.fill(margin + column * type.step, top + type.height - height, type.width, height, type.colour);
      ++column;
    }
  }

  Picture& picture_;
};

}  // namespace

std::string card(const answer::Publication& publication) {
  const auto chosen = Colours::of(publication.colour, {});
  const Rgb accent = chosen ? readable_on(chosen->accent, by_day()) : ribbon_colour;
  Picture picture(card_width, card_height, {by_day().paper, ink_colour, accent, quiet_colour});
  Sheet sheet(picture);
  const std::size_t below = sheet.type(publication.title, title_type, margin);
  picture.fill(margin, below, card_width - 2 * margin, 6, ribbon);
  sheet.type(publication.description, text_type, below + 44);
  return picture.png();
}

}  // namespace tamizdat::html
