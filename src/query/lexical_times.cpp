// Dates, times and durations (XML Schema 1.1 part 2, §3.3.6 to 3.3.14, §3.4.26 to 3.4.28).
#include <array>
#include <cstddef>
#include <cstdint>

#include "query/lexical_forms.hpp"
#include "query/taker.hpp"
#include "rdf/ascii.hpp"

namespace tamizdat::query::lexical {

using std::string_view;

bool is_leap(std::uint64_t year_in_cycle) {
  return (year_in_cycle % 4 == 0 && year_in_cycle % 100 != 0) || year_in_cycle % 400 == 0;
}

int days_in(int month, bool leap) {
  constexpr std::array<int, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && leap ? 29 : days[static_cast<std::size_t>(month - 1)];
}

bool take_zone(Taker& t) {
  if (t.done() || t.take('Z')) return true;
  if (!t.take_one_of("+-")) return false;
  const auto hours = t.take_two(0, 14);
  if (!hours || !t.take(':')) return false;
  const auto minutes = t.take_two(0, 59);
  return minutes && (*hours < 14 || *minutes == 0);
}

bool take_time(Taker& t) {
  const auto hours = t.take_two(0, 24);
  if (!hours || !t.take(':')) return false;
  const auto minutes = t.take_two(0, 59);
  if (!minutes || !t.take(':')) return false;
  const auto seconds = t.take_two(0, 59);
  if (!seconds) return false;
  string_view fraction;
  if (t.take('.') && (fraction = t.take_digits()).empty()) return false;
  if (*hours < 24) return true;
  return *minutes == 0 && *seconds == 0 && fraction.find_first_not_of('0') == string_view::npos;
}

namespace {

/// '-'? then four digits, or more without leading zeros. What matters for leap years goes to `leap`.
bool take_year(Taker& t, bool& leap) {
  const bool negative = t.take('-');
  const string_view digits = t.take_digits();
  if (digits.size() < 4 || (digits.size() > 4 && digits.front() == '0')) return false;
  std::uint64_t in_cycle = 0;  // modulo 400
  for (const char c : digits) in_cycle = (in_cycle * 10 + static_cast<std::uint64_t>(c - '0')) % 400;
  leap = is_leap(negative ? (400 - in_cycle) % 400 : in_cycle);
  return true;
}

bool take_month_day(Taker& t, bool leap) {
  const auto month = t.take_two(1, 12);
  return month && t.take('-') && t.take_two(1, days_in(*month, leap));
}

bool take_date(Taker& t) {
  bool leap = false;
  return take_year(t, leap) && t.take('-') && take_month_day(t, leap);
}

bool zoned_end(Taker& t) {
  return take_zone(t) && t.done();
}

/// The parts of a duration named by `units`, each at most once and in order; seconds may have a fraction.
std::size_t take_parts(Taker& t, string_view units) {
  std::size_t parts = 0;
  while (!t.done() && rdf::is_digit(t.rest().front())) {
    t.take_digits();
    const bool fraction = t.take('.') && !t.take_digits().empty();
    if (t.done()) return 0;
    const auto unit = units.find(t.rest().front());
    if (unit == string_view::npos || (fraction && units[unit] != 'S')) return 0;
    t.take(units[unit]);
    units.remove_prefix(unit + 1);
    ++parts;
  }
  return parts;
}

bool is_duration_of(string_view text, string_view days, string_view times) {
  Taker t(text);
  t.take('-');
  if (!t.take('P')) return false;
  const std::size_t parts = take_parts(t, days);
  if (!t.take('T')) return parts > 0 && t.done();
  return take_parts(t, times) > 0 && t.done();
}
}  // namespace

bool is_date(string_view text) {
  Taker t(text);
  return take_date(t) && zoned_end(t);
}
bool is_time(string_view text) {
  Taker t(text);
  return take_time(t) && zoned_end(t);
}
bool is_date_time(string_view text) {
  Taker t(text);
  return take_date(t) && t.take('T') && take_time(t) && zoned_end(t);
}
bool is_date_time_stamp(string_view text) {
  const auto time = text.find('T');
  return time != string_view::npos && text.find_first_of("Z+-", time) != string_view::npos &&
         is_date_time(text);
}
bool is_year(string_view text) {
  Taker t(text);
  bool leap = false;
  return take_year(t, leap) && zoned_end(t);
}
bool is_year_month(string_view text) {
  Taker t(text);
  bool leap = false;
  return take_year(t, leap) && t.take('-') && t.take_two(1, 12) && zoned_end(t);
}
bool is_month(string_view text) {
  Taker t(text);
  return t.take('-') && t.take('-') && t.take_two(1, 12) && zoned_end(t);
}
bool is_month_day(string_view text) {
  Taker t(text);
  return t.take('-') && t.take('-') && take_month_day(t, true) && zoned_end(t);
}
bool is_day(string_view text) {
  Taker t(text);
  return t.take('-') && t.take('-') && t.take('-') && t.take_two(1, 31) && zoned_end(t);
}

bool is_duration(string_view text) {
  return is_duration_of(text, "YMD", "HMS");
}
bool is_year_month_duration(string_view text) {
  return is_duration_of(text, "YM", "");
}
bool is_day_time_duration(string_view text) {
  return is_duration_of(text, "D", "HMS");
}

}  // namespace tamizdat::query::lexical
