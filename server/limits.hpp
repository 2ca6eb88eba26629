#pragma once
// Every limit of a connection, in one place.
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace tamizdat::server {

using Clock = std::chrono::steady_clock;

struct Limits {
  std::size_t head_bytes = std::size_t{16} << 10;       ///< request line and fields together: 431
  std::size_t target_bytes = std::size_t{12} << 10;     ///< the request target, room for many bindings: 414
  std::size_t body_bytes = std::size_t{1} << 20;        ///< a body that is wanted: 413
  std::size_t drain_bytes = std::size_t{64} << 10;      ///< read and thrown away after the last answer
  std::size_t piece_bytes = std::size_t{64} << 10;      ///< of a streamed answer held at a time
  std::size_t old_client_bytes = std::size_t{1} << 20;  ///< HTTP/1.0: held back to learn the length

  Clock::duration head = std::chrono::seconds(10);   ///< from the first byte of a head to its last: 408
  Clock::duration body = std::chrono::seconds(30);   ///< likewise for a body: 408
  Clock::duration idle = std::chrono::seconds(30);   ///< between two requests
  Clock::duration write = std::chrono::seconds(30);  ///< without any byte of the answer being taken
  Clock::duration linger = std::chrono::seconds(2);  ///< for the peer to take the last answer
  Clock::duration grace = std::chrono::seconds(3);   ///< after a stop, to finish sending a request begun
  Clock::duration stop = std::chrono::seconds(30);   ///< after a stop, for everything
};

}  // namespace tamizdat::server
