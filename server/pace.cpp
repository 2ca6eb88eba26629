#include "server/pace.hpp"

#include <utility>

namespace tamizdat::server {

bool Pace::is_late(Clock::time_point now) {
  ++asked_;
  if (!mark_is_out_ && (marked_ == Clock::time_point::min() || now - marked_ >= pause_)) put_mark(now);
  late_ = late_ || (mark_is_out_ && now - marked_ > most_);
  return late_;
}

void Pace::put_mark(Clock::time_point now) {
  later_([this] { mark_came(); });  // may throw; then there is no mark
  mark_is_out_ = true;
  marked_ = now;
}

/// Two rounds without a request: one might have begun before the system knew of what is coming.
void Pace::mark_came() {
  mark_is_out_ = false;
  quiet_rounds_ = std::exchange(asked_, 0) == 0 ? quiet_rounds_ + 1 : 0;
  if (late_ && quiet_rounds_ < 2) return put_mark(marked_);
  late_ = false;
  quiet_rounds_ = 0;
}

}  // namespace tamizdat::server
