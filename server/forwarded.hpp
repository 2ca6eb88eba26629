#pragma once
// Who asks, where a proxy asks for somebody (RFC 7239 and the X-Forwarded fields that came before it). Only
// proxies that are named as trusted are believed; what others claim counts for nothing.
#include <span>
#include <string>
#include <vector>

#include "server/ip.hpp"
#include "web/message.hpp"

namespace tamizdat::server {

/// Whose word is taken.
struct Trust {
  std::vector<Network> networks;
  bool unix_peers = false;  ///< whoever comes in over a Unix socket

  [[nodiscard]] bool holds(const Ip& ip) const;
};

/// "10.0.0.0/8", "::1", or "unix".
bool add_trusted(Trust& trust, std::string_view text);

struct Caller {
  Ip ip;
  bool secure = false;  ///< over TLS on the way to the outermost trusted proxy
  std::string host;     ///< what it asked that proxy for, if the proxy says so; a valid Host
};

/// Reads the fields of a request that came from `peer`, who is trusted (ask Trust::holds() before). Goes from
/// the nearest hop outwards as long as hops are trusted; a hop that cannot be read, or hides itself
/// ("unknown",
/// "_x"), ends the way. `Forwarded` goes before `X-Forwarded-…`.
Caller client_behind(const Ip& peer, bool secure, const web::Fields& fields, const Trust& trust);

}  // namespace tamizdat::server
