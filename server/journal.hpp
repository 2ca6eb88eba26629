#pragma once
// Who hears of every answer: the access log and the numbers for /-/metrics.
#include <cstdint>
#include <ctime>

#include "server/ip.hpp"
#include "server/limits.hpp"
#include "web/message.hpp"

namespace tamizdat::server {

/// One request with its answer, when the last of it has been handed to the socket or the connection is gone.
/// Valid for the call.
struct Exchange {
  const web::Request& request;    ///< as far as it was understood: the method may be empty
  const web::Response& response;  ///< its bytes and stream may have been given away
  Ip client;                      ///< behind trusted proxies
  std::uint64_t body_bytes = 0;   ///< of the answer's body, framing included
  Clock::duration took{};         ///< from the end of the request's head
  std::time_t when = 0;
  bool whole = true;  ///< false: the client had gone before the end
};

/// One for each thread; called on it. Must not block.
class Journal {
 public:
  virtual ~Journal() = default;
  virtual void answered(const Exchange& exchange) = 0;
};

}  // namespace tamizdat::server
