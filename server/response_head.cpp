#include "server/response_head.hpp"

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

// Without a way out in the middle, so that a compiler can look at many bytes at a time.
bool is_ascii(std::string_view text) {
  unsigned bits = 0;
  for (const char c : text) bits |= static_cast<unsigned char>(c);
  return bits < 0x80;
}

// Fields take no control characters in, so that only what is not ASCII is left to be made safe.
void append_fields(std::string& out, const web::Fields& fields) {
  if (is_ascii(fields.text())) {
    out.append(fields.text());
    return;
  }
  for (const auto& [name, value] : fields.all())
    out.append(name).append(": ").append(web::header_safe(value)).append("\r\n");
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
  append_fields(out, response.fields);
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
