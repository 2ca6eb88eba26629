#include "server/listener.hpp"

#include <netinet/in.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>
#include <cstring>
#include <new>
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

Ip ip_of(const sockaddr* address) {
  Ip ip;
  if (address->sa_family == AF_INET6) {
    sockaddr_in6 v6{};
    std::memcpy(&v6, address, sizeof v6);
    std::memcpy(ip.bytes.data(), &v6.sin6_addr, ip.bytes.size());
    ip.known = true;
  } else if (address->sa_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, address, sizeof v4);
    ip.bytes[10] = ip.bytes[11] = 0xFF;
    std::memcpy(ip.bytes.data() + 12, &v4.sin_addr, 4);
    ip.known = true;
  }
  return ip;
}

/// Of TCP alone: an answer must not wait for the next one.
void send_at_once(Socket& socket, const Ip& peer) {
  error_code ignored;
  if (peer.known) socket.set_option(tcp::no_delay(true), ignored);
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

Listener::Listener(Surroundings surroundings, const Certificate& certificate)
    : model_(std::move(surroundings)),
      limits_(model_.limits),
      certificate_(&certificate),
      io_(1),
      bell_(io_),
      pace_(limits_->queue, [this](std::function<void()> call) { call_at_the_end(std::move(call)); }),
      tick_length_(tick_length(*limits_)),
      ticker_(io_) {}

/// The system's list of what is ready is a queue: asked again about what is always ready, it puts that behind
/// the sockets that wait already. A handler of our own would only wait for those it has told us of.
void Listener::call_at_the_end(std::function<void()> call) {
  if (!bell_.is_open()) {
    error_code error;
    bell_.assign(eventfd(1, EFD_CLOEXEC | EFD_NONBLOCK), error);
    if (error) return asio::post(io_, std::move(call));
  }
  bell_.async_wait(bell_.wait_read, [then = std::move(call)](error_code error) {
    if (!error) then();
  });
}

Listener::Entrance& Listener::add_entrance(const Address& address) {
  surroundings_.push_back(std::make_unique<Surroundings>(model_));
  surroundings_.back()->for_operators = address.door != Door::open;
  surroundings_.back()->pace = &pace_;
  return *entrances_.emplace_back(std::make_unique<Entrance>(io_, *surroundings_.back(), address));
}

rdf::Result<Address> Listener::bind(const Address& address) {
  asio::basic_socket_acceptor<tcp, Executor> bound(io_);
  if (const error_code error = open_and_bind(bound, address, true)) return cannot_listen(address, error);
  Address in_force = address;
  error_code error;
  in_force.port = bound.local_endpoint(error).port();
  if (auto adopted = adopt(bound.release(error), in_force); !adopted) return adopted.error();
  return in_force;
}

rdf::Result<void> Listener::adopt(int descriptor, const Address& address) {
  int family = AF_UNSPEC;
  socklen_t size = sizeof family;
  getsockopt(descriptor, SOL_SOCKET, SO_DOMAIN, &family, &size);
  error_code error;
  add_entrance(address).acceptor.assign(Protocol(family, 0), descriptor, error);
  if (error) return cannot_listen(address, error);
  return {};
}

rdf::Result<void> Listener::listen() {
  for (const auto& entrance : entrances_) {
    error_code error;
    entrance->acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error) return cannot_listen(entrance->address, error);
  }
  return {};
}

void Listener::run() {
  while (true) {
    try {
      keep_going();
      io_.run();
      return;
    } catch (const std::bad_alloc&) {
      // Whatever ran out of memory is gone with what it held; the others go on.
    }
  }
}

/// Begins what is not under way: at the start all, later what memory failed for.
void Listener::keep_going() {
  for (const auto& entrance : entrances_) {
    if (!entrance->attended && !stopping_) accept(*entrance);
  }
  if (!ticking_) tick();
}

void Listener::accept(Entrance& entrance) {
  entrance.acceptor.async_accept(entrance.peer, [this, &entrance](error_code error, Socket socket) {
    entrance.attended = false;
    if (error == asio::error::operation_aborted || stopping_) return;
    if (error) return accept_later(entrance);
    begin(entrance, std::move(socket));
    accept_waiting(entrance);
    accept(entrance);
  });
  entrance.attended = true;
}

/// Out of file descriptors or memory: the next connection to close makes room.
void Listener::accept_later(Entrance& entrance) {
  entrance.pause.expires_after(std::chrono::milliseconds(100));
  entrance.pause.async_wait([this, &entrance](error_code error) {
    entrance.attended = false;
    if (!error && !stopping_) accept(entrance);
  });
  entrance.attended = true;
}

std::shared_ptr<Session> Listener::make_session(Entrance& entrance, Socket socket) {
  Peer peer{ip_of(entrance.peer.data()), entrance.address.tls, false};
  send_at_once(socket, peer.ip);
  Gate::Pass pass;
  if (model_.gate != nullptr && entrance.address.door == Door::open) {
    Gate::Entry entry = model_.gate->enter(peer.ip, model_.trust != nullptr && model_.trust->holds(peer.ip));
    if (entry.verdict == Gate::Verdict::dropped) return nullptr;
    peer.turn_away = entry.verdict == Gate::Verdict::told;
    pass = std::move(entry.pass);
  }
  if (!entrance.address.tls)
    return plain_session(std::move(socket), entrance.surroundings, peer, std::move(pass));
  return tls_session(std::move(socket), certificate_->current(), entrance.surroundings, peer,
                     std::move(pass));
}

void Listener::begin(Entrance& entrance, Socket socket) try {
  const auto session = make_session(entrance, std::move(socket));
  if (session == nullptr) return;
  sessions_.push_back(*session);
  session->start();
} catch (const std::bad_alloc&) {
  // The socket is closed by now; the next connection finds room perhaps.
}

void Listener::tick() {
  if (stopping_ && sessions_.empty()) return;
  ticker_.expires_after(stopping_ ? std::chrono::milliseconds(10) : tick_length_);
  ticker_.async_wait([this](error_code error) {
    if (error) return;
    ticking_ = false;
    check_sessions();
    tick();
  });
  ticking_ = true;
}

void Listener::check_sessions() try {
  const auto now = Clock::now();
  for (Session& session : sessions_) session.check(now);
  if (stopping_ && now >= stop_deadline_) {
    for (Session& session : sessions_) session.abort();
  }
} catch (const std::bad_alloc&) {
  // The next tick sees to those that are left.
}

void Listener::stop() {
  asio::post(io_, [this] { stop_here(); });
}

/// Takes in the connections that the kernel has already answered for us: how long they wait is then known
/// here, and at the end closing would reset them.
void Listener::accept_waiting(Entrance& entrance) {
  constexpr int most = 4096;  // no more wait there (net.core.somaxconn), unless they come faster than they go
  error_code error;
  entrance.acceptor.non_blocking(true, error);
  for (int i = 0; i < most && !error; ++i) {
    Socket socket(io_);
    entrance.acceptor.accept(socket, entrance.peer, error);
    if (!error) begin(entrance, std::move(socket));
  }
}

void Listener::stop_here() {
  if (std::exchange(stopping_, true)) return;
  stop_deadline_ = Clock::now() + limits_->stop;
  for (const auto& entrance : entrances_) {
    // An inherited socket is not ours to empty: whoever is started next goes on with it.
    if (entrance->address.inherited < 0) accept_waiting(*entrance);
    error_code ignored;
    entrance->acceptor.close(ignored);
    entrance->pause.cancel();
  }
  for (Session& session : sessions_) session.stop();
  ticker_.cancel();
  tick();
}

}  // namespace tamizdat::server
