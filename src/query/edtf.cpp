// EDTF (ISO 8601-2).
#include <cstdint>

#include "query/lexical.hpp"
#include "query/lexical_forms.hpp"
#include "query/taker.hpp"

namespace tamizdat::query {
namespace {

using std::string_view;

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
    if (!part(1, month == 0 ? 31 : lexical::days_in(month, true), day)) return false;
    if (month == 2 && day == 29 && !unknown_year_ && !leap_) return false;
    qualifiers();
    if (t_.done()) return true;
    return t_.take('T') && lexical::take_time(t_) && lexical::take_zone(t_) && t_.done();
  }

 private:
  void qualifiers() { t_.take_one_of("?~%"); }

  bool year() {
    const bool negative = t_.take('-');
    const string_view digits = t_.take_while([](char c) { return rdf::is_digit(c) || c == 'X'; });
    if (digits.size() != 4 || (negative && digits == "0000")) return false;
    unknown_year_ = digits.find('X') != string_view::npos;
    std::uint64_t value = 0;
    for (const char c : digits) value = value * 10 + (c == 'X' ? 0 : static_cast<std::uint64_t>(c - '0'));
    leap_ = lexical::is_leap(value);
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
      if (!rdf::is_digit(c) && c != 'X') return false;
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
