#pragma once
// What those who look after the server ask it. The program knows; the site tells.
#include <string>

#include "answer/service_status.hpp"

namespace tamizdat::web {

/// Thread-safe; outlives the site.
class Operations {
 public:
  virtual ~Operations() = default;
  /// False once it is about to stop.
  [[nodiscard]] virtual bool ready() const = 0;
  /// Prometheus' text format, version 0.0.4.
  [[nodiscard]] virtual std::string metrics() const = 0;
  /// `for_operator`: with paths of the machine and the version of the program.
  [[nodiscard]] virtual answer::ServiceStatus status(bool for_operator) const = 0;
};

/// The state as JSON, for programs.
std::string status_json(const answer::ServiceStatus& status);

}  // namespace tamizdat::web
