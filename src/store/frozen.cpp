#include "store/frozen.hpp"

#include <algorithm>
#include <array>
#include <atomic>

#include "store/hash.hpp"

namespace tamizdat::store {
namespace {

using Rows = std::span<const std::uint32_t>;

// Those of an ascending list that fall into the range.
Rows within(Rows list, Range range) {
  const auto begin = std::lower_bound(list.begin(), list.end(), range.begin);
  const auto end = std::lower_bound(begin, list.end(), range.end);
  return list.subspan(static_cast<std::size_t>(begin - list.begin()), static_cast<std::size_t>(end - begin));
}

// Reads rows of an order that are asked for in ascending order.
class RowReader {
 public:
  RowReader(const Index& index, const Match& match)
      : index_(index), ordering_(index.ordering(match.order)), order_(match.order) {
    lead(match.leader);
  }

  Quad read(std::uint32_t row) {
    if (row >= leader_rows_.end || row < leader_rows_.begin) find_leader(row);
    return index_.quad(order_, row, leader_id_);
  }
  [[nodiscard]] const Ordering::Row& row(std::uint32_t at) const { return ordering_.row(at); }
  [[nodiscard]] Order order() const { return order_; }
  [[nodiscard]] const Index& index() const { return index_; }

 private:
  void lead(std::uint32_t rank) {
    leader_ = rank;
    leader_id_ = index_.ranks().id(rank);
    leader_rows_ = ordering_.of(rank);
  }
  void find_leader(std::uint32_t row) {
    lead(leader_ + 1);
    if (row >= leader_rows_.end || row < leader_rows_.begin) lead(ordering_.rank_of(row));
  }

  const Index& index_;
  const Ordering& ordering_;
  Order order_;
  std::uint32_t leader_ = 0;
  TermId leader_id_;
  Range leader_rows_;
};

// What the cursors over memory have in common: positions from 0 to size, of which nothing can fail.
class MemoryCursor : public Cursor {
 public:
  /// What it reads from, and who keeps that alive.
  struct Source {
    std::shared_ptr<const Snapshot> owner;
    const Dictionary& terms;
    const Index& index;
  };
  MemoryCursor(Source source, const Match& match, std::uint64_t size)
      : reader_(source.index, match), terms_(source.terms), owner_(std::move(source.owner)), size_(size) {}

  bool next(Quad& quad) final {
    if (at_ == size_ || cancelled_.load(std::memory_order_relaxed)) return false;
    if (at_ >= expected_) fetch_terms();
    quad = read(at_++);
    return true;
  }
  std::uint64_t skip(std::uint64_t count) final {
    const std::uint64_t step = std::min(count, size_ - at_);
    at_ += step;
    if (step > 0) skipped(at_);
    return step;
  }
  void expect_terms() final {
    expected_ = at_;
    if (at_ < size_) fetch_terms();
  }
  [[nodiscard]] Estimate estimate() const final { return {size_, true}; }
  [[nodiscard]] Order order() const final { return reader_.order(); }
  rdf::Result<void> status() const final {
    if (cancelled_) return rdf::Error(rdf::Code::cancelled, "the query was cancelled");
    return {};
  }
  void cancel() final { cancelled_ = true; }

 protected:
  // The quad at a position; positions ascend, by one unless skipped() was told.
  virtual Quad read(std::uint64_t at) = 0;
  virtual void skipped(std::uint64_t) {}
  // The row that read() would look at, or one nearby.
  [[nodiscard]] virtual std::uint32_t row_at(std::uint64_t at) const = 0;

  RowReader reader_;

 private:
  static constexpr std::uint64_t terms_ahead = 32;  // quads

  void fetch_terms() {
    std::array<TermId, 2 * terms_ahead> ids;
    std::size_t count = 0;
    expected_ = std::min(at_ + terms_ahead, size_);
    for (std::uint64_t at = at_; at < expected_; ++at) {
      const Ordering::Row& row = reader_.row(row_at(at));
      ids[count++] = row.second;
      ids[count++] = row.third;
    }
    terms_.fetch(std::span(ids).first(count));
  }

  const Dictionary& terms_;
  std::shared_ptr<const Snapshot> owner_;
  std::uint64_t at_ = 0;
  std::uint64_t size_;
  std::uint64_t expected_ = static_cast<std::uint64_t>(-1);  // terms are fetched up to here, then further
  std::atomic<bool> cancelled_ = false;
};

// Each triple of a range once.
class UnionCursor final : public MemoryCursor {
 public:
  UnionCursor(Source source, const Match& match, TermId graph)
      : MemoryCursor(std::move(source), match, match.range.size()),
        begin_(match.range.begin),
        graph_(graph) {}

 private:
  Quad read(std::uint64_t at) override {
    Quad quad = reader_.read(row_at(at));
    quad.graph = graph_;
    return quad;
  }
  [[nodiscard]] std::uint32_t row_at(std::uint64_t at) const override {
    return begin_ + static_cast<std::uint32_t>(at);
  }

  std::uint32_t begin_;
  TermId graph_;
};

// The triples of one graph.
class GraphCursor final : public MemoryCursor {
 public:
  GraphCursor(Source source, const Match& match, Rows rows, TermId graph)
      : MemoryCursor(std::move(source), match, rows.size()), rows_(rows), graph_(graph) {}

 private:
  Quad read(std::uint64_t at) override {
    Quad quad = reader_.read(row_at(at));
    quad.graph = graph_;
    return quad;
  }
  [[nodiscard]] std::uint32_t row_at(std::uint64_t at) const override {
    return rows_[static_cast<std::size_t>(at)];
  }

  Rows rows_;
  TermId graph_;
};

// Each triple of a range with each of its graphs: rows and repeats merged.
class EachCursor final : public MemoryCursor {
 public:
  EachCursor(Source source, const Match& match, Rows repeats)
      : MemoryCursor(std::move(source), match, match.range.size() + repeats.size()),
        begin_(match.range.begin),
        end_(match.range.end),
        repeats_(repeats) {}

 private:
  // A quad's position is its row's place in the range and the number of repeats before it.
  Quad read(std::uint64_t at) override {
    const auto row = static_cast<std::uint32_t>(begin_ + at - repeats_passed_);
    if (repeats_passed_ < repeats_.size() && repeats_[repeats_passed_] + 1 == row) {
      ++repeats_passed_;
      return with_graph(row - 1, ++repeats_of_row_);
    }
    repeats_of_row_ = 0;
    return with_graph(row, 0);
  }

  // Repeats on the way to it are not looked for.
  [[nodiscard]] std::uint32_t row_at(std::uint64_t at) const override {
    return std::min(static_cast<std::uint32_t>(begin_ + at - repeats_passed_), end_ - 1);
  }

  void skipped(std::uint64_t at) override {
    // Repeat i stands right after its row: at position repeats_[i] - begin_ + 1 + i.
    std::size_t low = 0;
    std::size_t high = repeats_.size();
    while (low < high) {
      const std::size_t middle = (low + high) / 2;
      if (repeats_[middle] - begin_ + 1 + middle < at)
        low = middle + 1;
      else
        high = middle;
    }
    repeats_passed_ = low;
    const auto first =
        low == 0 ? repeats_.begin() : std::lower_bound(repeats_.begin(), repeats_.end(), repeats_[low - 1]);
    repeats_of_row_ = low - static_cast<std::size_t>(first - repeats_.begin());
    const auto last_row = static_cast<std::uint32_t>(begin_ + at - 1 - low);
    if (low > 0 && repeats_[low - 1] != last_row) repeats_of_row_ = 0;
  }

  Quad with_graph(std::uint32_t row, std::size_t repeat) {
    const Index& index = reader_.index();
    Quad quad = reader_.read(row);
    const std::uint32_t spo = reader_.order() == Order::spo ? row : index.spo_row(quad);
    quad.graph = repeat == 0 ? index.first_graph(spo) : index.repeat_graph(first_repeat(spo) + repeat - 1);
    return quad;
  }

  std::size_t first_repeat(std::uint32_t spo) {
    const Rows all = reader_.index().repeats(Order::spo);
    return static_cast<std::size_t>(std::lower_bound(all.begin(), all.end(), spo) - all.begin());
  }

  std::uint32_t begin_;
  std::uint32_t end_;
  Rows repeats_;
  std::size_t repeats_passed_ = 0;
  std::size_t repeats_of_row_ = 0;
};

std::uint64_t graph_count(const GraphRows& graph, const Match& match) {
  if (graph.everything) return match.range.size();
  return within(graph.rows[static_cast<std::size_t>(match.order) - 1], match.range).size();
}

std::string hex(std::uint64_t value) {
  std::string text;
  for (int shift = 60; shift >= 0; shift -= 4) text += "0123456789abcdef"[(value >> shift) & 0xF];
  return text;
}

}  // namespace

Frozen::Frozen(Dictionary terms, Index index, rdf::Prefixes prefixes, std::vector<SourceFile> sources)
    : terms_(std::move(terms)), index_(std::move(index)), prefixes_(std::move(prefixes)) {
  info_.sources = std::move(sources);
  describe();
}

void Frozen::describe() {
  info_.quads = index_.quads();
  info_.triples = index_.triples();
  info_.terms = terms_.size();
  info_.bytes = terms_.bytes() + index_.bytes();
  for (const SourceFile& source : info_.sources) info_.modified = std::max(info_.modified, source.modified);
  for (const TermId graph : index_.graphs()) {
    if (graph)
      info_.graphs.push_back(graph);
    else
      info_.has_default_graph = true;
  }
  std::sort(info_.graphs.begin(), info_.graphs.end(), [&](TermId a, TermId b) { return term(a) < term(b); });
  info_.version = version();
}

// Everything that an answer can depend on: terms and their order, quads, prefixes.
std::string Frozen::version() const {
  std::uint64_t hash = mix(terms_.fingerprint() | 1, index_.fingerprint() | 1);
  for (const auto& [name, iri] : prefixes_.entries()) hash = hash_bytes(iri, hash_bytes(name, hash));
  return hex(hash);
}

std::optional<TermId> Frozen::find(const rdf::TermView& term) const {
  return terms_.find(term);
}

rdf::TermView Frozen::term(TermId id) const {
  return terms_.term(id);
}

Match Frozen::rows(const Pattern& pattern) const {
  for (const TermId id : {pattern.subject, pattern.predicate, pattern.object})
    if (id && !terms_.holds(id)) return {};
  return index_.find(pattern.subject, pattern.predicate, pattern.object);
}

Estimate Frozen::count(const Pattern& pattern) const {
  const Match match = rows(pattern);
  switch (pattern.scope.kind()) {
    case Scope::Kind::all_as_one:
      return {match.range.size(), true};
    case Scope::Kind::each:
      return {match.range.size() + within(index_.repeats(match.order), match.range).size(), true};
    case Scope::Kind::one:
      break;
  }
  const GraphRows* graph = index_.graph(pattern.scope.graph());
  return {graph == nullptr ? 0 : graph_count(*graph, match), true};
}

void Frozen::expect_subjects(std::span<const TermId> ids) const {
  const Ordering& rows = index_.ordering(Order::spo);
  for (const TermId id : ids)
    if (terms_.holds(id)) rows.fetch_start(index_.ranks().rank(id));
  for (const TermId id : ids)
    if (terms_.holds(id)) rows.fetch_rows(index_.ranks().rank(id));
}

std::size_t Frozen::objects(TermId subject, TermId predicate, std::span<TermId> room) const {
  if (!terms_.holds(subject) || !terms_.holds(predicate)) return 0;
  const Match match = index_.find(subject, predicate, {});
  const std::size_t count = std::min<std::size_t>(match.range.size(), room.size());
  for (std::size_t i = 0; i < count; ++i)
    room[i] = index_.ordering(match.order).row(match.range.begin + static_cast<std::uint32_t>(i)).third;
  return count;
}

std::unique_ptr<Cursor> Frozen::match(const Pattern& pattern) const {
  Match match = rows(pattern);
  MemoryCursor::Source source{shared_from_this(), terms_, index_};
  if (pattern.scope.kind() == Scope::Kind::each)
    return std::make_unique<EachCursor>(std::move(source), match,
                                        within(index_.repeats(match.order), match.range));
  if (pattern.scope.kind() == Scope::Kind::all_as_one)
    return std::make_unique<UnionCursor>(std::move(source), match, TermId());
  const TermId id = pattern.scope.graph();
  const GraphRows* graph = index_.graph(id);
  if (graph == nullptr) match.range = {};
  if (graph == nullptr || graph->everything)
    return std::make_unique<UnionCursor>(std::move(source), match, id);
  const Rows rows = within(graph->rows[static_cast<std::size_t>(match.order) - 1], match.range);
  return std::make_unique<GraphCursor>(std::move(source), match, rows, id);
}

}  // namespace tamizdat::store
