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
bool is_digits(string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int number(string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

bool is_number(string_view text, std::size_t digits) {
  return text.size() == digits && is_digits(text);
}

/// The years of a decade: "195X" → "1950".
string_view decade(string_view text, std::string& kept) {
  return kept = std::string(text.substr(0, 3)) + '0';
}

bool is_decade(string_view text) {
  return text.size() == 4 && is_digits(text.substr(0, 3)) && text[3] == 'X';
}

bool are_neighbours(string_view from, string_view to) {
  return is_decade(from) && is_decade(to) && number(to.substr(0, 3)) == number(from.substr(0, 3)) + 1;
}

/// Says dates in one language.
class Speaker {
 public:
  explicit Speaker(const Language& language) : language_(language) {}

  [[nodiscard]] std::optional<std::string> interval(string_view from, string_view to) const {
    const auto start = marked(from);
    const auto end = marked(to);
    if (start && end) return span(from, to, *start, *end);
    if (start && to == "..") return said("date_since", *start);
    if (start && to.empty()) return said("date_open_end", *start);
    if (end && from == "..") return said("date_until", *end);
    if (end && from.empty()) return said("date_open_start", *end);
    return std::nullopt;
  }

  [[nodiscard]] std::optional<std::string> clock(string_view text) const {
    const auto t = text.find('T');
    const auto date = plain(text.substr(0, t));
    if (!date || t == string_view::npos || text.size() < t + 6) return std::nullopt;
    const std::string time(text.substr(t + 1, 5));
    return language_.say("date_clock",
                         {{"date", *date}, {"time", text.ends_with('Z') ? time + " UTC" : time}});
  }

  /// A date with the marks of level 1: '?' uncertain, '~' approximate, '%' both.
  [[nodiscard]] std::optional<std::string> marked(string_view text) const {
    if (text.empty()) return std::nullopt;
    const char mark = text.back();
    const bool is_marked = mark == '?' || mark == '~' || mark == '%';
    if (is_marked) text.remove_suffix(1);
    auto date = plain(text);
    if (!date || !is_marked) return date;
    if (mark != '?') date = said("date_about", *date);
    if (mark != '~') date = said("date_uncertain", *date);
    return date;
  }

 private:
  [[nodiscard]] std::string said(string_view key, string_view date) const {
    return language_.say(key, {{"date", date}});
  }

  [[nodiscard]] std::string span(string_view from, string_view to, string_view start, string_view end) const {
    std::string first;
    std::string second;
    if (are_neighbours(from, to))
      return language_.say("date_decades", {{"from", decade(from, first)}, {"to", decade(to, second)}});
    if (is_digits(from) && is_digits(to)) return first.append(start).append("–").append(end);
    return language_.say("date_span", {{"from", start}, {"to", end}});
  }

  /// "1948", "193X", "19XX", "-0044".
  [[nodiscard]] std::optional<std::string> year(string_view text) const {
    const bool before = text.starts_with('-');
    if (before) text.remove_prefix(1);
    if (text.size() != 4) return std::nullopt;
    const auto known = std::min(text.find('X'), text.size());
    if (!is_digits(text.substr(0, known)) || text.substr(known).find_first_not_of('X') != string_view::npos)
      return std::nullopt;
    std::string years(text.substr(0, known));
    if (known == 3) {
      years = language_.say("date_decade", {{"year", decade(text, years)}});
    } else if (known == 2) {
      years = years + "00–" + years + "99";
    } else if (known != 4) {
      return std::nullopt;
    } else if (const auto first = years.find_first_not_of('0'); first != 0 && first != std::string::npos) {
      years.erase(0, first);
    }
    return before ? language_.say("date_bc", {{"year", years}}) : years;
  }

  /// By the number that ISO 8601 gives: months 01 to 12, seasons (level 1) 21 to 24.
  [[nodiscard]] std::optional<std::string> plain(string_view text) const {
    const auto dash = text.find('-', 1);
    auto y = year(text.substr(0, dash));
    if (!y || dash == string_view::npos) return y;
    const auto rest = text.substr(dash + 1);
    if (!is_number(rest.substr(0, 2), 2)) return std::nullopt;
    const auto m = static_cast<std::size_t>(number(rest.substr(0, 2)));
    if (rest.size() == 2 && m >= 21 && m <= 24)
      return language_.say("date_season", {{"season", language_.item("seasons", m - 21)}, {"year", *y}});
    if (m < 1 || m > 12) return std::nullopt;
    const auto month =
        language_.say("date_month", {{"month", language_.item("months", m - 1)}, {"year", *y}});
    if (rest.size() == 2) return month;
    const auto day = rest.substr(3);
    if (rest[2] != '-' || day.size() != 2) return std::nullopt;
    if (day == "XX") return month;
    if (!is_digits(day)) return std::nullopt;
    return language_.say(
        "date_day",
        {{"day", std::to_string(number(day))}, {"month", language_.item("months_of", m - 1)}, {"year", *y}});
  }

  const Language& language_;
};

}  // namespace

bool is_date_type(string_view datatype) {
  return datatype.starts_with(edtf) ||
         std::find(std::begin(date_types), std::end(date_types), datatype) != std::end(date_types);
}

std::string readable_date(string_view text, string_view datatype, const Language& language) {
  if (!is_date_type(datatype)) return std::string(text);
  const Speaker speaker(language);
  const auto slash = text.find('/');
  const auto said = slash != string_view::npos
                        ? speaker.interval(text.substr(0, slash), text.substr(slash + 1))
                    : text.find('T') != string_view::npos ? speaker.clock(text)
                                                          : speaker.marked(text);
  return said ? *said : std::string(text);
}

}  // namespace tamizdat::html
