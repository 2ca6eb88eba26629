#pragma once
// All threads of the server together.
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "rdf/error.hpp"
#include "server/address.hpp"
#include "server/conversation.hpp"
#include "server/limits.hpp"

namespace tamizdat::server {

class Certificate;

struct ServerOptions {
  unsigned threads = 1;
  Limits limits;
  bool stop_on_signals = false;  ///< SIGTERM, SIGINT: stop; a second one ends the process at once
  std::function<void(const rdf::Error&)> report;  ///< what clients cannot be told; any thread; may be empty

  const Handler* admin = nullptr;            ///< answers at Door::admin, on one thread that it may block
  const Certificate* certificate = nullptr;  ///< for addresses with TLS; loaded
  Trust trust{};
  std::string secure_lines{};                           ///< header lines for answers over TLS
  std::function<std::unique_ptr<Journal>()> journal{};  ///< made for each thread; may be empty
  // With stop_on_signals, on the thread that waits for them:
  std::function<void()> on_stop{};      ///< before stop(); may be empty
  std::function<void()> on_hangup{};    ///< SIGHUP; may be empty
  std::function<void()> on_user_one{};  ///< SIGUSR1; may be empty
};

/// bind() → listen() → run(). Not movable; destroy after run() has returned.
class Server {
 public:
  /// `handler` outlives the server and is called from all threads.
  Server(const Handler& handler, ServerOptions options);
  /// Removes the Unix sockets that bind() made.
  ~Server();

  /// Takes the addresses, so that a port in use is known before anything costly; nothing is accepted yet.
  rdf::Result<void> bind(std::span<const Address> wanted);
  /// The addresses in force.
  [[nodiscard]] std::span<const Address> addresses() const;
  /// From here on connections are taken, and signals heeded if stop_on_signals; answers come from run().
  rdf::Result<void> listen();
  /// Serves until stop(), finishing what has begun.
  void run();
  /// Thread-safe; may be called more than once.
  void stop();
  /// Who is in.
  [[nodiscard]] const Gate& gate() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tamizdat::server
