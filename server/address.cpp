#include "server/address.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace tamizdat::server {
namespace {

rdf::Error not_an_address(std::string_view text) {
  return {rdf::Code::bad_request, "'" + std::string(text) + "' is no address to listen on",
          "write 127.0.0.1:8080, [::1]:8080, localhost:8080 or *:8080"};
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

bool is_loopback(const Address& address) {
  return address.host.starts_with("127.") || address.host == "::1";
}

}  // namespace

rdf::Result<std::vector<Address>> parse_addresses(std::string_view text) {
  const auto colon = text.rfind(':');
  std::string_view host = colon == std::string_view::npos ? "localhost" : text.substr(0, colon);
  const auto port = parse_port(colon == std::string_view::npos ? text : text.substr(colon + 1));
  if (!port) return not_an_address(text);
  if (host == "localhost") return std::vector<Address>{{"127.0.0.1", *port, false}, {"::1", *port, true}};
  if (host == "*") return std::vector<Address>{{"0.0.0.0", *port, false}, {"::", *port, true}};
  const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
  if (bracketed) host = host.substr(1, host.size() - 2);
  Address address{std::string(host), *port, false};
  if (!is_numeric(bracketed ? AF_INET6 : AF_INET, address.host)) return not_an_address(text);
  return std::vector<Address>{std::move(address)};
}

std::string to_string(const Address& address) {
  const std::string host = is_ipv6(address) ? '[' + address.host + ']' : address.host;
  return host + ':' + std::to_string(address.port);
}

std::string local_origin(std::span<const Address> addresses) {
  const auto reached_as_localhost = [](const Address& a) { return is_loopback(a) || is_unspecified(a); };
  const auto local = std::find_if(addresses.begin(), addresses.end(), reached_as_localhost);
  const Address& address = local == addresses.end() ? addresses.front() : *local;
  std::string origin = "http://";
  origin += local == addresses.end() ? to_string(address) : "localhost:" + std::to_string(address.port);
  if (address.port == 80) origin.resize(origin.rfind(':'));
  return origin;
}

}  // namespace tamizdat::server
