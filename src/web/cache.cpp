#include "web/cache.hpp"

#include <functional>
#include <utility>

namespace tamizdat::web {

std::size_t Finished::size() const {
  return sizeof(Finished) + fields.text().size() + not_modified.text().size() + validators.etag.size() +
         (bytes ? bytes->size() : 0);
}

HotCache::HotCache(std::size_t bytes, std::shared_ptr<CacheCounts> counts)
    : part_limit_(bytes / part_count),
      counts_(counts != nullptr ? std::move(counts) : std::make_shared<CacheCounts>()) {
  for (std::size_t i = 0; i < part_count; ++i) parts_[i].count = &(*counts_)[i];
}

HotCache::Part& HotCache::part_of(std::string_view key) {
  // The upper bits: the maps use the lower ones.
  return parts_[(std::hash<std::string_view>()(key) >> 48U) % part_count];
}

std::shared_ptr<const Finished> HotCache::find(std::string_view key) {
  Part& part = part_of(key);
  const std::lock_guard lock(part.mutex);
  const auto found = part.by_key.find(key);
  if (found == part.by_key.end()) {
    part.count->misses.fetch_add(1, std::memory_order_relaxed);
    return nullptr;
  }
  part.count->hits.fetch_add(1, std::memory_order_relaxed);
  found->second->used = true;
  return found->second->answer;
}

void HotCache::make_room(Part& part, std::size_t cost) const {
  while (part.bytes + cost > part_limit_ && !part.entries.empty()) {
    const auto oldest = part.entries.begin();
    if (oldest->used) {
      oldest->used = false;
      part.entries.splice(part.entries.end(), part.entries, oldest);
      continue;
    }
    drop(part, oldest);
  }
}

void HotCache::drop(Part& part, std::list<Entry>::iterator entry) {
  part.bytes -= entry->cost;
  part.by_key.erase(entry->key);
  part.entries.erase(entry);
}

void HotCache::keep(std::string_view key, std::shared_ptr<const Finished> answer) {
  const std::size_t cost = answer->size() + key.size() + overhead;
  if (cost > part_limit_ / 4) return;
  Part& part = part_of(key);
  const std::lock_guard lock(part.mutex);
  if (const auto found = part.by_key.find(key); found != part.by_key.end()) {
    if (found->second->answer->bytes || !answer->bytes) return;
    drop(part, found->second);
  }
  make_room(part, cost);
  part.entries.push_back({std::string(key), std::move(answer), cost, false});
  const auto entry = std::prev(part.entries.end());
  part.by_key.emplace(entry->key, entry);
  part.bytes += cost;
}

CacheNumbers HotCache::numbers() const {
  CacheNumbers sum;
  for (const Part& part : parts_) {
    const std::lock_guard lock(part.mutex);
    sum.hits += part.count->hits.load(std::memory_order_relaxed);
    sum.misses += part.count->misses.load(std::memory_order_relaxed);
    sum.entries += part.entries.size();
    sum.bytes += part.bytes;
  }
  return sum;
}

}  // namespace tamizdat::web
