#include "server/access_log.hpp"

#include <array>
#include <charconv>
#include <chrono>

#include "rdf/utf8.hpp"
#include "web/problem.hpp"

namespace tamizdat::server {
namespace {

constexpr std::string_view hex = "0123456789ABCDEF";
constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

void append_hex(std::string& out, char c) {
  const auto byte = static_cast<unsigned char>(c);
  out += "\\x";
  out += hex[byte >> 4U];
  out += hex[byte & 0x0FU];
}

void append_safe(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (c >= 0x20 && c < 0x7F && c != '"' && c != '\\') {
      out += c;
    } else {
      append_hex(out, c);
    }
  }
}

void append_or_dash(std::string& out, std::string_view text) {
  out += '"';
  if (text.empty()) out += '-';
  append_safe(out, text);
  out += '"';
}

template <class Number>
void append_number(std::string& out, Number number) {
  std::array<char, 24> digits;
  out.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr);
}

void append_two(std::string& out, int number) {
  if (number < 10) out += '0';
  append_number(out, number);
}

std::tm in_utc(std::time_t time) {
  std::tm parts{};
  gmtime_r(&time, &parts);
  return parts;
}

void append_clock(std::string& out, const std::tm& parts) {
  append_two(out, parts.tm_hour);
  out += ':';
  append_two(out, parts.tm_min);
  out += ':';
  append_two(out, parts.tm_sec);
}

/// [10/Oct/2000:13:55:36 +0000]
void append_log_time(std::string& out, std::time_t time) {
  const std::tm parts = in_utc(time);
  out += '[';
  append_two(out, parts.tm_mday);
  out.append("/").append(months[static_cast<std::size_t>(parts.tm_mon)]).append("/");
  append_number(out, parts.tm_year + 1900);
  out += ':';
  append_clock(out, parts);
  out += " +0000]";
}

void append_iso_time(std::string& out, std::time_t time) {
  const std::tm parts = in_utc(time);
  append_number(out, parts.tm_year + 1900);
  out += '-';
  append_two(out, parts.tm_mon + 1);
  out += '-';
  append_two(out, parts.tm_mday);
  out += 'T';
  append_clock(out, parts);
  out += 'Z';
}

std::string_view version(const web::Request& request) {
  return request.version == 10 ? "HTTP/1.0" : "HTTP/1.1";
}

void append_member(std::string& out, std::string_view name, std::string_view text) {
  out.append(",\"").append(name).append("\":");
  web::append_json_string(out, text);
}

}  // namespace

void append_combined(std::string& out, const Exchange& exchange) {
  const web::Request& request = exchange.request;
  out.append(to_string(exchange.client)).append(" - - ");
  append_log_time(out, exchange.when);
  out += " \"";
  if (request.target.empty()) {
    out += '-';
  } else {
    append_safe(out, request.method);
    out += ' ';
    append_safe(out, request.target);
    out.append(" ").append(version(request));
  }
  out += "\" ";
  append_number(out, exchange.response.status);
  out += ' ';
  append_number(out, exchange.body_bytes);
  out += ' ';
  append_or_dash(out, request.fields.get("Referer"));
  out += ' ';
  append_or_dash(out, request.fields.get("User-Agent"));
  out += '\n';
}

void append_json_line(std::string& out, const Exchange& exchange) {
  const web::Request& request = exchange.request;
  out += R"({"time":")";
  append_iso_time(out, exchange.when);
  out += '"';
  append_member(out, "client", to_string(exchange.client));
  append_member(out, "method", request.method);
  append_member(out, "target", request.target);
  append_member(out, "version", version(request));
  append_member(out, "host", request.fields.get("Host"));
  out += R"(,"status":)";
  append_number(out, exchange.response.status);
  out += R"(,"bytes":)";
  append_number(out, exchange.body_bytes);
  out += R"(,"microseconds":)";
  append_number(out, std::chrono::duration_cast<std::chrono::microseconds>(exchange.took).count());
  append_member(out, "route", exchange.response.route);
  append_member(out, "format", exchange.response.format);
  append_member(out, "referer", request.fields.get("Referer"));
  append_member(out, "agent", request.fields.get("User-Agent"));
  out.append(R"(,"secure":)").append(request.secure ? "true" : "false");
  out.append(R"(,"whole":)").append(exchange.whole ? "true" : "false");
  out += "}\n";
}

std::string without_controls(std::string_view text) {
  std::string safe;
  safe.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (rdf::is_late_control(text.substr(i))) {
      append_hex(safe, text[i]);
      append_hex(safe, text[++i]);
    } else if (byte < 0x20 || byte == 0x7F) {
      append_hex(safe, text[i]);
    } else {
      safe += text[i];
    }
  }
  return safe;
}

}  // namespace tamizdat::server
