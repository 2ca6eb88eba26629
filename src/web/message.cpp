#include "web/message.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "rdf/ascii.hpp"

namespace tamizdat::web {
namespace {

constexpr std::string_view line_end = "\r\n";

constexpr bool is_control(char c) {
  const auto byte = static_cast<std::uint8_t>(c);
  return (byte < 0x20 && c != '\t') || byte == 0x7F;
}

// Or a tab. Without a way out in the middle, so that a compiler can look at many bytes at a time.
bool may_have_control(std::string_view text) {
  unsigned found = 0;
  for (const char c : text) {
    const auto byte = static_cast<std::uint8_t>(c);
    found |= static_cast<unsigned>(byte < 0x20) | static_cast<unsigned>(byte == 0x7F);
  }
  return found != 0;
}

void append_clean(std::string& out, std::string_view text) {
  if (!may_have_control(text)) {
    out += text;
    return;
  }
  std::copy_if(text.begin(), text.end(), std::back_inserter(out), [](char c) { return !is_control(c); });
}

struct Reason {
  unsigned status;
  std::string_view phrase;
};

constexpr std::array reasons = {
    Reason{200, "OK"},
    Reason{204, "No Content"},
    Reason{206, "Partial Content"},
    Reason{301, "Moved Permanently"},
    Reason{302, "Found"},
    Reason{303, "See Other"},
    Reason{304, "Not Modified"},
    Reason{307, "Temporary Redirect"},
    Reason{308, "Permanent Redirect"},
    Reason{400, "Bad Request"},
    Reason{403, "Forbidden"},
    Reason{404, "Not Found"},
    Reason{405, "Method Not Allowed"},
    Reason{406, "Not Acceptable"},
    Reason{408, "Request Timeout"},
    Reason{410, "Gone"},
    Reason{411, "Length Required"},
    Reason{412, "Precondition Failed"},
    Reason{413, "Content Too Large"},
    Reason{414, "URI Too Long"},
    Reason{415, "Unsupported Media Type"},
    Reason{416, "Range Not Satisfiable"},
    Reason{417, "Expectation Failed"},
    Reason{421, "Misdirected Request"},
    Reason{422, "Unprocessable Content"},
    Reason{426, "Upgrade Required"},
    Reason{429, "Too Many Requests"},
    Reason{431, "Request Header Fields Too Large"},
    Reason{500, "Internal Server Error"},
    Reason{501, "Not Implemented"},
    Reason{503, "Service Unavailable"},
    Reason{505, "HTTP Version Not Supported"},
};

}  // namespace

void Fields::Iterator::read() {
  if (rest_.empty()) return;
  const auto colon = rest_.find(':');
  const auto value = colon + 2;
  field_ = {rest_.substr(0, colon), rest_.substr(value, rest_.find('\r', value) - value)};
}

Fields::Iterator& Fields::Iterator::operator++() {
  rest_.remove_prefix(field_.name.size() + 2 + field_.value.size() + line_end.size());
  read();
  return *this;
}

void Fields::add(std::string_view name, std::string_view value) {
  append_clean(text_, name);
  text_ += ": ";
  append_clean(text_, trimmed(value));
  text_ += line_end;
}

void Fields::add_clean(std::string_view name, std::string_view value) {
  text_.append(name).append(": ").append(value).append(line_end);
}

void Fields::set(std::string_view name, std::string_view value) {
  remove(name);
  add(name, value);
}

void Fields::remove(std::string_view name) {
  if (!has(name)) return;
  Fields rest;
  for (const Field field : all()) {
    if (!same_token(field.name, name)) rest.add(field.name, field.value);
  }
  *this = std::move(rest);
}

std::string_view Fields::get(std::string_view name) const {
  for (const Field field : all()) {
    if (same_token(field.name, name)) return field.value;
  }
  return {};
}

bool Fields::has(std::string_view name) const {
  for (const Field field : all()) {
    if (same_token(field.name, name)) return true;
  }
  return false;
}

std::string Fields::combined(std::string_view name) const {
  std::string list;
  for (const Field field : all()) {
    if (!same_token(field.name, name)) continue;
    if (!list.empty()) list += ", ";
    list += field.value;
  }
  return list;
}

std::string header_safe(std::string_view value) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  std::string out;
  out.reserve(value.size());
  for (const char c : value) {
    const auto byte = static_cast<std::uint8_t>(c);
    if (byte >= 0x80) {
      out += '%';
      out += hex[byte >> 4U];
      out += hex[byte & 15U];
    } else if (!is_control(c)) {
      out += c;
    }
  }
  return out;
}

std::string_view reason(unsigned status) {
  const auto row =
      std::find_if(reasons.begin(), reasons.end(), [&](const Reason& r) { return r.status == status; });
  return row == reasons.end() ? std::string_view() : row->phrase;
}

bool same_token(std::string_view a, std::string_view b) {
  return rdf::same_ignoring_case(a, b);
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t";
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

}  // namespace tamizdat::web
