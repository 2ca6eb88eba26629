#include "answer/fragment_controls.hpp"

#include <functional>
#include <string_view>

#include "rdf/vocabulary.hpp"

namespace tamizdat::answer {
namespace {

namespace hydra = rdf::hydra;
namespace void_ = rdf::void_;
using rdf::Nesting;
using rdf::TermView;

/// Statements in one graph, written one after the other.
class Speaker {
 public:
  Speaker(rdf::QuadSink& sink, std::string_view graph) : sink_(sink), graph_(graph) {}

  void say(TermView subject, std::string_view predicate, TermView object, Nesting nesting = Nesting::none) {
    sink_.quad({subject, rdf::iri(predicate), object, rdf::iri(graph_)}, nesting, {});
  }
  void link(std::string_view subject, std::string_view predicate, std::string_view object) {
    if (!object.empty()) say(rdf::iri(subject), predicate, rdf::iri(object));
  }
  void number(std::string_view subject, std::string_view predicate, std::uint64_t value) {
    const std::string text = std::to_string(value);
    say(rdf::iri(subject), predicate, rdf::literal(text, rdf::xsd::integer));
  }
  void end(std::string_view blank) { sink_.end(blank); }

 private:
  rdf::QuadSink& sink_;
  std::string_view graph_;
};

struct Mapping {
  std::string_view variable;
  std::string_view property;
  std::string_view node;
};
constexpr Mapping mappings[] = {
    {"subject", rdf::rdfns::subject, "subject"},
    {"predicate", rdf::rdfns::predicate, "predicate"},
    {"object", rdf::rdfns::object, "object"},
    // Some Turtle readers take a subject labelled `_:graph` for the keyword.
    {"graph", rdf::sd::graph, "named"},
};

void say_form(const FragmentControls& controls, Speaker& speaker) {
  const bool quads = controls.kind == FragmentKind::quads;
  const TermView form = rdf::blank("form");
  speaker.say(rdf::iri(controls.publication->dataset), hydra::search, form, Nesting::object_begins);
  const std::string form_template = controls.publication->addresses.url(
      quads ? "fragments/quads{?subject,predicate,object,graph}" : "fragments{?subject,predicate,object}");
  speaker.say(form, hydra::template_, rdf::literal(form_template));
  speaker.say(form, hydra::variableRepresentation, rdf::iri(hydra::ExplicitRepresentation));
  for (const Mapping& mapping : mappings) {
    if (mapping.variable == "graph" && !quads) continue;
    const TermView node = rdf::blank(mapping.node);
    speaker.say(form, hydra::mapping, node, Nesting::object_begins);
    speaker.say(node, hydra::variable, rdf::literal(mapping.variable));
    speaker.say(node, hydra::property, rdf::iri(mapping.property));
    speaker.end(mapping.node);
  }
  speaker.end("form");
}

void say_fragment(const FragmentControls& controls, Speaker& speaker) {
  speaker.link(controls.fragment, rdf::rdfns::type, hydra::Collection);
  speaker.link(controls.fragment, rdf::rdfns::type, void_::Dataset);
  speaker.number(controls.fragment, void_::triples, controls.total.count);
  speaker.number(controls.fragment, hydra::totalItems, controls.total.count);
  speaker.link(controls.fragment, hydra::view, controls.page);
  // Clients look for the last `void:subset <the URL they asked>` and want its subject to be the topic of this
  // graph; on a first page the fragment is a subset of itself, which is true if trivial.
  speaker.link(controls.fragment, void_::subset, controls.page);
}

void say_page(const FragmentControls& controls, Speaker& speaker) {
  speaker.link(controls.page, rdf::rdfns::type, hydra::PartialCollectionView);
  speaker.number(controls.page, hydra::itemsPerPage, controls.limit);
  speaker.link(controls.page, hydra::first, controls.first);
  speaker.link(controls.page, hydra::previous, controls.previous);
  speaker.link(controls.page, hydra::next, controls.next);
  speaker.link(controls.page, hydra::last, controls.last);
  speaker.link(controls.page, rdf::dcterms::license, controls.publication->licence);
  for (const FragmentNote& note : controls.notes)
    speaker.say(rdf::iri(controls.page), rdf::rdfs::comment, rdf::literal(in_english(note), {}, "en"));
}

}  // namespace

std::string metadata_graph(const FragmentControls& controls) {
  constexpr std::size_t long_page = 500;
  if (controls.page.size() <= long_page) return controls.page + "#metadata";
  return controls.publication->addresses.url("fragments#metadata-") +
         std::to_string(std::hash<std::string>{}(controls.page));
}

void emit_controls(const FragmentControls& controls, rdf::QuadSink& sink) {
  const std::string graph = metadata_graph(controls);
  const Publication& publication = *controls.publication;
  Speaker speaker(sink, graph);
  speaker.link(graph, rdf::foaf::primaryTopic, controls.fragment);
  speaker.link(publication.dataset, rdf::rdfns::type, void_::Dataset);
  speaker.link(publication.dataset, rdf::rdfns::type, hydra::Collection);
  speaker.link(publication.dataset, void_::subset, controls.fragment);
  if (controls.page != controls.fragment) speaker.link(publication.dataset, void_::subset, controls.page);
  if (controls.kind == FragmentKind::quads) {
    speaker.link(publication.dataset, rdf::sd::defaultGraph, default_graph_iri(publication.addresses));
  }
  say_form(controls, speaker);
  say_page(controls, speaker);
  say_fragment(controls, speaker);
}

}  // namespace tamizdat::answer
