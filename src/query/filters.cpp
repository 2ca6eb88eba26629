#include "query/filters.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "query/folding.hpp"
#include "rdf/ascii.hpp"

namespace tamizdat::query {
namespace {

using store::Pattern;
using store::Quad;
using store::Scope;
using store::Snapshot;
using store::TermId;

bool starts_without_case(std::string_view text, std::string_view prefix) {  // both ASCII
  return rdf::same_ignoring_case(text.substr(0, prefix.size()), prefix);
}

/// RFC 4647 §3.3.1: "de" takes "de" and "de-AT".
bool language_matches(std::string_view tag, std::string_view range) {
  if (range.empty()) return tag.empty();
  if (range == "*") return !tag.empty();
  return starts_without_case(tag, range) && (tag.size() == range.size() || tag[range.size()] == '-');
}

bool at_least(const Value& value, const Value& bound) {
  if (value.number && bound.number) return *value.number >= *bound.number;
  return value.time && bound.time && value.time->begin >= bound.time->begin;
}

bool at_most(const Value& value, const Value& bound) {
  if (value.number && bound.number) return *value.number <= *bound.number;
  return value.time && bound.time && value.time->end <= bound.time->end;
}

bool object_passes(const Filters& filters, const rdf::TermView& object) {
  if (filters.language && !(object.is_literal() && language_matches(object.language, *filters.language)))
    return false;
  if (filters.datatype && !(object.is_literal() && rdf::datatype_of(object) == *filters.datatype))
    return false;
  if (!filters.min && !filters.max) return true;
  const Value value = value_of(object);
  return (!filters.min || at_least(value, *filters.min)) && (!filters.max || at_most(value, *filters.max));
}

/// A branch whose terms are ids; impossible ones make the whole answer empty.
struct BoundBranch {
  TermId predicate;
  TermId object;
};

std::optional<std::vector<BoundBranch>> bind(const std::vector<Branch>& branches, const Snapshot& snapshot) {
  std::vector<BoundBranch> bound;
  for (const Branch& branch : branches) {
    const auto predicate = snapshot.find(branch.predicate.view());
    const bool any = branch.object.kind == rdf::TermKind::none;
    const auto object = any ? std::optional<TermId>(TermId{}) : snapshot.find(branch.object.view());
    if (!predicate || !object) return std::nullopt;
    bound.push_back({*predicate, *object});
  }
  return bound;
}

/// Where candidates come from: the pattern itself, or the subjects of a branch that has fewer.
struct Plan {
  std::uint64_t candidates = 0;
  const BoundBranch* leading = nullptr;
};

Plan plan(const BoundPattern& pattern, const std::vector<BoundBranch>& branches, const Snapshot& snapshot,
          const Repeats& repeats) {
  Plan best{count(pattern, snapshot, repeats), nullptr};
  for (const BoundBranch& branch : branches) {
    const std::uint64_t subjects =
        snapshot.count(Pattern{{}, branch.predicate, branch.object, Scope::all_as_one()}).count;
    if (subjects < best.candidates && !pattern.pattern.subject) best = {subjects, &branch};
  }
  return best;
}

std::vector<TermId> subjects_of(const BoundBranch& branch, const Snapshot& snapshot) {
  std::vector<TermId> subjects;
  const auto cursor = snapshot.match(Pattern{{}, branch.predicate, branch.object, Scope::all_as_one()});
  for (Quad quad; cursor->next(quad);) subjects.push_back(quad.subject);
  std::sort(subjects.begin(), subjects.end());
  subjects.erase(std::unique(subjects.begin(), subjects.end()), subjects.end());
  return subjects;
}

rdf::Error too_dear(std::uint64_t candidates, std::uint64_t bound) {
  return rdf::Error(rdf::Code::unprocessable,
                    "this filter would look at " + std::to_string(candidates) +
                        " candidates, and no request may look at more than " + std::to_string(bound),
                    "bind one more of subject, predicate and object, or add with=<predicate> <object>");
}

/// Sorts with each key made once.
template <class Key, class KeyOf, class Less>
void sort_with_keys(std::vector<Quad>& quads, KeyOf key_of, Less less, bool descending) {
  std::vector<std::pair<Key, Quad>> keyed;
  keyed.reserve(quads.size());
  for (const Quad& quad : quads) keyed.emplace_back(key_of(quad), quad);
  std::stable_sort(keyed.begin(), keyed.end(), [&](const auto& a, const auto& b) {
    return descending ? less(b.first, a.first) : less(a.first, b.first);
  });
  std::transform(keyed.begin(), keyed.end(), quads.begin(), [](const auto& pair) { return pair.second; });
}

void sort(std::vector<Quad>& quads, const Filters& filters, const Snapshot& snapshot, const Naming& naming) {
  if (filters.sort == SortKey::none) return;
  if (filters.sort == SortKey::object_value) {
    const auto value = [&](const Quad& quad) { return Comparable(snapshot.term(quad.object)); };
    sort_with_keys<Comparable>(quads, value, std::less<>{}, filters.descending);
    return;
  }
  const auto place = filters.sort == SortKey::subject_label ? &Quad::subject : &Quad::object;
  const auto label = [&](const Quad& quad) { return fold_case(naming.shown(quad.*place)); };
  sort_with_keys<std::string>(quads, label, std::less<>{}, filters.descending);
}

}  // namespace

bool Filters::any() const {
  return language || datatype || min || max || label_prefix || !branches.empty() || sort != SortKey::none;
}

std::uint64_t cost(const QuadPattern& pattern, const Filters& filters, const Snapshot& snapshot,
                   const Repeats& repeats) {
  const auto branches = bind(filters.branches, snapshot);
  if (!branches) return 0;
  return plan(query::bind(pattern, snapshot), *branches, snapshot, repeats).candidates;
}

rdf::Result<std::vector<Quad>> filter(const QuadPattern& pattern, const Filters& filters,
                                      const Snapshot& snapshot, const Repeats& repeats, const Naming& naming,
                                      std::uint64_t bound) {
  std::vector<Quad> result;
  const BoundPattern asked = query::bind(pattern, snapshot);
  const auto branches = bind(filters.branches, snapshot);
  if (asked.impossible || !branches) return result;
  const Plan way = plan(asked, *branches, snapshot, repeats);
  if (way.candidates > bound) return too_dear(way.candidates, bound);

  std::uint64_t looked_at = 0;
  const auto has_branch = [&](const Quad& quad, const BoundBranch& b) {
    return snapshot.count(Pattern{quad.subject, b.predicate, b.object, Scope::all_as_one()}).count > 0;
  };
  const std::string prefix = fold_case(filters.label_prefix.value_or(""));
  const auto has_label = [&](const Quad& quad) {
    const auto labels = naming.all(quad.subject, bound - std::min(looked_at, bound) + 1);
    looked_at += labels.size();
    return std::any_of(labels.begin(), labels.end(),
                       [&](std::string_view label) { return fold_case(label).starts_with(prefix); });
  };
  const auto passes = [&](const Quad& quad) {
    return std::all_of(branches->begin(), branches->end(),
                       [&](const BoundBranch& b) { return has_branch(quad, b); }) &&
           object_passes(filters, snapshot.term(quad.object)) && (!filters.label_prefix || has_label(quad));
  };
  const auto take = [&](const BoundPattern& from) {
    const auto cursor = open(from, snapshot, repeats);
    for (Quad quad; looked_at <= bound && cursor->next(quad); ++looked_at) {
      if (passes(quad)) result.push_back(quad);
    }
  };
  if (way.leading == nullptr) {
    take(asked);
  } else {
    for (const TermId subject : subjects_of(*way.leading, snapshot)) take(about(asked, subject));
  }
  // A leading branch has few subjects, yet one of them may have very many matches or labels.
  if (looked_at > bound) return too_dear(std::max(looked_at, count(asked, snapshot, repeats)), bound);
  sort(result, filters, snapshot, naming);
  return result;
}

}  // namespace tamizdat::query
