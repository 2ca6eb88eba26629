#include "server/line_writer.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <utility>

namespace tamizdat::server {
namespace {

constexpr std::size_t most_waiting = std::size_t{4} << 20U;
constexpr std::size_t worth_writing = std::size_t{64} << 10U;
constexpr auto gathering = std::chrono::milliseconds(20);

int open_file(const std::string& path) {
  return ::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0640);
}

}  // namespace

rdf::Result<std::unique_ptr<LineWriter>> LineWriter::open(const std::string& path) {
  if (path == "-") return std::make_unique<LineWriter>(STDOUT_FILENO);
  const int descriptor = open_file(path);
  if (descriptor < 0)
    return rdf::Error(rdf::Code::unreadable, std::string("this cannot be written: ") + std::strerror(errno))
        .at(path);
  return std::unique_ptr<LineWriter>(new LineWriter(descriptor, path));
}

LineWriter::LineWriter(int descriptor) : LineWriter(descriptor, std::string()) {}

LineWriter::LineWriter(int descriptor, std::string path)
    : path_(std::move(path)), descriptor_(descriptor), thread_([this] { work(); }) {}

LineWriter::~LineWriter() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  thread_.join();
  if (!path_.empty()) close(descriptor_);
}

void LineWriter::write(std::string_view line) {
  bool wake = false;
  {
    const std::lock_guard lock(mutex_);
    if (waiting_.size() + line.size() > most_waiting) {
      dropped_.fetch_add(1, std::memory_order_relaxed);
      return;
    }
    const std::size_t before = waiting_.size();
    waiting_ += line;
    wake = before == 0 || (before < worth_writing && waiting_.size() >= worth_writing);
  }
  if (wake) changed_.notify_all();
}

void LineWriter::reopen() {
  {
    const std::lock_guard lock(mutex_);
    reopen_ = true;
  }
  changed_.notify_all();
}

void LineWriter::open_anew() {
  if (path_.empty()) return;
  const int next = open_file(path_);
  if (next < 0) return;
  close(std::exchange(descriptor_, next));
}

void LineWriter::put(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {  // a full disk: what cannot be written is lost, and counted as one
      dropped_.fetch_add(1, std::memory_order_relaxed);
      return;
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void LineWriter::work() {
  std::string lines;
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return ending_ || reopen_ || !waiting_.empty(); });
    if (!ending_ && !reopen_) {
      // A little later there will be more: one call of the system for all.
      changed_.wait_for(lock, gathering,
                        [this] { return ending_ || reopen_ || waiting_.size() >= worth_writing; });
    }
    lines.swap(waiting_);
    const bool anew = std::exchange(reopen_, false);
    const bool last = ending_;
    lock.unlock();
    put(lines);
    if (lines.capacity() > worth_writing) lines = {};
    lines.clear();
    if (anew) open_anew();
    lock.lock();
    if (last && waiting_.empty()) return;
  }
}

}  // namespace tamizdat::server
