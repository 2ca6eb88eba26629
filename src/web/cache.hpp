#pragma once
// Finished answers, ready to be sent again.
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "web/conditional.hpp"
#include "web/message.hpp"

namespace tamizdat::web {

/// A whole answer to GET. Immutable once it is shared.
struct Finished {
  unsigned status = 200;
  Fields fields;
  Fields not_modified;                       ///< the fields of a 304 (RFC 9110 §15.4.5)
  std::shared_ptr<const std::string> bytes;  ///< null: nobody has asked for more than a 304 yet
  Validators validators;
  std::string_view route;  ///< as in Response
  std::string_view format;
  [[nodiscard]] std::size_t size() const;
};

struct CacheNumbers {
  std::uint64_t hits = 0;
  std::uint64_t misses = 0;
  std::uint64_t entries = 0;
  std::uint64_t bytes = 0;
};

/// How often something was found and not found, over all editions of a site: these numbers only ever grow.
/// One for each part of a cache, under whose lock nearly all threads that write it meet anyway.
struct alignas(64) CacheCount {
  std::atomic<std::uint64_t> hits{0};
  std::atomic<std::uint64_t> misses{0};
};
using CacheCounts = std::array<CacheCount, 16>;

/// A bounded store of finished answers. Lives with one publication, so that its version need not be in the
/// key. Thread-safe: sixteen parts with a lock each, held for the time of a look-up; what has not been asked
/// for again goes first (CLOCK).
class HotCache {
 public:
  /// `counts`: where caches before this one have counted too; null for its own.
  explicit HotCache(std::size_t bytes, std::shared_ptr<CacheCounts> counts = nullptr);
  [[nodiscard]] std::shared_ptr<const Finished> find(std::string_view key);
  /// Keeps it unless it is too large. If the key is there already, nothing happens, unless it lacked its
  /// bytes.
  void keep(std::string_view key, std::shared_ptr<const Finished> answer);
  [[nodiscard]] std::size_t bytes() const { return numbers().bytes; }
  [[nodiscard]] CacheNumbers numbers() const;

 private:
  struct Entry {
    std::string key;
    std::shared_ptr<const Finished> answer;
    std::size_t cost = 0;
    bool used = false;
  };
  struct Part {
    mutable std::mutex mutex;
    std::list<Entry> entries;  // the next to be looked at for eviction first
    std::unordered_map<std::string_view, std::list<Entry>::iterator> by_key;  // views into the entries
    std::size_t bytes = 0;
    CacheCount* count = nullptr;
  };
  static constexpr std::size_t part_count = std::tuple_size_v<CacheCounts>;
  static constexpr std::size_t overhead = 256;  // of maps, lists and pointers for an entry

  Part& part_of(std::string_view key);
  void make_room(Part& part, std::size_t cost) const;
  static void drop(Part& part, std::list<Entry>::iterator entry);

  std::array<Part, part_count> parts_;
  std::size_t part_limit_;
  std::shared_ptr<CacheCounts> counts_;
};

}  // namespace tamizdat::web
