#include "server/response_head.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "web/date.hpp"

namespace tamizdat::server {
namespace {

void append_number(std::string& out, std::uint64_t number) {
  std::array<char, 20> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
}

bool is_safe(std::string_view value) {
  return std::all_of(value.begin(), value.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
}

void append_field(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ");
  if (is_safe(value)) {
    out.append(value);
  } else {
    out.append(web::header_safe(value));
  }
  out.append("\r\n");
}

void append_delimiter(std::string& out, const Framed& framed) {
  if (framed.delimiter == Delimiter::length) {
    out.append("Content-Length: ");
    append_number(out, framed.length);
    out.append("\r\n");
  } else if (framed.delimiter == Delimiter::chunked) {
    out.append("Transfer-Encoding: chunked\r\n");
  }
}

void append_connection(std::string& out, const Framed& framed) {
  if (framed.close) {
    out.append("Connection: close\r\n");
  } else if (framed.old_client) {
    out.append("Connection: keep-alive\r\n");
  }
}

}  // namespace

void append_head(std::string& out, const web::Response& response, const Framed& framed,
                 std::string_view date) {
  out.append("HTTP/1.1 ");
  append_number(out, response.status);
  out.append(" ").append(web::reason(response.status)).append("\r\nServer: Tamizdat\r\nDate: ").append(date);
  out.append("\r\n");
  for (const auto& [name, value] : response.fields.all()) append_field(out, name, value);
  append_delimiter(out, framed);
  append_connection(out, framed);
  out.append("\r\n");
}

std::string_view DateCache::at(std::time_t now) {
  if (now != second_) {
    second_ = now;
    text_ = web::http_date(now);
  }
  return text_;
}

}  // namespace tamizdat::server
