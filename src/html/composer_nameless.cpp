// What things without a name are called.
#include <array>

#include "html/composer.hpp"
#include "html/text.hpp"
#include "rdf/vocabulary.hpp"

namespace tamizdat::html {
namespace {

using answer::Label;
using std::string_view;
using store::TermId;

/// What makes a class of others (OWL 2 §8): its word and the others say what the class is.
constexpr string_view makes_a_class[] = {rdf::owl::unionOf, rdf::owl::intersectionOf, rdf::owl::oneOf,
                                         rdf::owl::complementOf};
constexpr std::size_t members_named = 4;
constexpr std::size_t longest_name = 60;
constexpr std::size_t longest_way_back = 50;

TermId object(const store::Snapshot& snapshot, TermId subject, TermId predicate) {
  std::array<TermId, 1> found{};
  return predicate && snapshot.objects(subject, predicate, found) > 0 ? found.front() : TermId{};
}

/// The whole list that a node is a part of.
TermId beginning_of(const store::Snapshot& snapshot, TermId list, TermId rest) {
  for (std::size_t steps = 0; rest && steps < longest_way_back; ++steps) {
    store::Quad before;
    if (!snapshot.match({{}, rest, list})->next(before)) break;
    list = before.subject;
  }
  return list;
}

}  // namespace

Label Composer::nameless(TermId id) {
  const auto& snapshot = *publication().snapshot;
  const auto& terms = publication().terms;
  const auto value = [&](string_view iri) {
    return object(snapshot, id, snapshot.find(rdf::iri(iri)).value_or(TermId{}));
  };
  if (object(snapshot, id, terms.first))
    return {keep(members(beginning_of(snapshot, id, terms.rest))), {}, false};
  for (const auto relation : makes_a_class)
    if (const TermId other = value(relation)) {
      const auto word = labels.word(snapshot.find(rdf::iri(relation)).value_or(TermId{})).text;
      return {keep(std::string(word).append(" ").append(brief_name(other))), {}, false};
    }
  const TermId kind = object(snapshot, id, terms.type);
  if (!kind) return {say("nameless_inside"), {}, false};
  const auto kind_word = known_word(kind).label.text;
  if (const TermId property = value(rdf::owl::onProperty))
    return {keep(std::string(kind_word).append(": ").append(labels.word(property).text)), {}, false};
  return {say("nameless_kind", {{"kind", kind_word}}), {}, false};
}

std::string Composer::members(TermId list) {
  const auto& snapshot = *publication().snapshot;
  const auto& terms = publication().terms;
  std::string all = "(";
  for (std::size_t named = 0; list && list != terms.nil; ++named) {
    if (named == members_named) return all.append(" …)");
    if (const TermId member = object(snapshot, list, terms.first))
      all.append(named > 0 ? ", " : "")
          .append(member.kind() == rdf::TermKind::blank ? "…" : brief_name(member));
    list = object(snapshot, list, terms.rest);
  }
  return all.append(")");
}

/// Of a node without a name, only if it is a list: one step further, and no more.
std::string Composer::brief_name(TermId id) {
  const auto view = publication().snapshot->term(id);
  if (view.is_literal()) return std::string(cut(view.text, longest_name));
  if (!view.is_blank()) return std::string(cut(labels.of(id).text, longest_name));
  return object(*publication().snapshot, id, publication().terms.first) ? members(id) : "…";
}

}  // namespace tamizdat::html
