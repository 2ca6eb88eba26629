#include "answer/data_set.hpp"
#include "html/layout.hpp"
#include "html/pages.hpp"

namespace tamizdat::html {
namespace {

using mustache::Value;

// A page for people ends somewhere; the graph tells all.
constexpr std::size_t rows_shown = 500;
constexpr std::size_t properties_shown = 40;  // of one class

Value properties(Composer& composer, std::span<const answer::PropertyUse> uses, std::size_t shown) {
  auto& list = composer.model.list();
  auto said = composer.nothing_said(std::min(shown, uses.size()));
  for (const auto& use : uses.first(std::min(shown, uses.size()))) {
    auto& one = composer.model.object();
    one.set("link", composer.word(use.property, said))
        .set("triples", composer.number(use.triples))
        .set("subjects", composer.number(use.subjects))
        .set("objects", composer.number(use.objects));
    list.add(one);
  }
  return list;
}

Value classes(Composer& composer, std::span<const answer::ClassUse> uses) {
  auto& list = composer.model.list();
  auto said = composer.nothing_said(std::min(rows_shown, uses.size()));
  for (const auto& use : uses.first(std::min(rows_shown, uses.size()))) {
    const auto term = composer.publication().snapshot->term(use.klass);
    const auto href = term.is_iri() ? composer.path("kinds?class=" + answer::encode_query_value(term.text))
                                    : std::string_view();
    auto& one = composer.model.object();
    one.set("link", composer.word(use.klass, said))
        .set("things", composer.number(use.things))
        .set("href", href)
        .set("triples", composer.number(use.triples));
    Composer::set_list(one, "properties", "has_properties",
                       properties(composer, use.properties, properties_shown));
    list.add(one);
  }
  return list;
}

Value links(Composer& composer) {
  auto& list = composer.model.list();
  for (const auto& links : composer.publication().statistics.links) {
    auto& one = composer.model.object();
    one.set("target", links.target)
        .set("link", composer.word(links.property))
        .set("triples", composer.number(links.triples));
    list.add(one);
  }
  return list;
}

Value downloads(Composer& composer, const answer::Measures* measures) {
  auto& list = composer.model.list();
  for (const auto& file : answer::all_distributions(composer.publication(), measures)) {
    auto& one = composer.model.object();
    one.set("url", composer.keep(composer.publication().addresses.path(file.path)))
        .set("name", composer.keep(file.path))
        .set("format", file.format != nullptr ? file.format->label : std::string_view())
        .set("bytes", file.bytes ? composer.number(*file.bytes) : std::string_view())
        .set("sha256", composer.keep(file.sha256));
    list.add(one);
  }
  return list;
}

}  // namespace

std::string statistics_page(const answer::StatisticsPage& statistics, const PageContext& context) {
  Composer composer(context);
  const auto& all = statistics.publication().statistics;
  auto& root = composer.model.object();
  root.set("name", context.publication.title)
      .set("triples", composer.counted("triples", all.triples))
      .set("entities", composer.counted("things", all.entities))
      .set("kinds", composer.counted("kinds", all.classes.size()));
  Composer::set_list(root, "classes", "has_classes", classes(composer, all.classes));
  Composer::set_list(root, "properties", "has_properties", properties(composer, all.properties, rows_shown));
  Composer::set_list(root, "links", "has_links", links(composer));
  Composer::set_list(root, "downloads", "has_downloads", downloads(composer, statistics.measures()));
  return render(composer, root, "statistics",
                {composer.say("statistics"), composer.language().tag(), composer.say("statistics_lead"),
                 context.publication.dataset});
}

}  // namespace tamizdat::html
