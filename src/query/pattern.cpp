#include "query/pattern.hpp"

#include "query/filters.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <span>
#include <utility>
#include <vector>

namespace tamizdat::query {
namespace {

using store::Cursor;
using store::Quad;
using store::TermId;

/// Quads that were found beforehand; keeps alive what holds them.
class ListCursor : public Cursor {
 public:
  ListCursor(std::span<const Quad> quads, std::shared_ptr<const void> holder,
             std::shared_ptr<const store::Snapshot> snapshot)
      : quads_(quads), holder_(std::move(holder)), snapshot_(std::move(snapshot)) {}

  bool next(Quad& quad) override {
    if (cancelled_ || at_ == quads_.size()) return false;
    quad = quads_[at_++];
    return true;
  }
  std::uint64_t skip(std::uint64_t count) override {
    const std::uint64_t passed = std::min<std::uint64_t>(count, quads_.size() - at_);
    at_ += static_cast<std::size_t>(passed);
    return passed;
  }
  store::Estimate estimate() const override { return {quads_.size(), true}; }
  store::Order order() const override { return store::Order::none; }
  rdf::Result<void> status() const override {
    if (cancelled_) return rdf::Error(rdf::Code::cancelled, "the answer was cancelled");
    return {};
  }
  void cancel() override { cancelled_ = true; }

 private:
  std::span<const Quad> quads_;
  std::shared_ptr<const void> holder_;
  std::shared_ptr<const store::Snapshot> snapshot_;
  std::size_t at_ = 0;
  std::atomic<bool> cancelled_ = false;
};

struct Paired {
  Places flag;
  const Slot QuadPattern::*one;
  const Slot QuadPattern::*other;
};
constexpr std::array<Paired, 6> pairs = {{
    {Places::subject_predicate, &QuadPattern::subject, &QuadPattern::predicate},
    {Places::subject_object, &QuadPattern::subject, &QuadPattern::object},
    {Places::predicate_object, &QuadPattern::predicate, &QuadPattern::object},
    {Places::subject_graph, &QuadPattern::subject, &QuadPattern::graph},
    {Places::predicate_graph, &QuadPattern::predicate, &QuadPattern::graph},
    {Places::object_graph, &QuadPattern::object, &QuadPattern::graph},
}};

Places repetition(const QuadPattern& pattern) {
  Places equal = Places::none;
  for (const Paired& pair : pairs) {
    const Slot& one = pattern.*pair.one;
    const Slot& other = pattern.*pair.other;
    const bool shared =
        one.is_open() && other.is_open() && !one.variable.empty() && one.variable == other.variable;
    if (shared) equal = equal | pair.flag;
  }
  return equal;
}

}  // namespace

BoundPattern bind(const QuadPattern& pattern, const store::Snapshot& snapshot) {
  BoundPattern bound;
  const auto id_of = [&](const Slot& slot) -> TermId {
    if (slot.is_open()) return {};
    const auto id = snapshot.find(slot.term.view());
    if (!id) bound.impossible = true;
    return id.value_or(TermId{});
  };
  bound.pattern.subject = id_of(pattern.subject);
  bound.pattern.predicate = id_of(pattern.predicate);
  bound.pattern.object = id_of(pattern.object);
  bound.equal = repetition(pattern);
  if (pattern.graphs == Graphs::all_as_one) return bound;
  if (pattern.default_graph)
    bound.pattern.scope = store::Scope::default_graph();
  else if (pattern.graph.is_open())
    bound.pattern.scope = store::Scope::each();
  else
    bound.pattern.scope = store::Scope::named(id_of(pattern.graph));
  return bound;
}

BoundPattern about(BoundPattern pattern, TermId subject) {
  const Places equal = pattern.equal;
  const auto equals_subject = [&](Places pair) { return includes(equal, pair); };
  pattern.pattern.subject = subject;
  if (equals_subject(Places::subject_predicate)) pattern.pattern.predicate = subject;
  if (equals_subject(Places::subject_object)) pattern.pattern.object = subject;
  if (equals_subject(Places::subject_graph)) pattern.pattern.scope = store::Scope::named(subject);
  // What is left to compare: a pair that has nothing to do with the subject.
  constexpr std::array<std::pair<Places, Places>, 3> others = {
      {{Places::predicate_object, Places::subject_predicate},
       {Places::predicate_graph, Places::subject_predicate},
       {Places::object_graph, Places::subject_object}}};
  pattern.equal = Places::none;
  for (const auto& [pair, through_subject] : others) {
    if (includes(equal, pair) && !equals_subject(through_subject)) pattern.equal = pattern.equal | pair;
  }
  return pattern;
}

std::uint64_t count(const BoundPattern& pattern, const store::Snapshot& snapshot, const Repeats& repeats) {
  if (pattern.impossible) return 0;
  if (pattern.equal != Places::none) return repeats.find(pattern.pattern, pattern.equal).size();
  return snapshot.count(pattern.pattern).count;
}

std::unique_ptr<Cursor> open(const BoundPattern& pattern, const store::Snapshot& snapshot,
                             const Repeats& repeats) {
  if (pattern.impossible) return list_cursor({}, snapshot);
  if (pattern.equal == Places::none) return snapshot.match(pattern.pattern);
  return std::make_unique<ListCursor>(repeats.find(pattern.pattern, pattern.equal),
                                      repeats.shared_from_this(), snapshot.shared_from_this());
}

std::unique_ptr<Cursor> list_cursor(std::vector<Quad> quads, const store::Snapshot& snapshot) {
  const auto holder = std::make_shared<const std::vector<Quad>>(std::move(quads));
  return std::make_unique<ListCursor>(*holder, holder, snapshot.shared_from_this());
}

}  // namespace tamizdat::query
