#pragma once
// Where to listen.
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rdf/error.hpp"

namespace tamizdat::server {

struct Address {
  std::string host;  ///< numeric, IPv6 without brackets
  std::uint16_t port = 0;
  bool optional = false;  ///< a machine without it is no error ("localhost" where there is no IPv6)
};

/// "127.0.0.1:8080", "[::1]:8080"; "localhost:8080" or "8080" for this machine alone; "*:8080" for every
/// interface. Port 0 takes a free one.
rdf::Result<std::vector<Address>> parse_addresses(std::string_view text);

/// "127.0.0.1:8080", "[::1]:8080".
std::string to_string(const Address& address);

/// The http origin at which a browser on this machine reaches the addresses: "http://localhost:8080".
std::string local_origin(std::span<const Address> addresses);

}  // namespace tamizdat::server
