#pragma once
// The data as a whole in a few numbers: the classes with most things, and how their things connect.
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "answer/statistics.hpp"
#include "answer/terms.hpp"
#include "store/snapshot.hpp"

namespace tamizdat::answer {

/// Triples from the things of one class to those of another.
struct ClassLink {
  std::size_t from = 0;  ///< places in Overview::classes
  std::size_t to = 0;
  std::uint64_t triples = 0;
  store::TermId predicate;     ///< the most frequent of them
  std::size_t predicates = 0;  ///< how many different ones
};

/// Immutable. Ids are of the snapshot.
struct Overview {
  static constexpr std::size_t most_classes = 16;
  static constexpr std::size_t most_links = 24;

  struct Class {
    store::TermId klass;
    std::uint64_t things = 0;    ///< as stated
    bool of_statements = false;  ///< rdf:Statement, or a class below it
  };
  std::vector<Class> classes;       ///< most things first
  std::uint64_t other_classes = 0;  ///< not among them
  std::vector<ClassLink> links;     ///< between those classes, most triples first
  std::uint64_t other_links = 0;    ///< pairs of those classes that are connected, and left out

  /// Of a class among `classes`; their number if it is none.
  [[nodiscard]] std::size_t place(store::TermId klass) const;
  /// The number of a class among those that are not of statements, for its mark; most_classes if it is none.
  [[nodiscard]] std::size_t mark(store::TermId klass) const;
};

/// Classes and properties that organise data rather than tell of the world: those of RDF, OWL, VoID …
bool is_machinery(std::string_view iri);

/// One walk over the triples of each property, with a look into a table for each triple: O(triples). What
/// makes a statement of a triple (rdf:subject …) connects nothing.
Overview overview_of(const store::Snapshot& snapshot, const store::Schema& schema, const Terms& terms,
                     const Statistics& statistics);

}  // namespace tamizdat::answer
