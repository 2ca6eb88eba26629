#pragma once
// Numbers about what has been answered, and Prometheus' text of them (format 0.0.4).
#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "server/journal.hpp"

namespace tamizdat::server {

/// Upper bounds of the latency histogram, in microseconds.
inline constexpr std::array<std::uint64_t, 14> latency_bounds = {
    50, 100, 250, 500, 1'000, 2'500, 5'000, 10'000, 25'000, 50'000, 100'000, 500'000, 2'000'000, 10'000'000};

/// What one thread has answered. Each thread writes to its own; the lock is there for who adds them up.
class Tally {
 public:
  void count(const Exchange& exchange);

 private:
  friend class Metrics;
  // The texts are static: the same text is nearly always at the same place, and where not, sums are made
  // later.
  struct Key {
    std::string_view route;
    std::string_view format;
    unsigned status = 0;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const;
  };
  struct Numbers {
    std::unordered_map<Key, std::uint64_t, KeyHash> requests;
    std::array<std::uint64_t, latency_bounds.size() + 1> latency{};
    std::uint64_t microseconds = 0;
    std::uint64_t body_bytes = 0;
    std::uint64_t cut = 0;
    void add(const Numbers& other);
  };
  mutable std::mutex mutex_;
  Numbers numbers_;
};

class Metrics {
 public:
  /// Lives as long as this.
  Tally& new_tally();
  [[nodiscard]] std::uint64_t requests() const;
  /// Appends requests by route, status and format, the latency histogram, and bytes.
  void append_text(std::string& out) const;

 private:
  [[nodiscard]] Tally::Numbers sum() const;
  mutable std::mutex mutex_;
  std::vector<std::unique_ptr<Tally>> tallies_;
};

/// Appends one number with its help and type ("counter", "gauge").
void append_metric(std::string& out, std::string_view name, std::string_view type, std::string_view help,
                   double value);
/// Appends what Prometheus' own clients say about their process: time, memory, files, threads.
void append_process_metrics(std::string& out);
/// Resident memory of this process.
std::uint64_t resident_bytes();

}  // namespace tamizdat::server
