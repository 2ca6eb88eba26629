#pragma once
// How many of what: counted once, when data are published, for the description of the data set, for pages and
// for whoever walks over everything.
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/snapshot.hpp"

namespace tamizdat::answer {

/// A property among all triples, or among those about the things of one class.
struct PropertyUse {
  store::TermId property;
  std::uint64_t triples = 0;
  std::uint64_t subjects = 0;  ///< distinct
  std::uint64_t objects = 0;   ///< distinct; 0 where it is of one class
};

struct ClassUse {
  store::TermId klass;
  std::uint64_t things = 0;             ///< instances, as stated
  std::uint64_t triples = 0;            ///< of which they are the subjects
  std::vector<PropertyUse> properties;  ///< of the things, most triples first; see Statistics::by_class
};

/// Links to things of another data set, which is known by where its IRIs lie.
struct LinksTo {
  std::string target;  ///< "http://www.wikidata.org/"
  store::TermId property;
  std::uint64_t triples = 0;
};

/// Counts over the union of all graphs, each triple once. Immutable. Ids are of the snapshot.
struct Statistics {
  /// Beyond this many pairs of class and property, none are counted.
  static constexpr std::size_t most_pairs = std::size_t{1} << 21U;
  /// Beyond this many pairs of target and property, the rest are left out.
  static constexpr std::size_t most_targets = 1000;

  std::uint64_t triples = 0;
  std::uint64_t subjects = 0;             ///< distinct
  std::uint64_t objects = 0;              ///< distinct
  std::uint64_t entities = 0;             ///< distinct subjects that are IRIs under the base
  std::vector<ClassUse> classes;          ///< most things first
  std::vector<PropertyUse> properties;    ///< most triples first
  std::vector<LinksTo> links;             ///< most triples first
  std::vector<std::string> vocabularies;  ///< where the IRIs of properties and classes lie, in order
  std::vector<store::TermId> local;       ///< every IRI under the base that stands in a triple, by id
  bool by_class = true;                   ///< properties have been counted for each class
};

/// Linear passes over the sorted triples: O(triples), plus one look at the text of every distinct IRI.
Statistics statistics_of(const store::Snapshot& snapshot, std::string_view base);

/// The part of an IRI that its neighbours share: up to its '#', else its last '/'.
std::string_view namespace_of(std::string_view iri);
/// "http://www.wikidata.org/" of "http://www.wikidata.org/entity/Q1"; empty for IRIs without an authority.
std::string_view authority_of(std::string_view iri);

}  // namespace tamizdat::answer
