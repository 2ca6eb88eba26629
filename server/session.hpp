#pragma once
// A connection and its conversation. Lives on one thread, that of its listener. What the bytes travel over,
// plain sockets or TLS, is the affair of those who derive from it.
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/intrusive/list.hpp>
#include <memory>

#include "server/conversation.hpp"

namespace tamizdat::server {

// A concrete executor: the type-erased default costs a virtual call and an allocation for each operation.
using Executor = boost::asio::io_context::executor_type;
/// TCP or Unix.
using Socket = boost::asio::basic_stream_socket<boost::asio::generic::stream_protocol, Executor>;

/// Owned by its own pending operation, of which there is exactly one; listed by its listener.
class Session
    : public std::enable_shared_from_this<Session>,
      public boost::intrusive::list_base_hook<boost::intrusive::link_mode<boost::intrusive::auto_unlink>> {
 public:
  virtual ~Session() = default;
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  virtual void start() { proceed(); }
  /// Lets the conversation know if its deadline has passed.
  void check(Clock::time_point now);
  /// Finishes what has begun, then closes.
  void stop();
  /// Closes at once.
  void abort() { reset(); }

 protected:
  using Pieces = std::array<boost::asio::const_buffer, Conversation::Pieces{}.size()>;

  Session(Socket& socket, Surroundings& surroundings, const Peer& peer, Gate::Pass pass);

  /// Looks at what the conversation needs, and begins it.
  void proceed();
  // What operations call when they have ended.
  void has_read(const boost::system::error_code& error, std::size_t bytes);
  void has_written(const boost::system::error_code& error, std::size_t bytes);

  /// Calls has_waited() when there are bytes to read, without room for them yet; false if it cannot.
  virtual bool wait_for_bytes() { return false; }
  [[nodiscard]] virtual bool can_wait() const { return false; }
  void has_waited(const boost::system::error_code& error);
  virtual void read_some(boost::asio::mutable_buffer room) = 0;
  virtual void write_some(const Pieces& pieces) = 0;
  /// Says that no more will be sent, then calls has_said_goodbye().
  virtual void say_goodbye() = 0;
  void has_said_goodbye();
  [[nodiscard]] virtual bool bytes_waiting() const;
  virtual void close();
  void reset();
  /// Ends the pending operation, whose handler then proceeds with what the conversation needs by now.
  void interrupt();

 private:
  void read();
  void read_now();
  [[nodiscard]] bool crowded() const;
  void write();

  Socket* socket_;  // of the derived class
  const Gate* gate_;
  Gate::Pass pass_;
  Conversation conversation_;
  Clock::time_point deadline_;
  std::uint64_t phase_ = 0;
  bool drowsy_ = true;  // it rests, as at its beginning: it waits without room to read into
  bool goodbye_said_ = false;
  bool writing_ = false;
};

using Sessions = boost::intrusive::list<Session, boost::intrusive::constant_time_size<false>>;

/// A session over a bare socket.
std::shared_ptr<Session> plain_session(Socket socket, Surroundings& surroundings, const Peer& peer,
                                       Gate::Pass pass);

}  // namespace tamizdat::server
