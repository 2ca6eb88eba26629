#include "server/progress.hpp"

#include <unistd.h>

#include <cstdio>
#include <utility>

#include "server/loading.hpp"

namespace tamizdat::server {

Progress::Progress(std::string what)
    : what_(std::move(what)),
      shows_(isatty(STDERR_FILENO) != 0),
      start_(std::chrono::steady_clock::now()),
      next_(start_ + std::chrono::milliseconds(500)) {}

Progress::~Progress() {
  if (shown_) std::fputs("\r\x1b[K", stderr);
}

void Progress::operator()(std::uint64_t done, std::uint64_t all) {
  if (!shows_) return;
  const std::unique_lock lock(mutex_, std::try_to_lock);
  const auto now = std::chrono::steady_clock::now();
  if (!lock.owns_lock() || now < next_ || all == 0) return;
  next_ = now + std::chrono::milliseconds(200);
  shown_ = true;
  constexpr std::uint64_t width = 30;
  const auto filled = static_cast<std::size_t>(width * done / all);
  const double seconds = std::chrono::duration<double>(now - start_).count();
  const double left = done == 0 ? 0 : seconds * static_cast<double>(all - done) / static_cast<double>(done);
  std::fprintf(stderr, "\r\x1b[K%s [%s%s] %s of %s, %.0f s left", what_.c_str(),
               std::string(filled, '#').c_str(), std::string(width - filled, ' ').c_str(),
               grouped(done).c_str(), grouped(all).c_str(), left);
  std::fflush(stderr);
}

}  // namespace tamizdat::server
