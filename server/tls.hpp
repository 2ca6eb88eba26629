#pragma once
// TLS: certificate, key, and sessions over them.
#include <memory>
#include <mutex>
#include <string>

#include "rdf/error.hpp"
#include "server/session.hpp"

namespace boost::asio::ssl {
class context;
}

namespace tamizdat::server {

/// A certificate that is in force until another one takes its place. Thread-safe.
class Certificate {
 public:
  using Context = std::shared_ptr<boost::asio::ssl::context>;

  /// Reads the chain (PEM, the server's own first) and the key. On an error what was in force stays so.
  rdf::Result<void> load(const std::string& chain, const std::string& key);
  /// Null before the first load().
  [[nodiscard]] Context current() const;
  /// When the server's own certificate ends; 0 before the first load().
  [[nodiscard]] std::time_t expires() const;

 private:
  mutable std::mutex mutex_;
  Context context_;
  std::time_t expires_ = 0;
};

/// A session over TLS 1.2 or 1.3 with a certificate as it is now; the handshake has as long as a head.
std::shared_ptr<Session> tls_session(Socket socket, const Certificate::Context& context,
                                     Surroundings& surroundings, const Peer& peer, Gate::Pass pass);

}  // namespace tamizdat::server
