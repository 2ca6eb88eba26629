#include "query/repeats.hpp"

#include <algorithm>
#include <iterator>

namespace tamizdat::query {
namespace {

using store::Pattern;
using store::Quad;
using store::Scope;
using store::TermId;

using Place = TermId Quad::*;

struct Pair {
  Places flag;
  Place one;
  Place other;
  std::array<Place, 2> rest;  // the places outside the pair, each the lead of one order
};

constexpr std::array<Pair, 6> pairs = {{
    {Places::subject_predicate, &Quad::subject, &Quad::predicate, {&Quad::object, &Quad::graph}},
    {Places::subject_object, &Quad::subject, &Quad::object, {&Quad::predicate, &Quad::graph}},
    {Places::predicate_object, &Quad::predicate, &Quad::object, {&Quad::subject, &Quad::graph}},
    {Places::subject_graph, &Quad::subject, &Quad::graph, {&Quad::predicate, &Quad::object}},
    {Places::predicate_graph, &Quad::predicate, &Quad::graph, {&Quad::subject, &Quad::object}},
    {Places::object_graph, &Quad::object, &Quad::graph, {&Quad::subject, &Quad::predicate}},
}};

TermId wanted(const Pattern& pattern, Place place) {
  if (place == &Quad::subject) return pattern.subject;
  if (place == &Quad::predicate) return pattern.predicate;
  if (place == &Quad::object) return pattern.object;
  return pattern.scope.kind() == Scope::Kind::one ? pattern.scope.graph() : TermId{};
}

template <class Listings>
void collect(const store::Snapshot& snapshot, Scope scope, Listings& listings) {
  const auto cursor = snapshot.match(Pattern{{}, {}, {}, scope});
  for (Quad quad; cursor->next(quad);) {
    const Places equal = equal_places(quad);
    if (equal == Places::none) continue;
    for (std::size_t i = 0; i < listings.size(); ++i) {
      if (includes(equal, pairs[i].flag)) listings[i].orders[0].push_back(quad);
    }
  }
}

void sort_by(std::vector<Quad>& quads, Place lead) {
  std::sort(quads.begin(), quads.end(),
            [lead](const Quad& a, const Quad& b) { return a.*lead != b.*lead ? a.*lead < b.*lead : a < b; });
}

std::span<const Quad> range_of(const std::vector<Quad>& quads, Place lead, TermId value) {
  const auto begin =
      std::partition_point(quads.begin(), quads.end(), [&](const Quad& q) { return q.*lead < value; });
  const auto end = std::partition_point(begin, quads.end(), [&](const Quad& q) { return q.*lead == value; });
  return {begin, end};
}

}  // namespace

Places equal_places(const Quad& quad) {
  Places found = Places::none;
  for (const Pair& pair : pairs) {
    if (quad.*pair.one && quad.*pair.one == quad.*pair.other) found = found | pair.flag;
  }
  return found;
}

bool matches(const Quad& quad, const Pattern& pattern) {
  const auto fits = [](TermId asked, TermId is) { return !asked || asked == is; };
  return fits(pattern.subject, quad.subject) && fits(pattern.predicate, quad.predicate) &&
         fits(pattern.object, quad.object) &&
         (pattern.scope.kind() != Scope::Kind::one || pattern.scope.graph() == quad.graph);
}

std::shared_ptr<const Repeats> Repeats::of(const store::Snapshot& snapshot) {
  auto repeats = std::make_shared<Repeats>();
  collect(snapshot, Scope::all_as_one(), repeats->triples_);
  collect(snapshot, Scope::each(), repeats->quads_);
  const auto arrange = [](auto& listings) {
    for (std::size_t i = 0; i < listings.size(); ++i) {
      auto& [first, second] = listings[i].orders;
      second = first;
      sort_by(first, pairs[i].rest[0]);
      sort_by(second, pairs[i].rest[1]);
    }
  };
  arrange(repeats->triples_);
  arrange(repeats->quads_);
  return repeats;
}

std::vector<Quad> Repeats::find(const Pattern& pattern, Places places) const {
  const bool as_one = pattern.scope.kind() == Scope::Kind::all_as_one;
  const std::span<const Listing> listings =
      as_one ? std::span<const Listing>(triples_) : std::span<const Listing>(quads_);
  std::span<const Quad> shortest;
  bool found = false;
  for (std::size_t i = 0; i < listings.size(); ++i) {
    if (!includes(places, pairs[i].flag)) continue;
    for (std::size_t order = 0; order < 2; ++order) {
      const Place lead = pairs[i].rest[order];
      const auto& all = listings[i].orders[order];
      const TermId value = wanted(pattern, lead);
      const std::span<const Quad> range = value ? range_of(all, lead, value) : std::span<const Quad>(all);
      if (!found || range.size() < shortest.size()) shortest = range;
      found = true;
    }
  }
  std::vector<Quad> result;
  std::copy_if(shortest.begin(), shortest.end(), std::back_inserter(result), [&](const Quad& quad) {
    return includes(equal_places(quad), places) && matches(quad, pattern);
  });
  std::sort(result.begin(), result.end());
  return result;
}

}  // namespace tamizdat::query
