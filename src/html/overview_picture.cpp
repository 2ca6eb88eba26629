#include "html/overview_picture.hpp"

#include "html/class_graph.hpp"

namespace tamizdat::html {
namespace {

using answer::ClassLink;

/// "opposes 34", or with how many other relations: "opposes +3 · 120".
std::string_view text_of(Composer& composer, const ClassLink& link) {
  std::string text(composer.labels.word(link.predicate).text);
  if (link.predicates > 1) text.append("\xC2\xA0+").append(std::to_string(link.predicates - 1));
  return composer.keep(text.append("\xC2\xA0·\xC2\xA0").append(composer.number(link.triples)));
}

ClassGraph graph_of(Composer& composer) {
  const auto& overview = composer.publication().overview;
  ClassGraph graph;
  // Classes that nothing connects stand in the list of kinds.
  std::vector<std::size_t> places(overview.classes.size(), 0);
  for (const ClassLink& link : overview.links) places[link.from] = places[link.to] = 1;
  const bool is_connected = !overview.links.empty();
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (is_connected && places[i] == 0) continue;
    places[i] = graph.nodes.size();
    const auto& one = overview.classes[i];
    graph.nodes.push_back({one.klass, composer.counted("things", one.things), {}});
  }
  for (const ClassLink& link : overview.links) {
    const auto text = text_of(composer, link);
    if (link.from == link.to) {
      graph.nodes[places[link.from]].loops.push_back(composer.keep(std::string("↺ ").append(text)));
      continue;
    }
    graph.arrows.push_back(
        {places[link.from], places[link.to], text, composer.fragment({}, link.predicate, {}), text});
  }
  return graph;
}

mustache::Value links(Composer& composer) {
  const auto& overview = composer.publication().overview;
  auto& list = composer.model.list();
  for (const ClassLink& link : overview.links)
    list.add(
        composer.model.object()
            .set("from", composer.word(overview.classes[link.from].klass))
            .set("to", composer.word(overview.classes[link.to].klass))
            .set("predicate", composer.word(link.predicate))
            .set("count", composer.number(link.triples))
            .set("more", link.predicates > 1 ? composer.number(link.predicates - 1) : std::string_view()));
  return list;
}

}  // namespace

void set_overview(Composer& composer, mustache::Object& root) {
  const auto& overview = composer.publication().overview;
  if (overview.classes.empty()) {
    root.set("overview", {});
    return;
  }
  const auto graph = graph_of(composer);
  const auto size = ClassPicture(composer, graph).size();
  const auto left_out = overview.other_classes + overview.other_links;
  root.set("overview", composer.model.object()
                           .set("address", composer.path("-/picture"))
                           .set("width", composer.keep(std::to_string(static_cast<long>(size.width))))
                           .set("height", composer.keep(std::to_string(static_cast<long>(size.height))))
                           .set("links", links(composer))
                           .set("left_out", left_out > 0 ? composer.number(left_out) : std::string_view()));
}

std::string overview_picture(const PageContext& context) {
  Composer composer(context);
  const auto graph = graph_of(composer);
  return ClassPicture(composer, graph).draw();
}

}  // namespace tamizdat::html
