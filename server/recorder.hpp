#pragma once
// The journal of one thread: numbers, and a line in the access log.
#include <memory>

#include "server/access_log.hpp"
#include "server/line_writer.hpp"
#include "server/metrics.hpp"

namespace tamizdat::server {

class Recorder : public Journal {
 public:
  /// `log` may be null, and be set until the first answer.
  Recorder(Tally& tally, const std::unique_ptr<LineWriter>& log, AccessLogFormat format)
      : tally_(tally), log_(log), format_(format) {}

  void answered(const Exchange& exchange) override {
    tally_.count(exchange);
    if (log_ == nullptr) return;
    line_.clear();
    if (format_ == AccessLogFormat::json) {
      append_json_line(line_, exchange);
    } else {
      append_combined(line_, exchange);
    }
    log_->write(line_);
  }

 private:
  Tally& tally_;
  const std::unique_ptr<LineWriter>& log_;
  AccessLogFormat format_;
  std::string line_;  // kept for its room
};

}  // namespace tamizdat::server
