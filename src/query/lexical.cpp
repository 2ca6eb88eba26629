#include "query/lexical.hpp"

#include <algorithm>
#include <array>
#include <boost/json/parse.hpp>
#include <cstdint>
#include <limits>

#include "query/edits.hpp"
#include "query/values.hpp"
#include "rdf/iri.hpp"
#include "rdf/utf8.hpp"
#include "rdf/vocabulary.hpp"

namespace tamizdat::query {
namespace {

using std::string_view;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// Takes a text apart from its front; every step says whether it could be taken.
class Taker {
 public:
  explicit Taker(string_view text) : rest_(text) {}

  [[nodiscard]] bool done() const { return rest_.empty(); }
  [[nodiscard]] bool at(char c) const { return rest_.starts_with(c); }
  [[nodiscard]] string_view rest() const { return rest_; }
  bool take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  bool take_one_of(string_view set) {
    if (rest_.empty() || set.find(rest_.front()) == string_view::npos) return false;
    rest_.remove_prefix(1);
    return true;
  }
  string_view take_digits() { return take_while(is_digit); }
  template <class Test>
  string_view take_while(Test test) {
    const auto end = std::find_if_not(rest_.begin(), rest_.end(), test);
    const string_view taken = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
    rest_.remove_prefix(taken.size());
    return taken;
  }
  /// Two digits that make a number from `low` to `high`.
  std::optional<int> take_two(int low, int high) {
    if (rest_.size() < 2 || !is_digit(rest_[0]) || !is_digit(rest_[1])) return std::nullopt;
    const int value = (rest_[0] - '0') * 10 + (rest_[1] - '0');
    if (value < low || value > high) return std::nullopt;
    rest_.remove_prefix(2);
    return value;
  }

 private:
  string_view rest_;
};

// ---- numbers ----

bool is_integer(string_view text) {
  Taker t(text);
  t.take_one_of("+-");
  return !t.take_digits().empty() && t.done();
}

bool is_decimal(string_view text) {
  Taker t(text);
  t.take_one_of("+-");
  const bool whole = !t.take_digits().empty();
  const bool fraction = t.take('.') && !t.take_digits().empty();
  return (whole || fraction) && t.done();
}

bool is_double(string_view text) {
  if (text == "INF" || text == "+INF" || text == "-INF" || text == "NaN") return true;
  const auto e = text.find_first_of("eE");
  return is_decimal(text.substr(0, e)) && (e == string_view::npos || is_integer(text.substr(e + 1)));
}

bool is_boolean(string_view text) {
  return text == "true" || text == "false" || text == "1" || text == "0";
}

struct IntegerType {
  string_view name;
  string_view low;  // empty: no bound
  string_view high;
};
constexpr std::array integer_types = {
    IntegerType{"byte", "-128", "127"},
    IntegerType{"int", "-2147483648", "2147483647"},
    IntegerType{"integer", "", ""},
    IntegerType{"long", "-9223372036854775808", "9223372036854775807"},
    IntegerType{"negativeInteger", "", "-1"},
    IntegerType{"nonNegativeInteger", "0", ""},
    IntegerType{"nonPositiveInteger", "", "0"},
    IntegerType{"positiveInteger", "1", ""},
    IntegerType{"short", "-32768", "32767"},
    IntegerType{"unsignedByte", "0", "255"},
    IntegerType{"unsignedInt", "0", "4294967295"},
    IntegerType{"unsignedLong", "0", "18446744073709551615"},
    IntegerType{"unsignedShort", "0", "65535"},
};

const IntegerType* integer_type(string_view name) {
  const auto at = std::find_if(integer_types.begin(), integer_types.end(),
                               [&](const IntegerType& t) { return t.name == name; });
  return at == integer_types.end() ? nullptr : &*at;
}

bool is_integer_of(const IntegerType& type, string_view text) {
  if (!is_integer(text)) return false;
  const auto value = parse_number(text);
  if (!value) return false;
  return (type.low.empty() || *value >= *parse_number(type.low)) &&
         (type.high.empty() || *value <= *parse_number(type.high));
}

// ---- dates and times (XML Schema 1.1 part 2, §3.3.7 to 3.3.14) ----

bool is_leap(std::uint64_t year_in_cycle) {
  return (year_in_cycle % 4 == 0 && year_in_cycle % 100 != 0) || year_in_cycle % 400 == 0;
}

int days_in(int month, bool leap) {
  constexpr std::array<int, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && leap ? 29 : days[static_cast<std::size_t>(month - 1)];
}

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

bool take_zone(Taker& t) {
  if (t.done() || t.take('Z')) return true;
  if (!t.take_one_of("+-")) return false;
  const auto hours = t.take_two(0, 14);
  if (!hours || !t.take(':')) return false;
  const auto minutes = t.take_two(0, 59);
  return minutes && (*hours < 14 || *minutes == 0);
}

bool take_month_day(Taker& t, bool leap) {
  const auto month = t.take_two(1, 12);
  return month && t.take('-') && t.take_two(1, days_in(*month, leap));
}

bool take_date(Taker& t) {
  bool leap = false;
  return take_year(t, leap) && t.take('-') && take_month_day(t, leap);
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

bool zoned_end(Taker& t) {
  return take_zone(t) && t.done();
}
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

/// The parts of a duration named by `units`, each at most once and in order; seconds may have a fraction.
std::size_t take_parts(Taker& t, string_view units) {
  std::size_t parts = 0;
  while (!t.done() && is_digit(t.rest().front())) {
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
bool is_duration(string_view text) {
  return is_duration_of(text, "YMD", "HMS");
}
bool is_year_month_duration(string_view text) {
  return is_duration_of(text, "YM", "");
}
bool is_day_time_duration(string_view text) {
  return is_duration_of(text, "D", "HMS");
}

// ---- bytes and texts ----

bool is_hex_binary(string_view text) {
  return text.size() % 2 == 0 && std::all_of(text.begin(), text.end(), is_hex);
}

/// Single spaces may stand between any two characters (XML Schema 1.1 part 2, §3.3.16).
bool is_base64(string_view text) {
  std::size_t digits = 0;
  std::size_t padding = 0;
  char last = 0;
  char last_digit = 0;
  for (const char c : text) {
    if (c == ' ' && (last == ' ' || last == 0)) return false;
    if (c == '=') {
      ++padding;
    } else if (c != ' ') {
      if (padding > 0 || !(is_letter(c) || is_digit(c) || c == '+' || c == '/')) return false;
      ++digits;
      last_digit = c;
    }
    last = c;
  }
  if (last == ' ' || (digits + padding) % 4 != 0 || padding > 2) return false;
  constexpr string_view ends_two_bits = "AQgw";
  constexpr string_view ends_four_bits = "AEIMQUYcgkosw048";
  if (padding == 2) return ends_two_bits.find(last_digit) != string_view::npos;
  return padding == 0 || ends_four_bits.find(last_digit) != string_view::npos;
}

/// XML's characters.
bool is_string(string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && c != '\t' && c != '\n' && c != '\r';
  });
}
bool is_normalized_string(string_view text) {
  return is_string(text) && text.find_first_of("\t\n\r") == string_view::npos;
}
bool is_token(string_view text) {
  return is_normalized_string(text) && !text.starts_with(' ') && !text.ends_with(' ') &&
         text.find("  ") == string_view::npos;
}
bool is_xsd_language(string_view text) {
  Taker t(text);
  std::size_t length = t.take_while(is_letter).size();
  while (length >= 1 && length <= 8 && t.take('-'))
    length = t.take_while([](char c) { return is_letter(c) || is_digit(c); }).size();
  return length >= 1 && length <= 8 && t.done();
}

bool is_name_byte(char c) {
  return is_letter(c) || is_digit(c) || c == '_' || c == '-' || c == '.' || c == ':' ||
         static_cast<unsigned char>(c) >= 0x80;
}
bool is_nmtoken(string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_name_byte);
}
bool is_name(string_view text) {
  return is_nmtoken(text) && !is_digit(text.front()) && text.front() != '-' && text.front() != '.';
}
bool is_ncname(string_view text) {
  return is_name(text) && text.find(':') == string_view::npos;
}
bool is_uri(string_view text) {
  return !rdf::iri_fault(text);
}
bool is_json(string_view text) {
  boost::system::error_code failure;
  boost::json::parse_options options;
  options.max_depth = 500;
  boost::json::parse(boost::json::string_view(text.data(), text.size()), failure, {}, options);
  return !failure;
}

// ---- the types ----

struct Type {
  string_view name;
  bool (*holds)(string_view);
  string_view example;
};
constexpr std::array types = {
    Type{"anyURI", is_uri, "http://example.org/"},
    Type{"base64Binary", is_base64, "VGFtaXpkYXQ="},
    Type{"boolean", is_boolean, "true"},
    Type{"date", is_date, "2024-02-29"},
    Type{"dateTime", is_date_time, "2024-02-29T18:30:00Z"},
    Type{"dateTimeStamp", is_date_time_stamp, "2024-02-29T18:30:00Z"},
    Type{"dayTimeDuration", is_day_time_duration, "P1DT12H"},
    Type{"decimal", is_decimal, "12.5"},
    Type{"double", is_double, "1.25E1"},
    Type{"duration", is_duration, "P1Y6M"},
    Type{"float", is_double, "1.25E1"},
    Type{"gDay", is_day, "---29"},
    Type{"gMonth", is_month, "--02"},
    Type{"gMonthDay", is_month_day, "--02-29"},
    Type{"gYear", is_year, "2024"},
    Type{"gYearMonth", is_year_month, "2024-02"},
    Type{"hexBinary", is_hex_binary, "0FB7"},
    Type{"language", is_xsd_language, "en-GB"},
    Type{"Name", is_name, "ex:name"},
    Type{"NCName", is_ncname, "name"},
    Type{"NMTOKEN", is_nmtoken, "name-1"},
    Type{"normalizedString", is_normalized_string, "text without line breaks"},
    Type{"string", is_string, "text without control characters"},
    Type{"time", is_time, "18:30:00"},
    Type{"token", is_token, "text without double spaces"},
    Type{"yearMonthDuration", is_year_month_duration, "P1Y6M"},
};
constexpr std::array unsuitable = {
    string_view("QName"),         string_view("ENTITY"),       string_view("ID"),
    string_view("IDREF"),         string_view("IDREFS"),       string_view("NOTATION"),
    string_view("ENTITIES"),      string_view("NMTOKENS"),     string_view("anyType"),
    string_view("anySimpleType"), string_view("anyAtomicType")};

struct OtherType {
  string_view space;
  string_view name;
  bool (*holds)(string_view);
  string_view example;
};
constexpr string_view edtf_space = "http://id.loc.gov/datatypes/edtf/";
constexpr std::array other_types = {
    OtherType{rdf::rdfns::iri, "JSON", is_json, "{\"a\": [1, 2]}"},
    OtherType{edtf_space, "EDTF", is_edtf, "1927/1953~"},
    OtherType{edtf_space.substr(0, edtf_space.size() - 1), "", is_edtf, "1927/1953~"},
};

const Type* find_type(string_view name) {
  const auto at =
      std::find_if(types.begin(), types.end(), [&](const Type& type) { return type.name == name; });
  return at == types.end() ? nullptr : &*at;
}

const OtherType* find_other(string_view iri) {
  // The Library of Congress names levels too: EDTF-level0 …
  const auto level = iri.find("-level");
  if (level != string_view::npos && iri.starts_with(edtf_space)) iri = iri.substr(0, level);
  const auto at = std::find_if(other_types.begin(), other_types.end(), [&](const OtherType& type) {
    return iri.starts_with(type.space) && iri.substr(type.space.size()) == type.name;
  });
  return at == other_types.end() ? nullptr : &*at;
}

string_view integer_example(const IntegerType& type) {
  if (type.high == "-1" || type.high == "0") return "-7";
  return "7";
}

// ---- EDTF ----

/// One date of an EDTF text, with the marks that ISO 8601-2 puts around its parts.
class EdtfDate {
 public:
  explicit EdtfDate(string_view text) : t_(text) {}

  bool matches() {
    qualifiers();
    if (t_.take('Y')) return long_year();
    if (!year()) return false;
    qualifiers();
    if (t_.done()) return true;
    if (!t_.take('-')) return false;
    qualifiers();
    int month = 0;
    if (!part(1, 41, month) || (month > 12 && month < 21)) return false;
    qualifiers();
    if (t_.done()) return true;
    if (month > 12 || !t_.take('-')) return false;
    qualifiers();
    int day = 0;
    if (!part(1, month == 0 ? 31 : days_in(month, true), day)) return false;
    if (month == 2 && day == 29 && !unknown_year_ && !leap_) return false;
    qualifiers();
    if (t_.done()) return true;
    return t_.take('T') && take_time(t_) && zoned_end(t_);
  }

 private:
  void qualifiers() { t_.take_one_of("?~%"); }

  bool year() {
    const bool negative = t_.take('-');
    const string_view digits = t_.take_while([](char c) { return is_digit(c) || c == 'X'; });
    if (digits.size() != 4 || (negative && digits == "0000")) return false;
    unknown_year_ = digits.find('X') != string_view::npos;
    std::uint64_t value = 0;
    for (const char c : digits) value = value * 10 + (c == 'X' ? 0 : static_cast<std::uint64_t>(c - '0'));
    leap_ = is_leap(value);
    return significant();
  }

  bool significant() { return !t_.take('S') || !t_.take_digits().empty(); }

  bool long_year() {
    t_.take('-');
    if (t_.take_digits().empty()) return false;
    if (t_.take('E') && t_.take_digits().empty()) return false;
    if (!significant()) return false;
    qualifiers();
    return t_.done();
  }

  /// Two digits, either of which may be unknown; `value` becomes 0 if one is.
  bool part(int low, int high, int& value) {
    const string_view text = t_.rest().substr(0, 2);
    if (text.find('X') == string_view::npos) {
      const auto number = t_.take_two(low, high);
      value = number.value_or(0);
      return number.has_value();
    }
    if (text.size() < 2) return false;
    for (const char c : text)
      if (!is_digit(c) && c != 'X') return false;
    return t_.take_one_of("0123456789X") && t_.take_one_of("0123456789X");
  }

  Taker t_;
  bool unknown_year_ = false;
  bool leap_ = false;
};

bool is_edtf_date(string_view text) {
  return EdtfDate(text).matches();
}

bool is_interval_end(string_view text) {
  return text.empty() || text == ".." || is_edtf_date(text);
}

bool is_edtf_set(string_view text) {
  text = text.substr(1, text.size() - 2);
  if (text.empty()) return false;
  while (true) {
    const auto comma = text.find(',');
    string_view item = text.substr(0, comma);
    while (item.starts_with(' ')) item.remove_prefix(1);
    const auto dots = item.find("..");
    const bool range = dots != string_view::npos;
    const string_view first = item.substr(0, dots);
    const string_view last = range ? item.substr(dots + 2) : string_view();
    if ((first.empty() && last.empty()) || (!first.empty() && !is_edtf_date(first)) ||
        (!last.empty() && !is_edtf_date(last)))
      return false;
    if (comma == string_view::npos) return true;
    text.remove_prefix(comma + 1);
  }
}

}  // namespace

Datatype datatype_kind(string_view datatype) {
  if (find_other(datatype) != nullptr) return Datatype::known;
  if (!datatype.starts_with(rdf::xsd::iri)) return Datatype::unknown;
  const string_view name = datatype.substr(rdf::xsd::iri.size());
  if (find_type(name) != nullptr || integer_type(name) != nullptr) return Datatype::known;
  const bool known = std::find(unsuitable.begin(), unsuitable.end(), name) != unsuitable.end();
  return known ? Datatype::unsuitable : Datatype::misspelt;
}

string_view meant_datatype(string_view datatype) {
  const string_view name = datatype.substr(std::min(datatype.size(), rdf::xsd::iri.size()));
  Nearest nearest(name);
  for (const Type& type : types) nearest.consider(type.name);
  for (const IntegerType& type : integer_types) nearest.consider(type.name);
  return nearest.best();
}

std::optional<std::string> lexical_fault(string_view datatype, string_view text) {
  if (const OtherType* type = find_other(datatype))
    return type->holds(text) ? std::nullopt : std::optional(std::string(type->example));
  const bool xsd = datatype.starts_with(rdf::xsd::iri);
  const string_view name = datatype.substr(xsd ? rdf::xsd::iri.size() : datatype.size());
  if (const IntegerType* type = integer_type(name))
    return is_integer_of(*type, text) ? std::nullopt : std::optional(std::string(integer_example(*type)));
  const Type* type = find_type(name);
  if (!xsd || type == nullptr || type->holds(text)) return std::nullopt;
  return std::string(type->example);
}

bool is_edtf(string_view text) {
  if (text.size() >= 2 &&
      ((text.front() == '[' && text.back() == ']') || (text.front() == '{' && text.back() == '}')))
    return is_edtf_set(text);
  const auto slash = text.find('/');
  if (slash == string_view::npos) return is_edtf_date(text);
  const string_view first = text.substr(0, slash);
  const string_view last = text.substr(slash + 1);
  return is_interval_end(first) && is_interval_end(last) && !(first.empty() && last.empty());
}

}  // namespace tamizdat::query
