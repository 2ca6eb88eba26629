#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "answer/overview.hpp"
#include "answer/vocabulary.hpp"
#include "html/data_set_json.hpp"
#include "html/layout.hpp"
#include "html/overview_picture.hpp"
#include "html/pages.hpp"
#include "html/text.hpp"
#include "html/thing_parts.hpp"
#include "html/vocabulary_parts.hpp"

namespace tamizdat::html {
namespace {

/// The beginning of a thing's description.
mustache::Value short_text(Composer& composer, store::TermId thing) {
  constexpr std::size_t shown = 240;
  return text_of(composer, composer.labels.best(thing, composer.publication().terms.descriptions), shown);
}

mustache::Value kinds(Composer& composer, const std::vector<answer::Home::Kind>& kinds) {
  auto& list = composer.model.list();
  auto said = composer.nothing_said(kinds.size());
  for (const auto& kind : kinds) {
    auto& one = composer.model.object();
    one.set("link", composer.word(kind.klass, said)).set("count", composer.number(kind.things));
    list.add(one);
  }
  return list;
}

mustache::Value examples(Composer& composer, const std::vector<store::TermId>& things) {
  auto& list = composer.model.list();
  for (const auto thing : things) {
    auto& one = composer.model.object();
    one.set("link", composer.link(thing))
        .set("kinds", composer.kinds(thing))
        .set("text", short_text(composer, thing));
    list.add(one);
  }
  return list;
}

mustache::Value documents(Composer& composer) {
  const auto& publication = composer.publication();
  auto& list = composer.model.list();
  for (const auto iri : publication.documents.documents()) {
    const auto self = publication.snapshot->find(rdf::iri(iri)).value_or(store::TermId{});
    const auto& addresses = publication.addresses;
    const bool is_home = iri == addresses.base();  // which tells of more than its `#` things
    auto label = composer.labels.of(self);
    if (label.text.empty()) label.text = is_home ? iri : iri.substr(addresses.base().size());
    const std::string_view href =
        is_home ? composer.keep(addresses.path("describe?iri=" + answer::encode_query_value(iri)))
                : composer.href(iri);
    auto& one = composer.model.object();
    one.set("link", composer.link_to(href, label, iri))
        .set("text", short_text(composer, self))
        .set("count", composer.counted("entries", publication.documents.things(iri).size()));
    list.add(one);
  }
  return list;
}

mustache::Value files(Composer& composer) {
  const auto& publication = composer.publication();
  auto& list = composer.model.list();
  for (const auto& file : publication.snapshot->info().sources) {
    if (file.graph.empty()) continue;
    auto& one = composer.model.object();
    one.set("url", composer.href(file.graph))
        .set("name", file.name)
        .set("count", composer.counted("triples", file.quads));
    list.add(one);
  }
  return list;
}

constexpr std::size_t terms_at_home = 400;

/// What the data are about where they are nothing but a vocabulary, with a few terms of others.
std::optional<answer::LoadedVocabulary> only_vocabulary(const answer::Publication& publication) {
  const auto& classes = publication.overview.classes;
  const auto is_machinery = [&](const auto& one) {
    return answer::is_machinery(publication.snapshot->term(one.klass).text);
  };
  if (!std::all_of(classes.begin(), classes.end(), is_machinery)) return std::nullopt;
  auto all = answer::loaded_vocabularies(publication);
  const auto largest = std::max_element(
      all.begin(), all.end(), [](const auto& a, const auto& b) { return a.terms.size() < b.terms.size(); });
  std::size_t terms = 0;
  for (const auto& one : all) terms += one.terms.size();
  if (largest == all.end() || largest->terms.size() * 2 <= terms || largest->terms.size() > terms_at_home)
    return std::nullopt;
  return std::move(*largest);
}

/// Sets `overview`, or `vocabulary` where that says more.
void set_glance(Composer& composer, mustache::Object& root) {
  const auto vocabulary = only_vocabulary(composer.publication());
  if (!vocabulary) {
    root.set("vocabulary", {});
    set_overview(composer, root);
    return;
  }
  root.set("overview", {});
  const auto terms = answer::vocabulary_of(composer.publication(), vocabulary->terms);
  set_vocabulary(composer, root, terms, vocabulary->space, 0);
}

}  // namespace

std::string home_page(const answer::Home& home, const PageContext& context) {
  Composer composer(context);
  const auto& publication = home.publication();
  const auto& info = publication.snapshot->info();
  const auto dataset = publication.snapshot->find(rdf::iri(publication.dataset)).value_or(store::TermId{});
  auto& root = composer.model.object();
  const auto text = dataset ? composer.labels.best(dataset, publication.terms.descriptions) : answer::Label{};
  root.set("name", publication.title)
      .set("description", text.text.empty()
                              ? mustache::Value()
                              : composer.link_to({}, {cut(text.text, 4000), text.language, true}))
      .set("triples", composer.counted("triples", info.triples))
      .set("terms", composer.counted("terms", info.terms))
      .set("dataset", dataset ? composer.link_to(composer.href(publication.dataset),
                                                 {composer.say("about_data_set"), {}, true})
                              : mustache::Value())
      .set("statistics", composer.path(answer::statistics_path))
      .set("structured", composer.keep(data_set_json(publication, composer.labels, home.measures())))
      .set("fragments_at", composer.keep(publication.addresses.path("fragments")));
  set_glance(composer, root);
  const auto dates = publication.chronicle.entries().size();
  root.set("dates", dates > 0 ? composer.counted("dates", dates) : std::string_view())
      .set("timeline_at", composer.path("timeline"))
      .set("vocabularies_at", composer.path("vocabulary"));
  Composer::set_list(root, "kinds", "has_kinds", kinds(composer, home.kinds()));
  Composer::set_list(root, "examples", "has_examples", examples(composer, home.examples(9)));
  Composer::set_list(root, "documents", "has_documents", documents(composer));
  Composer::set_list(root, "files", "has_files", files(composer));
  return render(composer, root, "home",
                {publication.title, {}, publication.description, publication.dataset});
}

}  // namespace tamizdat::html
