#pragma once
// HTTP as plain values: no sockets, no Beast.
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rdf/error.hpp"

namespace tamizdat::web {

/// A header list: names compare without case, repeats are kept in order.
class Fields {
 public:
  using Field = std::pair<std::string, std::string>;
  void add(std::string_view name, std::string_view value);
  /// Replaces all of that name.
  void set(std::string_view name, std::string_view value);
  /// The first value, or empty.
  [[nodiscard]] std::string_view get(std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name) const;
  /// All values of that name as one list, joined by ", " (RFC 9110 §5.3).
  [[nodiscard]] std::string combined(std::string_view name) const;
  [[nodiscard]] const std::vector<Field>& all() const { return fields_; }

 private:
  std::vector<Field> fields_;
};

/// A request whose framing has been checked: what remains are the questions of semantics.
struct Request {
  std::string method;  ///< as sent; methods are case-sensitive
  std::string target;  ///< origin-form ("/id/x?format=ttl"), or "*"; absolute-form has been reduced to this
  unsigned version = 11;  ///< 10 or 11
  Fields fields;
  std::string body;
};

/// A body that is pulled while the socket is ready.
class Body {
 public:
  virtual ~Body() = default;
  /// Appends some more bytes (about 64 KiB at most) to `out`; false when there will be no more.
  /// An error after the head was sent cuts the stream: it never becomes text in the body.
  virtual rdf::Result<bool> pull(std::string& out) = 0;
};

struct Response {
  unsigned status = 200;
  Fields fields;  ///< without Content-Length, Transfer-Encoding, Connection, Date: the session's affair
  std::shared_ptr<const std::string> bytes;  ///< a whole body, or
  std::unique_ptr<Body> stream;              ///< one of unknown length, or neither
  bool head_only = false;                    ///< HEAD, 304, 204: never send the body
  bool close = false;                        ///< the connection must end after this
};

/// Makes a value safe for a response header: CR, LF, NUL and other controls are dropped, non-ASCII is
/// percent-encoded.
std::string header_safe(std::string_view value);

/// RFC 9110 §15 reason phrase.
std::string_view reason(unsigned status);

}  // namespace tamizdat::web
