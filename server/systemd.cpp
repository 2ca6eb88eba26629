#include "server/systemd.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <optional>

namespace tamizdat::server {
namespace {

constexpr int first_descriptor = 3;
constexpr int most_descriptors = 64;

std::optional<long> parse_number(std::string_view text) {
  long number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size() || number < 0)
    return std::nullopt;
  return number;
}

rdf::Error nonsense(const char* variable, std::string_view value) {
  return {rdf::Code::bad_request, std::string(variable) + "='" + std::string(value) + "' makes no sense"};
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> parts;
  for (std::size_t start = 0; start <= text.size();) {
    const auto end = std::min(text.find(':', start), text.size());
    parts.emplace_back(text.substr(start, end - start));
    start = end + 1;
  }
  return parts;
}

std::string text_of(int family, const void* address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  inet_ntop(family, address, text.data(), text.size());
  return text.data();
}

bool listens(int descriptor) {
  int value = 0;
  socklen_t size = sizeof value;
  return getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &value, &size) == 0 && value != 0;
}

/// Where the socket is bound to.
Address place_of(int descriptor) {
  Address address;
  address.inherited = descriptor;
  sockaddr_storage name{};
  socklen_t size = sizeof name;
  getsockname(descriptor, reinterpret_cast<sockaddr*>(&name), &size);
  if (name.ss_family == AF_INET) {
    const auto& v4 = reinterpret_cast<const sockaddr_in&>(name);
    address.host = text_of(AF_INET, &v4.sin_addr);
    address.port = ntohs(v4.sin_port);
  } else if (name.ss_family == AF_INET6) {
    const auto& v6 = reinterpret_cast<const sockaddr_in6&>(name);
    address.host = text_of(AF_INET6, &v6.sin6_addr);
    address.port = ntohs(v6.sin6_port);
  } else {
    const auto& local = reinterpret_cast<const sockaddr_un&>(name);
    address.path = local.sun_path[0] == '\0' ? "(abstract)" : local.sun_path;
  }
  return address;
}

void give_purpose(Address& address, std::string_view name) {
  address.tls = name == "tls" || name == "https";
  if (name == "admin") address.door = Door::admin;
  if (name == "operators") address.door = Door::operators;
}

}  // namespace

rdf::Result<std::vector<NamedDescriptor>> read_handover(const Handover& handover, long own_pid) {
  std::vector<NamedDescriptor> found;
  if (handover.pid == nullptr || handover.count == nullptr) return found;
  const auto pid = parse_number(handover.pid);
  if (!pid) return nonsense("LISTEN_PID", handover.pid);
  if (*pid != own_pid) return found;
  const auto count = parse_number(handover.count);
  if (!count || *count > most_descriptors) return nonsense("LISTEN_FDS", handover.count);
  const auto names = handover.names == nullptr ? std::vector<std::string>() : split(handover.names);
  if (handover.names != nullptr && names.size() != static_cast<std::size_t>(*count))
    return nonsense("LISTEN_FDNAMES", handover.names);
  for (int i = 0; i < *count; ++i)
    found.push_back(
        {first_descriptor + i, names.empty() ? std::string() : names[static_cast<std::size_t>(i)]});
  return found;
}

rdf::Result<std::vector<Address>> inherited_addresses() {
  const auto found = read_handover(
      {std::getenv("LISTEN_PID"), std::getenv("LISTEN_FDS"), std::getenv("LISTEN_FDNAMES")}, getpid());
  for (const char* variable : {"LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"}) unsetenv(variable);
  if (!found) return found.error();
  std::vector<Address> addresses;
  for (const NamedDescriptor& one : *found) {
    if (!listens(one.descriptor))
      return rdf::Error(
          rdf::Code::bad_request,
          "Descriptor " + std::to_string(one.descriptor) + " was handed over and is no socket that listens",
          "the socket unit needs ListenStream= and Accept=no");
    fcntl(one.descriptor, F_SETFD, FD_CLOEXEC);
    addresses.push_back(place_of(one.descriptor));
    give_purpose(addresses.back(), one.name);
  }
  return addresses;
}

void notify_systemd(std::string_view state) {
  const char* const path = std::getenv("NOTIFY_SOCKET");
  if (path == nullptr || std::strlen(path) < 2) return;
  sockaddr_un name{};
  name.sun_family = AF_UNIX;
  const std::size_t size = std::string(path).copy(name.sun_path, sizeof name.sun_path - 1);
  if (name.sun_path[0] == '@') name.sun_path[0] = '\0';  // an abstract one
  const int out = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (out < 0) return;
  const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + size);
  sendto(out, state.data(), state.size(), MSG_NOSIGNAL, reinterpret_cast<const sockaddr*>(&name), length);
  close(out);
}

}  // namespace tamizdat::server
