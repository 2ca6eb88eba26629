#include "query/bindings.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <utility>

namespace tamizdat::query {
namespace {

using rdf::Code;
using rdf::Error;
using rdf::Term;
using store::Quad;
using store::Snapshot;

struct Place {
  const Slot QuadPattern::*slot;
  void (*put)(store::Pattern&, store::TermId);
  Places pairs;  ///< that it belongs to
};
constexpr std::array<Place, 4> all_places = {{
    {&QuadPattern::subject, [](store::Pattern& p, store::TermId id) { p.subject = id; },
     Places::subject_predicate | Places::subject_object | Places::subject_graph},
    {&QuadPattern::predicate, [](store::Pattern& p, store::TermId id) { p.predicate = id; },
     Places::subject_predicate | Places::predicate_object | Places::predicate_graph},
    {&QuadPattern::object, [](store::Pattern& p, store::TermId id) { p.object = id; },
     Places::subject_object | Places::predicate_object | Places::object_graph},
    {&QuadPattern::graph,
     [](store::Pattern& p, store::TermId graph) { p.scope = store::Scope::named(graph); },
     Places::subject_graph | Places::predicate_graph | Places::object_graph},
}};

/// A variable of the bindings, and a place of the pattern where it stands.
struct Target {
  std::size_t variable;
  const Place* place;
};

std::vector<Target> targets_in(const QuadPattern& pattern, const std::vector<std::string>& variables) {
  std::vector<Target> targets;
  for (const Place& place : all_places) {
    const Slot& slot = pattern.*place.slot;
    if (!slot.is_open() || slot.variable.empty()) continue;
    const auto at = std::find(variables.begin(), variables.end(), slot.variable);
    if (at == variables.end()) continue;
    targets.push_back({static_cast<std::size_t>(at - variables.begin()), &place});
  }
  return targets;
}

/// Puts one row into a pattern.
BoundPattern put(BoundPattern pattern, const std::vector<Target>& targets, const std::vector<Term>& row,
                 const Snapshot& snapshot) {
  for (const auto& [variable, place] : targets) {
    const Term& value = row[variable];
    if (value.kind == rdf::TermKind::none) continue;
    const auto id = snapshot.find(value.view());
    if (!id) {
      pattern.impossible = true;
      return pattern;
    }
    place->put(pattern.pattern, *id);
    pattern.equal = without(pattern.equal, place->pairs);
  }
  return pattern;
}

bool same_scope(const store::Scope& a, const store::Scope& b) {
  return a.kind() == b.kind() && a.graph() == b.graph();
}

/// Whether every quad that matches `narrow` matches `wide`.
bool covers(const BoundPattern& wide, const BoundPattern& narrow) {
  const auto takes = [](store::TermId w, store::TermId n) { return !w || w == n; };
  const auto& w = wide.pattern;
  const auto& n = narrow.pattern;
  return (wide.equal == Places::none || wide.equal == narrow.equal) && takes(w.subject, n.subject) &&
         takes(w.predicate, n.predicate) && takes(w.object, n.object) &&
         (w.scope.kind() != store::Scope::Kind::one || same_scope(w.scope, n.scope));
}

bool may_share(const BoundPattern& a, const BoundPattern& b) {
  const auto meet = [](store::TermId x, store::TermId y) { return !x || !y || x == y; };
  const auto& p = a.pattern;
  const auto& q = b.pattern;
  const bool graphs = p.scope.kind() != store::Scope::Kind::one ||
                      q.scope.kind() != store::Scope::Kind::one || p.scope.graph() == q.scope.graph();
  return graphs && meet(p.subject, q.subject) && meet(p.predicate, q.predicate) && meet(p.object, q.object);
}

bool fits(const Quad& quad, const BoundPattern& bound) {
  return matches(quad, bound.pattern) && includes(equal_places(quad), bound.equal);
}

class AnyCursor : public store::Cursor {
 public:
  AnyCursor(std::vector<BoundPattern> patterns, const Snapshot& snapshot, const Repeats& repeats)
      : patterns_(std::move(patterns)), snapshot_(snapshot.shared_from_this()) {
    for (std::size_t i = 0; i < patterns_.size(); ++i) {
      cursors_.push_back(query::open(patterns_[i], snapshot, repeats));
      total_ += cursors_.back()->estimate().count;
      earlier_.emplace_back();
      for (std::size_t j = 0; j < i; ++j) {
        if (may_share(patterns_[i], patterns_[j])) earlier_.back().push_back(j);
      }
      disjoint_ = disjoint_ && earlier_.back().empty();
    }
  }

  bool next(Quad& quad) override {
    for (; at_ < cursors_.size(); ++at_) {
      while (!cancelled_ && cursors_[at_]->next(quad)) {
        const auto& before = earlier_[at_];
        const bool seen = std::any_of(before.begin(), before.end(),
                                      [&](std::size_t j) { return fits(quad, patterns_[j]); });
        if (!seen) return true;
      }
      if (cancelled_ || !cursors_[at_]->status()) return false;
    }
    return false;
  }

  std::uint64_t skip(std::uint64_t count) override {
    std::uint64_t passed = 0;
    if (!disjoint_) {
      for (Quad quad; passed < count && next(quad);) ++passed;
      return passed;
    }
    for (; at_ < cursors_.size(); ++at_) {
      passed += cursors_[at_]->skip(count - passed);
      if (passed == count) break;
    }
    return passed;
  }

  store::Estimate estimate() const override { return {total_, disjoint_}; }
  store::Order order() const override { return store::Order::none; }
  rdf::Result<void> status() const override {
    if (cancelled_) return Error(Code::cancelled, "the answer was cancelled");
    if (at_ < cursors_.size()) return cursors_[at_]->status();
    return {};
  }
  void cancel() override { cancelled_ = true; }

 private:
  std::vector<BoundPattern> patterns_;
  std::vector<std::unique_ptr<store::Cursor>> cursors_;
  std::vector<std::vector<std::size_t>>
      earlier_;  // for each pattern, those before it that may share a quad with it
  std::shared_ptr<const Snapshot> snapshot_;
  std::size_t at_ = 0;
  std::uint64_t total_ = 0;
  bool disjoint_ = true;
  std::atomic<bool> cancelled_ = false;
};

}  // namespace

std::vector<BoundPattern> bind_each(const QuadPattern& pattern, const Bindings& bindings,
                                    const Snapshot& snapshot) {
  std::vector<BoundPattern> patterns;
  const BoundPattern unrestricted = bind(pattern, snapshot);
  if (unrestricted.impossible) return patterns;
  const auto targets = targets_in(pattern, bindings.variables);
  patterns.reserve(bindings.rows.size());
  for (const auto& row : bindings.rows) {
    const BoundPattern candidate = put(unrestricted, targets, row, snapshot);
    const auto covers_it = [&](const BoundPattern& p) { return covers(p, candidate); };
    if (candidate.impossible || std::any_of(patterns.begin(), patterns.end(), covers_it)) continue;
    std::erase_if(patterns, [&](const BoundPattern& p) { return covers(candidate, p); });
    patterns.push_back(candidate);
  }
  return patterns;
}

std::unique_ptr<store::Cursor> open_any(std::vector<BoundPattern> patterns, const Snapshot& snapshot,
                                        const Repeats& repeats) {
  return std::make_unique<AnyCursor>(std::move(patterns), snapshot, repeats);
}

}  // namespace tamizdat::query
