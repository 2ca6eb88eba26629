#pragma once
// Triples in three sorted orders, and where each graph's triples stand in them.
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "store/cursor.hpp"
#include "store/dictionary.hpp"
#include "store/quad.hpp"

namespace tamizdat::store {

/// Rows `begin` to `end` of an ordering.
struct Range {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  [[nodiscard]] std::uint32_t size() const { return end - begin; }
};

/// One sorted order of the distinct triples. The leading term of a row is not stored with it: `starts`, by
/// the leading term's rank among all terms, tells where its rows begin.
class Ordering {
 public:
  struct Row {
    TermId second;
    TermId third;
    auto operator<=>(const Row&) const = default;
  };

  Ordering() = default;
  Ordering(std::vector<std::uint32_t> starts, std::vector<Row> rows)
      : starts_(std::move(starts)), rows_(std::move(rows)) {}

  [[nodiscard]] Range all() const { return {0, static_cast<std::uint32_t>(rows_.size())}; }
  [[nodiscard]] Range of(std::uint32_t rank) const {
    return rank + std::size_t{1} < starts_.size() ? Range{starts_[rank], starts_[rank + 1]} : Range{};
  }
  [[nodiscard]] Range narrow(Range range, TermId second) const;
  [[nodiscard]] Range narrow(Range range, Row row) const;
  [[nodiscard]] const Row& row(std::uint32_t at) const { return rows_[at]; }
  /// Bring near the processor what of() reads, and then the first rows themselves.
  void fetch_start(std::uint32_t rank) const {
    if (rank < starts_.size()) __builtin_prefetch(&starts_[rank]);
  }
  void fetch_rows(std::uint32_t rank) const {
    const Range range = of(rank);
    if (range.size() > 0) __builtin_prefetch(&rows_[range.begin]);
  }
  /// The rank whose rows include row `at`.
  [[nodiscard]] std::uint32_t rank_of(std::uint32_t at) const;
  [[nodiscard]] std::uint64_t bytes() const;
  [[nodiscard]] std::uint64_t fingerprint() const;

 private:
  std::vector<std::uint32_t> starts_;  // up to the greatest rank that leads
  std::vector<Row> rows_;
};

/// Term ids as numbers without gaps: IRIs, then blank nodes, then literals; the order of the ids is kept.
class Ranks {
 public:
  Ranks() = default;
  explicit Ranks(const Dictionary& terms);
  [[nodiscard]] std::uint32_t rank(TermId id) const { return before_[slot(id)] + id.index(); }
  [[nodiscard]] TermId id(std::uint32_t rank) const;

 private:
  static std::size_t slot(TermId id) { return static_cast<std::size_t>(id.kind()) & 3U; }
  std::array<std::uint32_t, 4> before_{};  // by kind
};

/// The rows of one graph in each order, ascending.
struct GraphRows {
  std::array<std::span<const std::uint32_t>, 3> rows;
  bool everything = false;  ///< the graph holds every triple: its rows are all rows, none are listed
};

/// Which order answers a pattern, and its rows there.
struct Match {
  Order order = Order::spo;
  Range range;
  std::uint32_t leader = 0;  ///< rank of the leading term, if the pattern binds it
};

/// The frozen quads. The distinct triples stand in SPO, POS and OSP; a graph is a list of row numbers in
/// each, left out for a graph that holds every triple. Triples in several graphs have one row in the orders
/// and are "repeats" for each graph after their first, so that every count is a difference of two positions.
class Index {
 public:
  Index() = default;
  Index(const Index&) = delete;  // graphs point into lists
  Index& operator=(const Index&) = delete;
  Index(Index&&) = default;
  Index& operator=(Index&&) = default;
  ~Index() = default;

  /// Sorts and removes repeats; `quads` is taken apart while it is read. Ids are from `terms`.
  static Index build(std::vector<std::vector<Quad>> quads, const Dictionary& terms);

  [[nodiscard]] const Ordering& ordering(Order order) const { return orders_[number(order)]; }
  [[nodiscard]] const Ranks& ranks() const { return ranks_; }
  [[nodiscard]] Match find(TermId subject, TermId predicate, TermId object) const;
  /// The row's terms, graph 0.
  [[nodiscard]] Quad quad(Order order, std::uint32_t row, TermId leader) const;

  /// Null if the graph holds nothing. 0 is the default graph.
  [[nodiscard]] const GraphRows* graph(TermId id) const;
  /// All that hold something, in order of id; the default graph first.
  [[nodiscard]] const std::vector<TermId>& graphs() const { return graphs_; }

  /// The rows (ascending, again for each further graph) whose triple is in more than one graph.
  [[nodiscard]] std::span<const std::uint32_t> repeats(Order order) const { return repeats_[number(order)]; }
  /// The first graph of a row of SPO, and the graph of a repeat in SPO.
  [[nodiscard]] TermId first_graph(std::uint32_t row) const {
    return first_graphs_.empty() ? graphs_.front() : first_graphs_[row];
  }
  [[nodiscard]] TermId repeat_graph(std::size_t repeat) const { return repeat_graphs_[repeat]; }
  /// The row in SPO of the triple.
  [[nodiscard]] std::uint32_t spo_row(const Quad& triple) const;

  [[nodiscard]] std::uint64_t triples() const { return orders_[0].all().size(); }
  [[nodiscard]] std::uint64_t quads() const { return triples() + repeat_graphs_.size(); }
  [[nodiscard]] std::uint64_t bytes() const;
  [[nodiscard]] std::uint64_t fingerprint() const;

 private:
  friend class IndexBuild;
  static std::size_t number(Order order) { return static_cast<std::size_t>(order) - 1; }

  Ranks ranks_;
  std::array<Ordering, 3> orders_;
  std::vector<TermId> first_graphs_;  // by row of SPO; empty if there is one graph only
  std::array<std::vector<std::uint32_t>, 3> repeats_;
  std::vector<TermId> repeat_graphs_;
  std::vector<TermId> graphs_;
  std::vector<GraphRows> graph_rows_;                      // beside graphs_
  std::array<std::vector<std::uint32_t>, 3> graph_lists_;  // what graph_rows_ points into
};

}  // namespace tamizdat::store
