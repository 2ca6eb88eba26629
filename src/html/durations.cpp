#include "html/durations.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>

#include "rdf/ascii.hpp"
#include "rdf/vocabulary.hpp"

namespace tamizdat::html {
namespace {

using std::string_view;

constexpr string_view types[] = {"duration", "dayTimeDuration", "yearMonthDuration"};

struct Unit {
  char letter;
  bool is_of_clock;  // stands after the T
  string_view key;
};
constexpr Unit units[] = {{'Y', false, "duration_years"},  {'M', false, "duration_months"},
                          {'D', false, "duration_days"},   {'H', true, "duration_hours"},
                          {'M', true, "duration_minutes"}, {'S', true, "duration_seconds"}};

using rdf::is_digits;

/// "3 days"; of seconds also "6.7 seconds". Empty for what is no number.
std::string said(string_view number, const Unit& unit, const Language& language) {
  const auto point = std::min(number.find('.'), number.size());
  const auto whole = number.substr(0, point);
  std::uint64_t value = 0;
  const auto [end, failed] = std::from_chars(whole.data(), whole.data() + whole.size(), value);
  if (!is_digits(whole) || failed != std::errc{}) return {};
  if (point == number.size()) return language.counted(unit.key, value);
  if (unit.letter != 'S' || !is_digits(number.substr(point + 1))) return {};
  return language.say(std::string(unit.key) + "_other", {{"count", number}});
}

}  // namespace

bool is_duration_type(string_view datatype) {
  if (!datatype.starts_with(rdf::xsd::iri)) return false;
  const auto name = datatype.substr(rdf::xsd::iri.size());
  return std::find(std::begin(types), std::end(types), name) != std::end(types);
}

std::string readable_duration(string_view text, const Language& language) {
  const std::string unchanged(text);
  std::string words;
  if (text.starts_with('-')) {
    words = "−";
    text.remove_prefix(1);
  }
  if (!text.starts_with('P') || text.ends_with('T')) return unchanged;
  text.remove_prefix(1);
  bool is_first = true;
  bool is_of_clock = false;
  const Unit* next = std::begin(units);
  while (!text.empty()) {
    if (!is_of_clock && text.front() == 'T') {
      is_of_clock = true;
      text.remove_prefix(1);
      continue;
    }
    const auto letter = text.find_first_not_of("0123456789.");
    if (letter == string_view::npos) return unchanged;
    next = std::find_if(next, std::end(units), [&](const Unit& unit) {
      return unit.letter == text[letter] && unit.is_of_clock == is_of_clock;
    });
    if (next == std::end(units)) return unchanged;
    const auto part = said(text.substr(0, letter), *next++, language);
    if (part.empty()) return unchanged;
    words.append(is_first ? "" : " ").append(part);
    is_first = false;
    text.remove_prefix(letter + 1);
  }
  return is_first ? unchanged : words;
}

}  // namespace tamizdat::html
