#include "server/framing.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "rdf/ascii.hpp"
#include "rdf/utf8.hpp"

namespace tamizdat::server {
namespace {

using rdf::Code;
using rdf::Error;

Error bad(std::string message) {
  return {Code::bad_request, std::move(message)};
}

using rdf::is_digit;
using rdf::is_hex;
using rdf::same_ignoring_case;

constexpr auto table_of(std::string_view punctuation) {
  std::array<bool, 256> allowed{};
  for (const char c : punctuation) allowed[static_cast<unsigned char>(c)] = true;
  for (unsigned c = 0; c < 256; ++c) {
    if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) allowed[c] = true;
  }
  return allowed;
}

constexpr std::string_view continue_wanted = "100-continue";
constexpr auto token_characters = table_of("!#$%&'*+-.^_`|~");
constexpr auto path_characters = table_of("-._~:/?[]@!$&'()*+,;=%|");
// Browsers do not encode these in a query (URL standard, query percent-encode set), and curl sends literals
// and IRIs with their quotation marks and brackets, so people do.
constexpr auto query_characters = table_of("-._~:/?[]@!$&'()*+,;=%|\\^`{}\"<>");
constexpr auto host_characters = table_of("-._~%");  // no host is named with the sub-delims of the grammar

bool all_of(std::string_view text, const std::array<bool, 256>& allowed) {
  return std::all_of(text.begin(), text.end(),
                     [&](char c) { return allowed[static_cast<unsigned char>(c)]; });
}

/// Controls but the tab. Without a way out in the middle, so that a compiler can look at many bytes at a
/// time.
bool has_control(std::string_view text) {
  unsigned found = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    found |= (static_cast<unsigned>(byte < 0x20) & static_cast<unsigned>(byte != '\t')) |
             static_cast<unsigned>(byte == 0x7F);
  }
  return found != 0;
}

/// IRIs are taken as they are typed: well-formed UTF-8 may stand beside the characters of a URI.
bool is_valid_target(std::string_view target) {
  const auto* allowed = &path_characters;
  bool ascii = true;
  for (const char c : target) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80) {
      ascii = false;
    } else if (!(*allowed)[byte]) {
      return false;
    }
    if (c == '?') allowed = &query_characters;
  }
  return ascii || rdf::is_utf8(target);
}

rdf::Result<void> check_version(std::string_view version) {
  if (version.size() != 8 || !version.starts_with("HTTP/") || !is_digit(version[5]) || version[6] != '.' ||
      !is_digit(version[7])) {
    return bad("The request line does not end in a version of HTTP");
  }
  if (version[5] != '1') {
    return Error{Code::version_not_supported, "This server speaks HTTP/1.1 and HTTP/1.0"};
  }
  return {};
}

std::string_view trimmed(std::string_view text) {
  const auto space = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && space(text.front())) text.remove_prefix(1);
  while (!text.empty() && space(text.back())) text.remove_suffix(1);
  return text;
}

/// Calls `visit` for each member of a comma-separated list, empty ones included.
template <class Visit>
void for_each_member(std::string_view list, Visit visit) {
  while (true) {
    const auto comma = list.find(',');
    visit(trimmed(list.substr(0, comma)));
    if (comma == std::string_view::npos) return;
    list.remove_prefix(comma + 1);
  }
}

/// How often a field stands there, and its last value.
struct Seen {
  unsigned times = 0;
  std::string_view value;
  void add(std::string_view v) {
    ++times;
    value = v;
  }
};

/// The fields that decide about framing, picked out in one pass.
struct FramingFields {
  Seen host, content_length;
  std::vector<std::string_view> transfer_encoding;
  bool close = false;
  bool keep_alive = false;
  std::string_view expect;
};

FramingFields pick(const web::Fields& fields) {
  FramingFields picked;
  for (const auto& [name, value] : fields.all()) {
    const auto is = [&n = name](std::string_view other) {
      return n.size() == other.size() && same_ignoring_case(n, other);
    };
    if (is("Host")) {
      picked.host.add(value);
    } else if (is("Transfer-Encoding")) {
      picked.transfer_encoding.push_back(value);
    } else if (is("Content-Length")) {
      picked.content_length.add(value);
    } else if (is("Expect")) {
      if (picked.expect.empty() || same_ignoring_case(picked.expect, continue_wanted)) picked.expect = value;
    } else if (is("Connection")) {
      for_each_member(value, [&](std::string_view option) {
        picked.close = picked.close || same_ignoring_case(option, "close");
        picked.keep_alive = picked.keep_alive || same_ignoring_case(option, "keep-alive");
      });
    }
  }
  return picked;
}

rdf::Result<void> check_host(const FramingFields& fields, unsigned version) {
  if (fields.host.times > 1) return bad("A request has one Host field, not several");
  if (fields.host.times == 0) {
    if (version == 10) return {};
    return bad("A request of HTTP/1.1 needs a Host field");
  }
  if (!is_valid_host(fields.host.value)) return bad("The Host field is not a host with an optional port");
  return {};
}

rdf::Result<void> check_transfer_encoding(const FramingFields& fields, unsigned version) {
  if (version == 10) return bad("HTTP/1.0 has no Transfer-Encoding");
  if (fields.content_length.times != 0) {
    return bad("Transfer-Encoding and Content-Length contradict each other");
  }
  std::vector<std::string_view> codings;
  for (const std::string_view line : fields.transfer_encoding) {
    for_each_member(line, [&](std::string_view coding) { codings.push_back(coding); });
  }
  const auto chunked = std::count_if(codings.begin(), codings.end(), [](std::string_view coding) {
    return same_ignoring_case(coding, "chunked");
  });
  if (chunked != 1 || !same_ignoring_case(codings.back(), "chunked")) {
    return bad("Transfer-Encoding must end in chunked, once, or the end of the body cannot be known");
  }
  if (codings.size() != 1) return Error{Code::not_implemented, "The only transfer coding known is chunked"};
  return {};
}

rdf::Result<std::uint64_t> parse_content_length(const FramingFields& fields) {
  const std::string_view text = fields.content_length.value;
  if (fields.content_length.times > 1 || text.empty() || !std::all_of(text.begin(), text.end(), is_digit)) {
    return bad("Content-Length must be given once, as a number");
  }
  if (text.size() > 18) return Error{Code::content_too_large, "The body is too large"};
  std::uint64_t length = 0;
  for (const char c : text) length = length * 10 + static_cast<std::uint64_t>(c - '0');
  return length;
}

rdf::Result<void> check_body(const FramingFields& fields, unsigned version, Framing& framing) {
  if (!fields.transfer_encoding.empty()) {
    if (auto checked = check_transfer_encoding(fields, version); !checked) return checked.error();
    framing.body = BodyKind::chunked;
  } else if (fields.content_length.times != 0) {
    const auto length = parse_content_length(fields);
    if (!length) return length.error();
    framing.length = *length;
    framing.body = *length == 0 ? BodyKind::none : BodyKind::length;
  }
  return {};
}

rdf::Result<void> check_expectation(const FramingFields& fields, unsigned version, Framing& framing) {
  if (fields.expect.empty() || version == 10) return {};
  if (!same_ignoring_case(fields.expect, continue_wanted)) {
    return Error{Code::expectation_failed, "The only expectation known is 100-continue"};
  }
  framing.expects_continue = framing.body != BodyKind::none;
  return {};
}

bool is_ipv6(std::string_view text) {
  const std::string address(text.substr(0, INET6_ADDRSTRLEN));
  in6_addr parsed{};
  return inet_pton(AF_INET6, address.c_str(), &parsed) == 1;
}

/// Two hexadecimal digits after each '%'.
bool is_well_encoded(std::string_view text) {
  for (auto at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1))
    if (at + 2 >= text.size() || !is_hex(text[at + 1]) || !is_hex(text[at + 2])) return false;
  return true;
}

/// A port with its colon, or nothing at all.
bool is_valid_port(std::string_view port) {
  if (port.empty()) return true;
  if (port.front() != ':' || port.size() > 6 || !std::all_of(port.begin() + 1, port.end(), is_digit))
    return false;
  unsigned number = 0;
  for (const char c : port.substr(1)) number = number * 10 + static_cast<unsigned>(c - '0');
  return number <= 65535;
}

/// "http://host/path" without "http://host", or nothing if it is not in absolute-form.
rdf::Result<std::string> reduce_absolute(std::string_view method, std::string_view target) {
  const auto colon = target.find("://");
  const std::string_view scheme = target.substr(0, colon);
  if (colon == std::string_view::npos ||
      (!same_ignoring_case(scheme, "http") && !same_ignoring_case(scheme, "https"))) {
    return bad("The request target is neither a path nor an http address");
  }
  const std::string_view rest = target.substr(colon + 3);
  const auto end = std::min(rest.find_first_of("/?"), rest.size());
  if (!is_valid_host(rest.substr(0, end))) return bad("The request target has no valid host");
  const std::string_view path = rest.substr(end);
  if (path.empty() && method == "OPTIONS") return std::string("*");
  return path.starts_with('/') ? std::string(path) : '/' + std::string(path);
}

}  // namespace

rdf::Error HeadScanner::too_large(std::size_t bytes) const {
  if (!request_line_seen_ && bytes > limits_->target_bytes) {
    return {Code::target_too_long, "The request target is longer than this server reads"};
  }
  return {Code::header_too_large, "The request head is larger than this server reads"};
}

std::size_t HeadScanner::longest_line() const {
  constexpr std::size_t method_and_version = 64;
  return request_line_seen_ ? limits_->head_bytes : limits_->target_bytes + method_and_version;
}

rdf::Result<bool> HeadScanner::take_line(std::string_view line) {
  if (line.empty()) return request_line_seen_;
  if (!request_line_seen_) {
    if (auto checked = check_request_line(line, *limits_); !checked) return checked.error();
    request_line_seen_ = true;
  } else if (line.front() == ' ' || line.front() == '\t') {
    return bad("A header field is folded over two lines");
  }
  return false;
}

rdf::Result<bool> HeadScanner::scan(std::string_view bytes) {
  while (true) {
    const auto feed = bytes.find('\n', checked_);
    const auto end = std::min(feed, bytes.size());
    std::string_view fresh = bytes.substr(checked_, end - checked_);
    const bool ends_in_return = !fresh.empty() && fresh.back() == '\r';
    if (ends_in_return) fresh.remove_suffix(1);
    if (has_control(fresh)) {
      return bad("The request head holds a control character");
    }
    if (end - line_ > longest_line() || end >= limits_->head_bytes) return too_large(end - line_);
    if (feed == std::string_view::npos) {
      checked_ = ends_in_return ? end - 1 : end;  // a CR is judged together with what follows it
      return false;
    }
    if (!ends_in_return) return bad("A line of the request head does not end in CR LF");
    const auto complete = take_line(bytes.substr(line_, end - 1 - line_));
    if (!complete) return complete.error();
    line_ = checked_ = end + 1;
    if (*complete) return true;
    if (!request_line_seen_) begin_ = line_;
  }
}

rdf::Result<void> check_request_line(std::string_view line, const Limits& limits) {
  const auto first = line.find(' ');
  const auto last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) {
    return bad("The request line is not a method, a target and a version");
  }
  const std::string_view method = line.substr(0, first);
  const std::string_view target = line.substr(first + 1, last - first - 1);
  if (!is_token(method)) return bad("The method is not a token");
  if (auto checked = check_version(line.substr(last + 1)); !checked) return checked;
  if (target.size() > limits.target_bytes) {
    return Error{Code::target_too_long, "The request target is longer than this server reads"};
  }
  if (target.empty() || !is_valid_target(target)) {
    return bad("The request target holds a character that must be percent-encoded");
  }
  return {};
}

rdf::Result<std::string> reduce_target(std::string_view method, std::string_view target) {
  if (method == "CONNECT") return Error{Code::not_implemented, "This server is no proxy"};
  if (target.starts_with('/')) return std::string(target);
  if (target == "*") {
    if (method == "OPTIONS") return std::string(target);
    return bad("The target * goes with OPTIONS only");
  }
  return reduce_absolute(method, target);
}

rdf::Result<Framing> check_fields(const web::Request& request) {
  const FramingFields fields = pick(request.fields);
  Framing framing;
  framing.keep_alive = !fields.close && (request.version == 11 || fields.keep_alive);
  if (auto checked = check_host(fields, request.version); !checked) return checked.error();
  if (auto checked = check_body(fields, request.version, framing); !checked) return checked.error();
  if (auto checked = check_expectation(fields, request.version, framing); !checked) return checked.error();
  return framing;
}

bool is_token(std::string_view text) {
  return !text.empty() && all_of(text, token_characters);
}

bool is_valid_host(std::string_view host) {
  std::string_view port;
  if (host.starts_with('[')) {
    const auto close = host.find(']');
    if (close == std::string_view::npos || !is_ipv6(host.substr(1, close - 1))) return false;
    port = host.substr(close + 1);
  } else {
    const auto colon = std::min(host.find(':'), host.size());
    port = host.substr(colon);
    host = host.substr(0, colon);
    if (host.empty() || !all_of(host, host_characters) || !is_well_encoded(host)) return false;
  }
  return is_valid_port(port);
}

}  // namespace tamizdat::server
