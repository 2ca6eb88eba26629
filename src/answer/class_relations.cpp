#include "answer/class_relations.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "rdf/vocabulary.hpp"

namespace tamizdat::answer {
namespace {

using std::string_view;
using store::Quad;
using store::TermId;

constexpr string_view domains_of[] = {rdf::rdfs::domain, rdf::schema::domainIncludes,
                                      rdf::schema::https::domainIncludes};
constexpr string_view ranges_of[] = {rdf::rdfs::range, rdf::schema::rangeIncludes,
                                     rdf::schema::https::rangeIncludes};

template <std::size_t Count>
std::vector<TermId> known(const store::Snapshot& snapshot, const string_view (&iris)[Count]) {
  std::vector<TermId> ids;
  for (const auto iri : iris)
    if (const auto id = snapshot.find(rdf::iri(iri))) ids.push_back(*id);
  return ids;
}

void add(std::vector<TermId>& found, TermId one) {
  if (found.size() < ClassRelations::most && one.kind() == rdf::TermKind::iri &&
      std::find(found.begin(), found.end(), one) == found.end())
    found.push_back(one);
}

}  // namespace

ClassRelations::ClassRelations(const store::Snapshot& snapshot, const Terms& terms)
    : snapshot_(snapshot),
      terms_(terms),
      union_of_(snapshot.find(rdf::iri(rdf::owl::unionOf)).value_or(TermId{})),
      domain_relations_(known(snapshot, domains_of)),
      range_relations_(known(snapshot, ranges_of)) {}

std::vector<TermId> ClassRelations::domains(TermId property) const {
  return classes(property, domain_relations_);
}

std::vector<TermId> ClassRelations::ranges(TermId property) const {
  return classes(property, range_relations_);
}

std::vector<TermId> ClassRelations::starts(TermId klass) const {
  return properties(klass, domain_relations_);
}

std::vector<TermId> ClassRelations::ends(TermId klass) const {
  return properties(klass, range_relations_);
}

std::vector<TermId> ClassRelations::classes(TermId property, const std::vector<TermId>& relations) const {
  std::vector<TermId> found;
  for (const TermId relation : relations) {
    const auto cursor = snapshot_.match({property, relation, {}});
    for (Quad quad; found.size() < most && cursor->next(quad);) {
      add(found, quad.object);
      std::array<TermId, 1> list{};
      if (quad.object.kind() == rdf::TermKind::blank && union_of_ &&
          snapshot_.objects(quad.object, union_of_, list) > 0)
        add_members(list.front(), found);
    }
  }
  return found;
}

void ClassRelations::add_members(TermId list, std::vector<TermId>& found) const {
  std::array<TermId, 1> one{};
  for (std::size_t steps = 0; list && list != terms_.nil && steps < most; ++steps) {
    if (terms_.first && snapshot_.objects(list, terms_.first, one) > 0) add(found, one.front());
    list = terms_.rest && snapshot_.objects(list, terms_.rest, one) > 0 ? one.front() : TermId{};
  }
}

std::vector<TermId> ClassRelations::properties(TermId klass, const std::vector<TermId>& relations) const {
  std::vector<TermId> found;
  std::vector<TermId> named = unions_with(klass);
  named.insert(named.begin(), klass);
  for (const TermId relation : relations)
    for (const TermId one : named) {
      const auto cursor = snapshot_.match({{}, relation, one});
      for (Quad quad; found.size() < most && cursor->next(quad);)
        if (quad.subject != klass) add(found, quad.subject);
    }
  return found;
}

std::vector<TermId> ClassRelations::unions_with(TermId klass) const {
  std::vector<TermId> unions;
  if (!union_of_ || !terms_.first) return unions;
  const auto cursor = snapshot_.match({{}, terms_.first, klass});
  for (Quad quad; unions.size() < most && cursor->next(quad);) {
    const auto users = snapshot_.match({{}, union_of_, head_of(quad.subject)});
    if (Quad use; users->next(use)) unions.push_back(use.subject);
  }
  return unions;
}

TermId ClassRelations::head_of(TermId list) const {
  for (std::size_t steps = 0; terms_.rest && steps < most; ++steps) {
    const auto before = snapshot_.match({{}, terms_.rest, list});
    Quad quad;
    if (!before->next(quad)) break;
    list = quad.subject;
  }
  return list;
}

}  // namespace tamizdat::answer
