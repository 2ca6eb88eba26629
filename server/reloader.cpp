#include "server/reloader.hpp"

#include <malloc.h>

#include <chrono>
#include <exception>
#include <utility>

#include "server/log.hpp"
#include "web/collisions.hpp"

namespace tamizdat::server {

Reloader::Reloader(web::Site& site, const Edition& first, std::function<Edition()> load)
    : site_(site), load_(std::move(load)) {
  state_.loaded = std::time(nullptr);
  state_.load_seconds = first.seconds;
  state_.files = first.files;
  state_.summary = first.summary;
  thread_ = std::thread([this] { work(); });
}

Reloader::~Reloader() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

std::uint64_t Reloader::ask(std::string why) {
  const std::lock_guard lock(mutex_);
  why_ = std::move(why);
  ++asked_;
  changed_.notify_all();
  return asked_;
}

Reloader::State Reloader::wait(std::uint64_t ticket) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return done_ >= ticket || ending_; });
  return state_;
}

Reloader::State Reloader::state() const {
  const std::lock_guard lock(mutex_);
  return state_;
}

void Reloader::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return ending_ || asked_ > done_; });
    if (ending_) return;
    const std::uint64_t ticket = asked_;
    const std::string why = why_;
    state_.busy = true;
    lock.unlock();
    reload(why);
    lock.lock();
    state_.busy = false;
    done_ = ticket;
    changed_.notify_all();
  }
}

namespace {

/// What does not fit into memory is given back, and is an error like another.
Edition loaded(const std::function<Edition()>& load) {
  try {
    return load();
  } catch (const std::exception& failure) {
    Edition edition;
    edition.errors.emplace_back(rdf::Code::unavailable, std::string("loading failed: ") + failure.what());
    return edition;
  }
}

}  // namespace

void Reloader::reload(const std::string& why) {
  Edition edition = loaded(load_);
  if (edition.publication == nullptr) return refuse(std::move(edition), why);
  take(edition, why);
}

namespace {

/// Until the requests that still use the old data have ended: freeing is our affair and not that of a thread
/// that serves. A client that reads slowly is not waited for.
void let_go(std::shared_ptr<const answer::Publication> old) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(2);
  while (old.use_count() > 1 && std::chrono::steady_clock::now() < deadline)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  old.reset();
}

}  // namespace

void Reloader::take(const Edition& edition, const std::string& why) {
  for (const rdf::Error& collision : web::find_collisions(*edition.publication))
    log::warn(to_string(collision));
  auto old = site_.publication();
  site_.publish(edition.publication, edition.look);
  edition.publication->measuring->start();
  log::info("Loaded again (" + why + "): " + edition.summary);
  {
    const std::lock_guard lock(mutex_);
    ++state_.good;
    state_.loaded = state_.tried = std::time(nullptr);
    state_.load_seconds = edition.seconds;
    state_.files = edition.files;
    state_.summary = edition.summary;
    state_.failed = false;
    state_.errors.clear();
  }
  let_go(std::move(old));
  malloc_trim(0);
}

void Reloader::refuse(Edition&& edition, const std::string& why) {
  log::error("Not loaded again (" + why +
             "), the old data stay in service: " + in_one_line(edition.errors, true));
  {
    const std::lock_guard lock(mutex_);
    ++state_.bad;
    state_.tried = std::time(nullptr);
    state_.failed = true;
    state_.errors = std::move(edition.errors);
  }
  malloc_trim(0);
}

std::string in_one_line(const std::vector<rdf::Error>& errors, bool with_paths) {
  if (errors.empty()) return {};
  rdf::Error first = errors.front();
  if (!with_paths) {
    first.source.erase(0, first.source.rfind('/') + 1);
    if (first.message.find('/') != std::string::npos && first.code == rdf::Code::unreadable) {
      first.message = "this cannot be read";
      first.hint.clear();
    }
  }
  std::string line = to_string(first);
  if (errors.size() > 1) line += " (and " + std::to_string(errors.size() - 1) + " more)";
  return line;
}

}  // namespace tamizdat::server
