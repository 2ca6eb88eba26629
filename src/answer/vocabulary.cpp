#include "answer/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "answer/hash_documents.hpp"
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
        properties(ids_of(snapshot_, property_types)) {}

  enum class Kind : std::uint8_t { other, klass, property };
  [[nodiscard]] Kind of(TermId term) const {
    if (!type_) return Kind::other;
    std::array<TermId, 16> types;
    const auto count = snapshot_.objects(term, type_, types);
    const auto is_one = [&](const std::vector<TermId>& kinds) {
      return std::any_of(types.begin(), types.begin() + static_cast<std::ptrdiff_t>(count),
                         [&](TermId id) { return has_it(kinds, id); });
    };
    return is_one(properties) ? Kind::property : is_one(classes) ? Kind::klass : Kind::other;
  }

 private:
  TermId type_;
  const store::Snapshot& snapshot_;

 public:
  std::vector<TermId> classes;
  std::vector<TermId> properties;
};

class Compiler {
 public:
  Compiler(const Publication& publication, std::span<const TermId> terms)
      : publication_(publication), snapshot_(*publication.snapshot), terms_(terms) {}

  Vocabulary compile() {
    const Types types(publication_);
    std::vector<TermId> classes;
    std::vector<TermId> properties;
    Vocabulary made;
    for (const TermId term : terms_) {
      const auto kind = types.of(term);
      auto& list = kind == Types::Kind::klass      ? classes
                   : kind == Types::Kind::property ? properties
                                                   : made.others;
      list.push_back(term);
    }
    made.classes = in_hierarchy(classes, id(rdf::rdfs::subClassOf), false);
    made.properties = in_hierarchy(properties, id(rdf::rdfs::subPropertyOf), true);
    for (auto& one : made.classes) fill_class(one);
    for (auto& one : made.properties) fill_property(one);
    return made;
  }

 private:
  [[nodiscard]] TermId id(string_view iri) const { return snapshot_.find(rdf::iri(iri)).value_or(TermId{}); }

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

  /// What is below none of the others first, each followed by what is below it; each once.
  std::vector<VocabularyTerm> in_hierarchy(const std::vector<TermId>& terms, TermId below, bool is_property) {
    std::unordered_map<std::uint32_t, std::vector<TermId>> children;
    std::vector<TermId> roots;
    for (const TermId term : terms) {
      bool is_root = true;
      for (const TermId parent : objects(term, below)) {
        if (parent == term || !has_it(terms, parent)) continue;
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
        one.is_property = is_property;
        one.depth = depth;
        one.narrower = subjects(below, term);
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
        if (!has_it(terms_, other) && !has_it(one.alignments, other)) one.alignments.push_back(other);
  }

  void fill_class(VocabularyTerm& one) {
    one.starts = subjects(id(rdf::rdfs::domain), one.term);
    one.ends = subjects(id(rdf::rdfs::range), one.term);
    align(one, class_alignments);
    if (!publication_.terms.type) return;
    const auto cursor = snapshot_.match({{}, publication_.terms.type, one.term});
    one.uses = cursor->estimate().count;
    for (Quad quad; one.examples.size() < examples_shown && cursor->next(quad);)
      if (quad.subject.kind() == rdf::TermKind::iri) one.examples.push_back(quad.subject);
  }

  void fill_property(VocabularyTerm& one) {
    one.domains = objects(one.term, id(rdf::rdfs::domain));
    one.ranges = objects(one.term, id(rdf::rdfs::range));
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

  const Publication& publication_;
  const store::Snapshot& snapshot_;
  std::span<const TermId> terms_;
};

}  // namespace

const VocabularyTerm* Vocabulary::find(TermId term) const {
  for (const auto* list : {&classes, &properties})
    for (const auto& one : *list)
      if (one.term == term) return &one;
  return nullptr;
}

Vocabulary vocabulary_of(const Publication& publication, std::span<const TermId> terms) {
  return Compiler(publication, terms).compile();
}

std::vector<LoadedVocabulary> loaded_vocabularies(const Publication& publication) {
  const auto& snapshot = *publication.snapshot;
  const Types types(publication);
  std::map<string_view, std::vector<TermId>> spaces;
  std::size_t seen = 0;
  for (const auto* kinds : {&types.classes, &types.properties}) {
    for (const TermId kind : *kinds) {
      const auto cursor = snapshot.match({{}, publication.terms.type, kind});
      for (Quad quad; seen < most_terms && cursor->next(quad); ++seen)
        if (quad.subject.kind() == rdf::TermKind::iri)
          spaces[namespace_of(snapshot.term(quad.subject).text)].push_back(quad.subject);
    }
  }
  std::vector<LoadedVocabulary> all;
  for (auto& [space, terms] : spaces) {
    std::sort(terms.begin(), terms.end());
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
    std::sort(terms.begin(), terms.end(),
              [&](TermId a, TermId b) { return natural_less(snapshot.term(a).text, snapshot.term(b).text); });
    if (!space.empty()) all.push_back({std::string(space), std::move(terms)});
  }
  return all;
}

}  // namespace tamizdat::answer
