#include "answer/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "answer/class_relations.hpp"
#include "answer/finding.hpp"
#include "answer/hash_documents.hpp"
#include "answer/labels.hpp"
#include "rdf/vocabulary.hpp"

namespace tamizdat::answer {
namespace {

using std::string_view;
using store::Quad;
using store::TermId;

constexpr string_view class_types[] = {rdf::rdfs::Class, rdf::owl::Class};
constexpr string_view property_types[] = {
    rdf::rdfns::Property,         rdf::owl::ObjectProperty,    rdf::owl::DatatypeProperty,
    rdf::owl::AnnotationProperty, rdf::owl::OntologyProperty,  rdf::owl::FunctionalProperty,
    rdf::owl::TransitiveProperty, rdf::owl::SymmetricProperty, rdf::owl::InverseFunctionalProperty};
constexpr string_view class_alignments[] = {rdf::owl::equivalentClass, rdf::skos::exactMatch,
                                            rdf::skos::closeMatch, rdf::rdfs::subClassOf};
constexpr string_view property_alignments[] = {rdf::owl::equivalentProperty, rdf::skos::exactMatch,
                                               rdf::skos::closeMatch, rdf::rdfs::subPropertyOf};

/// What holds a scheme together, rather than puts it to use.
constexpr string_view within_schemes[] = {
    rdf::skos::broader,       rdf::skos::narrower,    rdf::skos::related,
    rdf::skos::hasTopConcept, rdf::skos::exactMatch,  rdf::skos::closeMatch,
    rdf::skos::broadMatch,    rdf::skos::narrowMatch, rdf::skos::relatedMatch};
/// From a concept to its scheme; the other way.
constexpr string_view to_scheme[] = {rdf::skos::inScheme, rdf::skos::topConceptOf};

constexpr std::size_t most_of_a_relation = 40;
constexpr std::size_t examples_shown = 3;
constexpr std::size_t most_terms = 20'000;  // of all vocabularies

std::vector<TermId> ids_of(const store::Snapshot& snapshot, std::span<const string_view> iris) {
  std::vector<TermId> ids;
  for (const auto iri : iris)
    if (const auto id = snapshot.find(rdf::iri(iri))) ids.push_back(*id);
  return ids;
}

bool has_it(std::span<const TermId> ids, TermId id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

/// What tells classes and properties from other things.
class Types {
 public:
  explicit Types(const Publication& publication)
      : type_(publication.terms.type),
        snapshot_(*publication.snapshot),
        classes(ids_of(snapshot_, class_types)),
        properties(ids_of(snapshot_, property_types)),
        concepts(publication.schema->subclasses(rdf::skos::Concept)) {}

  enum class Kind : std::uint8_t { other, klass, property, concept_ };
  [[nodiscard]] Kind of(TermId term) const {
    if (!type_) return Kind::other;
    std::array<TermId, 16> types;
    const auto count = snapshot_.objects(term, type_, types);
    const auto is_one = [&](const std::vector<TermId>& kinds) {
      return std::any_of(types.begin(), types.begin() + static_cast<std::ptrdiff_t>(count),
                         [&](TermId id) { return has_it(kinds, id); });
    };
    if (is_one(properties)) return Kind::property;
    if (is_one(classes)) return Kind::klass;
    return is_one(concepts) ? Kind::concept_ : Kind::other;
  }

 private:
  TermId type_;
  const store::Snapshot& snapshot_;

 public:
  std::vector<TermId> classes;
  std::vector<TermId> properties;
  std::vector<TermId> concepts;
};

/// Relations that make a hierarchy: from the narrower term to the broader one, and the other way.
struct Ladder {
  std::vector<TermId> up;
  std::vector<TermId> down;
};

class Compiler {
 public:
  Compiler(const Publication& publication, std::span<const TermId> terms, std::vector<std::string> languages)
      : publication_(publication),
        snapshot_(*publication.snapshot),
        terms_(terms),
        labels_(publication, std::move(languages)),
        relations_(snapshot_, publication.terms) {
    for (const TermId term : terms) own_.insert(term.value());
  }

  Vocabulary compile() {
    const Types types(publication_);
    std::array<std::vector<TermId>, 4> sorted;
    for (const TermId term : terms_) sorted[static_cast<std::size_t>(types.of(term))].push_back(term);
    auto& [others, classes, properties, concepts] = sorted;
    using Sort = VocabularyTerm::Sort;
    Vocabulary made;
    made.others = std::move(others);
    made.classes = in_hierarchy(classes, {ids({rdf::rdfs::subClassOf}), {}}, Sort::klass);
    made.properties = in_hierarchy(properties, {ids({rdf::rdfs::subPropertyOf}), {}}, Sort::property);
    const auto& schema = *publication_.schema;
    made.concepts =
        in_hierarchy(in_order_of_names(labels_, concepts),
                     {schema.subproperties(rdf::skos::broader), schema.subproperties(rdf::skos::narrower)},
                     Sort::concept_);
    for (auto& one : made.classes) fill_class(one);
    for (auto& one : made.properties) fill_property(one);
    const auto within = ids_of(snapshot_, within_schemes);
    for (auto& one : made.concepts) fill_concept(one, within);
    return made;
  }

 private:
  [[nodiscard]] TermId id(string_view iri) const { return snapshot_.find(rdf::iri(iri)).value_or(TermId{}); }
  [[nodiscard]] std::vector<TermId> ids(std::initializer_list<string_view> iris) const {
    return ids_of(snapshot_, std::span(iris.begin(), iris.size()));
  }

  [[nodiscard]] std::vector<TermId> objects(TermId subject, TermId predicate) const {
    std::vector<TermId> room(most_of_a_relation);
    room.resize(predicate ? snapshot_.objects(subject, predicate, room) : 0);
    std::erase_if(room, [](TermId one) { return one.kind() != rdf::TermKind::iri; });
    return room;
  }

  [[nodiscard]] std::vector<TermId> subjects(TermId predicate, TermId object) const {
    std::vector<TermId> found;
    if (!predicate) return found;
    const auto cursor = snapshot_.match({{}, predicate, object});
    for (Quad quad; found.size() < most_of_a_relation && cursor->next(quad);)
      if (quad.subject.kind() == rdf::TermKind::iri && quad.subject != object) found.push_back(quad.subject);
    return found;
  }

  /// One step along relations that lead away from a term, or back along those that lead to it; each once.
  [[nodiscard]] std::vector<TermId> step(TermId term, const std::vector<TermId>& away,
                                         const std::vector<TermId>& back) const {
    std::vector<TermId> found;
    const auto keep = [&](const std::vector<TermId>& more) {
      for (const TermId one : more)
        if (one != term && !has_it(found, one)) found.push_back(one);
    };
    for (const TermId relation : away) keep(objects(term, relation));
    for (const TermId relation : back) keep(subjects(relation, term));
    return found;
  }

  /// What is below none of the others first, each followed by what is below it; each once.
  std::vector<VocabularyTerm> in_hierarchy(const std::vector<TermId>& terms, const Ladder& ladder,
                                           VocabularyTerm::Sort sort) {
    std::unordered_map<std::uint32_t, std::vector<TermId>> children;
    std::vector<TermId> roots;
    std::unordered_set<std::uint32_t> members;
    for (const TermId term : terms) members.insert(term.value());
    for (const TermId term : terms) {
      bool is_root = true;
      for (const TermId parent : step(term, ladder.up, ladder.down)) {
        if (!members.contains(parent.value())) continue;
        children[parent.value()].push_back(term);
        is_root = false;
      }
      if (is_root) roots.push_back(term);
    }
    // In a circle nobody is the first.
    roots.insert(roots.end(), terms.begin(), terms.end());
    std::vector<VocabularyTerm> ordered;
    std::unordered_set<std::uint32_t> told;
    std::vector<std::pair<TermId, std::size_t>> stack;
    for (const TermId root : roots) {
      stack.emplace_back(root, 0);
      while (!stack.empty()) {
        const auto [term, depth] = stack.back();
        stack.pop_back();
        if (!told.insert(term.value()).second) continue;
        VocabularyTerm one;
        one.term = term;
        one.sort = sort;
        one.depth = depth;
        one.narrower = step(term, ladder.down, ladder.up);
        ordered.push_back(std::move(one));
        const auto& next = children[term.value()];
        for (auto child = next.rbegin(); child != next.rend(); ++child) stack.emplace_back(*child, depth + 1);
      }
    }
    return ordered;
  }

  void align(VocabularyTerm& one, std::span<const string_view> relations) {
    for (const auto relation : relations)
      for (const TermId other : objects(one.term, id(relation)))
        if (!own_.contains(other.value()) && !has_it(one.alignments, other)) one.alignments.push_back(other);
  }

  void fill_class(VocabularyTerm& one) {
    one.starts = relations_.starts(one.term);
    one.ends = relations_.ends(one.term);
    align(one, class_alignments);
    if (!publication_.terms.type) return;
    const auto cursor = snapshot_.match({{}, publication_.terms.type, one.term});
    one.uses = cursor->estimate().count;
    for (Quad quad; one.examples.size() < examples_shown && cursor->next(quad);)
      if (quad.subject.kind() == rdf::TermKind::iri) one.examples.push_back(quad.subject);
  }

  void fill_property(VocabularyTerm& one) {
    one.domains = relations_.domains(one.term);
    one.ranges = relations_.ranges(one.term);
    align(one, property_alignments);
    const auto cursor = snapshot_.match({{}, one.term, {}});
    one.uses = cursor->estimate().count;
    // From all over the list: one beside the other would be too much the same.
    const auto step = one.uses / examples_shown;
    for (Quad quad; one.examples.size() < 2 * examples_shown && cursor->next(quad);) {
      one.examples.push_back(quad.subject);
      one.examples.push_back(quad.object);
      if (step > 1) cursor->skip(step - 1);
    }
  }

  /// Matches are facts of the concept, and are shown as such.
  void fill_concept(VocabularyTerm& one, const std::vector<TermId>& within) {
    one.uses = snapshot_.count({{}, {}, one.term}).count;
    for (const TermId relation : within) one.uses -= snapshot_.count({{}, relation, one.term}).count;
    const auto cursor = snapshot_.match({{}, {}, one.term});
    std::size_t looked_at = 0;
    for (Quad quad; one.uses > 0 && one.examples.size() < examples_shown && cursor->next(quad);) {
      if (++looked_at > most_of_a_relation) break;
      if (quad.subject.kind() == rdf::TermKind::iri && !has_it(within, quad.predicate) &&
          !has_it(one.examples, quad.subject))
        one.examples.push_back(quad.subject);
    }
  }

  const Publication& publication_;
  const store::Snapshot& snapshot_;
  std::span<const TermId> terms_;
  Labels labels_;
  ClassRelations relations_;
  std::unordered_set<std::uint32_t> own_;
};

/// The terms of all vocabularies, by what their IRIs share, or by scheme; no more than most_terms in all.
class Shelves {
 public:
  explicit Shelves(const Publication& publication)
      : publication_(publication), snapshot_(*publication.snapshot), types_(publication) {}

  std::vector<LoadedVocabulary> fill() {
    for (const auto* kinds : {&types_.classes, &types_.properties}) add_things_of(*kinds);
    add_schemes();
    add_things_of(types_.concepts);
    std::vector<LoadedVocabulary> all;
    for (auto& [space, shelf] : shelves_) {
      if (space.empty()) continue;
      put_in_order(shelf.terms);
      all.push_back({std::string(space), std::move(shelf.terms), shelf.is_scheme});
    }
    return all;
  }

 private:
  struct Shelf {
    std::vector<TermId> terms;
    bool is_scheme = false;
  };

  /// Concepts that are in a scheme have their place there.
  void add_things_of(const std::vector<TermId>& kinds) {
    for (const TermId kind : kinds) {
      const auto cursor = snapshot_.match({{}, publication_.terms.type, kind});
      for (Quad quad; seen_ < most_terms && cursor->next(quad); ++seen_)
        if (quad.subject.kind() == rdf::TermKind::iri && !in_scheme_.contains(quad.subject.value()))
          shelves_[namespace_of(snapshot_.term(quad.subject).text)].terms.push_back(quad.subject);
    }
  }

  void add_to_scheme(TermId scheme, TermId term) {
    if (scheme.kind() != rdf::TermKind::iri || term.kind() != rdf::TermKind::iri) return;
    Shelf& shelf = shelves_[snapshot_.term(scheme).text];
    shelf.is_scheme = true;
    shelf.terms.push_back(term);
    in_scheme_.insert(term.value());
  }

  void add_schemes() {
    Quad quad;
    for (const TermId relation : ids_of(snapshot_, to_scheme))
      for (const auto cursor = snapshot_.match({{}, relation, {}}); seen_ < most_terms && cursor->next(quad);
           ++seen_)
        add_to_scheme(quad.object, quad.subject);
    if (const auto relation = snapshot_.find(rdf::iri(rdf::skos::hasTopConcept)))
      for (const auto cursor = snapshot_.match({{}, *relation, {}}); seen_ < most_terms && cursor->next(quad);
           ++seen_)
        add_to_scheme(quad.subject, quad.object);
  }

  void put_in_order(std::vector<TermId>& terms) const {
    std::sort(terms.begin(), terms.end());
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
    std::sort(terms.begin(), terms.end(), [&](TermId a, TermId b) {
      return natural_less(snapshot_.term(a).text, snapshot_.term(b).text);
    });
  }

  const Publication& publication_;
  const store::Snapshot& snapshot_;
  const Types types_;
  std::map<string_view, Shelf> shelves_;
  std::unordered_set<std::uint32_t> in_scheme_;
  std::size_t seen_ = 0;
};

}  // namespace

const VocabularyTerm* Vocabulary::find(TermId term) const {
  for (const auto* list : {&classes, &properties, &concepts})
    for (const auto& one : *list)
      if (one.term == term) return &one;
  return nullptr;
}

Vocabulary vocabulary_of(const Publication& publication, std::span<const TermId> terms,
                         std::vector<std::string> languages) {
  return Compiler(publication, terms, std::move(languages)).compile();
}

std::vector<LoadedVocabulary> loaded_vocabularies(const Publication& publication) {
  return Shelves(publication).fill();
}

}  // namespace tamizdat::answer
