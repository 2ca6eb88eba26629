#pragma once
// One thread's share of the server: its own sockets to accept from, its own connections, its own clock.
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/wait_traits.hpp>
#include <functional>
#include <span>
#include <vector>

#include "rdf/error.hpp"
#include "server/address.hpp"
#include "server/session.hpp"

namespace tamizdat::server {

/// Runs on one thread; stop() may be called from any. The kernel spreads connections over all listeners of
/// an address (SO_REUSEPORT), so that threads share nothing.
class Listener {
 public:
  Listener(const Handler& handler, const Limits& limits, std::function<void(const rdf::Error&)> report);

  /// Takes the address (before any other listener of ours: `alone`, so that a port that is taken by another
  /// program, or by another of ours, is an error). The address in force: with the real port instead of 0.
  rdf::Result<Address> bind(const Address& address);
  /// Connections are accepted from here on.
  rdf::Result<void> listen();
  /// Serves until stop() and then until every conversation has ended or the time for that is over.
  void run();
  /// Thread-safe.
  void stop();

 private:
  using Acceptor = boost::asio::basic_socket_acceptor<boost::asio::ip::tcp, Executor>;
  using Timer = boost::asio::basic_waitable_timer<Clock, boost::asio::wait_traits<Clock>, Executor>;

  void accept(Acceptor& acceptor);
  void accept_later(Acceptor& acceptor);
  void accept_waiting(Acceptor& acceptor);
  void begin(Socket socket);
  void tick();
  void stop_here();

  const Limits* limits_;
  std::function<void(const rdf::Error&)> report_;
  boost::asio::io_context io_;
  Surroundings surroundings_;
  std::vector<Acceptor> acceptors_;
  Clock::duration tick_length_;
  Timer ticker_;
  Timer pause_;
  Sessions sessions_;
  bool stopping_ = false;
  Clock::time_point stop_deadline_;
};

/// An error if somebody listens on the address already; listeners of one process could share it silently.
rdf::Result<void> check_is_free(const Address& address);

}  // namespace tamizdat::server
