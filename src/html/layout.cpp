#include "html/layout.hpp"

#include "answer/search.hpp"
#include "html/text.hpp"

namespace tamizdat::html {
namespace {

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

}  // namespace

std::string render(Composer& composer, mustache::Object& root, std::string_view name,
                   const PageFacts& facts) {
  const auto& context = composer.context();
  const auto& publication = context.publication;
  root.set("page_title", facts.title)
      .set("title_lang", facts.language)
      .set("title_dir", direction(facts.language))
      .set("summary", cut(facts.description, 300))
      .set("iri", facts.iri)
      .set("open_iri", is_web(facts.iri) && !publication.addresses.is_local(facts.iri))
      .set("no_index", !facts.index)
      .set("site_title", publication.title)
      .set("home", composer.path(""))
      .set("search_fragments", composer.path("fragments"))
      .set("search", composer.path("search"))
      .set("browse", composer.path("kinds"))
      .set("search_description", composer.path(answer::search_description_path))
      .set("search_description_type", answer::search_description_type)
      .set("search_script",
           context.search_script.empty() ? std::string_view() : composer.path(context.search_script))
      .set("style", composer.keep(publication.addresses.path(context.style)))
      .set("icon", composer.keep(publication.addresses.path(context.icon)))
      .set("canonical", context.canonical)
      .set("formats", formats(composer))
      .set("licence", licence(composer))
      .set("attribution", publication.attribution)
      .set("source", is_web(publication.source) ? std::string_view(publication.source) : std::string_view());
  std::string page;
  page.reserve(24 * 1024);
  const mustache::Partials partials = [&](std::string_view partial) {
    return context.templates.find(partial);
  };
  if (const auto* found = context.templates.find(name)) found->render(root, partials, page);
  return page;
}

}  // namespace tamizdat::html
