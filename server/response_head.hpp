#pragma once
// The bytes before a body.
#include <cstdint>
#include <ctime>
#include <optional>
#include <string>
#include <string_view>

#include "web/message.hpp"

namespace tamizdat::server {

/// How the end of a response's body is shown to the client.
enum class Delimiter : std::uint8_t {
  nothing,  ///< there is no body, and no field speaks of one
  length,   ///< Content-Length
  chunked,  ///< HTTP/1.1 only
  close,    ///< HTTP/1.0: the end of the connection
};

struct Framed {
  Delimiter delimiter = Delimiter::nothing;
  std::uint64_t length = 0;
  bool close = false;
  bool old_client = false;  ///< HTTP/1.0: keep-alive has to be said
};

/// Appends status line, fields and the empty line. Values pass through web::header_safe.
void append_head(std::string& out, const web::Response& response, const Framed& framed,
                 std::string_view date);

/// "Sun, 06 Nov 1994 08:49:37 GMT", made once a second. One per thread.
class DateCache {
 public:
  std::string_view at(std::time_t now);

 private:
  std::time_t second_ = -1;
  std::string text_;
};

}  // namespace tamizdat::server
