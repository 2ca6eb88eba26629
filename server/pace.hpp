#pragma once
// Whether a thread keeps up with what it is asked.
#include <cstdint>
#include <functional>
#include <utility>

#include "server/limits.hpp"

namespace tamizdat::server {

/// Belongs to one thread, whose queue it measures: now and then a mark is put at its end, and what begins
/// while the mark has not come back for too long has waited. From then on work is late until nothing is
/// waiting any more; whoever is told so at once leaves quickly, so that this is soon.
class Pace {
 public:
  /// Puts a call at the end of all that the thread has before it, what it has not yet looked at included.
  using Later = std::function<void(std::function<void()>)>;

  /// `most`: how long work may wait for its turn.
  Pace(Clock::duration most, Later later)
      : most_(most), pause_(most / marks_in_that_time), later_(std::move(later)) {}

  /// To be asked for each request, when its turn has come. True if it is to be put off.
  bool is_late(Clock::time_point now);

 private:
  void put_mark(Clock::time_point now);
  void mark_came();

  static constexpr int marks_in_that_time = 64;

  Clock::duration most_;
  Clock::duration pause_;  // from mark to mark: they cost a little
  Later later_;
  Clock::time_point marked_ = Clock::time_point::min();
  bool mark_is_out_ = false;
  bool late_ = false;
  std::uint32_t asked_ = 0;         // since the mark was put
  std::uint32_t quiet_rounds_ = 0;  // of the mark, while it is late
};

}  // namespace tamizdat::server
