#pragma once
// What is made of a publication for finding things in it: the index of words, and the order of names.
#include <atomic>
#include <future>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "query/search_index.hpp"
#include "rdf/error.hpp"
#include "store/quad.hpp"

namespace tamizdat::answer {

struct Publication;
class Labels;

/// The things in the order of their names (folded, then by text), those without names last.
std::vector<store::TermId> in_order_of_names(Labels& labels, std::span<const store::TermId> things);
/// The same for classes and properties, as Labels::word names them.
std::vector<store::TermId> in_order_of_words(Labels& labels, std::span<const store::TermId> words);

/// Belongs to one publication. Small data are ready when it is made; larger ones are read by a thread of
/// its own, so that they can be served meanwhile. Thread-safe; its end stops that thread and waits for it.
class Finding {
 public:
  /// Texts, and things of one kind, that are few enough to be dealt with at once.
  static constexpr std::uint64_t small = 2000;

  /// `publication` must outlive it.
  explicit Finding(const Publication& publication);
  ~Finding();
  Finding(const Finding&) = delete;
  Finding& operator=(const Finding&) = delete;

  struct Made {
    std::shared_ptr<const query::SearchIndex> index;
    /// Kinds with more than `small` things: all of them in the order of names, as one sees them who wishes
    /// for no language.
    std::unordered_map<std::uint32_t, std::vector<store::TermId>> ordered;
  };
  /// Code::unavailable while it is being made; what made it fail, if that did.
  [[nodiscard]] rdf::Result<const Made*> get() const;
  /// Waits until get() no longer says unavailable.
  void wait() const;

 private:
  using Outcome = rdf::Result<Made>;
  std::atomic<bool> stop_ = false;
  std::shared_future<Outcome> made_;
};

}  // namespace tamizdat::answer
