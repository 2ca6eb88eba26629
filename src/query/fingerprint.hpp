#pragma once
// Whether two graphs say the same, without keeping either.
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rdf/quad.hpp"

namespace tamizdat::query {

/// A graph as one number that does not depend on the order of triples or the labels of blank nodes, which are
/// told apart by colour refinement: isomorphic graphs (RDF 1.1 Concepts §3.6) always have the same. Different
/// graphs have different ones, but for chance (2^-64) and for graphs whose blank nodes refinement cannot tell
/// apart (regular ones, such as two triangles beside one hexagon).
class Fingerprint : public rdf::QuadSink {
 public:
  bool quad(const rdf::QuadView& quad, rdf::Nesting nesting, rdf::Position position) override;

  struct Print {
    std::uint64_t triples = 0;  ///< distinct
    std::uint64_t hash = 0;
    bool operator==(const Print&) const = default;
  };
  /// Of all that came; graphs of quads are not looked at.
  [[nodiscard]] Print print() const;

 private:
  struct Place {
    std::uint64_t hash = 0;
    std::uint32_t blank = 0;  // number from 1; 0: none
  };
  struct Row {
    Place places[3];
  };
  using Colours = std::vector<std::uint64_t>;

  Place place(const rdf::TermView& term);
  static std::uint64_t hash_of(const Row& row, const Colours& colours, std::uint32_t self);
  [[nodiscard]] Colours refined(const Colours& colours) const;

  std::vector<Row> rows_;
  std::unordered_map<std::string, std::uint32_t> blanks_;
};

}  // namespace tamizdat::query
