#pragma once
// Every limit of a connection, in one place; the table in limits.cpp gives each its name, its bounds and its
// meaning, and options, help and docs/limits.md follow it.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "rdf/error.hpp"

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
  Clock::duration queue = std::chrono::seconds(2);   ///< until its turn comes on its thread: 503
  Clock::duration grace = std::chrono::seconds(3);   ///< after a stop, to finish sending a request begun
  Clock::duration stop = std::chrono::seconds(30);   ///< after a stop, for everything

  std::size_t connections = 16384;              ///< at a time; more are answered with 503
  std::size_t connections_per_address = 12288;  ///< the same for one address: nobody can take all places
  std::size_t streams = 4096;                   ///< answers longer than a piece, at a time: 503
  std::size_t streams_per_address = 2048;       ///< the same for one address
  std::size_t requests = 10000;                 ///< over one connection; it is closed after the last
  std::size_t rate = 0;                         ///< requests a second from one address, 0 for any: 429
  std::size_t burst = 50;                       ///< how many may come at once where there is a rate
};

/// One row of the table.
struct LimitRow {
  std::string_view name;  ///< "head-bytes": the option is --limit-head-bytes
  std::variant<std::size_t Limits::*, Clock::duration Limits::*> member;
  std::uint64_t least;  ///< in bytes, pieces or milliseconds
  std::uint64_t most;
  std::string_view meaning;  ///< what is limited, without a full stop
  std::string_view beyond;   ///< what happens to who goes beyond
};

std::span<const LimitRow> limit_rows();

/// "16K" or "1M" for sizes, "500ms", "10s" or "2m" for times (a bare number means seconds), a number for the
/// rest. An error says what would have been right.
rdf::Result<void> set_limit(Limits& limits, const LimitRow& row, std::string_view text);
/// As set_limit() reads it, shortest: "16K", "10s".
std::string limit_text(const Limits& limits, const LimitRow& row);
/// The table for docs/limits.md.
std::string limits_in_markdown();

}  // namespace tamizdat::server
