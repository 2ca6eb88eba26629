#include "store/index.hpp"

#include <algorithm>
#include <utility>

#include "store/hash.hpp"

namespace tamizdat::store {
namespace {

using Row = Ordering::Row;

Range between(const std::vector<Row>& rows, const Row* begin, const Row* end) {
  return {static_cast<std::uint32_t>(begin - rows.data()), static_cast<std::uint32_t>(end - rows.data())};
}

template <class T>
std::uint64_t bytes_of(const std::vector<T>& v) {
  return v.capacity() * sizeof(T);
}

template <class T>
std::uint64_t hash_of(const std::vector<T>& v, std::uint64_t seed) {
  return hash_bytes({reinterpret_cast<const char*>(v.data()), v.size() * sizeof(T)}, seed);
}

// Counts become positions: counts[i] is where i begins, and counts.back() the sum.
void counts_to_starts(std::vector<std::uint32_t>& counts) {
  std::uint32_t sum = 0;
  for (std::uint32_t& n : counts) sum += std::exchange(n, sum);
}

// Counted positions that were moved on by filling: each has become the next one's beginning.
void starts_after_filling(std::vector<std::uint32_t>& starts) {
  std::copy_backward(starts.begin(), starts.end() - 1, starts.end());
  starts.front() = 0;
}

}  // namespace

Range Ordering::narrow(Range range, TermId second) const {
  struct BySecond {
    bool operator()(const Row& row, TermId id) const { return row.second < id; }
    bool operator()(TermId id, const Row& row) const { return id < row.second; }
  };
  const auto [begin, end] =
      std::equal_range(rows_.data() + range.begin, rows_.data() + range.end, second, BySecond{});
  return between(rows_, begin, end);
}

Range Ordering::narrow(Range range, Row row) const {
  const auto [begin, end] = std::equal_range(rows_.data() + range.begin, rows_.data() + range.end, row);
  return between(rows_, begin, end);
}

std::uint32_t Ordering::rank_of(std::uint32_t at) const {
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), at);
  return static_cast<std::uint32_t>(after - starts_.begin()) - 1;
}

std::uint64_t Ordering::bytes() const {
  return bytes_of(starts_) + bytes_of(rows_);
}

std::uint64_t Ordering::fingerprint() const {
  return hash_of(rows_, hash_of(starts_, rows_.size()));
}

Ranks::Ranks(const Dictionary& terms) {
  const auto [none, iri, blank, literal] =
      std::array{rdf::TermKind::none, rdf::TermKind::iri, rdf::TermKind::blank, rdf::TermKind::literal};
  static_cast<void>(none);
  before_[static_cast<std::size_t>(blank)] = terms.count(iri);
  before_[static_cast<std::size_t>(literal)] = terms.count(iri) + terms.count(blank);
}

TermId Ranks::id(std::uint32_t rank) const {
  std::size_t kind = before_.size() - 1;
  while (kind > 1 && rank < before_[kind]) --kind;
  return {static_cast<rdf::TermKind>(kind), rank - before_[kind]};
}

Match Index::find(TermId subject, TermId predicate, TermId object) const {
  if (!subject && !predicate && !object) return {Order::spo, orders_[0].all(), 0};
  // The order in which the bound places come first; with all three bound, any.
  const Order order = subject && (predicate || !object) ? Order::spo : predicate ? Order::pos : Order::osp;
  const std::array<TermId, 3> turned = order == Order::spo   ? std::array{subject, predicate, object}
                                       : order == Order::pos ? std::array{predicate, object, subject}
                                                             : std::array{object, subject, predicate};
  const Ordering& rows = ordering(order);
  const std::uint32_t leader = ranks_.rank(turned[0]);
  Range range = rows.of(leader);
  if (turned[2])
    range = rows.narrow(range, Row{turned[1], turned[2]});
  else if (turned[1])
    range = rows.narrow(range, turned[1]);
  return {order, range, leader};
}

Quad Index::quad(Order order, std::uint32_t at, TermId first) const {
  const Row& row = ordering(order).row(at);
  switch (order) {
    case Order::pos:
      return {row.third, first, row.second, {}};
    case Order::osp:
      return {row.second, row.third, first, {}};
    default:
      return {first, row.second, row.third, {}};
  }
}

const GraphRows* Index::graph(TermId id) const {
  const auto at = std::lower_bound(graphs_.begin(), graphs_.end(), id);
  if (at == graphs_.end() || *at != id) return nullptr;
  return &graph_rows_[static_cast<std::size_t>(at - graphs_.begin())];
}

std::uint32_t Index::spo_row(const Quad& triple) const {
  return find(triple.subject, triple.predicate, triple.object).range.begin;
}

std::uint64_t Index::bytes() const {
  std::uint64_t sum =
      bytes_of(first_graphs_) + bytes_of(repeat_graphs_) + bytes_of(graphs_) + bytes_of(graph_rows_);
  for (const auto& order : orders_) sum += order.bytes();
  for (const auto& list : repeats_) sum += bytes_of(list);
  for (const auto& list : graph_lists_) sum += bytes_of(list);
  return sum;
}

std::uint64_t Index::fingerprint() const {
  std::uint64_t hash = orders_[0].fingerprint();
  hash = hash_of(graphs_, hash_of(first_graphs_, hash));
  return hash_of(repeat_graphs_, hash_of(repeats_[0], hash));
}

// Freezing. Quads arrive grouped by subject, more or less: they are put into buckets by subject and each
// bucket is sorted by itself. The other orders need no comparing: rows of SPO dealt out by object stand in
// OSP, and rows of OSP dealt out by predicate stand in POS.
class IndexBuild {
 public:
  explicit IndexBuild(const Dictionary& terms) : terms_(terms.size()) { index_.ranks_ = Ranks(terms); }

  Index run(std::vector<std::vector<Quad>> quads) {
    bucket_by_subject(std::move(quads));
    sort_subjects();
    take_spo();
    deal_osp();
    deal_pos();
    list_graphs();
    return std::move(index_);
  }

 private:
  struct Rest {
    TermId predicate;
    TermId object;
    TermId graph;
    auto operator<=>(const Rest&) const = default;
  };
  using Starts = std::vector<std::uint32_t>;

  [[nodiscard]] std::uint32_t rank(TermId id) const { return index_.ranks_.rank(id); }

  void bucket_by_subject(std::vector<std::vector<Quad>> quads) {
    std::size_t total = 0;
    buckets_.assign(terms_ + 1, 0);
    for (const auto& chunk : quads) {
      total += chunk.size();
      for (const Quad& q : chunk) ++buckets_[rank(q.subject)];
    }
    counts_to_starts(buckets_);
    rest_.resize(total);
    for (auto& chunk : quads) {
      for (const Quad& q : chunk) rest_[buckets_[rank(q.subject)]++] = {q.predicate, q.object, q.graph};
      std::vector<Quad>().swap(chunk);
    }
    starts_after_filling(buckets_);
  }

  void sort_subjects() {
    for (std::size_t s = 0; s + 1 < buckets_.size(); ++s) {
      const auto begin = rest_.begin() + buckets_[s];
      const auto end = rest_.begin() + buckets_[s + 1];
      if (!std::is_sorted(begin, end)) std::sort(begin, end);
    }
  }

  // Rows, their first graphs, and the repeats.
  void take_spo() {
    Starts starts;
    std::vector<Row> rows;
    rows.reserve(rest_.size());
    for (std::size_t s = 0; s + 1 < buckets_.size(); ++s) {
      starts.push_back(static_cast<std::uint32_t>(rows.size()));
      for (std::uint32_t i = buckets_[s]; i < buckets_[s + 1]; ++i) {
        if (i == buckets_[s] || !same_triple(rest_[i], rest_[i - 1])) {
          rows.push_back({rest_[i].predicate, rest_[i].object});
          index_.first_graphs_.push_back(rest_[i].graph);
        } else if (rest_[i].graph != rest_[i - 1].graph) {
          index_.repeats_[0].push_back(static_cast<std::uint32_t>(rows.size()) - 1);
          index_.repeat_graphs_.push_back(rest_[i].graph);
        }
      }
    }
    starts.push_back(static_cast<std::uint32_t>(rows.size()));
    std::vector<Rest>().swap(rest_);
    Starts().swap(buckets_);
    set(Order::spo, std::move(starts), std::move(rows));
    note_graphs();
  }

  static bool same_triple(const Rest& a, const Rest& b) {
    return a.predicate == b.predicate && a.object == b.object;
  }

  void set(Order order, Starts starts, std::vector<Row> rows) {
    while (starts.size() > 1 && starts[starts.size() - 2] == rows.size()) starts.pop_back();
    starts.shrink_to_fit();
    rows.shrink_to_fit();
    index_.orders_[Index::number(order)] = Ordering(std::move(starts), std::move(rows));
  }

  void note_graphs() {
    auto& graphs = index_.graphs_;
    for (const auto* list : {&index_.first_graphs_, &index_.repeat_graphs_}) {
      for (const TermId g : *list)
        if (graphs.empty() || graphs.back() != g) graphs.push_back(g);
      std::sort(graphs.begin(), graphs.end());
      graphs.erase(std::unique(graphs.begin(), graphs.end()), graphs.end());
    }
    if (graphs.size() <= 1) index_.first_graphs_.clear();
    index_.first_graphs_.shrink_to_fit();
  }

  // Deals the rows of one order out by their last term. The result is in order, for the dealing is stable.
  void deal(Order from, Order to, const Starts& old_rows, Starts& new_rows) {
    const Ordering& source = index_.ordering(from);
    const std::uint32_t size = source.all().end;
    Starts starts(terms_ + 1, 0);
    for (std::uint32_t i = 0; i < size; ++i) ++starts[rank(source.row(i).third)];
    counts_to_starts(starts);
    std::vector<Row> rows(size);
    if (several_graphs()) new_rows.resize(size);
    std::uint32_t leader = 0;
    for (std::uint32_t i = 0; i < size; ++i) {
      while (source.of(leader).end <= i) ++leader;
      const Row& row = source.row(i);
      const std::uint32_t at = starts[rank(row.third)]++;
      rows[at] = {index_.ranks_.id(leader), row.second};
      if (several_graphs()) new_rows[at] = old_rows.empty() ? i : old_rows[i];
    }
    starts_after_filling(starts);
    set(to, std::move(starts), std::move(rows));
  }

  void deal_osp() { deal(Order::spo, Order::osp, {}, spo_of_osp_); }
  void deal_pos() { deal(Order::osp, Order::pos, spo_of_osp_, spo_of_pos_); }

  [[nodiscard]] bool several_graphs() const { return index_.graphs_.size() > 1; }

  [[nodiscard]] std::size_t graph_number(TermId id) const {
    const auto& graphs = index_.graphs_;
    return static_cast<std::size_t>(std::lower_bound(graphs.begin(), graphs.end(), id) - graphs.begin());
  }

  void list_graphs() {
    const std::size_t graphs = index_.graphs_.size();
    index_.graph_rows_.resize(graphs);
    if (!several_graphs()) {
      for (auto& g : index_.graph_rows_) g.everything = true;
      return;
    }
    Starts sizes(graphs + 1, 0);
    for (const TermId g : index_.first_graphs_) ++sizes[graph_number(g)];
    for (const TermId g : index_.repeat_graphs_) ++sizes[graph_number(g)];
    const std::size_t triples = index_.triples();
    for (std::size_t g = 0; g < graphs; ++g) {
      index_.graph_rows_[g].everything = sizes[g] == triples;
      if (index_.graph_rows_[g].everything) sizes[g] = 0;
    }
    counts_to_starts(sizes);
    list_rows(Order::spo, sizes, {});
    list_rows(Order::osp, sizes, spo_of_osp_);
    list_rows(Order::pos, sizes, spo_of_pos_);
  }

  // Walks the rows of an order and puts each into the lists of its graphs, and into the repeats.
  void list_rows(Order order, const Starts& starts, const Starts& spo_rows) {
    const auto& repeats = index_.repeats_[0];
    auto& list = index_.graph_lists_[Index::number(order)];
    list.resize(starts.back());
    Starts next = starts;
    std::vector<std::uint32_t> repeats_here;
    TermId last = index_.graphs_.front();
    std::size_t last_number = 0;
    const auto put = [&](TermId g, std::uint32_t row) {
      if (g != last) last_number = graph_number(last = g);
      if (!index_.graph_rows_[last_number].everything) list[next[last_number]++] = row;
    };
    for (std::uint32_t row = 0; row < index_.triples(); ++row) {
      const std::uint32_t spo = spo_rows.empty() ? row : spo_rows[row];
      put(index_.first_graphs_[spo], row);
      if (repeats.empty()) continue;
      auto again = std::lower_bound(repeats.begin(), repeats.end(), spo);
      for (; again != repeats.end() && *again == spo; ++again) {
        put(index_.repeat_graphs_[static_cast<std::size_t>(again - repeats.begin())], row);
        repeats_here.push_back(row);
      }
    }
    for (std::size_t g = 0; g < index_.graphs_.size(); ++g)
      index_.graph_rows_[g].rows[Index::number(order)] = {list.data() + starts[g],
                                                          list.data() + starts[g + 1]};
    repeats_here.shrink_to_fit();
    index_.repeats_[Index::number(order)] = std::move(repeats_here);
  }

  std::size_t terms_;
  Index index_;
  Starts buckets_;
  std::vector<Rest> rest_;
  Starts spo_of_osp_;
  Starts spo_of_pos_;
};

Index Index::build(std::vector<std::vector<Quad>> quads, const Dictionary& terms) {
  return IndexBuild(terms).run(std::move(quads));
}

}  // namespace tamizdat::store
