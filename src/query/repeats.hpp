#pragma once
// Patterns such as `?x ?p ?x`, without a scan: the few quads that have the same term in two places are listed
// once, when the data are published.
#include <array>
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

/// The pairs of places in which a quad has the same term. A graph of 0 equals nothing.
Places equal_places(const store::Quad& quad);

/// Whether a quad has a pattern's terms in its bound places; the scope decides about the graph.
bool matches(const store::Quad& quad, const store::Pattern& pattern);

/// Immutable, thread-safe; made in one pass over a snapshot. Memory: 16 bytes for each triple with a repeated
/// term, twice that for each quad.
class Repeats {
 public:
  static std::shared_ptr<const Repeats> of(const store::Snapshot& snapshot);

  /// All quads that match `pattern` and have equal terms in all of `places` (not none). The cost grows with
  /// the quads that have one such pair and the first bound place in common, not with the data. With a union
  /// scope, `graph` is 0.
  [[nodiscard]] std::vector<store::Quad> find(const store::Pattern& pattern, Places places) const;

 private:
  struct Listing {
    // Two orders of the same quads: by the first and by the second place that is not part of the pair.
    std::array<std::vector<store::Quad>, 2> orders;
  };
  std::array<Listing, 3> triples_;  // the union: subject_predicate, subject_object, predicate_object
  std::array<Listing, 6> quads_;    // each graph: all six
};

}  // namespace tamizdat::query
