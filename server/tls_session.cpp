// Sessions over TLS. OpenSSL works on the socket itself and is called again whenever the socket is ready:
// nothing but its own state is held for a connection at rest (Asio's stream has two buffers and a pipe of two
// more).
#include <openssl/err.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <new>
#include <utility>

#include "server/tls.hpp"

namespace tamizdat::server {
namespace asio = boost::asio;
using boost::system::error_code;

namespace {

struct FreeSsl {
  void operator()(SSL* ssl) const { SSL_free(ssl); }
};

/// Comes before the session that points to the socket.
struct Encrypted {
  Encrypted(Socket socket, Certificate::Context c)
      : context(std::move(c)), held(std::move(socket)), ssl(SSL_new(context->native_handle())) {
    error_code error;
    held.native_non_blocking(true, error);
    if (ssl == nullptr || SSL_set_fd(ssl.get(), held.native_handle()) != 1) throw std::bad_alloc();
    SSL_set_mode(ssl.get(), SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_set_read_ahead(ssl.get(), 1);
    SSL_set_accept_state(ssl.get());
  }
  Certificate::Context context;
  Socket held;
  std::unique_ptr<SSL, FreeSsl> ssl;
};

class TlsSession final : private Encrypted, public Session {
 public:
  TlsSession(Socket socket, const Certificate::Context& tls, Surroundings& surroundings, const Peer& peer,
             Gate::Pass pass)
      : Encrypted(std::move(socket), tls), Session(held, surroundings, peer, std::move(pass)) {}

  void start() override {
    attempt([s = ssl.get()] { return SSL_do_handshake(s); },
            [this](error_code error, std::size_t) {
              if (error) return close();
              open_ = true;
              proceed();
            });
  }

 private:
  [[nodiscard]] std::shared_ptr<TlsSession> self() {
    return std::static_pointer_cast<TlsSession>(shared_from_this());
  }

  /// Calls `step`, a function of OpenSSL's, as often as the socket must be waited for; then `then`, never at
  /// once.
  template <class Step, class Then>
  void attempt(Step step, Then then) {
    // OpenSSL knows the number of the socket alone: once it is closed, that may be somebody else's.
    if (!held.is_open()) return finish(then, asio::error::operation_aborted, 0);
    ERR_clear_error();
    const int result = step();
    if (result > 0) return finish(then, {}, static_cast<std::size_t>(result));
    switch (SSL_get_error(ssl.get(), result)) {
      case SSL_ERROR_WANT_READ:
        return wait(Socket::wait_read, step, then);
      case SSL_ERROR_WANT_WRITE:
        return wait(Socket::wait_write, step, then);
      default:
        return finish(then, asio::error::eof, 0);
    }
  }
  template <class Step, class Then>
  void wait(Socket::wait_type what, Step step, Then then) {
    held.async_wait(what, [me = self(), step, then](error_code error) {
      if (error) return then(error, std::size_t{0});
      me->attempt(step, then);
    });
  }
  template <class Then>
  void finish(Then then, error_code error, std::size_t bytes) {
    asio::post(held.get_executor(), [me = self(), then, error, bytes] { then(error, bytes); });
  }

  [[nodiscard]] bool can_wait() const override { return open_; }
  bool wait_for_bytes() override {
    if (!open_ || SSL_has_pending(ssl.get()) == 1) return false;
    held.async_wait(Socket::wait_read, [me = self()](error_code error) { me->has_waited(error); });
    return true;
  }

  /// Once the encryption has ended, what still comes is read to be thrown away.
  void read_some(asio::mutable_buffer room) override {
    if (!open_) {
      held.async_read_some(
          room, [me = self()](error_code error, std::size_t bytes) { me->has_read(error, bytes); });
      return;
    }
    const int size = static_cast<int>(std::min(room.size(), record_size));
    attempt([s = ssl.get(), to = room.data(), size] { return SSL_read(s, to, size); },
            [this](error_code error, std::size_t bytes) { has_read(error, bytes); });
  }

  /// A record and a packet for head and body together, instead of one for each.
  void write_some(const Pieces& pieces) override {
    for (const asio::const_buffer& piece : pieces) {
      const std::size_t part = std::min(piece.size(), record_size - record_.size());
      record_.append(static_cast<const char*>(piece.data()), part);
    }
    const auto then = [this](error_code error, std::size_t bytes) {
      std::string().swap(record_);
      has_written(error, bytes);
    };
    if (record_.empty()) return finish(then, {}, 0);
    attempt([this] { return SSL_write(ssl.get(), record_.data(), static_cast<int>(record_.size())); }, then);
  }

  /// close_notify, so that the client can tell the end from a cut (RFC 8446 §6.1). The client's own is not
  /// waited for.
  template <class Then>
  void end_encryption(Then then) {
    open_ = false;
    // 0: it has been sent.
    attempt([s = ssl.get()] { return SSL_shutdown(s) < 0 ? -1 : 1; },
            [then](error_code, std::size_t) { then(); });
  }

  void say_goodbye() override {
    if (!open_) return end_sending();
    end_encryption([this] { end_sending(); });
  }

  void end_sending() {
    error_code ignored;
    held.shutdown(Socket::shutdown_send, ignored);
    has_said_goodbye();
  }

  [[nodiscard]] bool bytes_waiting() const override {
    return SSL_has_pending(ssl.get()) == 1 || Session::bytes_waiting();
  }

  void close() override {
    if (!open_) return Session::close();
    end_encryption([this] { Session::close(); });
  }

  static constexpr std::size_t record_size = std::size_t{16} << 10;
  bool open_ = false;
  std::string record_;  // being sent
};

}  // namespace

std::shared_ptr<Session> tls_session(Socket socket, const Certificate::Context& context,
                                     Surroundings& surroundings, const Peer& peer, Gate::Pass pass) {
  return std::make_shared<TlsSession>(std::move(socket), context, surroundings, peer, std::move(pass));
}

}  // namespace tamizdat::server
