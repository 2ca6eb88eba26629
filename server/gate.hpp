#pragma once
// Who may come in, and how often: counts of connections and of long answers, rates of requests, over all
// threads.
#include <array>
#include <atomic>
#include <cstdint>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <utility>

#include "server/ip.hpp"
#include "server/limits.hpp"

namespace tamizdat::server {

/// Thread-safe; outlives all passes.
class Gate {
 public:
  explicit Gate(const Limits& limits) : limits_(&limits) {}
  Gate(const Gate&) = delete;
  Gate& operator=(const Gate&) = delete;

  /// What there are places for.
  enum class Kind : std::uint8_t { connection, stream };

  /// A place, held as long as this lives.
  class Pass {
   public:
    Pass() = default;
    Pass(Pass&& other) noexcept
        : gate_(std::exchange(other.gate_, nullptr)),
          ip_(other.ip_),
          kind_(other.kind_),
          counted_(other.counted_) {}
    Pass& operator=(Pass&& other) noexcept {
      std::swap(gate_, other.gate_);
      std::swap(ip_, other.ip_);
      std::swap(kind_, other.kind_);
      std::swap(counted_, other.counted_);
      return *this;
    }
    ~Pass() {
      if (gate_ != nullptr) gate_->leave(*this);
    }

   private:
    friend Gate;
    Pass(Gate& gate, const Ip& ip, Kind kind, bool counted)
        : gate_(&gate), ip_(ip), kind_(kind), counted_(counted) {}
    Gate* gate_ = nullptr;
    Ip ip_;
    Kind kind_ = Kind::connection;
    bool counted_ = false;  // for its address too
  };

  enum class Verdict : std::uint8_t {
    welcome,
    told,     ///< there is no room, and it is to be told so
    dropped,  ///< there is not even room for those who are being told
  };
  struct Entry {
    Pass pass;
    Verdict verdict = Verdict::welcome;
  };
  /// Every connection gets a pass, also those that are turned away: they are there for a moment.
  /// `for_many`: a proxy, whose address stands for many clients.
  Entry enter(const Ip& ip, bool for_many);

  /// A place for an answer that is sent piece by piece; nothing if there is none.
  std::optional<Pass> begin_stream(const Ip& ip, bool for_many);
  /// A request was put off because there is too much work.
  void put_off() { put_off_.fetch_add(1, std::memory_order_relaxed); }

  /// Takes one request off what an address may ask. 0, or in how many seconds it may ask again.
  unsigned wait_for_turn(const Ip& ip, Clock::time_point now);

  [[nodiscard]] std::size_t connections() const { return inside(Kind::connection); }
  [[nodiscard]] std::size_t streams() const { return inside(Kind::stream); }
  [[nodiscard]] std::uint64_t requests_put_off() const { return put_off_.load(std::memory_order_relaxed); }
  [[nodiscard]] std::uint64_t turned_away() const { return turned_away_.load(std::memory_order_relaxed); }
  /// Addresses that something is kept of.
  [[nodiscard]] std::size_t remembered() const;

 private:
  // Token bucket: filled up to now when it is looked at.
  struct Bucket {
    double tokens = 0;
    Clock::time_point filled;
  };
  struct Part {
    mutable std::mutex mutex;
    std::array<std::unordered_map<Ip, std::size_t, IpHash>, 2> inside;  // by Kind
    std::unordered_map<Ip, Bucket, IpHash> buckets;
  };
  static constexpr std::size_t part_count = 16;
  static constexpr std::size_t buckets_in_part = 4096;  ///< more are forgotten, so that memory has a bound

  Part& part_of(const Ip& ip) { return parts_[(IpHash()(ip) >> 48U) % part_count]; }
  [[nodiscard]] std::size_t inside(Kind kind) const {
    return inside_[static_cast<std::size_t>(kind)].load(std::memory_order_relaxed);
  }
  bool count_in(const Ip& ip, Kind kind, std::size_t most);
  void leave(const Pass& pass);
  void fill(Bucket& bucket, Clock::time_point now) const;
  void forget(Part& part, Clock::time_point now) const;

  const Limits* limits_;
  std::array<std::atomic<std::size_t>, 2> inside_{};  // by Kind
  std::atomic<std::uint64_t> put_off_{0};
  std::atomic<std::uint64_t> turned_away_{0};
  std::array<Part, part_count> parts_;
};

}  // namespace tamizdat::server
