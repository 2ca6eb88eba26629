#pragma once
// How the server is, gathered from its parts.
#include <ctime>
#include <string>

#include "server/line_writer.hpp"
#include "server/metrics.hpp"
#include "server/reloader.hpp"
#include "server/server.hpp"
#include "server/tls.hpp"
#include "web/operations.hpp"

namespace tamizdat::server {

/// Parts that come to be after the site are set before it is asked anything; all outlive it.
class Overview : public web::Operations {
 public:
  [[nodiscard]] bool ready() const override { return !stopping_; }
  [[nodiscard]] std::string metrics() const override;
  [[nodiscard]] answer::ServiceStatus status(bool for_operator) const override;

  /// No longer ready.
  void stopping() { stopping_ = true; }

  const Server* server = nullptr;
  const Reloader* reloader = nullptr;
  const web::Site* site = nullptr;
  const Certificate* certificate = nullptr;  ///< null: no TLS
  const LineWriter* access_log = nullptr;    ///< null: none
  Metrics counts;

 private:
  std::atomic<bool> stopping_{false};
  std::time_t started_ = std::time(nullptr);
};

}  // namespace tamizdat::server
