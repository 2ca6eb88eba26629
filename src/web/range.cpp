#include "web/range.hpp"

#include <algorithm>
#include <charconv>

#include "web/date.hpp"

namespace tamizdat::web {
namespace {

constexpr std::string_view unit = "bytes";

// Digits alone; what is too large for a number is the largest one.
std::optional<std::uint64_t> number_of(std::string_view text) {
  if (text.empty() || !std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return std::nullopt;
  std::uint64_t number = 0;
  if (std::from_chars(text.data(), text.data() + text.size(), number).ec == std::errc::result_out_of_range)
    return ~std::uint64_t{0};
  return number;
}

RangeAnswer suffix(std::string_view digits, std::uint64_t size, ByteRange& range) {
  const auto length = number_of(digits);
  if (!length) return RangeAnswer::whole;
  if (*length == 0 || size == 0) return RangeAnswer::unsatisfiable;
  range.length = std::min(*length, size);
  range.first = size - range.length;
  return RangeAnswer::part;
}

bool is_strong_date(std::string_view field, const Validators& validators, std::time_t now) {
  const auto date = parse_http_date(field, now);
  return date && validators.modified != 0 && *date == validators.modified && validators.modified < now;
}

bool holds_if_range(const Request& request, const Validators& validators, std::time_t now) {
  if (!request.fields.has("If-Range")) return true;
  const std::string_view field = request.fields.get("If-Range");
  if (field.starts_with('"')) return !validators.etag.empty() && field == validators.etag;
  return is_strong_date(field, validators, now);
}

}  // namespace

RangeAnswer read_range(std::string_view field, std::uint64_t size, ByteRange& range) {
  const auto equals = field.find('=');
  if (equals == std::string_view::npos || !same_token(trimmed(field.substr(0, equals)), unit))
    return RangeAnswer::whole;
  const std::string_view spec = trimmed(field.substr(equals + 1));
  const auto dash = spec.find('-');
  if (dash == std::string_view::npos) return RangeAnswer::whole;
  if (dash == 0) return suffix(spec.substr(1), size, range);
  const auto first = number_of(spec.substr(0, dash));
  const std::string_view end = spec.substr(dash + 1);
  const auto last = end.empty() ? std::optional(~std::uint64_t{0}) : number_of(end);
  if (!first || !last || *last < *first) return RangeAnswer::whole;
  if (*first >= size) return RangeAnswer::unsatisfiable;
  range.first = *first;
  range.length = std::min(*last, size - 1) - *first + 1;
  return RangeAnswer::part;
}

RangeAnswer asked_range(const Request& request, const Validators& validators, std::time_t now,
                        std::uint64_t size, ByteRange& range) {
  if (request.method != "GET" || !request.fields.has("Range") || !holds_if_range(request, validators, now))
    return RangeAnswer::whole;
  return read_range(request.fields.combined("Range"), size, range);
}

std::string content_range(const ByteRange& range, std::uint64_t size) {
  return std::string(unit) + ' ' + std::to_string(range.first) + '-' +
         std::to_string(range.first + range.length - 1) + '/' + std::to_string(size);
}

std::string content_range(std::uint64_t size) {
  return std::string(unit) + " */" + std::to_string(size);
}

}  // namespace tamizdat::web
