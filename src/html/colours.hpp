#pragma once
// The colours that a publisher may choose, and what becomes of them: whatever is chosen, text stays readable
// (WCAG 2.2, 1.4.3: a contrast of 4.5) on paper by day and by night.
#include <optional>
#include <string>
#include <string_view>

#include "html/png.hpp"

namespace tamizdat::html {

/// "#a3291d" or "#c33", the '#' may be left off; nothing for anything else.
std::optional<Rgb> parse_colour(std::string_view text);
/// "a3291d"
std::string hex(const Rgb& colour);

/// The contrast of two colours as WCAG 2.2 defines it: 1 to 21.
double contrast(const Rgb& a, const Rgb& b);

/// What text stands on in the built-in style sheet.
struct Backgrounds {
  Rgb paper;
  Rgb sheet;
  Rgb mark;
};
const Backgrounds& by_day();
const Backgrounds& by_night();

/// The shade nearest to a colour, darker on light paper and lighter on dark, that has a contrast of 4.5 with
/// all of them.
Rgb readable_on(const Rgb& colour, const Backgrounds& backgrounds);

/// A publisher's colours in place of those of the style sheet. `accent` is the ribbon's.
struct Colours {
  Rgb accent;
  std::optional<Rgb> link;

  /// "a3291d", or with the colour of links "a3291d-1d4f73": what the address of the style sheet is made from.
  [[nodiscard]] std::string name() const;
  /// Nothing for what name() never gives.
  static std::optional<Colours> named(std::string_view name);
  /// As a publisher writes them, the second one may be empty; nothing if the first is no colour.
  static std::optional<Colours> of(std::string_view accent, std::string_view link);
  /// Comes after the style sheet and sets these alone, on screens: print is black on white.
  [[nodiscard]] std::string style() const;
};

/// Where style() is to be had, relative to the base: "-/colours/<name>.css".
std::string colours_address(const Colours& colours);

}  // namespace tamizdat::html
