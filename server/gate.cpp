#include "server/gate.hpp"

#include <algorithm>
#include <cmath>

namespace tamizdat::server {

namespace {

std::size_t row(Gate::Kind kind) {
  return static_cast<std::size_t>(kind);
}

}  // namespace

Gate::Entry Gate::enter(const Ip& ip, bool for_many) {
  const std::size_t before = inside_[row(Kind::connection)].fetch_add(1, std::memory_order_relaxed);
  const bool room = before < limits_->connections;
  const bool counted = room && ip.known && !for_many;
  const bool welcome =
      room && (!counted || count_in(household(ip), Kind::connection, limits_->connections_per_address));
  if (!welcome) turned_away_.fetch_add(1, std::memory_order_relaxed);
  const std::size_t room_to_tell = limits_->connections / 8 + 64;
  const Verdict verdict = welcome                                        ? Verdict::welcome
                          : before < limits_->connections + room_to_tell ? Verdict::told
                                                                         : Verdict::dropped;
  return {Pass(*this, household(ip), Kind::connection, counted && welcome), verdict};
}

std::optional<Gate::Pass> Gate::begin_stream(const Ip& ip, bool for_many) {
  const std::size_t before = inside_[row(Kind::stream)].fetch_add(1, std::memory_order_relaxed);
  const bool counted = ip.known && !for_many;
  const bool welcome = before < limits_->streams &&
                       (!counted || count_in(household(ip), Kind::stream, limits_->streams_per_address));
  Pass pass(*this, household(ip), Kind::stream, counted && welcome);
  if (welcome) return pass;
  put_off();
  return std::nullopt;
}

bool Gate::count_in(const Ip& ip, Kind kind, std::size_t most) {
  Part& part = part_of(ip);
  const std::lock_guard lock(part.mutex);
  std::size_t& count = part.inside[row(kind)][ip];
  if (count >= most) return false;
  ++count;
  return true;
}

void Gate::leave(const Pass& pass) {
  inside_[row(pass.kind_)].fetch_sub(1, std::memory_order_relaxed);
  if (!pass.counted_) return;
  Part& part = part_of(pass.ip_);
  const std::lock_guard lock(part.mutex);
  auto& inside = part.inside[row(pass.kind_)];
  const auto found = inside.find(pass.ip_);
  if (found != inside.end() && --found->second == 0) inside.erase(found);
}

void Gate::fill(Bucket& bucket, Clock::time_point now) const {
  const double seconds = std::chrono::duration<double>(now - bucket.filled).count();
  const auto rate = static_cast<double>(limits_->rate);
  bucket.tokens =
      std::min(static_cast<double>(limits_->burst), bucket.tokens + std::max(0.0, seconds) * rate);
  bucket.filled = now;
}

/// A bucket that is full again says no more than none. If most are in use, all go: whoever they belong to
/// gets a full one, which costs less than memory without bound, or than such a look at every stranger.
void Gate::forget(Part& part, Clock::time_point now) const {
  std::erase_if(part.buckets, [&](const auto& entry) {
    Bucket bucket = entry.second;
    fill(bucket, now);
    return bucket.tokens >= static_cast<double>(limits_->burst);
  });
  if (part.buckets.size() >= buckets_in_part / 2) part.buckets.clear();
}

unsigned Gate::wait_for_turn(const Ip& ip, Clock::time_point now) {
  if (limits_->rate == 0 || !ip.known) return 0;
  const Ip whose = household(ip);
  Part& part = part_of(whose);
  const std::lock_guard lock(part.mutex);
  if (part.buckets.size() >= buckets_in_part && !part.buckets.contains(whose)) forget(part, now);
  const auto [found, is_new] =
      part.buckets.try_emplace(whose, Bucket{static_cast<double>(limits_->burst), now});
  Bucket& bucket = found->second;
  if (!is_new) fill(bucket, now);
  if (bucket.tokens >= 1) {
    bucket.tokens -= 1;
    return 0;
  }
  const double seconds = (1 - bucket.tokens) / static_cast<double>(limits_->rate);
  return static_cast<unsigned>(std::max(1.0, std::ceil(seconds)));
}

std::size_t Gate::remembered() const {
  std::size_t sum = 0;
  for (const Part& part : parts_) {
    const std::lock_guard lock(part.mutex);
    sum += part.buckets.size();
    for (const auto& inside : part.inside) sum += inside.size();
  }
  return sum;
}

}  // namespace tamizdat::server
