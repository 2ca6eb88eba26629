#include "store/batch.hpp"

#include <algorithm>

namespace tamizdat::store {
namespace {

constexpr std::size_t max_waiting = std::size_t{16} << 20;

}  // namespace

bool Batch::is_last(const rdf::TermView& term, std::size_t place) const {
  const Last& last = last_[place];
  return last.kind == term.kind && !term.is_literal() && last.size == term.text.size() &&
         std::equal(term.text.begin(), term.text.end(),
                    text_.begin() + static_cast<std::ptrdiff_t>(last.begin));
}

void Batch::put(const rdf::TermView& term, std::size_t place) {
  if (is_last(term, place)) {
    items_.push_back({term.kind, true, 0, 0, 0});
    return;
  }
  const auto size = [](std::string_view s) { return static_cast<std::uint32_t>(s.size()); };
  items_.push_back({term.kind, false, size(term.datatype), size(term.language), size(term.text)});
  last_[place] = {term.kind, text_.size(), term.text.size()};
  for (const std::string_view part : {term.text, term.datatype, term.language})
    text_.insert(text_.end(), part.begin(), part.end());
}

void Batch::add(const rdf::QuadView& quad) {
  put(quad.subject, 0);
  put(quad.predicate, 1);
  put(quad.object, 2);
  put(quad.graph, 3);
}

bool Channel::push(Batch batch) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return abandoned_ || bytes_ < max_waiting; });
  if (abandoned_) return false;
  bytes_ += batch.bytes();
  batches_.push_back(std::move(batch));
  changed_.notify_all();
  return true;
}

void Channel::close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  changed_.notify_all();
}

std::optional<Batch> Channel::pop() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return closed_ || !batches_.empty(); });
  if (batches_.empty()) return std::nullopt;
  Batch batch = std::move(batches_.front());
  batches_.pop_front();
  bytes_ -= batch.bytes();
  changed_.notify_all();
  return batch;
}

void Channel::abandon() {
  const std::lock_guard lock(mutex_);
  abandoned_ = true;
  changed_.notify_all();
}

}  // namespace tamizdat::store
