#include "html/layout.hpp"

#include <algorithm>
#include <utility>

#include "answer/search.hpp"
#include "html/card.hpp"
#include "html/colours.hpp"
#include "html/text.hpp"

namespace tamizdat::html {
namespace {

// Templates say a message as if it were a partial.
constexpr std::string_view message_family = "t";  // {{> t.skip}}

mustache::Value formats(Composer& composer) {
  auto& list = composer.model.list();
  for (const auto& alternate : composer.context().alternates) {
    auto& one = composer.model.object();
    one.set("label", alternate.label).set("url", alternate.url).set("type", alternate.type);
    list.add(one);
  }
  return list;
}

mustache::Value licence(Composer& composer) {
  const auto& publication = composer.publication();
  if (publication.licence.empty() || !is_web(publication.licence)) return {};
  return composer.model.object()
      .set("url", publication.licence)
      .set("label", publication.licence_label.empty() ? publication.licence : publication.licence_label);
}

/// Path and query without a choice of language: for links that make another one.
std::string without_language(std::string_view target) {
  const auto question = std::min(target.find('?'), target.size());
  std::string kept(target.substr(0, question));
  auto rest = target.substr(std::min(question + 1, target.size()));
  for (char separator = '?'; !rest.empty();) {
    const auto one = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(one.size() + 1, rest.size()));
    if (one == "lang" || one.starts_with("lang=")) continue;
    kept += std::exchange(separator, '&');
    kept += one;
  }
  return kept;
}

/// This page in each language: {tag, name, url, current}
mustache::Value languages(Composer& composer) {
  const auto target = without_language(composer.context().target);
  const std::string start = target + (target.find('?') == std::string::npos ? "?lang=" : "&lang=");
  auto& list = composer.model.list();
  for (const auto& [tag, language] : composer.context().messages.all())
    list.add(composer.model.object()
                 .set("tag", tag)
                 .set("name", language.name())
                 .set("url", composer.keep(start + tag))
                 .set("current", &language == &composer.language()));
  return list;
}

/// The publisher's own, or the one that the data give if it lies on this site.
std::string_view logo(Composer& composer) {
  const auto& publication = composer.publication();
  const auto& addresses = publication.addresses;
  if (!composer.context().logo.empty()) return composer.keep(addresses.path(composer.context().logo));
  if (publication.logo.empty() || !addresses.is_local(publication.logo)) return {};
  const auto path = addresses.href(publication.logo);
  return path.starts_with(addresses.path("describe?")) ? std::string_view() : composer.keep(path);
}

std::string_view colours(Composer& composer) {
  const auto& publication = composer.publication();
  const auto chosen = Colours::of(publication.colour, publication.link_colour);
  if (!chosen) return {};
  return composer.keep(publication.addresses.path(colours_address(*chosen)));
}

/// What Open Graph is told; scrapers take absolute URLs alone.
void set_card(Composer& composer, mustache::Object& root, const PageFacts& facts) {
  const bool is_own = facts.picture.empty();
  root.set("card", is_own ? composer.keep(composer.publication().addresses.url(card_address)) : facts.picture)
      .set("card_width", is_own ? composer.keep(std::to_string(card_width)) : std::string_view())
      .set("card_height", is_own ? composer.keep(std::to_string(card_height)) : std::string_view())
      .set("card_alt", is_own ? std::string_view(composer.publication().title) : facts.title);
}

}  // namespace

std::vector<std::string_view> style_sheets(Composer& composer) {
  const auto& context = composer.context();
  std::vector<std::string_view> sheets = {composer.keep(context.publication.addresses.path(context.style))};
  if (const auto chosen = colours(composer); !chosen.empty()) sheets.push_back(chosen);
  return sheets;
}

std::string render(Composer& composer, mustache::Object& root, std::string_view name,
                   const PageFacts& facts) {
  const auto& context = composer.context();
  const auto& publication = context.publication;
  const auto& language = composer.language();
  root.set("page_title", facts.title)
      .set("title_lang", facts.language)
      .set("title_dir", direction(facts.language))
      .set("summary", cut(facts.description, 300))
      .set("iri", facts.iri)
      .set("open_iri", is_web(facts.iri) && !publication.addresses.is_local(facts.iri))
      .set("no_index", !facts.index)
      .set("page_lang", composer.language().tag())
      .set("page_dir", direction(composer.language().tag()))
      .set("carried", context.carried_language)
      .set("languages", languages(composer))
      .set("origin", publication.addresses.origin())
      .set("site_title", publication.title)
      .set("home", composer.path(""))
      .set("search_fragments", composer.path("fragments"))
      .set("search", composer.path("search"))
      .set("browse", composer.path("kinds"))
      .set("search_description", composer.keep(publication.addresses.path(answer::search_description_path)))
      .set("search_description_type", answer::search_description_type)
      .set("search_script", context.search_script.empty()
                                ? std::string_view()
                                : composer.keep(publication.addresses.path(context.search_script)))
      .set("style", composer.keep(publication.addresses.path(context.style)))
      .set("icon", composer.keep(publication.addresses.path(context.icon)))
      .set("logo", logo(composer))
      .set("colours", colours(composer))
      .set("json_ld", facts.json_ld)
      .set("canonical", context.canonical)
      .set("formats", formats(composer))
      .set("licence", licence(composer))
      .set("attribution", publication.attribution)
      .set("source", is_web(publication.source) ? std::string_view(publication.source) : std::string_view());
  set_card(composer, root, facts);
  std::string page;
  page.reserve(24 * 1024);
  const mustache::Partials partials = [&](const mustache::PartialName& partial) {
    return partial.family == message_family ? language.find(partial.name)
                                            : context.templates.find(partial.text);
  };
  if (const auto* found = context.templates.find(name)) found->render(root, partials, page);
  return page;
}

}  // namespace tamizdat::html
