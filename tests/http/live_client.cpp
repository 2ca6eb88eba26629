#include "live_client.hpp"

#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

namespace tamizdat::test {
namespace {

Received failure(std::string why) {
  Received received;
  received.body = std::move(why);
  return received;
}

int connect_to(const std::string& host, const std::string& port) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (getaddrinfo(host.c_str(), port.c_str(), &hints, &found) != 0) return -1;
  int fd = -1;
  for (const addrinfo* a = found; a != nullptr && fd < 0; a = a->ai_next) {
    fd = socket(a->ai_family, a->ai_socktype | SOCK_CLOEXEC, a->ai_protocol);
    if (fd >= 0 && connect(fd, a->ai_addr, a->ai_addrlen) != 0) {
      close(fd);
      fd = -1;
    }
  }
  freeaddrinfo(found);
  return fd;
}

bool send_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

std::string read_all(int fd) {
  std::string out;
  std::array<char, 65536> buffer{};
  for (;;) {
    const auto got = recv(fd, buffer.data(), buffer.size(), 0);
    if (got <= 0) return out;
    out.append(buffer.data(), static_cast<std::size_t>(got));
  }
}

std::string wire(const std::string& host, const web::Request& request) {
  std::string text = request.method + ' ' + request.target + " HTTP/1.1\r\nHost: " + host + "\r\n";
  text += request.fields.text();
  if (!request.body.empty()) text += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
  return text + "Connection: close\r\n\r\n" + request.body;
}

std::string unchunked(std::string_view body) {
  std::string out;
  while (!body.empty()) {
    const auto end = body.find("\r\n");
    if (end == std::string_view::npos) return out;
    const auto size = std::strtoul(std::string(body.substr(0, end)).c_str(), nullptr, 16);
    body.remove_prefix(end + 2);
    if (size == 0 || size > body.size()) return out;
    out += body.substr(0, size);
    body.remove_prefix(std::min(body.size(), size + 2));
  }
  return out;
}

Received take_apart(std::string_view text) {
  const auto head_end = text.find("\r\n\r\n");
  if (head_end == std::string_view::npos || text.size() < 12)
    return failure("no whole head: " + std::string(text));
  Received received;
  received.status = static_cast<unsigned>(std::atoi(std::string(text.substr(9, 3)).c_str()));
  std::string_view head = text.substr(0, head_end + 2);
  head.remove_prefix(head.find("\r\n") + 2);
  while (!head.empty()) {
    const std::string_view line = head.substr(0, head.find("\r\n"));
    const auto colon = line.find(':');
    received.fields.add(line.substr(0, colon), line.substr(colon + 1));
    head.remove_prefix(line.size() + 2);
  }
  received.body = std::string(text.substr(head_end + 4));
  if (received.fields.get("Transfer-Encoding") == "chunked") received.body = unchunked(received.body);
  return received;
}

}  // namespace

Received ask_server(const std::string& host, const std::string& port, const web::Request& request) {
  const int fd = connect_to(host, port);
  if (fd < 0) return failure("cannot connect to " + host + ":" + port);
  const bool sent = send_all(fd, wire(host, request));
  const std::string text = read_all(fd);
  close(fd);
  if (text.empty() && !sent) return failure("the server closed before it had the request");
  return take_apart(text);
}

}  // namespace tamizdat::test
