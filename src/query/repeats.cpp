#include "query/repeats.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

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
};

constexpr std::array<Pair, 6> pairs = {{
    {Places::subject_predicate, &Quad::subject, &Quad::predicate},
    {Places::subject_object, &Quad::subject, &Quad::object},
    {Places::predicate_object, &Quad::predicate, &Quad::object},
    {Places::subject_graph, &Quad::subject, &Quad::graph},
    {Places::predicate_graph, &Quad::predicate, &Quad::graph},
    {Places::object_graph, &Quad::object, &Quad::graph},
}};

/// What is asked of a place; nothing: anything. The default graph is asked for as 0.
std::optional<TermId> wanted(const Pattern& pattern, Place place) {
  const auto bound = [](TermId id) { return id ? std::optional<TermId>(id) : std::nullopt; };
  if (place == &Quad::subject) return bound(pattern.subject);
  if (place == &Quad::predicate) return bound(pattern.predicate);
  if (place == &Quad::object) return bound(pattern.object);
  if (pattern.scope.kind() == Scope::Kind::one) return pattern.scope.graph();
  return std::nullopt;
}

/// The places that no pair of `places` touches: two of them at most.
std::vector<Place> outside(Places places) {
  std::vector<Place> rest = {&Quad::subject, &Quad::predicate, &Quad::object, &Quad::graph};
  for (const Pair& pair : pairs) {
    if (!includes(places, pair.flag)) continue;
    std::erase(rest, pair.one);
    std::erase(rest, pair.other);
  }
  return rest;
}

/// Every set of places that can be equal: what some quad's terms, all equal or not, may have in common.
const std::vector<Places>& possible_places() {
  static const auto all = [] {
    std::set<Places> found;
    constexpr std::uint32_t terms = 4;
    for (std::uint32_t combination = 0; combination < terms * terms * terms * terms; ++combination) {
      const auto term = [&](std::uint32_t place) {
        return TermId(rdf::TermKind::iri, (combination >> (2 * place)) % terms);
      };
      found.insert(equal_places({term(0), term(1), term(2), term(3)}));
    }
    found.erase(Places::none);
    return std::vector<Places>(found.begin(), found.end());
  }();
  return all;
}

void sort_by(std::vector<Quad>& quads, std::span<const Place> lead) {
  std::sort(quads.begin(), quads.end(), [&](const Quad& a, const Quad& b) {
    for (const Place place : lead) {
      if (a.*place != b.*place) return a.*place < b.*place;
    }
    return a < b;
  });
}

std::span<const Quad> narrow(std::span<const Quad> quads, Place place, TermId value) {
  const auto begin =
      std::partition_point(quads.begin(), quads.end(), [&](const Quad& q) { return q.*place < value; });
  const auto end = std::partition_point(begin, quads.end(), [&](const Quad& q) { return q.*place == value; });
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

void Repeats::collect(const store::Snapshot& snapshot, Scope scope, Listings& listings) {
  for (const Places places : possible_places()) {
    listings.push_back({places, {}});
    listings.back().orders.resize(std::max<std::size_t>(1, outside(places).size()));
  }
  const auto cursor = snapshot.match(Pattern{{}, {}, {}, scope});
  for (Quad quad; cursor->next(quad);) {
    const Places equal = equal_places(quad);
    if (equal == Places::none) continue;
    for (Listing& listing : listings) {
      if (includes(equal, listing.places)) listing.orders[0].push_back(quad);
    }
  }
  for (Listing& listing : listings) {
    auto lead = outside(listing.places);
    for (std::size_t i = 1; i < listing.orders.size(); ++i) listing.orders[i] = listing.orders[0];
    for (auto& order : listing.orders) {
      order.shrink_to_fit();
      sort_by(order, lead);
      if (!lead.empty()) std::rotate(lead.begin(), lead.begin() + 1, lead.end());
    }
  }
}

std::shared_ptr<const Repeats> Repeats::of(const store::Snapshot& snapshot) {
  auto repeats = std::make_shared<Repeats>();
  collect(snapshot, Scope::all_as_one(), repeats->triples_);
  collect(snapshot, Scope::each(), repeats->quads_);
  return repeats;
}

std::span<const Quad> Repeats::find(const Pattern& pattern, Places places) const {
  const Listings& listings = pattern.scope.kind() == Scope::Kind::all_as_one ? triples_ : quads_;
  const auto listing =
      std::find_if(listings.begin(), listings.end(), [&](const Listing& l) { return l.places == places; });
  if (listing == listings.end()) return {};
  auto lead = outside(places);
  // The order whose first place is bound; if both are, any will do.
  std::size_t which = 0;
  if (lead.size() == 2 && !wanted(pattern, lead[0]) && wanted(pattern, lead[1])) {
    which = 1;
    std::swap(lead[0], lead[1]);
  }
  std::span<const Quad> found = listing->orders[which];
  for (const Place place : lead) {
    const auto value = wanted(pattern, place);
    if (!value) break;
    found = narrow(found, place, *value);
  }
  return found;
}

}  // namespace tamizdat::query
