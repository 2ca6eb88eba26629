#pragma once
// Whether two graphs are the same but for the names of their blank nodes (RDF 1.1 Concepts §3.6).
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rdf/quad.hpp"

namespace tamizdat::query {

/// Numbers for terms that are no blank nodes; graphs that are to be compared share one. One thread.
class TermNumbers {
 public:
  std::uint32_t number_of(const rdf::TermView& term);

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::string key_;
};

/// The set of triples that came; names of graphs are not looked at. `terms` must stay.
class HeldGraph : public rdf::QuadSink {
 public:
  explicit HeldGraph(TermNumbers& terms) : terms_(terms) {}

  bool quad(const rdf::QuadView& quad, rdf::Nesting nesting, rdf::Position position) override;
  /// After the last quad, before anything is asked.
  void complete();

  /// A term by twice its number, a blank node by twice its own and one.
  using Row = std::array<std::uint32_t, 3>;
  /// Distinct, in order.
  [[nodiscard]] const std::vector<Row>& rows() const { return rows_; }
  [[nodiscard]] std::size_t blanks() const { return blanks_.size(); }
  /// How many triples without blank nodes `other` has that are not in this graph.
  [[nodiscard]] std::size_t lacks(const HeldGraph& other) const;

 private:
  std::uint32_t place(const rdf::TermView& term);

  TermNumbers& terms_;
  std::vector<Row> rows_;
  std::unordered_map<std::string, std::uint32_t> blanks_;
};

enum class Sameness : std::uint8_t {
  same,
  different,
  undecided,  ///< blank nodes too much alike: as far as colours tell them apart, the graphs are the same
};

/// Exact: graphs fall apart into pieces whose triples share blank nodes; pieces are paired by colour
/// refinement and, where that leaves a choice, by trying each. A pairing counts only if it maps the triples
/// of one piece onto those of the other. `most_steps` bounds how many triples the search may look at.
Sameness compare(const HeldGraph& a, const HeldGraph& b, std::uint64_t most_steps = 100'000'000);

}  // namespace tamizdat::query
