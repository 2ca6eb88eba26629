#pragma once
// Where to listen.
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rdf/error.hpp"

namespace tamizdat::server {

/// Who is expected to come in.
enum class Door : std::uint8_t {
  open,       ///< everyone
  operators,  ///< those who look after the server: they see what is kept from the public
  admin,      ///< the same, and they may give orders: a Unix socket on a thread of its own
};

struct Address {
  std::string host{};  ///< numeric, IPv6 without brackets
  std::uint16_t port = 0;
  bool optional = false;  ///< a machine without it is no error ("localhost" where there is no IPv6)
  std::string path{};     ///< of a Unix socket, instead of host and port
  int inherited = -1;     ///< a socket that listens already, from whoever started the program
  bool tls = false;
  Door door = Door::open;

  [[nodiscard]] bool is_unix() const { return !path.empty(); }
};

/// "127.0.0.1:8080", "[::1]:8080"; "localhost:8080" or "8080" for this machine alone; "*:8080" for every
/// interface; "unix:/run/tamizdat.sock". Port 0 takes a free one.
rdf::Result<std::vector<Address>> parse_addresses(std::string_view text);

/// "127.0.0.1:8080", "[::1]:8080", "unix:/run/tamizdat.sock".
std::string to_string(const Address& address);

/// The origin at which a browser on this machine reaches the addresses: "http://localhost:8080"; plain HTTP
/// goes before TLS. "http://localhost" where there is none but Unix sockets.
std::string local_origin(std::span<const Address> addresses);

}  // namespace tamizdat::server
