#pragma once
// A socket and its conversation. Lives on one thread, that of its listener.
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/intrusive/list.hpp>
#include <memory>

#include "server/conversation.hpp"

namespace tamizdat::server {

// A concrete executor: the type-erased default costs a virtual call and an allocation for each operation.
using Executor = boost::asio::io_context::executor_type;
using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, Executor>;

/// Owned by its own pending operation, of which there is exactly one; listed by its listener.
class Session
    : public std::enable_shared_from_this<Session>,
      public boost::intrusive::list_base_hook<boost::intrusive::link_mode<boost::intrusive::auto_unlink>> {
 public:
  Session(Socket socket, Surroundings& surroundings);

  void start() { proceed(); }
  /// Lets the conversation know if its deadline has passed.
  void check(Clock::time_point now);
  /// Finishes what has begun, then closes.
  void stop();
  /// Closes at once.
  void abort();

 private:
  void proceed();
  void read();
  void write();
  void close();
  void reset();
  void interrupt();
  [[nodiscard]] bool bytes_waiting() const;

  Socket socket_;
  Conversation conversation_;
  Clock::time_point deadline_;
  std::uint64_t phase_ = 0;
  bool sending_ended_ = false;
};

using Sessions = boost::intrusive::list<Session, boost::intrusive::constant_time_size<false>>;

}  // namespace tamizdat::server
