#include "html/dates.hpp"

#include <algorithm>
#include <optional>
#include <span>

#include "rdf/vocabulary.hpp"

namespace tamizdat::html {
namespace {

using std::string_view;

constexpr string_view edtf = "http://id.loc.gov/datatypes/edtf/";
constexpr string_view date_types[] = {rdf::xsd::date, rdf::xsd::dateTime, rdf::xsd::gYear,
                                      rdf::xsd::gYearMonth};
// By the number that ISO 8601 gives: months 01 to 12, seasons (level 1) 21 to 24.
constexpr string_view months[] = {"",     "January", "February",  "March",   "April",    "May",     "June",
                                  "July", "August",  "September", "October", "November", "December"};
constexpr string_view seasons[] = {"spring", "summer", "autumn", "winter"};

bool is_digits(string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int number(string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

/// "1948", "193X", "19XX", "-0044".
std::optional<std::string> year(string_view text) {
  const bool before = text.starts_with('-');
  if (before) text.remove_prefix(1);
  if (text.size() != 4) return std::nullopt;
  const auto known = std::min(text.find('X'), text.size());
  if (!is_digits(text.substr(0, known)) || text.substr(known).find_first_not_of('X') != string_view::npos)
    return std::nullopt;
  std::string said(text.substr(0, known));
  if (known == 3) {
    said += "0s";
  } else if (known == 2) {
    said = said + "00–" + said + "99";
  } else if (known != 4) {
    return std::nullopt;
  } else if (const auto first = said.find_first_not_of('0'); first != 0 && first != std::string::npos) {
    said.erase(0, first);
  }
  if (before) said += " BC";
  return said;
}

std::optional<std::string> plain_date(string_view text) {
  const auto cut = text.find('-', 1);
  const auto y = year(text.substr(0, cut));
  if (!y || cut == string_view::npos) return y;
  const auto rest = text.substr(cut + 1);
  const auto month = rest.substr(0, 2);
  if (!is_digits(month) || month.size() != 2) return std::nullopt;
  const auto m = number(month);
  if (rest.size() == 2 && m >= 21 && m <= 24)
    return std::string(seasons[static_cast<std::size_t>(m - 21)]) + ' ' + *y;
  if (m < 1 || m > 12) return std::nullopt;
  const auto named = std::string(months[static_cast<std::size_t>(m)]) + ' ' + *y;
  if (rest.size() == 2) return named;
  const auto day = rest.substr(3);
  if (rest[2] != '-' || day.size() != 2) return std::nullopt;
  if (day == "XX") return named;
  if (!is_digits(day)) return std::nullopt;
  return std::to_string(number(day)) + ' ' + named;
}

/// A date with the marks of level 1: '?' uncertain, '~' approximate, '%' both.
std::optional<std::string> marked_date(string_view text) {
  if (text.empty()) return std::nullopt;
  const char mark = text.back();
  const bool marked = mark == '?' || mark == '~' || mark == '%';
  if (marked) text.remove_suffix(1);
  auto said = plain_date(text);
  if (!said || !marked) return said;
  if (mark != '?') *said = "about " + *said;
  if (mark != '~') *said += ", uncertain";
  return said;
}

bool next_decade(string_view from, string_view to) {
  return from.size() == 4 && to.size() == 4 && from[3] == 'X' && to[3] == 'X' &&
         is_digits(from.substr(0, 3)) && is_digits(to.substr(0, 3)) &&
         number(to.substr(0, 3)) == number(from.substr(0, 3)) + 1;
}

std::optional<std::string> interval(string_view from, string_view to) {
  const auto start = marked_date(from);
  const auto end = marked_date(to);
  if (start && end) {
    if (next_decade(from, to)) return *start + " and " + *end;
    const bool years = is_digits(from) && is_digits(to);
    return *start + (years ? "–" : " to ") + *end;
  }
  if (start && to == "..") return "since " + *start;
  if (start && to.empty()) return *start + " to an unknown date";
  if (end && from == "..") return "until " + *end;
  if (end && from.empty()) return "from an unknown date to " + *end;
  return std::nullopt;
}

std::optional<std::string> time_of_day(string_view text) {
  const auto t = text.find('T');
  const auto date = plain_date(text.substr(0, t));
  if (!date || t == string_view::npos || text.size() < t + 6) return std::nullopt;
  const auto clock = text.substr(t + 1, 5);
  auto said = *date + ", " + std::string(clock);
  if (text.ends_with('Z')) said += " UTC";
  return said;
}

}  // namespace

bool is_date_type(string_view datatype) {
  return datatype.starts_with(edtf) ||
         std::find(std::begin(date_types), std::end(date_types), datatype) != std::end(date_types);
}

std::string readable_date(string_view text, string_view datatype) {
  std::optional<std::string> said;
  if (is_date_type(datatype)) {
    const auto slash = text.find('/');
    if (slash != string_view::npos)
      said = interval(text.substr(0, slash), text.substr(slash + 1));
    else if (text.find('T') != string_view::npos)
      said = time_of_day(text);
    else
      said = marked_date(text);
  }
  return said ? *said : std::string(text);
}

}  // namespace tamizdat::html
