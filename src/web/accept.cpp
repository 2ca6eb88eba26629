#include "web/accept.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "rdf/vocabulary.hpp"
#include "syntax/formats.hpp"
#include "web/message.hpp"

namespace tamizdat::web {
namespace {

constexpr std::array<bool, 256> make_token_characters() {
  std::array<bool, 256> table{};
  for (int c = '0'; c <= '9'; ++c) table[static_cast<std::size_t>(c)] = true;
  for (int c = 'a'; c <= 'z'; ++c) table[static_cast<std::size_t>(c)] = true;
  for (int c = 'A'; c <= 'Z'; ++c) table[static_cast<std::size_t>(c)] = true;
  for (const char c : std::string_view("!#$%&'*+-.^_`|~")) table[static_cast<std::uint8_t>(c)] = true;
  return table;
}
// RFC 9110 §5.6.2
constexpr std::array<bool, 256> token_characters = make_token_characters();

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(),
                                      [](char c) { return token_characters[static_cast<std::uint8_t>(c)]; });
}

void skip_blanks(std::string_view& text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
}

// The end of a quoted string that starts at the front, or npos if it is not closed.
std::size_t quoted_end(std::string_view text) {
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      return i + 1;
    }
  }
  return std::string_view::npos;
}

// Where a character outside quotes stands, or the size.
std::size_t find_unquoted(std::string_view text, char wanted) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == wanted) return i;
    if (text[i] != '"') continue;
    const std::size_t end = quoted_end(text.substr(i));
    if (end == std::string_view::npos) return text.size();
    i += end - 1;
  }
  return text.size();
}

// Calls with each member of a list that is not empty (RFC 9110 §5.6.1.2).
template <class Use>
void for_each_member(std::string_view header, Use use) {
  for (std::size_t count = 0; !header.empty() && count < max_members; ++count) {
    const std::size_t end = find_unquoted(header, ',');
    const std::string_view member = trimmed(header.substr(0, end));
    if (!member.empty()) use(member);
    header.remove_prefix(std::min(end + 1, header.size()));
  }
}

// RFC 9110 §12.4.2, with the leniency promised in the header.
std::optional<Weight> parse_weight(std::string_view text) {
  unsigned value = 0;
  if (text.starts_with('0') || text.starts_with('1')) {
    value = text.front() == '1' ? full_weight : 0;
    text.remove_prefix(1);
  } else if (!text.starts_with('.') || text.size() == 1) {
    return std::nullopt;
  }
  if (text.empty()) return static_cast<Weight>(value);
  if (text.front() != '.') return std::nullopt;
  text.remove_prefix(1);
  unsigned place = 100;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value += static_cast<unsigned>(c - '0') * place;
    place /= 10;
  }
  if (value > full_weight) return std::nullopt;
  return static_cast<Weight>(value);
}

// The weight among parameters, full if none is given; nothing if any parameter is malformed.
std::optional<Weight> weight_of(std::string_view parameters) {
  Weight weight = full_weight;
  Parameter parameter;
  while (next_parameter(parameters, parameter)) {
    if (!same_token(parameter.name, "q")) continue;
    const auto value = parse_weight(parameter.value);
    if (!value) return std::nullopt;
    weight = *value;
  }
  if (!parameters.empty()) return std::nullopt;
  return weight;
}

std::optional<MediaRange> parse_range(std::string_view member) {
  MediaRange range;
  range.text = member;
  const std::size_t semicolon = find_unquoted(member, ';');
  const std::string_view name = trimmed(member.substr(0, semicolon));
  range.parameters = member.substr(semicolon);
  const auto slash = name.find('/');
  range.type = name.substr(0, slash);
  range.subtype = slash == std::string_view::npos ? range.type : name.substr(slash + 1);
  if (slash == std::string_view::npos && name != "*") return std::nullopt;
  if (!is_token(range.type) || !is_token(range.subtype)) return std::nullopt;
  if (range.type == "*" && range.subtype != "*") return std::nullopt;
  const auto weight = weight_of(range.parameters);
  if (!weight) return std::nullopt;
  range.weight = *weight;
  return range;
}

enum class Has : std::uint8_t { no, yes, wish };

Has has_parameter(std::string_view media_type, const Parameter& parameter) {
  if (same_token(parameter.name, "charset")) {
    return same_token(unquoted(parameter.value), "utf-8") ? Has::yes : Has::no;
  }
  if (same_token(parameter.name, "version")) return Has::wish;
  if (same_token(parameter.name, "profile")) {
    const bool met = same_token(media_type, syntax::format(syntax::FormatId::jsonld).media_type) &&
                     unquoted(parameter.value) == rdf::jsonld::compacted;
    return met ? Has::yes : Has::wish;
  }
  return Has::no;
}

Fit fit_of_parameters(const MediaRange& range, std::string_view media_type) {
  Fit result = Fit::exact;
  std::string_view rest = range.parameters;
  Parameter parameter;
  while (next_parameter(rest, parameter)) {
    if (same_token(parameter.name, "q")) continue;
    const Has has = has_parameter(media_type, parameter);
    if (has == Has::no) return Fit::none;
    if (has == Has::yes) result = Fit::with_parameters;
  }
  return result;
}

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return out;
}

}  // namespace

std::vector<MediaRange> parse_accept(std::string_view header) {
  std::vector<MediaRange> ranges;
  ranges.reserve(16);
  for_each_member(header, [&](std::string_view member) {
    if (const auto range = parse_range(member)) ranges.push_back(*range);
  });
  return ranges;
}

std::vector<Weighted> parse_weighted(std::string_view header) {
  std::vector<Weighted> members;
  for_each_member(header, [&](std::string_view member) {
    const std::size_t semicolon = find_unquoted(member, ';');
    const std::string_view value = trimmed(member.substr(0, semicolon));
    const auto weight = weight_of(member.substr(semicolon));
    if (weight && is_token(value)) members.push_back({value, *weight});
  });
  return members;
}

bool next_parameter(std::string_view& rest, Parameter& parameter) {
  std::string_view text = rest;
  do {  // empty parameters are allowed (RFC 9110 §5.6.6)
    skip_blanks(text);
    if (text.empty()) {
      rest = {};
      return false;
    }
    if (text.front() != ';') return false;
    text.remove_prefix(1);
    skip_blanks(text);
  } while (text.empty() || text.front() == ';');
  const auto equals = text.find('=');
  if (equals == std::string_view::npos) return false;
  parameter.name = trimmed(text.substr(0, equals));
  text.remove_prefix(equals + 1);
  skip_blanks(text);
  const std::size_t end = text.starts_with('"') ? quoted_end(text) : std::min(text.find(';'), text.size());
  if (end == std::string_view::npos) return false;
  parameter.value = trimmed(text.substr(0, end));
  if (!is_token(parameter.name) || !(text.starts_with('"') || is_token(parameter.value))) return false;
  rest = text.substr(end);
  return true;
}

std::string unquoted(std::string_view value) {
  if (!value.starts_with('"') || value.size() < 2) return std::string(value);
  std::string out;
  for (std::size_t i = 1; i + 1 < value.size(); ++i) {
    if (value[i] == '\\' && i + 2 < value.size()) ++i;
    out += value[i];
  }
  return out;
}

Fit fit(const MediaRange& range, std::string_view media_type) {
  if (range.type == "*") {
    return fit_of_parameters(range, media_type) == Fit::none ? Fit::none : Fit::anything;
  }
  const auto slash = media_type.find('/');
  if (!same_token(range.type, media_type.substr(0, slash))) return Fit::none;
  const bool whole_type = range.subtype == "*";
  if (!whole_type && !same_token(range.subtype, media_type.substr(slash + 1))) return Fit::none;
  const Fit parameters = fit_of_parameters(range, media_type);
  return whole_type && parameters != Fit::none ? Fit::type : parameters;
}

std::vector<std::string> preferred_languages(std::string_view accept_language) {
  std::vector<Weighted> members = parse_weighted(accept_language);
  std::stable_sort(members.begin(), members.end(),
                   [](const Weighted& a, const Weighted& b) { return a.weight > b.weight; });
  std::vector<std::string> languages;
  for (const Weighted& member : members) {
    if (member.weight == 0 || member.value == "*") continue;
    std::string language = lower_case(member.value);
    if (std::find(languages.begin(), languages.end(), language) == languages.end()) {
      languages.push_back(std::move(language));
    }
  }
  return languages;
}

Weight coding_weight(std::string_view accept_encoding, std::string_view coding) {
  std::optional<Weight> named;
  std::optional<Weight> star;
  for (const Weighted& member : parse_weighted(accept_encoding)) {
    if (same_token(member.value, coding)) named = std::max(named.value_or(0), member.weight);
    if (member.value == "*") star = member.weight;
  }
  if (named) return *named;
  if (star) return *star;
  return coding == "identity" ? full_weight : Weight{0};
}

}  // namespace tamizdat::web
