#pragma once
// The vocabulary that descriptions lean on, as ids of one snapshot.
#include <algorithm>
#include <vector>

#include "store/schema.hpp"
#include "store/snapshot.hpp"

namespace tamizdat::answer {

/// Looked up once per publication. An id is 0, a list shorter, where the data never mention the term: then
/// nothing needs to be asked.
struct Terms {
  using TermId = store::TermId;

  TermId type;
  TermId statement_subject;
  TermId statement_predicate;
  TermId statement_object;
  TermId first;
  TermId rest;
  TermId nil;
  TermId statement;       ///< rdf:Statement
  TermId inverse_of;      ///< owl:inverseOf
  TermId concept_scheme;  ///< skos:ConceptScheme

  // What pages tell search engines of a thing.
  TermId schema_name;
  TermId schema_description;
  TermId schema_image;
  TermId schema_url;

  // In order of preference.
  std::vector<TermId> labels;
  std::vector<TermId> other_names;
  std::vector<TermId> descriptions;
  std::vector<TermId> positions;
  std::vector<TermId> latitudes;
  std::vector<TermId> longitudes;
  std::vector<TermId> points;  ///< latitude and longitude in one text

  // With everything below them (rdfs:subPropertyOf), in order of id: ask with `has`.
  std::vector<TermId> sources;    ///< where a statement comes from: prov:wasDerivedFrom, dcterms:source …
  std::vector<TermId> holders;    ///< whose view a statement is: sem:accordingTo, prov:wasAttributedTo …
  std::vector<TermId> elsewhere;  ///< the thing in other places, and its pages: owl:sameAs, schema:url …
  std::vector<TermId> pictures;   ///< leads to what can be looked at: foaf:depiction, schema:image …
  std::vector<TermId> parts;      ///< leads from a part to its whole: dcterms:isPartOf …
};

Terms find_terms(const store::Snapshot& snapshot, const store::Schema& schema);

inline bool has(const std::vector<store::TermId>& sorted, store::TermId id) {
  return std::binary_search(sorted.begin(), sorted.end(), id);
}

}  // namespace tamizdat::answer
