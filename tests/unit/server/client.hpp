#pragma once
// A client made of bare sockets, for tests.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

#include "server/address.hpp"

namespace tamizdat::server {

class Client {
 public:
  /// `receive_buffer` > 0 makes a client that can hold few bytes.
  explicit Client(const Address& address, int receive_buffer = 0) {
    const bool v6 = address.host.find(':') != std::string::npos;
    socket_ = socket(v6 ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (receive_buffer > 0)
      setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    const timeval patience{20, 0};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_storage storage{};
    socklen_t length = 0;
    if (v6) {
      auto& to = reinterpret_cast<sockaddr_in6&>(storage);
      to.sin6_family = AF_INET6;
      to.sin6_port = htons(address.port);
      inet_pton(AF_INET6, address.host.c_str(), &to.sin6_addr);
      length = sizeof to;
    } else {
      auto& to = reinterpret_cast<sockaddr_in&>(storage);
      to.sin_family = AF_INET;
      to.sin_port = htons(address.port);
      inet_pton(AF_INET, address.host.c_str(), &to.sin_addr);
      length = sizeof to;
    }
    connected_ = connect(socket_, reinterpret_cast<sockaddr*>(&storage), length) == 0;
  }
  ~Client() {
    if (socket_ >= 0) close(socket_);
  }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  [[nodiscard]] bool connected() const { return connected_; }

  bool send(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  /// Sends no more, but goes on reading.
  void end() const { shutdown(socket_, SHUT_WR); }

  void reset() {
    const linger hard{1, 0};
    setsockopt(socket_, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    close(std::exchange(socket_, -1));
  }

  /// One answer with a Content-Length; empty if the connection ended before its first byte, short if it ended
  /// within.
  std::string answer() {
    while (true) {
      const auto head = buffer_.find("\r\n\r\n");
      if (head != std::string::npos) {
        const auto field = buffer_.find("Content-Length: ");
        const std::size_t length = field < head ? std::stoul(buffer_.substr(field + 16)) : 0;
        if (buffer_.size() >= head + 4 + length) {
          std::string text = buffer_.substr(0, head + 4 + length);
          buffer_.erase(0, text.size());
          return text;
        }
      }
      if (!fill()) return std::exchange(buffer_, {});
    }
  }

  /// Everything until the peer ends or resets.
  std::string rest() {
    while (fill()) {
    }
    return std::exchange(buffer_, {});
  }

  /// How the last read ended: 0 in order, else errno (EAGAIN: nothing came for 20 seconds).
  [[nodiscard]] int error() const { return error_; }

 private:
  bool fill() {
    char bytes[65536];
    const ssize_t got = recv(socket_, bytes, sizeof bytes, 0);
    error_ = got < 0 ? errno : 0;
    if (got <= 0) return false;
    buffer_.append(bytes, static_cast<std::size_t>(got));
    return true;
  }

  int socket_ = -1;
  bool connected_ = false;
  int error_ = 0;
  std::string buffer_;
};

}  // namespace tamizdat::server
