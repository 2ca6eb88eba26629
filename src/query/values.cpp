#include "query/values.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "rdf/ascii.hpp"
#include "rdf/vocabulary.hpp"

namespace tamizdat::query {
namespace {

using rdf::is_digit;

constexpr std::int64_t seconds_per_day = 86400;
constexpr std::int64_t for_ever = std::numeric_limits<std::int64_t>::max();

std::strong_ordering compare_magnitude(const Number& a, const Number& b) {
  if (a.infinite || b.infinite) return a.infinite <=> b.infinite;
  if (a.digits.empty() || b.digits.empty()) return !a.digits.empty() <=> !b.digits.empty();
  if (a.exponent != b.exponent) return a.exponent <=> b.exponent;
  const int order = a.digits.compare(b.digits);
  return order <=> 0;
}

bool is_zero(const Number& n) {
  return n.digits.empty() && !n.infinite;
}

bool is_leap(std::int64_t year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

std::int64_t days_in(std::int64_t year, std::int64_t month) {
  constexpr std::array<std::int64_t, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : days[static_cast<std::size_t>(month - 1)];
}

/// Days from 1970-01-01 (the usual era arithmetic of 400 years).
std::int64_t day_number(std::int64_t year, std::int64_t month, std::int64_t day) {
  year -= month <= 2;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

/// Reads `text` from the front.
class TimeReader {
 public:
  explicit TimeReader(std::string_view text) : text_(text) {}

  std::optional<TimeSpan> read_date() {
    skip_qualifiers();
    const bool negative = accept('-');
    const std::size_t width = digits_ahead(true);
    if (width < 4 || width > 9) return std::nullopt;
    std::int64_t first = 0;
    std::int64_t last = 0;
    for (std::size_t i = 0; i < width; ++i) {
      const char c = text_[i];
      first = first * 10 + (is_digit(c) ? c - '0' : 0);
      last = last * 10 + (is_digit(c) ? c - '0' : 9);
    }
    text_.remove_prefix(width);
    if (negative) std::swap(first = -first, last = -last);
    skip_qualifiers();
    return read_month(first, last);
  }

  [[nodiscard]] bool done() const { return text_.empty(); }

 private:
  std::optional<TimeSpan> read_month(std::int64_t first, std::int64_t last) {
    if (!accept('-')) return finish(day_number(first, 1, 1), day_number(last, 12, 31));
    if (text_.starts_with("XX")) return finish_unknown(first, last);
    const auto month = two_digits();
    if (!month || *month < 1 || *month > 12) return std::nullopt;
    skip_qualifiers();
    if (!accept('-'))
      return finish(day_number(first, *month, 1), day_number(last, *month, days_in(last, *month)));
    if (text_.starts_with("XX")) {
      text_.remove_prefix(2);
      skip_qualifiers();
      return finish(day_number(first, *month, 1), day_number(last, *month, days_in(last, *month)));
    }
    const auto day = two_digits();
    if (!day || *day < 1 || *day > days_in(last, *month)) return std::nullopt;
    skip_qualifiers();
    if (accept('T')) return read_clock(day_number(first, *month, *day));
    return finish(day_number(first, *month, *day), day_number(last, *month, *day));
  }

  std::optional<TimeSpan> finish_unknown(std::int64_t first, std::int64_t last) {
    text_.remove_prefix(2);
    if (text_.starts_with("-XX")) text_.remove_prefix(3);
    skip_qualifiers();
    return finish(day_number(first, 1, 1), day_number(last, 12, 31));
  }

  std::optional<TimeSpan> read_clock(std::int64_t day) {
    const auto hour = two_digits();
    const bool colon = accept(':');
    const auto minute = two_digits();
    if (!hour || !colon || !minute || *hour > 24 || *minute > 59) return std::nullopt;
    std::int64_t second = 0;
    if (accept(':')) {
      const auto read = two_digits();
      if (!read || *read > 60) return std::nullopt;
      second = *read;
      if (accept('.')) text_.remove_prefix(digits_ahead(false));
    }
    const std::int64_t at = day * seconds_per_day + *hour * 3600 + *minute * 60 + second;
    const auto zone = read_zone();
    if (!zone) return std::nullopt;
    return TimeSpan{at - *zone, at - *zone};
  }

  std::optional<TimeSpan> finish(std::int64_t first_day, std::int64_t last_day) {
    const auto zone = read_zone();
    if (!zone) return std::nullopt;
    return TimeSpan{first_day * seconds_per_day - *zone,
                    last_day * seconds_per_day - *zone + seconds_per_day - 1};
  }

  std::optional<std::int64_t> read_zone() {
    if (text_.empty() || accept('Z')) return 0;
    const bool west = text_.front() == '-';
    if (!accept('+') && !accept('-')) return std::nullopt;
    const auto hours = two_digits();
    const bool colon = accept(':');
    const auto minutes = two_digits();
    if (!hours || !colon || !minutes || *hours > 14 || *minutes > 59) return std::nullopt;
    const std::int64_t offset = *hours * 3600 + *minutes * 60;
    return west ? -offset : offset;
  }

  std::size_t digits_ahead(bool unknown_too) const {
    const auto end = std::find_if_not(text_.begin(), text_.end(),
                                      [&](char c) { return is_digit(c) || (unknown_too && c == 'X'); });
    return static_cast<std::size_t>(end - text_.begin());
  }

  std::optional<std::int64_t> two_digits() {
    if (text_.size() < 2 || !is_digit(text_[0]) || !is_digit(text_[1])) return std::nullopt;
    const std::int64_t value = (text_[0] - '0') * 10 + (text_[1] - '0');
    text_.remove_prefix(2);
    return value;
  }

  bool accept(char c) {
    if (text_.empty() || text_.front() != c) return false;
    text_.remove_prefix(1);
    return true;
  }

  void skip_qualifiers() {
    while (!text_.empty() && std::string_view("?~%").find(text_.front()) != std::string_view::npos)
      text_.remove_prefix(1);
  }

  std::string_view text_;
};

std::optional<TimeSpan> parse_single(std::string_view text) {
  TimeReader reader(text);
  const auto span = reader.read_date();
  return span && reader.done() ? span : std::nullopt;
}

constexpr std::array<std::string_view, 18> numeric_types = {"integer",
                                                            "decimal",
                                                            "double",
                                                            "float",
                                                            "int",
                                                            "long",
                                                            "short",
                                                            "byte",
                                                            "unsignedInt",
                                                            "unsignedLong",
                                                            "unsignedShort",
                                                            "unsignedByte",
                                                            "nonNegativeInteger",
                                                            "positiveInteger",
                                                            "nonPositiveInteger",
                                                            "negativeInteger",
                                                            "precisionDecimal",
                                                            "number"};
constexpr std::array<std::string_view, 5> time_types = {"date", "dateTime", "dateTimeStamp", "gYear",
                                                        "gYearMonth"};
constexpr std::array<std::string_view, 5> other_time_types = {
    rdf::schema::Date, rdf::schema::DateTime, rdf::schema::https::Date, rdf::schema::https::DateTime,
    rdf::dcterms::W3CDTF};
constexpr std::string_view edtf = "http://id.loc.gov/datatypes/edtf";

template <std::size_t N>
bool holds(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

std::strong_ordering operator<=>(const Number& a, const Number& b) {
  const bool a_negative = a.negative && !is_zero(a);
  const bool b_negative = b.negative && !is_zero(b);
  if (a_negative != b_negative) return b_negative <=> a_negative;
  return a_negative ? compare_magnitude(b, a) : compare_magnitude(a, b);
}

bool operator==(const Number& a, const Number& b) {
  return (a <=> b) == std::strong_ordering::equal;
}

std::optional<Number> parse_number(std::string_view text) {
  Number number;
  if (!text.empty() && (text.front() == '+' || text.front() == '-')) {
    number.negative = text.front() == '-';
    text.remove_prefix(1);
  }
  if (text == "INF") {
    number.infinite = true;
    return number;
  }
  const auto e = text.find_first_of("eE");
  std::string_view mantissa = text.substr(0, e);
  if (e != std::string_view::npos) {
    std::string_view power = text.substr(e + 1);
    if (power.starts_with('+')) power.remove_prefix(1);
    const auto [end, failed] = std::from_chars(power.data(), power.data() + power.size(), number.exponent);
    const bool wide = number.exponent > 1'000'000 || number.exponent < -1'000'000;
    if (failed != std::errc{} || end != power.data() + power.size() || power.empty() || wide)
      return std::nullopt;
  }
  const auto point = mantissa.find('.');
  const std::string_view whole = mantissa.substr(0, point);
  const std::string_view fraction =
      point == std::string_view::npos ? std::string_view{} : mantissa.substr(point + 1);
  number.digits.append(whole).append(fraction);
  if (number.digits.empty() || !std::all_of(number.digits.begin(), number.digits.end(), is_digit))
    return std::nullopt;
  number.exponent += static_cast<std::int64_t>(whole.size());
  const auto leading = number.digits.find_first_not_of('0');
  if (leading == std::string::npos) return Number{number.negative, false, {}, 0};
  number.digits.erase(0, leading);
  number.exponent -= static_cast<std::int64_t>(leading);
  number.digits.erase(number.digits.find_last_not_of('0') + 1);
  return number;
}

std::optional<TimeSpan> parse_time(std::string_view text) {
  const auto slash = text.find('/');
  if (slash == std::string_view::npos) return parse_single(text);
  const std::string_view from = text.substr(0, slash);
  const std::string_view to = text.substr(slash + 1);
  const auto is_open = [](std::string_view end) { return end.empty() || end == ".."; };
  if (is_open(from) && is_open(to)) return std::nullopt;
  const auto begin = is_open(from) ? TimeSpan{-for_ever, -for_ever} : parse_single(from);
  const auto end = is_open(to) ? TimeSpan{for_ever, for_ever} : parse_single(to);
  if (!begin || !end || begin->begin > end->end) return std::nullopt;
  return TimeSpan{begin->begin, end->end};
}

bool is_edtf_type(std::string_view datatype) {
  return datatype.starts_with(edtf) && (datatype.size() == edtf.size() || datatype[edtf.size()] == '/');
}

bool is_time_type(std::string_view datatype) {
  if (datatype.starts_with(rdf::xsd::iri)) return holds(time_types, datatype.substr(rdf::xsd::iri.size()));
  return is_edtf_type(datatype) || holds(other_time_types, datatype);
}

Value value_of(const rdf::TermView& literal) {
  Value value;
  if (!literal.is_literal() || literal.datatype.empty()) return value;
  if (is_time_type(literal.datatype))
    value.time = parse_time(literal.text);
  else if (literal.datatype.starts_with(rdf::xsd::iri) &&
           holds(numeric_types, literal.datatype.substr(rdf::xsd::iri.size())))
    value.number = parse_number(literal.text);
  return value;
}

bool operator<(const Comparable& a, const Comparable& b) {
  const Value& x = a.value_;
  const Value& y = b.value_;
  const auto rank = [](const Value& v) { return v.number ? 0 : v.time ? 1 : 2; };
  if (rank(x) != rank(y)) return rank(x) < rank(y);
  if (x.number && *x.number != *y.number) return *x.number < *y.number;
  if (x.time && x.time->begin != y.time->begin) return x.time->begin < y.time->begin;
  if (x.time && x.time->end != y.time->end) return x.time->end < y.time->end;
  return a.term_ < b.term_;
}

}  // namespace tamizdat::query
