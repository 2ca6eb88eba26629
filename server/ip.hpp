#pragma once
// Addresses of machines and networks, as values.
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tamizdat::server {

/// An IPv4 or IPv6 address, or none (the peer of a Unix socket). IPv4 is kept as ::ffff:a.b.c.d, so that an
/// address is equal to itself however it came in.
struct Ip {
  std::array<unsigned char, 16> bytes{};
  bool known = false;

  friend bool operator==(const Ip&, const Ip&) = default;
  [[nodiscard]] bool is_v4() const;
};

/// "192.0.2.1", "2001:db8::1", without brackets, port or zone.
std::optional<Ip> parse_ip(std::string_view text);
/// As parse_ip() reads it; "-" for none.
std::string to_string(const Ip& ip);

/// All addresses that begin alike (RFC 4632, RFC 4291 §2.3).
struct Network {
  Ip first;
  unsigned bits = 128;  ///< of the sixteen bytes
  [[nodiscard]] bool holds(const Ip& ip) const;
};

/// "10.0.0.0/8", "2001:db8::/32", or an address alone. Bits set beyond the prefix are refused: whoever wrote
/// them meant something else.
std::optional<Network> parse_network(std::string_view text);

/// Whom counts are kept for: an IPv6 customer has a /64.
Ip household(const Ip& ip);

struct IpHash {
  std::size_t operator()(const Ip& ip) const;
};

}  // namespace tamizdat::server
