// Numbers (XML Schema 1.1 part 2, §3.3.2 to 3.3.5, §3.4.13 to 3.4.25).
#include "query/lexical_forms.hpp"
#include "query/taker.hpp"
#include "query/values.hpp"

namespace tamizdat::query::lexical {

using std::string_view;

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

bool is_integer_between(string_view text, string_view low, string_view high) {
  if (!is_integer(text)) return false;
  const auto value = parse_number(text);
  if (!value) return false;
  return (low.empty() || *value >= *parse_number(low)) && (high.empty() || *value <= *parse_number(high));
}

}  // namespace tamizdat::query::lexical
