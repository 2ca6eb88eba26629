#pragma once
// All threads of the server together.
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "rdf/error.hpp"
#include "server/address.hpp"
#include "server/conversation.hpp"
#include "server/limits.hpp"

namespace tamizdat::server {

struct ServerOptions {
  unsigned threads = 1;
  Limits limits;
  bool stop_on_signals = false;  ///< SIGTERM, SIGINT: stop; a second one ends the process at once
  std::function<void(const rdf::Error&)> report;  ///< what clients cannot be told; any thread; may be empty
};

/// bind() → listen() → run(). Not movable; destroy after run() has returned.
class Server {
 public:
  /// `handler` outlives the server and is called from all threads.
  Server(const Handler& handler, ServerOptions options);
  ~Server();

  /// Takes the addresses, so that a port in use is known before anything costly; nothing is accepted yet.
  rdf::Result<void> bind(std::span<const Address> wanted);
  /// The addresses in force.
  [[nodiscard]] std::span<const Address> addresses() const;
  rdf::Result<void> listen();
  /// Serves until stop(), finishing what has begun.
  void run();
  /// Thread-safe; may be called more than once.
  void stop();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tamizdat::server
