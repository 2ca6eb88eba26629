#pragma once
// What the loaded vocabularies say, ready for lookup: computed once per snapshot (with Sord, by its only
// owner).
#include <memory>
#include <vector>

#include "store/snapshot.hpp"

namespace tamizdat::store {

/// Sub-class and sub-property closures of the loaded data, as ids of one snapshot. Immutable, thread-safe.
class Schema {
 public:
  /// Cost grows with the schema triples alone (rdfs:subClassOf, subPropertyOf), not with the data. The schema
  /// does not keep the snapshot alive: hold both.
  static std::shared_ptr<const Schema> of(const Snapshot& snapshot);
  virtual ~Schema() = default;

  /// Reflexive and transitive; unknown terms are only their own kind.
  [[nodiscard]] virtual bool is_subproperty(TermId property, TermId ancestor) const = 0;
  [[nodiscard]] virtual bool is_subclass(TermId klass, TermId ancestor) const = 0;
  /// All properties (classes) below, the given one included, in order of id. Also for terms given as
  /// text that no triple of the data mentions: then empty.
  [[nodiscard]] virtual std::vector<TermId> subproperties(std::string_view iri) const = 0;
  [[nodiscard]] virtual std::vector<TermId> subclasses(std::string_view iri) const = 0;
  [[nodiscard]] virtual std::vector<TermId> superclasses(TermId klass) const = 0;
};

}  // namespace tamizdat::store
