#pragma once
// Literals as values that can be compared: numbers exactly, dates as the time they cover.
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "rdf/term.hpp"

namespace tamizdat::query {

/// A number of any length, exact: sign × 0.digits × 10^exponent. Zero has no digits.
struct Number {
  bool negative = false;
  bool infinite = false;
  std::string digits;  ///< without zeros at either end
  std::int64_t exponent = 0;
};
std::strong_ordering operator<=>(const Number& a, const Number& b);
bool operator==(const Number& a, const Number& b);

/// The lexical forms of xsd:integer, decimal, double and float; NaN gives nothing, since nothing compares
/// with it.
std::optional<Number> parse_number(std::string_view text);

/// The time from the start of the first to the end of the last, as seconds on the proleptic Gregorian time
/// line (UTC where no zone is given). Open ends reach to the limits of the type.
struct TimeSpan {
  std::int64_t begin = 0;
  std::int64_t end = 0;  ///< the last second that belongs to it
};

/// xsd:date, dateTime, gYear, gYearMonth, and of EDTF (ISO 8601-2): years with X for unknown digits,
/// qualifiers ?~%, and intervals with "/", open or unknown ends included.
std::optional<TimeSpan> parse_time(std::string_view text);

/// Whether literals of a datatype have a place in time: those of XSD that name a year, EDTF, schema:Date and
/// DateTime (in both spellings), dcterms:W3CDTF.
bool is_time_type(std::string_view datatype);
/// EDTF alone: all of it, or one of its levels.
bool is_edtf_type(std::string_view datatype);

/// What a literal is worth for comparison, by its datatype; a language-tagged or plain literal is neither.
struct Value {
  std::optional<Number> number;
  std::optional<TimeSpan> time;
};
Value value_of(const rdf::TermView& literal);

/// A term with what it is worth, read once. Total order for listings: numbers, then times (by begin, end),
/// then all else by term; numbers and times that are equal are ordered by term, so that the order is the same
/// every time.
class Comparable {
 public:
  explicit Comparable(const rdf::TermView& term) : term_(term), value_(value_of(term)) {}
  friend bool operator<(const Comparable& a, const Comparable& b);

 private:
  rdf::TermView term_;
  Value value_;
};

}  // namespace tamizdat::query
