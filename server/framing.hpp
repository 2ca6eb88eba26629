#pragma once
// Where a request begins and ends, judged before anything acts on it (RFC 9112): everything that makes two
// parties disagree about where one request ends and the next begins. Pure functions over bytes and plain
// values.
#include <cstdint>
#include <string>
#include <string_view>

#include "rdf/error.hpp"
#include "server/limits.hpp"
#include "web/message.hpp"

namespace tamizdat::server {

/// Looks at the bytes of a head as they come, each once, and finds its end. Refuses as soon as it is certain:
/// bare CR or LF, control bytes, folded lines, a wrong request line, too much of anything. Never waits for
/// more than it needs. One scanner per head.
class HeadScanner {
 public:
  explicit HeadScanner(const Limits& limits) : limits_(&limits) {}

  /// `bytes`: all that has been received since the end of the last request; grows from call to call.
  /// True when the head is complete.
  rdf::Result<bool> scan(std::string_view bytes);

  /// Empty lines before the request line (RFC 9112 §2.2), in bytes.
  [[nodiscard]] std::size_t begin() const { return begin_; }
  /// One past the empty line that ends the head; valid once scan() said true.
  [[nodiscard]] std::size_t end() const { return line_; }

 private:
  rdf::Result<bool> take_line(std::string_view line);
  [[nodiscard]] rdf::Error too_large(std::size_t bytes) const;
  [[nodiscard]] std::size_t longest_line() const;

  const Limits* limits_;
  std::size_t begin_ = 0;
  std::size_t line_ = 0;     // start of the line being looked at
  std::size_t checked_ = 0;  // bytes known to be free of forbidden ones
  bool request_line_seen_ = false;
};

/// "GET /x HTTP/1.1" without its line ending: exactly three parts, a token, a target of allowed characters
/// and a version of HTTP/1 (else Code::version_not_supported): minor ones still to come are understood as 1.1
/// (RFC 9110 §2.5).
rdf::Result<void> check_request_line(std::string_view line, const Limits& limits);

/// The target in origin-form or "*" (RFC 9112 §3.2): absolute-form loses scheme and authority; what does not
/// suit the method is refused; CONNECT is not implemented.
rdf::Result<std::string> reduce_target(std::string_view method, std::string_view target);

enum class BodyKind : std::uint8_t { none, length, chunked };

/// What the fields of a request say about the connection.
struct Framing {
  BodyKind body = BodyKind::none;
  std::uint64_t length = 0;  ///< with BodyKind::length; not zero
  bool keep_alive = true;
  bool expects_continue = false;
};

/// Judges method-independent framing: Host, Transfer-Encoding, Content-Length, Connection, Expect
/// (RFC 9112 §3.2, §6, §9.3; RFC 9110 §10.1.1). Every error means: answer and close.
rdf::Result<Framing> check_fields(const web::Request& request);

/// RFC 9110 §5.6.2: what names of methods and fields are made of.
bool is_token(std::string_view text);

/// True for what may stand in a Host field: a non-empty name, IPv4 or bracketed IPv6, and perhaps a port.
bool is_valid_host(std::string_view host);

}  // namespace tamizdat::server
