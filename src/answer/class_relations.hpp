#pragma once
// What properties are for, in the words of RDF Schema or of schema.org, and of unions of classes (OWL 2
// §8.1.2): what is said of a union counts for each class in it.
#include <vector>

#include "answer/terms.hpp"
#include "store/snapshot.hpp"

namespace tamizdat::answer {

/// Ids are of the snapshot, which has to outlive it. Answers are IRIs, each once, and no more than `most`.
class ClassRelations {
 public:
  static constexpr std::size_t most = 200;

  ClassRelations(const store::Snapshot& snapshot, const Terms& terms);

  /// Of a property: the classes that it is said of, and that it leads to.
  [[nodiscard]] std::vector<store::TermId> domains(store::TermId property) const;
  [[nodiscard]] std::vector<store::TermId> ranges(store::TermId property) const;
  /// Of a class: the properties that are said of it, and that lead to it.
  [[nodiscard]] std::vector<store::TermId> starts(store::TermId klass) const;
  [[nodiscard]] std::vector<store::TermId> ends(store::TermId klass) const;

 private:
  using TermId = store::TermId;
  [[nodiscard]] std::vector<TermId> classes(TermId property, const std::vector<TermId>& relations) const;
  [[nodiscard]] std::vector<TermId> properties(TermId klass, const std::vector<TermId>& relations) const;
  void add_members(TermId list, std::vector<TermId>& found) const;
  [[nodiscard]] std::vector<TermId> unions_with(TermId klass) const;
  [[nodiscard]] TermId head_of(TermId list) const;

  const store::Snapshot& snapshot_;
  const Terms& terms_;
  TermId union_of_;
  std::vector<TermId> domain_relations_;
  std::vector<TermId> range_relations_;
};

}  // namespace tamizdat::answer
