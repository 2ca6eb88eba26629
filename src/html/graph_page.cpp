#include "html/layout.hpp"
#include "html/pages.hpp"
#include "html/text.hpp"
#include "html/thing_parts.hpp"

namespace tamizdat::html {
namespace {

constexpr std::size_t subjects_shown = 200;

/// The things that the graph speaks of, each once, in its own order.
mustache::Value subjects(Composer& composer, const answer::GraphDocument& graph, bool& complete) {
  const auto& snapshot = *composer.publication().snapshot;
  auto& list = composer.model.list();
  const auto scope = store::Scope::named(graph.name());
  const auto cursor = snapshot.match({{}, {}, {}, scope});
  store::TermId last;
  store::Quad quad;
  while (list.size() < subjects_shown && cursor->next(quad)) {
    if (quad.subject == last || quad.subject.kind() != rdf::TermKind::iri) continue;
    last = quad.subject;
    list.add(composer.link(quad.subject));
    cursor->skip(snapshot.count({quad.subject, {}, {}, scope}).count - 1);
  }
  complete = list.size() < subjects_shown;
  return list;
}

}  // namespace

std::string graph_page(const answer::GraphDocument& graph, const PageContext& context) {
  Composer composer(context);
  auto& root = composer.model.object();
  const auto label = composer.labels.of(graph.name());
  const auto title = label.given ? label.text : std::string_view(graph.head().title);
  set_facts(composer, root, graph.name(), answer::facts_of(graph.publication(), graph.name()), title);
  bool complete = true;
  const auto things = subjects(composer, graph, complete);
  const auto* file = graph.file();
  root.set("things", things)
      .set("more", !complete)
      .set("file", file != nullptr ? std::string_view(file->name) : std::string_view())
      .set("triples", composer.counted("triples", graph.head().total->count))
      .set("list",
           composer.path("fragments/quads?graph=" + answer::encode_query_value(graph.head().subject)));
  return render(composer, root, "graph",
                {title, label.language, summary(composer, graph.name()).text, graph.head().subject});
}

}  // namespace tamizdat::html
