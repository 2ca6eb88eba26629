#include "html/dates.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

#include "html/durations.hpp"
#include "query/values.hpp"
#include "rdf/ascii.hpp"
#include "rdf/vocabulary.hpp"

namespace tamizdat::html {
namespace {

using std::string_view;

// Of any year: they can be said, but have no place in time.
constexpr string_view yearly_types[] = {rdf::xsd::gMonthDay, rdf::xsd::gMonth};

/// "Z", "+02:00" or "-05:30" at the end of a date or a time of XSD; or nothing.
string_view zone_of(string_view text) {
  constexpr std::size_t length = 6;
  if (text.ends_with('Z')) return text.substr(text.size() - 1);
  if (text.size() <= length) return {};
  const auto zone = text.substr(text.size() - length);
  return (zone[0] == '+' || zone[0] == '-') && zone[3] == ':' ? zone : string_view();
}

/// "UTC", "UTC+2", "UTC−5:30".
std::string readable_zone(string_view zone) {
  std::string said = "UTC";
  if (zone.size() == 1 || zone.substr(1) == "00:00") return said;
  said += zone[0] == '+' ? "+" : "−";
  said += zone.substr(zone[1] == '0' ? 2 : 1, zone[1] == '0' ? 1 : 2);
  return zone.ends_with(":00") ? said : said.append(zone.substr(3));
}

using rdf::is_digits;

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
    std::string time(text.substr(t + 1, 5));
    if (const auto zone = zone_of(text.substr(t)); !zone.empty()) time += ' ' + readable_zone(zone);
    return language_.say("date_clock", {{"date", *date}, {"time", time}});
  }

  /// A date with marks: '?' uncertain, '~' approximate, '%' both; after the whole (level 1), or at any part
  /// of it (level 2), which then is said of the whole.
  [[nodiscard]] std::optional<std::string> marked(string_view text) const {
    if (std::none_of(text.begin(), text.end(), is_mark)) return plain(text);
    const bool approximate = text.find_first_of("~%") != string_view::npos;
    const bool uncertain = text.find_first_of("?%") != string_view::npos;
    std::string bare(text);
    bare.erase(std::remove_if(bare.begin(), bare.end(), is_mark), bare.end());
    auto date = plain(bare);
    if (date && approximate) date = said("date_about", *date);
    if (date && uncertain) date = said("date_uncertain", *date);
    return date;
  }

  /// Level 2: "[1667,1670..1672]", one of these; "{1960,1961-12}", all of them.
  [[nodiscard]] std::optional<std::string> set(string_view text) const {
    const char open = text.front();
    if (text.size() < 3 || text.back() != (open == '[' ? ']' : '}')) return std::nullopt;
    std::vector<std::string> dates;
    for (string_view rest = text.substr(1, text.size() - 2); !rest.empty();) {
      auto item = rest.substr(0, rest.find(','));
      rest.remove_prefix(std::min(item.size() + 1, rest.size()));
      item.remove_prefix(std::min(item.find_first_not_of(' '), item.size()));
      auto date = item_of_set(item);
      if (!date) return std::nullopt;
      dates.push_back(std::move(*date));
    }
    return joined(dates, language_.say(open == '[' ? "or" : "and"));
  }

  /// "--12-25" and "--12": of any year.
  [[nodiscard]] std::optional<std::string> yearly(string_view text) const {
    const auto m = is_number(text.substr(2, 2), 2) ? static_cast<std::size_t>(number(text.substr(2, 2))) : 0;
    if (m < 1 || m > 12) return std::nullopt;
    if (text.size() == 4) return std::string(language_.item("months", m - 1));
    const auto day = text.substr(5);
    if (text[4] != '-' || !is_number(day, 2)) return std::nullopt;
    return language_.say("date_month_day",
                         {{"day", day_of_month(day)}, {"month", language_.item("months_of", m - 1)}});
  }

 private:
  [[nodiscard]] std::string day_of_month(string_view digits) const {
    const int day = number(digits);
    return day == 1 ? language_.say("date_first_day") : std::to_string(day);
  }

  static bool is_mark(char c) { return c == '?' || c == '~' || c == '%'; }

  [[nodiscard]] std::optional<std::string> item_of_set(string_view item) const {
    const auto dots = item.find("..");
    if (dots == string_view::npos) return marked(item);
    const auto from = item.substr(0, dots);
    const auto to = item.substr(dots + 2);
    return interval(from.empty() ? ".." : from, to.empty() ? ".." : to);
  }

  static std::string joined(const std::vector<std::string>& dates, string_view last_word) {
    std::string text;
    for (std::size_t i = 0; i < dates.size(); ++i) {
      if (i > 0 && i + 1 < dates.size()) text += ", ";
      if (i > 0 && i + 1 == dates.size()) text.append(" ").append(last_word).append(" ");
      text += dates[i];
    }
    return text;
  }

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

  /// "1948", "193X", "19XX", "-0044", "1950S2" (of which two digits are meant), "Y170000002", "Y-17E7"; of
  /// XSD also "12000". Year 0 is 1 BC (ISO 8601, and so EDTF and XSD 1.1 part 2 §E.3.2).
  [[nodiscard]] std::optional<std::string> year(string_view text) const {
    if (text.starts_with('Y')) return long_year(text.substr(1));
    const bool before = text.starts_with('-');
    if (before) text.remove_prefix(1);
    const auto significant = text.find('S');
    if (significant != string_view::npos && !is_digits(text.substr(significant + 1))) return std::nullopt;
    if (const auto digits = text.substr(0, significant); digits.size() > 4 && is_digits(digits))
      return long_year(std::string(before ? "-" : "").append(text));
    text = text.substr(0, significant);
    if (text.size() != 4) return std::nullopt;
    const auto known = std::min(text.find('X'), text.size());
    if ((known > 0 && !is_digits(text.substr(0, known))) ||
        text.substr(known).find_first_not_of('X') != string_view::npos)
      return std::nullopt;
    const bool is_bc = known > 0 && (before || text == "0000");
    const auto years = is_bc ? years_before(text, known) : years_of(text, known);
    return significant == string_view::npos ? years : said("date_about", years);
  }

  /// The same before our era, the earliest first.
  [[nodiscard]] std::string years_before(string_view text, std::size_t known) const {
    std::string first(text.substr(0, known));
    std::string last = first;
    first.append(4 - known, '9');
    last.append(4 - known, '0');
    auto years = std::to_string(number(first) + 1);
    if (first != last) years.append("–").append(std::to_string(number(last) + 1));
    return said_of_year("date_bc", years);
  }

  /// Of four digits, of which the first `known` are.
  [[nodiscard]] std::string years_of(string_view text, std::size_t known) const {
    std::string years(text.substr(0, known));
    if (known == 0) return language_.say("date_unknown_year");
    if (known == 3) return said_of_year("date_decade", decade(text, years));
    if (known < 3) {
      const std::size_t unknown = 4 - known;
      return std::string(years).append(unknown, '0').append("–").append(years).append(unknown, '9');
    }
    if (const auto first = years.find_first_not_of('0'); first != 0 && first != std::string::npos)
      years.erase(0, first);
    return years;
  }

  /// Level 2, after its Y: more than four digits, or an exponent.
  [[nodiscard]] std::optional<std::string> long_year(string_view text) const {
    const bool before = text.starts_with('-');
    if (before) text.remove_prefix(1);
    const auto significant = text.find('S');
    text = text.substr(0, significant);
    const auto e = text.find('E');
    const auto digits = text.substr(0, e);
    const auto zeros = e == string_view::npos ? string_view("0") : text.substr(e + 1);
    constexpr std::size_t longest = 15;
    if (!is_digits(digits) || !is_digits(zeros) || zeros.size() > 2) return std::nullopt;
    const auto count = digits.size() + static_cast<std::size_t>(number(zeros));
    if (count > longest) return std::nullopt;
    std::uint64_t value = 0;
    for (const char c : digits) value = value * 10 + static_cast<std::uint64_t>(c - '0');
    for (auto zero = digits.size(); zero < count; ++zero) value *= 10;
    if (before && e == string_view::npos) ++value;
    auto said_year = said_of_year("date_long_year", language_.number(value));
    if (before) said_year = said_of_year("date_bc", said_year);
    return significant == string_view::npos ? said_year : said("date_about", said_year);
  }

  [[nodiscard]] std::string said_of_year(string_view key, string_view year) const {
    return language_.say(key, {{"year", year}});
  }

  /// Parts of a year by the numbers of ISO 8601-2: seasons (of either half of the earth, too), quarters,
  /// thirds, halves.
  [[nodiscard]] std::optional<std::string> part_of_year(std::size_t number_of_part, string_view year) const {
    struct Parts {
      std::size_t first;
      std::size_t count;
      string_view key;
    };
    constexpr Parts parts[] = {{21, 4, "date_season"},  {25, 4, "date_season"}, {29, 4, "date_season"},
                               {33, 4, "date_quarter"}, {37, 3, "date_third"},  {40, 2, "date_half"}};
    for (const auto& [first, count, key] : parts) {
      if (number_of_part < first || number_of_part >= first + count) continue;
      const auto part = number_of_part - first;
      return language_.say(key, {{"season", language_.item("seasons", part)},
                                 {"number", std::to_string(part + 1)},
                                 {"year", year}});
    }
    return std::nullopt;
  }

  /// By the number that ISO 8601 gives: months 01 to 12, parts of years from 21.
  [[nodiscard]] std::optional<std::string> plain(string_view text) const {
    const auto dash = text.starts_with('Y') ? string_view::npos : text.find('-', 1);
    auto y = year(text.substr(0, dash));
    if (!y || dash == string_view::npos) return text == "XXXX" ? std::nullopt : y;
    const auto rest = text.substr(dash + 1);
    if (rest.starts_with("XX")) return y;
    if (!is_number(rest.substr(0, 2), 2)) return std::nullopt;
    const auto m = static_cast<std::size_t>(number(rest.substr(0, 2)));
    if (rest.size() == 2 && m > 12) return part_of_year(m, *y);
    if (m < 1 || m > 12) return std::nullopt;
    const auto month = [&] {
      return language_.say("date_month", {{"month", language_.item("months", m - 1)}, {"year", *y}});
    };
    if (rest.size() == 2) return month();
    const auto day = rest.substr(3);
    if (rest[2] != '-' || day.size() != 2) return std::nullopt;
    if (day[0] == 'X' || day[1] == 'X') return month();
    if (!is_digits(day)) return std::nullopt;
    return language_.say(
        "date_day",
        {{"day", day_of_month(day)}, {"month", language_.item("months_of", m - 1)}, {"year", *y}});
  }

  const Language& language_;
};

}  // namespace

bool is_date_type(string_view datatype) {
  return query::is_time_type(datatype) ||
         std::find(std::begin(yearly_types), std::end(yearly_types), datatype) != std::end(yearly_types);
}

std::string readable_date(string_view text, string_view datatype, const Language& language) {
  if (!is_date_type(datatype)) return std::string(text);
  const Speaker speaker(language);
  const bool is_of_edtf = query::is_edtf_type(datatype);
  const bool is_set = is_of_edtf && (text.starts_with('[') || text.starts_with('{'));
  const bool has_clock = text.find('T') != string_view::npos;
  const auto slash = text.find('/');
  // A day is a day wherever it is: its zone is noise.
  const auto day = is_of_edtf ? text : text.substr(0, text.size() - zone_of(text).size());
  const auto said = is_set ? speaker.set(text)
                    : slash != string_view::npos
                        ? speaker.interval(text.substr(0, slash), text.substr(slash + 1))
                    : has_clock              ? speaker.clock(text)
                    : text.starts_with("--") ? speaker.yearly(day)
                                             : speaker.marked(day);
  return said ? *said : std::string(text);
}

std::string readable_time(string_view text, string_view datatype, const Language& language) {
  return is_duration_type(datatype) ? readable_duration(text, language)
                                    : readable_date(text, datatype, language);
}

std::string readable_year(std::int64_t year, const Language& language) {
  if (year > 0) return std::to_string(year);
  return language.say("date_bc", {{"year", std::to_string(1 - year)}});
}

}  // namespace tamizdat::html
