#pragma once
// Classes, properties and concepts as a vocabulary: their hierarchy, what they are for, and how the data use
// them.
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "answer/publication.hpp"

namespace tamizdat::answer {

/// A class, a property or a concept (SKOS) of a vocabulary.
struct VocabularyTerm {
  enum class Sort : std::uint8_t { klass, property, concept_ };

  store::TermId term;
  Sort sort = Sort::klass;
  std::size_t depth = 0;                  ///< in the hierarchy
  std::vector<store::TermId> narrower;    ///< of its sort, right below it, of any vocabulary
  std::vector<store::TermId> domains;     ///< of a property
  std::vector<store::TermId> ranges;      ///< of a property
  std::vector<store::TermId> starts;      ///< of a class: the properties that it is a domain of
  std::vector<store::TermId> ends;        ///< of a class: those that it is a range of
  std::vector<store::TermId> alignments;  ///< what it is below, or the same as, in other vocabularies
  /// Things of the class, triples of the property, triples that lead to the concept from outside of its
  /// scheme's own relations.
  std::uint64_t uses = 0;
  /// Some of them: things; for properties a subject and an object each.
  std::vector<store::TermId> examples;
};

/// Immutable; ids are of the snapshot.
struct Vocabulary {
  std::vector<VocabularyTerm> classes;     ///< as the hierarchy goes: what is more general stands before it
  std::vector<VocabularyTerm> properties;  ///< likewise
  std::vector<VocabularyTerm> concepts;    ///< likewise, by skos:broader and skos:narrower
  std::vector<store::TermId> others;       ///< versions, data types, individuals, in the order given
  [[nodiscard]] bool empty() const { return classes.empty() && properties.empty() && concepts.empty(); }
  [[nodiscard]] const VocabularyTerm* find(store::TermId term) const;
};

/// Of the terms that are classes (rdfs:Class, owl:Class), properties (rdf:Property, those of OWL) or concepts
/// (skos:Concept and what is below it), by what they are typed. A few look-ups for each term. Those on one
/// level stand in the order given, concepts by their names for a reader of these languages.
Vocabulary vocabulary_of(const Publication& publication, std::span<const store::TermId> terms,
                         std::vector<std::string> languages = {});

/// The vocabularies of which the data describe terms: classes, properties, and concepts that are in no
/// scheme, by the part of the IRIs that they share; schemes by their own IRIs (skos:ConceptScheme). In order
/// of that.
struct LoadedVocabulary {
  std::string space;                 ///< "http://xmlns.com/foaf/0.1/", "http://…/ontology#", or a scheme
  std::vector<store::TermId> terms;  ///< in order of IRI, numbers in it by value
  bool is_scheme = false;
};
std::vector<LoadedVocabulary> loaded_vocabularies(const Publication& publication);

}  // namespace tamizdat::answer
