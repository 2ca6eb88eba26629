#include "server/listener.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>
#include <ctime>
#include <memory>
#include <utility>

namespace tamizdat::server {
namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

rdf::Error cannot_listen(const Address& address, const error_code& error) {
  const std::string where = to_string(address);
  if (error == asio::error::address_in_use) {
    return {rdf::Code::unavailable, "Cannot listen on " + where + ": the port is taken by another program",
            "choose another with --listen, or stop the other program"};
  }
  if (error == asio::error::access_denied) {
    return {rdf::Code::unavailable, "Cannot listen on " + where + ": no permission",
            "ports below 1024 belong to the system; choose another with --listen"};
  }
  return {rdf::Code::unavailable, "Cannot listen on " + where + ": " + error.message()};
}

tcp::endpoint endpoint_of(const Address& address) {
  return {asio::ip::make_address(address.host), address.port};
}

/// Opens and binds; with reuse_port the address may be shared with those that set it too.
template <class Acceptor>
error_code open_and_bind(Acceptor& acceptor, const Address& address, bool reuse_port) {
  const tcp::endpoint endpoint = endpoint_of(address);
  error_code error;
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error && reuse_port) acceptor.set_option(ReusePort(true), error);
  if (!error && endpoint.address().is_v6()) acceptor.set_option(asio::ip::v6_only(true), error);
  if (!error) acceptor.bind(endpoint, error);
  return error;
}

/// How often deadlines are looked at: often enough for the shortest of them.
Clock::duration tick_length(const Limits& limits) {
  const auto shortest =
      std::min({limits.head, limits.body, limits.idle, limits.write, limits.linger, limits.grace});
  return std::clamp<Clock::duration>(shortest / 4, std::chrono::milliseconds(5),
                                     std::chrono::milliseconds(500));
}

}  // namespace

rdf::Result<void> check_is_free(const Address& address) {
  if (address.port == 0) return {};
  asio::io_context io;
  tcp::acceptor probe(io);
  const error_code error = open_and_bind(probe, address, false);
  if (error) return cannot_listen(address, error);
  return {};
}

Listener::Listener(const Handler& handler, const Limits& limits,
                   std::function<void(const rdf::Error&)> report)
    : limits_(&limits),
      report_(std::move(report)),
      io_(1),
      surroundings_{&handler, &limits, [] { return std::time(nullptr); }, report_, {}},
      tick_length_(tick_length(limits)),
      ticker_(io_),
      pause_(io_) {}

rdf::Result<Address> Listener::bind(const Address& address) {
  Acceptor acceptor(io_);
  if (const error_code error = open_and_bind(acceptor, address, true)) return cannot_listen(address, error);
  Address bound = address;
  error_code ignored;
  bound.port = acceptor.local_endpoint(ignored).port();
  acceptors_.push_back(std::move(acceptor));
  return bound;
}

rdf::Result<void> Listener::listen() {
  for (Acceptor& acceptor : acceptors_) {
    error_code error;
    acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error) return rdf::Error{rdf::Code::unavailable, "Cannot listen: " + error.message()};
  }
  return {};
}

void Listener::run() {
  for (Acceptor& acceptor : acceptors_) accept(acceptor);
  tick();
  io_.run();
}

void Listener::accept(Acceptor& acceptor) {
  acceptor.async_accept([this, &acceptor](error_code error, Socket socket) {
    if (error == asio::error::operation_aborted || stopping_) return;
    if (error) return accept_later(acceptor);
    begin(std::move(socket));
    accept(acceptor);
  });
}

/// Out of file descriptors or memory: the next connection to close makes room.
void Listener::accept_later(Acceptor& acceptor) {
  pause_.expires_after(std::chrono::milliseconds(100));
  pause_.async_wait([this, &acceptor](error_code error) {
    if (!error && !stopping_) accept(acceptor);
  });
}

void Listener::begin(Socket socket) {
  const auto session = std::make_shared<Session>(std::move(socket), surroundings_);
  sessions_.push_back(*session);
  session->start();
}

void Listener::tick() {
  if (stopping_ && sessions_.empty()) return;
  ticker_.expires_after(stopping_ ? std::chrono::milliseconds(10) : tick_length_);
  ticker_.async_wait([this](error_code error) {
    if (error) return;
    const auto now = Clock::now();
    for (Session& session : sessions_) session.check(now);
    if (stopping_ && now >= stop_deadline_) {
      for (Session& session : sessions_) session.abort();
    }
    tick();
  });
}

void Listener::stop() {
  asio::post(io_, [this] { stop_here(); });
}

/// Takes in the connections that the kernel has already answered for us; closing would reset them.
void Listener::accept_waiting(Acceptor& acceptor) {
  error_code error;
  acceptor.non_blocking(true, error);
  while (!error) {
    Socket socket(io_);
    acceptor.accept(socket, error);
    if (!error) begin(std::move(socket));
  }
}

void Listener::stop_here() {
  if (std::exchange(stopping_, true)) return;
  stop_deadline_ = Clock::now() + limits_->stop;
  for (Acceptor& acceptor : acceptors_) {
    accept_waiting(acceptor);
    error_code ignored;
    acceptor.close(ignored);
  }
  pause_.cancel();
  for (Session& session : sessions_) session.stop();
  ticker_.cancel();
  tick();
}

}  // namespace tamizdat::server
