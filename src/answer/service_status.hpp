#pragma once
// How the server is, as a page for those who look after it.
#include <cstdint>
#include <ctime>
#include <memory>
#include <string>

#include "answer/answer.hpp"

namespace tamizdat::answer {

/// Plain facts, gathered at one moment. Times are seconds since the epoch; 0 stands for none.
struct ServiceStatus {
  std::string program;  ///< name and version; empty for the public
  bool ready = true;    ///< false: it is about to stop
  std::time_t now = 0;
  std::time_t started = 0;

  std::time_t loaded = 0;  ///< the data in service
  double load_seconds = 0;
  std::uint64_t files = 0;
  std::uint64_t triples = 0;
  std::uint64_t graphs = 0;
  std::string data_version;

  std::uint64_t reloads_good = 0;
  std::uint64_t reloads_bad = 0;
  bool reloading = false;
  std::time_t reload_tried = 0;
  bool reload_failed = false;  ///< the last one: the old data are in service
  std::string reload_fault;    ///< why, without any path of this machine for the public

  std::uint64_t connections = 0;
  std::uint64_t turned_away = 0;
  std::uint64_t requests = 0;
  std::uint64_t cache_bytes = 0;
  std::uint64_t cache_hits = 0;
  std::uint64_t cache_misses = 0;
  std::uint64_t memory_bytes = 0;
  std::time_t certificate_ends = 0;
};

/// Has a page and no graph: the state of a program is no part of the data.
class StatusReport final : public Answer {
 public:
  StatusReport(std::shared_ptr<const Publication> publication, ServiceStatus status);
  [[nodiscard]] std::unique_ptr<GraphBody> graph(const syntax::Format* format = nullptr) const override;
  [[nodiscard]] const ServiceStatus& status() const { return status_; }

 private:
  std::shared_ptr<const Publication> publication_;
  ServiceStatus status_;
};

}  // namespace tamizdat::answer
