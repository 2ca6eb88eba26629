#pragma once
// Lines to a file, written by a thread of its own: nobody who has something to say waits for a disk.
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "rdf/error.hpp"

namespace tamizdat::server {

class LineWriter {
 public:
  /// Appends to a file, which is made if need be; "-" is standard output.
  static rdf::Result<std::unique_ptr<LineWriter>> open(const std::string& path);
  /// Writes to a descriptor that stays open.
  explicit LineWriter(int descriptor);
  /// Writes what is waiting.
  ~LineWriter();
  LineWriter(const LineWriter&) = delete;
  LineWriter& operator=(const LineWriter&) = delete;

  /// Takes a line with its end. Thread-safe, at once. What finds more than a few megabytes waiting before it
  /// is dropped and counted.
  void write(std::string_view line);
  /// Closes the file and opens what is at its path by now: for those who have moved it away. Takes effect
  /// before the next line; if it fails, the old file goes on.
  void reopen();
  [[nodiscard]] std::uint64_t dropped() const { return dropped_.load(std::memory_order_relaxed); }

 private:
  LineWriter(int descriptor, std::string path);
  void work();
  void open_anew();
  void put(std::string_view bytes);

  std::string path_;  // empty: not ours to open or close
  int descriptor_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::string waiting_;
  bool reopen_ = false;
  bool ending_ = false;
  std::atomic<std::uint64_t> dropped_{0};
  std::thread thread_;
};

}  // namespace tamizdat::server
