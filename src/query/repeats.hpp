#pragma once
// Patterns such as `?x ?p ?x`, without a scan: the few quads that have the same term in two places are listed
// once, when the data are published.
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "store/snapshot.hpp"

namespace tamizdat::query {

/// Pairs of places of a quad; flags combine.
enum class Places : std::uint8_t {
  none = 0,
  subject_predicate = 1,
  subject_object = 2,
  predicate_object = 4,
  subject_graph = 8,
  predicate_graph = 16,
  object_graph = 32,
};
constexpr Places operator|(Places a, Places b) {
  return static_cast<Places>(static_cast<std::uint8_t>(a) | static_cast<std::uint8_t>(b));
}
constexpr bool includes(Places all, Places some) {
  return (static_cast<std::uint8_t>(all) & static_cast<std::uint8_t>(some)) ==
         static_cast<std::uint8_t>(some);
}
constexpr Places without(Places all, Places some) {
  return static_cast<Places>(static_cast<std::uint8_t>(all) & ~static_cast<std::uint8_t>(some));
}

/// The pairs of places in which a quad has the same term. A graph of 0 equals nothing.
Places equal_places(const store::Quad& quad);

/// Whether a quad has a pattern's terms in its bound places; the scope decides about the graph.
bool matches(const store::Quad& quad, const store::Pattern& pattern);

/// Immutable, thread-safe; made in one pass over a snapshot. Memory: 16 or 32 bytes for each triple with a
/// repeated term, and again for each quad.
class Repeats : public std::enable_shared_from_this<Repeats> {
 public:
  static std::shared_ptr<const Repeats> of(const store::Snapshot& snapshot);

  /// All quads that match `pattern` and have equal terms in all of `places` (not none; with a and b, b and c
  /// also a and c), each once, in the same order every time. The places that are to be equal are open in
  /// `pattern`. O(log n), whatever their number. With a union scope, `graph` is 0.
  [[nodiscard]] std::span<const store::Quad> find(const store::Pattern& pattern, Places places) const;

 private:
  /// The quads that have equal terms in certain places, in an order for each place outside these that leads.
  struct Listing {
    Places places;
    std::vector<std::vector<store::Quad>> orders;
  };
  using Listings = std::vector<Listing>;
  static void collect(const store::Snapshot& snapshot, store::Scope scope, Listings& listings);

  Listings triples_;  // the union
  Listings quads_;    // each graph
};

}  // namespace tamizdat::query
