// What was found, and browsing by kind.
#include "html/layout.hpp"
#include "html/list_pages.hpp"
#include "html/pages.hpp"
#include "html/text.hpp"
#include "html/thing_parts.hpp"

namespace tamizdat::html {
namespace {

using answer::ListPages;
using mustache::Value;
using query::SearchHit;
using query::TextRole;
using store::TermId;

constexpr std::size_t snippet = 240;  // bytes

/// The text that answered, unless the page shows it anyway as the name or in the description.
Value matched(Composer& composer, const SearchHit& hit) {
  const auto text = composer.publication().snapshot->term(hit.text);
  if (text.text == composer.labels.of(hit.thing).text || hit.role == TextRole::description) return {};
  return composer.link_to({}, {cut(text.text, snippet), text.language, true});
}

/// The beginning of a thing's description, marked with its language; nothing if it has none.
Value summary_of(Composer& composer, TermId thing, std::size_t bytes) {
  return text_of(composer, composer.labels.best(thing, composer.publication().terms.descriptions), bytes);
}

Value results(Composer& composer, const answer::Search& search) {
  auto& list = composer.model.list();
  for (const SearchHit& hit : search.hits()) {
    auto& one = composer.model.object();
    one.set("link", composer.link(hit.thing))
        .set("kinds", composer.kinds(hit.thing))
        .set("matched", matched(composer, hit))
        .set("text", summary_of(composer, hit.thing, snippet));
    list.add(one);
  }
  return list;
}

Value facets(Composer& composer, const answer::Search& search) {
  const auto& snapshot = *composer.publication().snapshot;
  const std::string& chosen = search.pages().request().kind;
  auto& list = composer.model.list();
  auto said = composer.nothing_said(search.facets().size());
  for (const auto& facet : search.facets()) {
    const std::string_view iri = snapshot.term(facet.kind).text;
    if (facet.kind.kind() != rdf::TermKind::iri) continue;
    const bool is_chosen = iri == chosen;
    auto& one = composer.model.object();
    one.set("href", own_path(composer, search.pages().of_kind(is_chosen ? std::string_view() : iri)))
        .set("name", composer.link_to({}, composer.name(facet.kind, said)))
        .set("count", composer.number(facet.things))
        .set("chosen", is_chosen);
    list.add(one);
  }
  return list;
}

Value kind_counts(Composer& composer, const answer::Kinds& kinds) {
  auto& list = composer.model.list();
  auto said = composer.nothing_said(kinds.kinds().size());
  for (const auto& kind : kinds.kinds()) {
    const auto view = composer.publication().snapshot->term(kind.klass);
    const auto href = view.is_iri() ? composer.path("kinds?class=" + answer::encode_query_value(view.text))
                                    : std::string_view();
    auto& one = composer.model.object();
    one.set("link", composer.link_to(href, composer.name(kind.klass, said), view.text))
        .set("count", composer.number(kind.things));
    list.add(one);
  }
  return list;
}

Value things(Composer& composer, std::span<const TermId> things) {
  auto& list = composer.model.list();
  for (const TermId thing : things) list.add(composer.link(thing));
  return list;
}

std::string_view total_of(Composer& composer, const ListPages& pages) {
  const auto total = pages.total();
  const auto things = composer.counted("things", total.count);
  return total.exact ? things : composer.say("more_than", {{"count", things}});
}

}  // namespace

std::string search_page(const answer::Search& search, const PageContext& context) {
  Composer composer(context);
  const auto& pages = search.pages();
  auto& root = composer.model.object();
  const bool found = pages.total().count > 0;
  root.set("words", pages.request().words)
      .set("action", composer.path("search"))
      .set("kind", pages.request().kind)
      .set("asked", !pages.request().words.empty())
      .set("found", found)
      .set("count", total_of(composer, pages))
      .set("inexact", !pages.total().exact)
      .set("results", results(composer, search))
      .set("start", pages.page() > 1 ? composer.keep(std::to_string(pages.begin() + 1)) : std::string_view())
      .set("kinds_page", composer.path("kinds"));
  Composer::set_list(root, "facets", "has_facets", facets(composer, search));
  set_pages(composer, pages, root);
  const std::string& words = pages.request().words;
  const auto title =
      words.empty() ? composer.say("search") : composer.say("search_title", {{"words", words}});
  return render(composer, root, "search", {title, {}, {}, {}, false});
}

std::string kinds_page(const answer::Kinds& kinds, const PageContext& context) {
  Composer composer(context);
  auto& root = composer.model.object();
  root.set("count", composer.counted("kinds", kinds.pages().total().count));
  Composer::set_list(root, "kinds", "has_kinds", kind_counts(composer, kinds));
  set_pages(composer, kinds.pages(), root);
  return render(composer, root, "kinds", {composer.say("kinds"), {}, {}, {}, true});
}

std::string things_of_kind_page(const answer::ThingsOfKind& things, const PageContext& context) {
  Composer composer(context);
  auto& root = composer.model.object();
  root.set("kind", composer.word(things.kind()))
      .set("count", total_of(composer, things.pages()))
      .set("text", summary_of(composer, things.kind(), 2 * snippet))
      .set("things", html::things(composer, things.things()))
      .set("kinds_page", composer.path("kinds"));
  set_pages(composer, things.pages(), root);
  return render(composer, root, "kind", {composer.labels.word(things.kind()).text, {}, {}, {}, true});
}

}  // namespace tamizdat::html
