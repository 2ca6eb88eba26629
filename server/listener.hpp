#pragma once
// One thread's share of the server: its own sockets to accept from, its own connections, its own clock.
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/basic_stream_descriptor.hpp>
#include <boost/asio/wait_traits.hpp>
#include <functional>
#include <memory>
#include <vector>

#include "rdf/error.hpp"
#include "server/address.hpp"
#include "server/session.hpp"
#include "server/tls.hpp"

namespace tamizdat::server {

/// Runs on one thread; stop() may be called from any. The kernel spreads connections over all listeners of
/// an address (SO_REUSEPORT; Unix and inherited sockets are shared), so that threads share nothing.
class Listener {
 public:
  /// `surroundings` is copied for each address. `certificate` is for addresses with TLS, and outlives this.
  Listener(Surroundings surroundings, const Certificate& certificate);

  /// Takes an address of the network (before any other listener of ours, see check_is_free). The address in
  /// force: with the real port instead of 0.
  rdf::Result<Address> bind(const Address& address);
  /// Accepts from a socket that is bound, and perhaps listens, already; takes it over.
  rdf::Result<void> adopt(int descriptor, const Address& address);
  /// Connections are accepted from here on.
  rdf::Result<void> listen();
  /// Serves until stop() and then until every conversation has ended or the time for that is over.
  void run();
  /// Thread-safe.
  void stop();

 private:
  using Protocol = boost::asio::generic::stream_protocol;
  using Acceptor = boost::asio::basic_socket_acceptor<Protocol, Executor>;
  using Timer = boost::asio::basic_waitable_timer<Clock, boost::asio::wait_traits<Clock>, Executor>;

  /// An address, with a pause of its own: one that waits must not be woken for another.
  struct Entrance {
    Entrance(boost::asio::io_context& io, Surroundings& s, const Address& a)
        : surroundings(s), address(a), acceptor(io), pause(io) {}
    Surroundings& surroundings;
    Address address;
    Acceptor acceptor;
    Timer pause;
    Protocol::endpoint peer;
    bool attended = false;  // somebody waits for the next connection, or for the end of the pause
  };

  void call_at_the_end(std::function<void()> call);
  Entrance& add_entrance(const Address& address);
  void keep_going();
  void accept(Entrance& entrance);
  void accept_later(Entrance& entrance);
  void accept_waiting(Entrance& entrance);
  void begin(Entrance& entrance, Socket socket);
  std::shared_ptr<Session> make_session(Entrance& entrance, Socket socket);
  void tick();
  void check_sessions();
  void stop_here();

  Surroundings model_;
  std::vector<std::unique_ptr<Surroundings>> surroundings_;  // outlive io_, whose sessions use them
  const Limits* limits_;
  const Certificate* certificate_;
  boost::asio::io_context io_;
  boost::asio::posix::basic_stream_descriptor<Executor> bell_;  // always ready to be read
  Pace pace_;
  std::vector<std::unique_ptr<Entrance>> entrances_;
  Clock::duration tick_length_;
  Timer ticker_;
  Sessions sessions_;
  bool ticking_ = false;
  bool stopping_ = false;
  Clock::time_point stop_deadline_;
};

/// An error if somebody listens on the address already; listeners of one process could share it silently.
rdf::Result<void> check_is_free(const Address& address);

/// Opens a Unix socket and binds it; what is left of a dead one at that path goes first. `for_all`: everyone
/// on the machine may connect, else its owner alone. A descriptor.
rdf::Result<int> bind_unix(const Address& address, bool for_all);

}  // namespace tamizdat::server
