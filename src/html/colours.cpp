#include "html/colours.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace tamizdat::html {
namespace {

using std::string_view;

constexpr double enough = 4.5;
constexpr int steps = 100;  // from a colour to black or white
constexpr string_view digits = "0123456789abcdef";

std::optional<std::uint8_t> digit(char c) {
  if (c >= 'A' && c <= 'F') c = static_cast<char>(c + 32);
  const auto at = digits.find(c);
  if (at == string_view::npos) return std::nullopt;
  return static_cast<std::uint8_t>(at);
}

/// WCAG 2.2, "relative luminance".
double luminance(const Rgb& colour) {
  const auto linear = [](std::uint8_t part) {
    const double share = part / 255.0;
    return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

Rgb mixed(const Rgb& from, const Rgb& to, int step) {
  const auto part = [&](std::uint8_t a, std::uint8_t b) {
    return static_cast<std::uint8_t>((a * (steps - step) + b * step) / steps);
  };
  return {part(from.red, to.red), part(from.green, to.green), part(from.blue, to.blue)};
}

bool is_readable(const Rgb& colour, const Backgrounds& backgrounds) {
  const auto& [paper, sheet, mark] = backgrounds;
  return contrast(colour, paper) >= enough && contrast(colour, sheet) >= enough &&
         contrast(colour, mark) >= enough;
}

}  // namespace

std::optional<Rgb> parse_colour(string_view text) {
  if (text.starts_with('#')) text.remove_prefix(1);
  if (text.size() != 3 && text.size() != 6) return std::nullopt;
  const std::size_t each = text.size() / 3;
  std::array<std::uint8_t, 3> parts{};
  for (std::size_t i = 0; i < 3; ++i) {
    const auto high = digit(text[i * each]);
    const auto low = digit(text[i * each + each - 1]);
    if (!high || !low) return std::nullopt;
    parts[i] = static_cast<std::uint8_t>(*high * 16 + *low);
  }
  return Rgb{parts[0], parts[1], parts[2]};
}

std::string hex(const Rgb& colour) {
  std::string text;
  for (const std::uint8_t part : {colour.red, colour.green, colour.blue}) {
    text += digits[part >> 4U];
    text += digits[part & 15U];
  }
  return text;
}

double contrast(const Rgb& a, const Rgb& b) {
  const double one = luminance(a);
  const double other = luminance(b);
  return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

const Backgrounds& by_day() {
  static constexpr Backgrounds day = {{0xfb, 0xf9, 0xf4}, {0xf3, 0xef, 0xe6}, {0xf6, 0xe7, 0xc8}};
  return day;
}

const Backgrounds& by_night() {
  static constexpr Backgrounds night = {{0x17, 0x16, 0x14}, {0x20, 0x1e, 0x1b}, {0x3d, 0x33, 0x19}};
  return night;
}

Rgb readable_on(const Rgb& colour, const Backgrounds& backgrounds) {
  const bool is_light = luminance(backgrounds.paper) > 0.5;
  const Rgb end = is_light ? Rgb{0, 0, 0} : Rgb{255, 255, 255};
  for (int step = 0; step < steps; ++step) {
    const Rgb shade = mixed(colour, end, step);
    if (is_readable(shade, backgrounds)) return shade;
  }
  return end;
}

std::string Colours::name() const {
  std::string text = hex(accent);
  if (link) text.append("-").append(hex(*link));
  return text;
}

std::optional<Colours> Colours::named(string_view name) {
  const auto dash = std::min(name.find('-'), name.size());
  const auto found = of(name.substr(0, dash), name.substr(std::min(dash + 1, name.size())));
  if (!found || found->name() != name) return std::nullopt;
  return found;
}

std::optional<Colours> Colours::of(string_view accent, string_view link) {
  const auto first = parse_colour(accent);
  if (!first) return std::nullopt;
  return Colours{*first, parse_colour(link)};
}

std::string Colours::style() const {
  const auto rules = [&](const Backgrounds& backgrounds) {
    std::string text = ":root { --ribbon: #" + hex(readable_on(accent, backgrounds)) + "; ";
    if (link) text += "--link: #" + hex(readable_on(*link, backgrounds)) + "; ";
    return text + "}";
  };
  return "@media screen { " + rules(by_day()) + " }\n@media screen and (prefers-color-scheme: dark) { " +
         rules(by_night()) + " }\n";
}

std::string colours_address(const Colours& colours) {
  return "-/colours/" + colours.name() + ".css";
}

}  // namespace tamizdat::html
