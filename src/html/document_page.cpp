#include <algorithm>
#include <utility>

#include "html/layout.hpp"
#include "html/pages.hpp"
#include "html/text.hpp"
#include "html/thing_parts.hpp"
#include "html/vocabulary_parts.hpp"
#include "rdf/vocabulary.hpp"

namespace tamizdat::html {
namespace {

using store::TermId;

constexpr std::size_t things_shown = 400;

/// A thing of the document is a part of another one of it: a sentence of a section.
bool is_part_of_another(const answer::Document& document, TermId thing) {
  const auto& publication = document.publication();
  for (const TermId property : publication.terms.parts) {
    store::Quad quad;
    if (publication.snapshot->match({thing, property, {}})->next(quad) && quad.object != document.self() &&
        publication.snapshot->term(quad.object).text.starts_with(document.head().subject))
      return true;
  }
  return false;
}

/// What the place in the document shows already: position, whole, the document itself.
bool is_plain_to_see(const answer::Document& document, const answer::Fact& fact) {
  const auto& terms = document.publication().terms;
  const bool position =
      std::find(terms.positions.begin(), terms.positions.end(), fact.predicate) != terms.positions.end();
  return position || answer::has(terms.parts, fact.predicate) ||
         std::all_of(fact.values.begin(), fact.values.end(),
                     [&](const answer::Value& value) { return value.term == document.self(); });
}

bool are_among(const answer::Fact& fact, const std::vector<TermId>& terms) {
  return std::all_of(fact.values.begin(), fact.values.end(), [&](const answer::Value& value) {
    return std::find(terms.begin(), terms.end(), value.term) != terms.end();
  });
}

/// All that a fact says is told by what a term is aligned with, or what is below it.
bool is_told_by_usage(const answer::Publication& publication, const answer::VocabularyTerm* term,
                      const answer::Fact& fact) {
  if (term == nullptr) return false;
  if (are_among(fact, term->alignments)) return true;
  const auto relation = publication.snapshot->term(fact.predicate).text;
  return relation == rdf::skos::narrower && are_among(fact, term->narrower);
}

mustache::Object& entry(Composer& composer, const answer::Document& document, TermId thing,
                        const answer::VocabularyTerm* term) {
  const auto& publication = composer.publication();
  answer::Limits limits;
  limits.incoming_seen = 500;
  auto description = answer::describe(publication, thing, limits);
  auto& facts = description.facts;
  facts.erase(std::remove_if(facts.begin(), facts.end(),
                             [&](const answer::Fact& fact) {
                               return is_plain_to_see(document, fact) ||
                                      is_told_by_usage(publication, term, fact);
                             }),
              facts.end());
  auto& one = composer.model.object();
  const auto iri = publication.snapshot->term(thing).text;
  set_facts(composer, one, thing, description.facts);
  set_claims(composer, one, description);
  auto& incoming = composer.model.list();
  for (const auto& group : description.incoming)
    incoming.add(composer.model.object()
                     .set("predicate", composer.word(group.predicate))
                     .set("count", composer.number(group.total))
                     .set("rest", composer.fragment({}, group.predicate, thing)));
  return one.set("anchor", anchor_of(composer, iri, document.head().subject))
      .set("page", own_page(composer, iri))
      .set("is_part", is_part_of_another(document, thing))
      .set("incoming", incoming)
      .set("uses", description.uses > 0 ? composer.counted("uses", description.uses) : std::string_view())
      .set("uses_all", composer.fragment({}, thing, {}));
}

/// Classes, properties and concepts as their hierarchies go, then all else; otherwise the order of the
/// document.
std::vector<TermId> in_order(const answer::Document& document, const answer::Vocabulary& vocabulary) {
  if (vocabulary.empty()) return {document.things().begin(), document.things().end()};
  std::vector<TermId> things;
  for (const auto* terms : {&vocabulary.classes, &vocabulary.properties, &vocabulary.concepts})
    for (const auto& one : *terms) things.push_back(one.term);
  things.insert(things.end(), vocabulary.others.begin(), vocabulary.others.end());
  return things;
}

/// A heading before the first of each sort.
std::string_view group_of(Composer& composer, const answer::Vocabulary& vocabulary, TermId thing) {
  const std::pair<const std::vector<answer::VocabularyTerm>*, std::string_view> sorts[] = {
      {&vocabulary.classes, "classes"},
      {&vocabulary.properties, "properties"},
      {&vocabulary.concepts, "concepts"}};
  for (const auto& [terms, heading] : sorts)
    if (!terms->empty() && terms->front().term == thing) return composer.say(heading);
  if (!vocabulary.empty() && !vocabulary.others.empty() && vocabulary.others.front() == thing)
    return composer.say("other_terms");
  return {};
}

mustache::Value contents(Composer& composer, const answer::Document& document) {
  auto& list = composer.model.list();
  for (std::size_t i = 0; i < document.things().size() && i < things_shown; ++i)
    if (const TermId thing = document.things()[i]; !is_part_of_another(document, thing))
      list.add(composer.link(thing));
  return list;
}

}  // namespace

std::string document_page(const answer::Document& document, const PageContext& context) {
  Composer composer(context);
  auto& root = composer.model.object();
  const auto self = document.self();
  const auto label = composer.labels.of(self);
  const auto title = label.text.empty() ? std::string_view(document.head().title) : label.text;
  const auto facts = self ? answer::facts_of(document.publication(), self) : std::vector<answer::Fact>();
  set_facts(composer, root, self, facts, title);
  auto& things = composer.model.list();
  const auto vocabulary = answer::vocabulary_of(document.publication(), document.things(), context.languages);
  for (const TermId thing : in_order(document, vocabulary)) {
    if (things.size() == things_shown) break;
    const auto* term = vocabulary.find(thing);
    auto& one = entry(composer, document, thing, term);
    one.set("group", group_of(composer, vocabulary, thing));
    set_usage(composer, one, term);
    things.add(one);
  }
  set_vocabulary(composer, root, vocabulary, document.head().subject, things_shown);
  const auto left_out = document.things().size() - things.size();
  root.set("things", things)
      .set("contents", vocabulary.empty() ? contents(composer, document) : mustache::Value())
      .set("left_out", left_out > 0 ? composer.number(left_out) : std::string_view());
  const auto description = summary(composer, self);
  PageFacts about{title, label.language, description.text, document.head().subject};
  about.description_language = description.language;
  about.picture = picture_of(document.publication(), facts);
  if (self) about.json_ld = data_of(composer, self, about);
  return render(composer, root, "document", about);
}

}  // namespace tamizdat::html
