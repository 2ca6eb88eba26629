#pragma once
// Quads on their way from a reading thread to the one that gives out ids.
#include <array>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "rdf/quad.hpp"

namespace tamizdat::store {

/// Some quads and prefixes with their text, in two blocks of memory.
class Batch {
 public:
  void add(const rdf::QuadView& quad);
  void add_prefix(std::string_view name, std::string_view iri) { prefixes_.emplace_back(name, iri); }

  /// Calls `visit(QuadView)` for each until it returns false. Views live as long as the batch.
  template <class Visit>
  void for_each(Visit visit) const {
    const char* text = text_.data();
    rdf::QuadView quad;
    for (auto item = items_.begin(); item != items_.end();) {
      for (rdf::TermView* term : {&quad.subject, &quad.predicate, &quad.object, &quad.graph})
        take(*item++, text, *term);
      if (!visit(quad)) return;
    }
  }

  [[nodiscard]] std::uint64_t quads() const { return items_.size() / 4; }
  [[nodiscard]] std::size_t bytes() const { return text_.size() + items_.size() * sizeof(Item); }
  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& prefixes() const { return prefixes_; }

  std::uint64_t bytes_read = 0;  ///< of the file, when the batch was complete

 private:
  struct Item {
    rdf::TermKind kind;
    bool same;  ///< as in the quad before
    std::uint32_t datatype;
    std::uint32_t language;
    std::uint32_t text;
  };

  struct Last {
    rdf::TermKind kind = rdf::TermKind::none;
    std::size_t begin = 0;
    std::size_t size = 0;
  };

  [[nodiscard]] bool is_last(const rdf::TermView& term, std::size_t place) const;
  void put(const rdf::TermView& term, std::size_t place);
  static void take(const Item& item, const char*& text, rdf::TermView& term) {
    if (item.same) return;
    const auto next = [&](std::uint32_t size) {
      return std::string_view(std::exchange(text, text + size), size);
    };
    term.kind = item.kind;
    term.text = next(item.text);
    term.datatype = next(item.datatype);
    term.language = next(item.language);
  }

  std::array<Last, 4> last_;  // by place in the quad
  std::vector<Item> items_;
  std::vector<char> text_;
  std::vector<std::pair<std::string, std::string>> prefixes_;
};

/// A bounded queue of batches between two threads.
class Channel {
 public:
  /// Waits while too much lies in the queue; false once nobody takes from it any more.
  bool push(Batch batch);
  void close();
  /// The next batch; nothing after the last one.
  std::optional<Batch> pop();
  /// Whoever pushes is told to stop.
  void abandon();

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Batch> batches_;
  std::size_t bytes_ = 0;
  bool closed_ = false;
  bool abandoned_ = false;
};

}  // namespace tamizdat::store
