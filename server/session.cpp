#include "server/session.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/buffer.hpp>
#include <utility>

namespace tamizdat::server {
namespace asio = boost::asio;
using boost::system::error_code;

Session::Session(Socket socket, Surroundings& surroundings)
    : socket_(std::move(socket)),
      conversation_(surroundings),
      deadline_(Clock::now() + conversation_.patience()) {
  error_code ignored;
  socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
}

void Session::proceed() {
  if (!socket_.is_open()) return;
  if (phase_ != conversation_.phase()) {
    phase_ = conversation_.phase();
    deadline_ = Clock::now() + conversation_.patience();
  }
  if (conversation_.leaving() && !bytes_waiting()) return close();
  switch (conversation_.need()) {
    case Need::linger:
      if (!std::exchange(sending_ended_, true)) {
        error_code ignored;
        socket_.shutdown(Socket::shutdown_send, ignored);
      }
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

void Session::read() {
  const auto room = conversation_.room();
  socket_.async_read_some(asio::buffer(room.data(), room.size()),
                          [self = shared_from_this()](error_code error, std::size_t bytes) {
                            if (!error) {
                              self->conversation_.received(bytes);
                            } else if (error != asio::error::operation_aborted) {
                              self->conversation_.ended();
                            }
                            self->proceed();
                          });
}

void Session::write() {
  std::array<asio::const_buffer, Conversation::Pieces{}.size()> buffers;
  const auto pieces = conversation_.to_send();
  std::transform(pieces.begin(), pieces.end(), buffers.begin(),
                 [](std::string_view piece) { return asio::buffer(piece.data(), piece.size()); });
  socket_.async_write_some(buffers, [self = shared_from_this()](error_code error, std::size_t bytes) {
    if (error && error != asio::error::operation_aborted) return self->close();
    if (!error) self->conversation_.sent(bytes);
    self->proceed();
  });
}

void Session::close() {
  error_code ignored;
  socket_.close(ignored);
}

void Session::reset() {
  error_code ignored;
  socket_.set_option(Socket::linger(true, 0), ignored);
  socket_.close(ignored);
}

/// Ends the pending operation, whose handler then proceeds with what the conversation needs by now.
void Session::interrupt() {
  error_code ignored;
  socket_.cancel(ignored);
}

void Session::check(Clock::time_point now) {
  if (now < deadline_) return;
  conversation_.timed_out();
  interrupt();
}

void Session::stop() {
  conversation_.stop();
  interrupt();
}

bool Session::bytes_waiting() const {
  error_code error;
  return socket_.available(error) != 0 && !error;
}

void Session::abort() {
  reset();
}

}  // namespace tamizdat::server
