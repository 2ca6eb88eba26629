#include <algorithm>

#include "answer/vocabulary.hpp"
#include "html/layout.hpp"
#include "html/neighbourhood_picture.hpp"
#include "html/pages.hpp"
#include "html/reading.hpp"
#include "html/text.hpp"
#include "html/thing_parts.hpp"
#include "html/time_bars.hpp"

namespace tamizdat::html {
namespace {

// What most of the page will name.
std::vector<store::TermId> names_on(const answer::Description& description) {
  std::vector<store::TermId> terms;
  for (const auto& fact : description.facts) {
    terms.push_back(fact.predicate);
    for (const auto& value : fact.values) terms.push_back(value.term);
  }
  for (const auto& group : description.incoming)
    for (const auto& value : group.values) terms.push_back(value.subject);
  return terms;
}

/// What has no name of its own: a statement is called after what it says, a term of a vocabulary that many
/// data use as all pages call it: "person (foaf:Person)".
std::string_view title_of(Composer& composer, const answer::Description& description) {
  const auto label = composer.labels.of(description.subject);
  if (label.given) return label.text;
  if (description.statement) return composer.name_of(*description.statement);
  if (label.text.empty()) return composer.say("nameless");
  const auto word = composer.labels.word(description.subject);
  return word.given ? composer.keep(std::string(word.text).append(" (").append(label.text).append(")"))
                    : label.text;
}

/// Where the concepts of a scheme are told in order, if the thing is one and has any.
std::string_view scheme_page(Composer& composer, const answer::Entity& entity) {
  const auto& publication = composer.publication();
  const auto scheme = publication.terms.concept_scheme;
  if (!scheme) return {};
  if (publication.snapshot->count({entity.subject(), publication.terms.type, scheme}).count == 0) return {};
  const std::string_view iri = entity.head().subject;
  const auto all = answer::loaded_vocabularies(publication);
  const bool is_told = std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.space == iri; });
  return is_told ? composer.path("vocabulary?iri=" + answer::encode_query_value(iri)) : std::string_view();
}

}  // namespace

std::string thing_page(const answer::Entity& entity, const PageContext& context) {
  Composer composer(context);
  const auto description = entity.description();
  composer.labels.expect(names_on(description));
  auto& root = composer.model.object(96);
  const auto title = title_of(composer, description);
  set_facts(composer, root, entity.subject(), description.facts, title);
  set_claims(composer, root, description);
  set_place(composer, root, entity.subject());
  set_neighbourhood(composer, root, description);
  set_timeline(composer, root, description);
  auto& incoming = composer.model.list();
  auto said = composer.nothing_said(description.incoming.size());
  for (const auto& group : description.incoming)
    incoming.add(composer.incoming(group, entity.subject(), said));
  Composer::set_list(root, "incoming", "has_incoming", incoming);
  root.set("incoming_count", composer.number(description.incoming_total))
      .set("incoming_all", composer.fragment({}, {}, entity.subject()))
      .set("uses", description.uses > 0 ? composer.counted("triples", description.uses) : std::string_view())
      .set("uses_all", composer.fragment({}, entity.subject(), {}))
      .set("all", composer.fragment(entity.subject(), {}, {}))
      .set("truncated", description.truncated)
      .set("scheme", scheme_page(composer, entity))
      .set("empty", description.facts.empty());
  const auto label = composer.labels.of(entity.subject());
  const auto description_of_it = summary(composer, entity.subject());
  PageFacts facts{title, label.language, description_of_it.text, entity.head().subject};
  facts.description_language = description_of_it.language;
  facts.picture = picture_of(context.publication, description.facts);
  facts.json_ld = data_of(composer, entity.subject(), facts);
  return render(composer, root, "thing", facts);
}

}  // namespace tamizdat::html
