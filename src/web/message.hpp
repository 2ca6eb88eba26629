#pragma once
// HTTP as plain values: no sockets, no Beast.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "rdf/error.hpp"

namespace tamizdat::web {

/// A header list: names compare without case, repeats are kept in order. Kept as the very lines that go over
/// the wire, so that a copy is one allocation and a session sends text() as it is. Nothing that is added can
/// end its line: controls are dropped (no response splitting).
class Fields {
 public:
  struct Field {
    std::string_view name;
    std::string_view value;
  };
  class Iterator {
   public:
    explicit Iterator(std::string_view rest) : rest_(rest) { read(); }
    const Field& operator*() const { return field_; }
    Iterator& operator++();
    bool operator==(const Iterator& other) const { return rest_.size() == other.rest_.size(); }

   private:
    void read();
    std::string_view rest_;  // begins with the field
    Field field_;
  };
  /// Views into the list: valid until it changes.
  class All {
   public:
    explicit All(std::string_view text) : text_(text) {}
    [[nodiscard]] Iterator begin() const { return Iterator(text_); }
    [[nodiscard]] Iterator end() const { return Iterator({}); }

   private:
    std::string_view text_;
  };

  void add(std::string_view name, std::string_view value);
  /// The same for what is known to hold no control characters, and no blanks at its ends.
  void add_clean(std::string_view name, std::string_view value);
  /// Replaces all of that name.
  void set(std::string_view name, std::string_view value);
  void remove(std::string_view name);
  /// The first value, or empty.
  [[nodiscard]] std::string_view get(std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name) const;
  /// All values of that name as one list, joined by ", " (RFC 9110 §5.3).
  [[nodiscard]] std::string combined(std::string_view name) const;
  [[nodiscard]] All all() const { return All(text_); }

  /// Every field as "Name: value\r\n".
  [[nodiscard]] const std::string& text() const { return text_; }
  /// Lines that are known to be well-formed, as text() gives them.
  void append_lines(std::string_view lines) { text_ += lines; }
  void reserve(std::size_t bytes) { text_.reserve(bytes); }

 private:
  std::string text_;
};

/// A request whose framing has been checked: what remains are the questions of semantics.
struct Request {
  std::string method;  ///< as sent; methods are case-sensitive
  std::string target;  ///< origin-form ("/id/x?format=ttl"), or "*"; absolute-form has been reduced to this
  unsigned version = 11;  ///< 10 or 11
  Fields fields;
  std::string body;
  bool secure = false;         ///< came over TLS, here or to a proxy that is trusted
  bool from_operator = false;  ///< came in where the public cannot
  std::string host;  ///< what the client asked for where that is not in Host: a trusted proxy says so
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
  std::unique_ptr<Body> stream;              ///< one that is pulled, or neither
  std::optional<std::uint64_t> length;       ///< of the stream, where it is known; HEAD: what GET's would be
  /// HEAD, 304, 204: never send the body. If there are bytes nevertheless, their size is what GET would send.
  bool head_only = false;
  bool close = false;       ///< the connection must end after this
  std::string_view route;   ///< for the records: the pattern of the row that answered; static, may be empty
  std::string_view format;  ///< likewise the name of the format
};

/// Makes a value safe for a response header: CR, LF, NUL and other controls are dropped, non-ASCII is
/// percent-encoded.
std::string header_safe(std::string_view value);

/// RFC 9110 §15 reason phrase; empty for a status that has none.
std::string_view reason(unsigned status);

/// Equality without regard to ASCII case, for names of fields, media types, parameters and languages.
bool same_token(std::string_view a, std::string_view b);

/// Spaces and tabs at both ends off (RFC 9110 OWS).
std::string_view trimmed(std::string_view text);

}  // namespace tamizdat::web
