#include "server/address.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace tamizdat::server {
namespace {

rdf::Error not_an_address(std::string_view text) {
  return {rdf::Code::bad_request, "'" + std::string(text) + "' is no address to listen on",
          "write 127.0.0.1:8080, [::1]:8080, localhost:8080, *:8080 or unix:/run/tamizdat.sock"};
}

std::optional<std::uint16_t> parse_port(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return port;
}

bool is_numeric(int family, const std::string& host) {
  unsigned char ignored[sizeof(in6_addr)];
  return inet_pton(family, host.c_str(), ignored) == 1;
}

bool is_ipv6(const Address& address) {
  return address.host.find(':') != std::string::npos;
}

bool is_unspecified(const Address& address) {
  return address.host == "0.0.0.0" || address.host == "::";
}

/// sockaddr_un has room for 107 bytes.
rdf::Result<std::vector<Address>> unix_address(std::string_view path) {
  if (path.size() < 2 || path.front() != '/' || path.size() > 107 ||
      path.find('\0') != std::string_view::npos) {
    return rdf::Error(rdf::Code::bad_request, "'" + std::string(path) + "' is no place for a Unix socket",
                      "write unix: and an absolute path of at most 107 bytes");
  }
  Address address;
  address.path = path;
  return std::vector<Address>{std::move(address)};
}

bool is_loopback(const Address& address) {
  return address.host.starts_with("127.") || address.host == "::1";
}

}  // namespace

rdf::Result<std::vector<Address>> parse_addresses(std::string_view text) {
  constexpr std::string_view unix_prefix = "unix:";
  if (text.starts_with(unix_prefix)) return unix_address(text.substr(unix_prefix.size()));
  const auto colon = text.rfind(':');
  std::string_view host = colon == std::string_view::npos ? "localhost" : text.substr(0, colon);
  const auto port = parse_port(colon == std::string_view::npos ? text : text.substr(colon + 1));
  if (!port) return not_an_address(text);
  if (host == "localhost") return std::vector<Address>{{"127.0.0.1", *port}, {"::1", *port, true}};
  if (host == "*") return std::vector<Address>{{"0.0.0.0", *port}, {"::", *port, true}};
  const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
  if (bracketed) host = host.substr(1, host.size() - 2);
  Address address{std::string(host), *port};
  if (!is_numeric(bracketed ? AF_INET6 : AF_INET, address.host)) return not_an_address(text);
  return std::vector<Address>{std::move(address)};
}

std::string to_string(const Address& address) {
  if (address.is_unix()) return "unix:" + address.path;
  const std::string host = is_ipv6(address) ? '[' + address.host + ']' : address.host;
  return host + ':' + std::to_string(address.port);
}

std::string local_origin(std::span<const Address> addresses) {
  // The nearest of what a browser can reach.
  const auto distance = [](const Address& a) {
    if (a.is_unix() || a.door != Door::open) return 8;
    return (a.tls ? 4 : 0) + (is_loopback(a) || is_unspecified(a) ? 0 : 2);
  };
  const auto nearest =
      std::min_element(addresses.begin(), addresses.end(),
                       [&](const Address& a, const Address& b) { return distance(a) < distance(b); });
  if (nearest == addresses.end() || distance(*nearest) == 8) return "http://localhost";
  const bool local = is_loopback(*nearest) || is_unspecified(*nearest);
  std::string origin = nearest->tls ? "https://" : "http://";
  origin += local ? "localhost:" + std::to_string(nearest->port) : to_string(*nearest);
  if (nearest->port == (nearest->tls ? 443 : 80)) origin.resize(origin.rfind(':'));
  return origin;
}

}  // namespace tamizdat::server
