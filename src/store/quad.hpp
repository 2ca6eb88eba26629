#pragma once
// Quads as ids: what flows through stores, queries and answers.
#include <compare>
#include <cstdint>

#include "rdf/term.hpp"

namespace tamizdat::store {

/// A term of one snapshot as an opaque number: the same term has the same id in every position.
/// Ids of different snapshots must never meet. 0 is "no term": an open place in a pattern, the default graph
/// in a quad.
class TermId {
 public:
  constexpr TermId() = default;
  constexpr TermId(rdf::TermKind kind, std::uint32_t index)
      : value_((static_cast<std::uint32_t>(kind) << index_bits) | index) {}
  static constexpr TermId from_value(std::uint32_t value) { return TermId(value); }

  [[nodiscard]] constexpr rdf::TermKind kind() const {
    return static_cast<rdf::TermKind>(value_ >> index_bits);
  }
  [[nodiscard]] constexpr std::uint32_t index() const { return value_ & (max_index); }
  [[nodiscard]] constexpr std::uint32_t value() const { return value_; }
  constexpr explicit operator bool() const { return value_ != 0; }
  constexpr auto operator<=>(const TermId&) const = default;

  /// Three bits for the kind (four kinds of RDF 1.1, room for the triple terms of 1.2): 536 million terms.
  static constexpr int index_bits = 29;
  static constexpr std::uint32_t max_index = (1U << index_bits) - 1;

 private:
  constexpr explicit TermId(std::uint32_t value) : value_(value) {}
  std::uint32_t value_ = 0;
};

struct Quad {
  TermId subject;
  TermId predicate;
  TermId object;
  TermId graph;  ///< 0: the default graph, or "all graphs" when the scope was the union
  auto operator<=>(const Quad&) const = default;
};

/// Which graphs a pattern looks at.
class Scope {
 public:
  /// All graphs as one: each triple once, `graph` of what comes out is 0.
  static constexpr Scope all_as_one() { return Scope(Kind::all_as_one, {}); }
  /// All graphs, each quad with its graph.
  static constexpr Scope each() { return Scope(Kind::each, {}); }
  static constexpr Scope default_graph() { return Scope(Kind::one, {}); }
  static constexpr Scope named(TermId graph) { return Scope(Kind::one, graph); }

  enum class Kind : std::uint8_t { all_as_one, each, one };
  [[nodiscard]] constexpr Kind kind() const { return kind_; }
  [[nodiscard]] constexpr TermId graph() const { return graph_; }

 private:
  constexpr Scope(Kind kind, TermId graph) : kind_(kind), graph_(graph) {}
  Kind kind_;
  TermId graph_;
};

/// Open places are 0. Repeated variables are the affair of query/.
struct Pattern {
  TermId subject;
  TermId predicate;
  TermId object;
  Scope scope = Scope::all_as_one();
};

}  // namespace tamizdat::store
