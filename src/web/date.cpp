#include "web/date.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace tamizdat::web {
namespace {

constexpr std::array<std::string_view, 7> days = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                  "Thursday", "Friday", "Saturday"};
constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::time_t seconds_a_day = 86400;

struct Date {
  int year = 0;
  int month = 0;  // 1 to 12
  int day = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
};

// Days since 1970-01-01 in the Gregorian calendar, and back: years are counted from March, so that the leap
// day comes last.
constexpr std::time_t days_from_civil(int year, int month, int day) {
  const std::time_t y = month <= 2 ? year - 1 : year;
  const std::time_t era = (y >= 0 ? y : y - 399) / 400;
  const std::time_t year_of_era = y - era * 400;
  const std::time_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

constexpr Date civil_from_days(std::time_t number) {
  number += 719468;
  const std::time_t era = (number >= 0 ? number : number - 146096) / 146097;
  const std::time_t day_of_era = number - era * 146097;
  const std::time_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::time_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::time_t shifted = (5 * day_of_year + 2) / 153;
  Date date;
  date.day = static_cast<int>(day_of_year - (153 * shifted + 2) / 5 + 1);
  date.month = static_cast<int>(shifted < 10 ? shifted + 3 : shifted - 9);
  date.year = static_cast<int>(year_of_era + era * 400 + (date.month <= 2 ? 1 : 0));
  return date;
}

constexpr int days_in_month(int year, int month) {
  constexpr std::array<int, 12> lengths = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : lengths[static_cast<std::size_t>(month) - 1];
}

bool take(std::string_view& text, std::string_view expected) {
  if (!text.starts_with(expected)) return false;
  text.remove_prefix(expected.size());
  return true;
}

bool take_number(std::string_view& text, std::size_t digits, int& value) {
  if (text.size() < digits) return false;
  value = 0;
  for (const char c : text.substr(0, digits)) {
    if (c < '0' || c > '9') return false;
    value = value * 10 + (c - '0');
  }
  text.remove_prefix(digits);
  return true;
}

bool take_day_name(std::string_view& text, bool whole) {
  return std::any_of(days.begin(), days.end(),
                     [&](std::string_view day) { return take(text, whole ? day : day.substr(0, 3)); });
}

bool take_month(std::string_view& text, Date& date) {
  const auto month =
      std::find_if(months.begin(), months.end(), [&](std::string_view name) { return take(text, name); });
  date.month = static_cast<int>(month - months.begin()) + 1;
  return month != months.end();
}

bool take_time(std::string_view& text, Date& date) {
  return take_number(text, 2, date.hour) && take(text, ":") && take_number(text, 2, date.minute) &&
         take(text, ":") && take_number(text, 2, date.second);
}

bool take_imf(std::string_view text, Date& date) {
  return take_day_name(text, false) && take(text, ", ") && take_number(text, 2, date.day) &&
         take(text, " ") && take_month(text, date) && take(text, " ") && take_number(text, 4, date.year) &&
         take(text, " ") && take_time(text, date) && text == " GMT";
}

bool take_rfc850(std::string_view text, Date& date, std::time_t now) {
  const bool read = take_day_name(text, true) && take(text, ", ") && take_number(text, 2, date.day) &&
                    take(text, "-") && take_month(text, date) && take(text, "-") &&
                    take_number(text, 2, date.year) && take(text, " ") && take_time(text, date) &&
                    text == " GMT";
  const int this_year = civil_from_days(now / seconds_a_day).year;
  date.year += this_year - this_year % 100;
  if (date.year > this_year + 50) date.year -= 100;
  return read;
}

bool take_asctime(std::string_view text, Date& date) {
  if (!take_day_name(text, false) || !take(text, " ") || !take_month(text, date) || !take(text, " "))
    return false;
  const bool one_digit = take(text, " ");
  return take_number(text, one_digit ? 1 : 2, date.day) && take(text, " ") && take_time(text, date) &&
         take(text, " ") && take_number(text, 4, date.year) && text.empty();
}

bool exists(const Date& d) {
  return d.day >= 1 && d.day <= days_in_month(d.year, d.month) && d.hour < 24 && d.minute < 60 &&
         d.second <= 60;  // a leap second
}

}  // namespace

std::string http_date(std::time_t seconds) {
  std::time_t day = seconds / seconds_a_day;
  std::time_t rest = seconds % seconds_a_day;
  if (rest < 0) {
    rest += seconds_a_day;
    --day;
  }
  const Date date = civil_from_days(day);
  const auto weekday = static_cast<std::size_t>(((day % 7) + 11) % 7);  // 1970-01-01 was a Thursday
  std::array<char, 64> text{};
  const int size = std::snprintf(
      text.data(), text.size(), "%.3s, %02d %.3s %04d %02d:%02d:%02d GMT", days[weekday].data(), date.day,
      months[static_cast<std::size_t>(date.month) - 1].data(), date.year, static_cast<int>(rest / 3600),
      static_cast<int>(rest / 60 % 60), static_cast<int>(rest % 60));
  return {text.data(), static_cast<std::size_t>(size)};
}

std::optional<std::time_t> parse_http_date(std::string_view text, std::time_t now) {
  Date date;
  if (!take_imf(text, date) && !take_rfc850(text, date, now) && !take_asctime(text, date))
    return std::nullopt;
  if (!exists(date)) return std::nullopt;
  return days_from_civil(date.year, date.month, date.day) * seconds_a_day + date.hour * 3600 +
         date.minute * 60 + date.second;
}

}  // namespace tamizdat::web
