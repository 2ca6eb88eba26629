#include "html/media.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <iterator>

#include "html/text.hpp"

namespace tamizdat::html {
namespace {

using std::string_view;

constexpr string_view picture_endings[] = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"};

constexpr string_view blanks = " \t\r\n";

void skip_blanks(string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
}

std::optional<double> take_number(string_view& text) {
  skip_blanks(text);
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || !std::isfinite(value)) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

std::optional<double> number(string_view text) {
  const auto value = take_number(text);
  skip_blanks(text);
  return text.empty() ? value : std::nullopt;
}

std::optional<Spot> on_earth(std::optional<double> latitude, std::optional<double> longitude) {
  if (!latitude || !longitude || std::abs(*latitude) > 90 || std::abs(*longitude) > 180) return std::nullopt;
  return Spot{*latitude, *longitude};
}

bool take_word(string_view& text, string_view word) {
  skip_blanks(text);
  const bool is_there = text.size() >= word.size() &&
                        std::equal(word.begin(), word.end(), text.begin(), [](char wanted, char c) {
                          return wanted == (c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c);
                        });
  if (is_there) text.remove_prefix(word.size());
  return is_there;
}

/// Takes the system of coordinates off; nothing if it is one whose axes are not known here. True: latitude
/// first.
std::optional<bool> take_system(string_view& text) {
  skip_blanks(text);
  if (!text.starts_with('<')) return false;
  const auto end = text.find('>');
  if (end == string_view::npos) return std::nullopt;
  const auto system = text.substr(1, end - 1);
  text.remove_prefix(end + 1);
  if (system.ends_with("/OGC/1.3/CRS84")) return false;
  if (system.find("/EPSG/") != string_view::npos && system.ends_with("/4326")) return true;
  return std::nullopt;
}

}  // namespace

bool is_picture(string_view iri) {
  const auto path = iri.substr(0, std::min(iri.find('?'), iri.find('#')));
  constexpr std::size_t longest = 5;  // of the endings: most IRIs have no dot so near their end
  if (path.substr(path.size() - std::min(longest, path.size())).find('.') == string_view::npos) return false;
  return std::any_of(std::begin(picture_endings), std::end(picture_endings), [&](string_view ending) {
    return path.size() > ending.size() &&
           rdf::same_language(path.substr(path.size() - ending.size()), ending);
  });
}

bool is_address(string_view iri) {
  return has_scheme(iri, "mailto") || has_scheme(iri, "tel");
}

std::optional<Spot> place_of(string_view latitude, string_view longitude) {
  return on_earth(number(latitude), number(longitude));
}

std::optional<Spot> place_of(string_view both) {
  const auto latitude = take_number(both);
  skip_blanks(both);
  if (both.starts_with(',')) both.remove_prefix(1);
  return on_earth(latitude, number(both));
}

std::optional<Spot> place_of_wkt(string_view text) {
  const auto latitude_first = take_system(text);
  if (!latitude_first || !take_word(text, "POINT")) return std::nullopt;
  if (take_word(text, "Z") || !take_word(text, "(")) return std::nullopt;
  const auto first = take_number(text);
  const auto second = take_number(text);
  if (!take_word(text, ")")) return std::nullopt;
  return *latitude_first ? on_earth(first, second) : on_earth(second, first);
}

std::string degrees(double value) {
  std::array<char, 32> room;
  const auto end =
      std::to_chars(room.data(), room.data() + room.size(), value, std::chars_format::fixed, 6).ptr;
  std::string text(room.data(), end);
  text.resize(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text == "-0" ? "0" : text;
}

std::string readable_place(const Spot& place, const Language& language) {
  const auto side = [&](double value, string_view positive, string_view negative) {
    return degrees(std::abs(value)) + "° " + language.say(value < 0 ? negative : positive);
  };
  return side(place.latitude, "north", "south") + ", " + side(place.longitude, "east", "west");
}

}  // namespace tamizdat::html
