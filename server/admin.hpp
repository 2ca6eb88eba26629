#pragma once
// Orders to the running server, over its admin socket.
#include "server/conversation.hpp"
#include "server/reloader.hpp"

namespace tamizdat::server {

/// POST /reload loads the data again and says what came of it: 200, or 422 with every error; what else is
/// asked for (/status, /metrics, /healthz, /readyz, with or without "/-" before) the site answers. Blocks
/// while it loads: for a listener of its own.
class Admin : public Handler {
 public:
  /// `site` answers what is no order; both outlive this.
  explicit Admin(const Handler& site) : site_(&site) {}
  /// Before the first request.
  void set_reload(std::function<Reloader::State()> reload) { reload_ = std::move(reload); }

  [[nodiscard]] web::Response handle(const web::Request& request) const override;
  [[nodiscard]] web::Response refuse(const rdf::Error& error, const web::Request& request) const override;

 private:
  [[nodiscard]] web::Response reload(const web::Request& request) const;

  const Handler* site_;
  std::function<Reloader::State()> reload_;
};

}  // namespace tamizdat::server
