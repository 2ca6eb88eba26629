#include "server/session.hpp"

#include <algorithm>
#include <utility>

namespace tamizdat::server {
namespace asio = boost::asio;
using boost::system::error_code;

Session::Session(Socket& socket, Surroundings& surroundings, const Peer& peer, Gate::Pass pass)
    : socket_(&socket),
      gate_(surroundings.gate),
      pass_(std::move(pass)),
      conversation_(surroundings, peer),
      deadline_(Clock::now() + conversation_.patience()) {}

void Session::proceed() {
  if (!socket_->is_open()) return;
  if (conversation_.leaving() && !bytes_waiting()) return close();
  switch (conversation_.need()) {
    case Need::linger:
      if (!std::exchange(goodbye_said_, true)) return say_goodbye();
      return read();
    case Need::read:
      return read();
    case Need::write:
      return write();
    case Need::close:
      return close();
    case Need::reset:
      return reset();
  }
}

/// So many are in that what each of them holds between two requests adds up.
bool Session::crowded() const {
  constexpr std::size_t many = 1000;
  return gate_ != nullptr && gate_->connections() > many;
}

void Session::read() {
  if ((drowsy_ || crowded()) && conversation_.resting()) {
    conversation_.rest();
    if (wait_for_bytes()) return;
  }
  read_now();
}

void Session::has_waited(const error_code& error) {
  // Broken off: something else may be needed by now.
  if (error == asio::error::operation_aborted) return proceed();
  drowsy_ = false;
  read_now();
}

void Session::read_now() {
  const auto room = conversation_.room();
  read_some(asio::buffer(room.data(), room.size()));
}

void Session::has_read(const error_code& error, std::size_t bytes) {
  if (!error) {
    conversation_.received(bytes);
  } else if (error != asio::error::operation_aborted) {
    conversation_.ended();
  }
  proceed();
}

void Session::write() {
  writing_ = true;
  Pieces buffers;
  const auto pieces = conversation_.to_send();
  std::transform(pieces.begin(), pieces.end(), buffers.begin(),
                 [](std::string_view piece) { return asio::buffer(piece.data(), piece.size()); });
  write_some(buffers);
}

void Session::has_written(const error_code& error, std::size_t bytes) {
  writing_ = false;
  if (error && error != asio::error::operation_aborted) {
    conversation_.lost();
    return close();
  }
  if (!error) conversation_.sent(bytes);
  proceed();
}

void Session::has_said_goodbye() {
  proceed();
}

void Session::close() {
  error_code ignored;
  socket_->close(ignored);
}

void Session::reset() {
  error_code ignored;
  socket_->set_option(Socket::linger(true, 0), ignored);
  socket_->close(ignored);
}

void Session::interrupt() {
  error_code ignored;
  socket_->cancel(ignored);
}

/// A deadline runs from the first look at what it is for: looks are frequent, and a clock for every step of
/// every request costs more than they do.
void Session::check(Clock::time_point now) {
  if (std::exchange(phase_, conversation_.phase()) != conversation_.phase()) {
    deadline_ = now + conversation_.patience();
  } else if (now >= deadline_) {
    conversation_.timed_out();
    interrupt();
  } else if (!drowsy_ && can_wait() && conversation_.resting()) {
    // Waiting costs a system call more than reading: not while requests follow each other.
    drowsy_ = true;
    interrupt();
  }
}

/// A write goes on: over TLS it could not be taken up again where it was broken off.
void Session::stop() {
  conversation_.stop();
  if (!writing_) interrupt();
}

bool Session::bytes_waiting() const {
  error_code error;
  return socket_->available(error) != 0 && !error;
}

namespace {

/// The socket comes before the session that points to it.
struct SocketHolder {
  explicit SocketHolder(Socket s) : held(std::move(s)) {}
  Socket held;
};

class PlainSession final : private SocketHolder, public Session {
 public:
  PlainSession(Socket socket, Surroundings& surroundings, const Peer& peer, Gate::Pass pass)
      : SocketHolder(std::move(socket)), Session(held, surroundings, peer, std::move(pass)) {}

 private:
  [[nodiscard]] std::shared_ptr<PlainSession> self() {
    return std::static_pointer_cast<PlainSession>(shared_from_this());
  }
  [[nodiscard]] bool can_wait() const override { return true; }
  bool wait_for_bytes() override {
    held.async_wait(Socket::wait_read, [me = self()](error_code error) { me->has_waited(error); });
    return true;
  }
  void read_some(asio::mutable_buffer room) override {
    held.async_read_some(room,
                         [me = self()](error_code error, std::size_t bytes) { me->has_read(error, bytes); });
  }
  /// One piece alone is cheaper for the system than a list of them.
  void write_some(const Pieces& pieces) override {
    auto then = [me = self()](error_code error, std::size_t bytes) { me->has_written(error, bytes); };
    if (pieces[0].size() == asio::buffer_size(pieces)) {
      held.async_write_some(pieces[0], std::move(then));
    } else {
      held.async_write_some(pieces, std::move(then));
    }
  }
  void say_goodbye() override {
    error_code ignored;
    held.shutdown(Socket::shutdown_send, ignored);
    has_said_goodbye();
  }
};

}  // namespace

std::shared_ptr<Session> plain_session(Socket socket, Surroundings& surroundings, const Peer& peer,
                                       Gate::Pass pass) {
  return std::make_shared<PlainSession>(std::move(socket), surroundings, peer, std::move(pass));
}

}  // namespace tamizdat::server
