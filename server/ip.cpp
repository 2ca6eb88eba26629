#include "server/ip.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace tamizdat::server {
namespace {

constexpr std::array<unsigned char, 12> v4_prefix = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
constexpr unsigned v4_start = 96;

/// A copy with all bits after the first `bits` off.
Ip cut(Ip ip, unsigned bits) {
  for (unsigned at = 0; at < ip.bytes.size(); ++at) {
    const unsigned kept = std::clamp(bits, at * 8, at * 8 + 8) - at * 8;
    ip.bytes[at] = static_cast<unsigned char>(ip.bytes[at] & (0xFF00U >> kept));
  }
  return ip;
}

std::optional<unsigned> parse_bits(std::string_view text, unsigned most) {
  unsigned bits = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), bits);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size() || bits > most)
    return std::nullopt;
  return bits;
}

}  // namespace

bool Ip::is_v4() const {
  return known && std::equal(v4_prefix.begin(), v4_prefix.end(), bytes.begin());
}

std::optional<Ip> parse_ip(std::string_view text) {
  const std::string whole(text);  // inet_pton ends at NUL: what follows one must not be lost
  if (whole.find('\0') != std::string::npos) return std::nullopt;
  Ip ip;
  ip.known = true;
  if (inet_pton(AF_INET6, whole.c_str(), ip.bytes.data()) == 1) return ip;
  std::copy(v4_prefix.begin(), v4_prefix.end(), ip.bytes.begin());
  if (inet_pton(AF_INET, whole.c_str(), ip.bytes.data() + v4_prefix.size()) == 1) return ip;
  return std::nullopt;
}

std::string to_string(const Ip& ip) {
  if (!ip.known) return "-";
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (ip.is_v4()) {
    inet_ntop(AF_INET, ip.bytes.data() + v4_prefix.size(), text.data(), text.size());
  } else {
    inet_ntop(AF_INET6, ip.bytes.data(), text.data(), text.size());
  }
  return text.data();
}

bool Network::holds(const Ip& ip) const {
  return ip.known && cut(ip, bits) == first;
}

std::optional<Network> parse_network(std::string_view text) {
  const auto slash = text.find('/');
  const auto ip = parse_ip(text.substr(0, slash));
  if (!ip) return std::nullopt;
  const unsigned start = text.find(':') == std::string_view::npos ? v4_start : 0;
  Network network{*ip, 128};
  if (slash != std::string_view::npos) {
    const auto bits = parse_bits(text.substr(slash + 1), 128 - start);
    if (!bits) return std::nullopt;
    network.bits = start + *bits;
  }
  if (cut(*ip, network.bits) != *ip) return std::nullopt;
  return network;
}

Ip household(const Ip& ip) {
  return ip.is_v4() ? ip : cut(ip, 64);
}

std::size_t IpHash::operator()(const Ip& ip) const {
  return std::hash<std::string_view>()({reinterpret_cast<const char*>(ip.bytes.data()), ip.bytes.size()});
}

}  // namespace tamizdat::server
