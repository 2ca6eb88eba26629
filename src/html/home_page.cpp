#include "html/layout.hpp"
#include "html/pages.hpp"
#include "html/text.hpp"
#include "html/thing_parts.hpp"

namespace tamizdat::html {
namespace {

mustache::Value kinds(Composer& composer, const std::vector<answer::Home::Kind>& kinds) {
  auto& list = composer.model.list();
  for (const auto& kind : kinds) {
    auto& one = composer.model.object();
    one.set("link", composer.word(kind.klass)).set("count", composer.keep(grouped(kind.things)));
    list.add(one);
  }
  return list;
}

mustache::Value examples(Composer& composer, const std::vector<store::TermId>& things) {
  auto& list = composer.model.list();
  for (const auto thing : things) {
    const auto text = summary(composer, thing);
    auto& one = composer.model.object();
    one.set("link", composer.link(thing)).set("kinds", composer.kinds(thing)).set("text", cut(text, 240));
    list.add(one);
  }
  return list;
}

mustache::Value documents(Composer& composer) {
  const auto& publication = composer.publication();
  auto& list = composer.model.list();
  for (const auto iri : publication.documents.documents()) {
    const auto self = publication.snapshot->find(rdf::iri(iri)).value_or(store::TermId{});
    auto label = composer.labels.of(self);
    if (label.text.empty()) label.text = iri.substr(publication.addresses.base().size());
    const auto things = counted(publication.documents.things(iri).size(), "entry", "entries");
    auto& one = composer.model.object();
    one.set("link", composer.link_to(composer.keep(publication.addresses.href(iri)), label, iri))
        .set("text", cut(summary(composer, self), 240))
        .set("count", composer.keep(things));
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
    one.set("url", composer.keep(publication.addresses.href(file.graph)))
        .set("name", file.name)
        .set("count", composer.keep(counted(file.quads, "triple", "triples")));
    list.add(one);
  }
  return list;
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
      .set("triples", composer.keep(grouped(info.triples)))
      .set("terms", composer.keep(grouped(info.terms)))
      .set("dataset", dataset
                          ? composer.link_to(composer.keep(publication.addresses.href(publication.dataset)),
                                             {"about this data set", {}, true})
                          : mustache::Value())
      .set("base", publication.addresses.base());
  Composer::set_list(root, "kinds", "has_kinds", kinds(composer, home.kinds()));
  Composer::set_list(root, "examples", "has_examples", examples(composer, home.examples(9)));
  Composer::set_list(root, "documents", "has_documents", documents(composer));
  Composer::set_list(root, "files", "has_files", files(composer));
  return render(composer, root, "home",
                {publication.title, {}, publication.description, publication.dataset});
}

}  // namespace tamizdat::html
