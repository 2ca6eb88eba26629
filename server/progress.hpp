#pragma once
// How far a long command has come, on one line of a terminal.
#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>

namespace tamizdat::server {

/// Shows nothing where standard error is no terminal, and nothing of what is done within half a second. The
/// line is gone afterwards. From any thread.
class Progress {
 public:
  explicit Progress(std::string what);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  void operator()(std::uint64_t done, std::uint64_t all);

 private:
  std::string what_;
  bool shows_;
  bool shown_ = false;
  std::mutex mutex_;
  std::chrono::steady_clock::time_point start_;
  std::chrono::steady_clock::time_point next_;
};

}  // namespace tamizdat::server
