#include "answer/fragment_api.hpp"

#include <utility>

#include "rdf/vocabulary.hpp"

namespace tamizdat::answer {
namespace {

namespace hydra = rdf::hydra;
using rdf::Nesting;
using rdf::TermView;

class ApiBody final : public GraphBody {
 public:
  ApiBody(std::shared_ptr<const Publication> publication, const FragmentLimits& limits)
      : publication_(std::move(publication)),
        limits_(limits),
        address_(publication_->addresses.url("fragments/api")) {}

  rdf::Result<bool> emit(rdf::QuadSink& sink) override {
    const std::string entry = publication_->addresses.base();
    link(sink, address_, rdf::rdfns::type, hydra::ApiDocumentation);
    text(sink, address_, hydra::title, "Fragments of " + publication_->title);
    for (const std::string& limit : limits_in_words(limits_)) text(sink, address_, hydra::description, limit);
    link(sink, address_, hydra::entrypoint, entry);
    if (!publication_->licence.empty()) link(sink, address_, rdf::dcterms::license, publication_->licence);
    service(sink, "fragments");
    service(sink, "fragments/quads");
    for (const FragmentParameter& parameter : fragment_parameters()) tell(sink, parameter);
    return false;
  }

  [[nodiscard]] const rdf::Prefixes& prefixes() const override { return publication_->prefixes; }

 private:
  static void say(rdf::QuadSink& sink, TermView subject, std::string_view predicate, TermView object,
                  Nesting nesting = Nesting::none) {
    sink.quad({subject, rdf::iri(predicate), object, {}}, nesting, {});
  }
  static void link(rdf::QuadSink& sink, std::string_view subject, std::string_view predicate,
                   std::string_view object) {
    say(sink, rdf::iri(subject), predicate, rdf::iri(object));
  }
  static void text(rdf::QuadSink& sink, std::string_view subject, std::string_view predicate,
                   std::string_view value) {
    say(sink, rdf::iri(subject), predicate, rdf::literal(value, {}, "en"));
  }
  std::string about(std::string_view name) const { return address_ + "#" + std::string(name); }

  /// A template that names every parameter; what is only for quads stays out of the other.
  void service(rdf::QuadSink& sink, std::string_view path) const {
    const bool quads = path != "fragments";
    const std::string iri = about(quads ? "quads" : "triples");
    std::string form_template = publication_->addresses.url(path) + "{?";
    std::string separator;
    for (const FragmentParameter& parameter : fragment_parameters()) {
      if (parameter.name == "graph" && !quads) continue;
      form_template.append(separator).append(parameter.name).append(parameter.repeatable ? "*" : "");
      separator = ",";
    }
    form_template += "}";
    link(sink, iri, rdf::rdfns::type, hydra::IriTemplate);
    say(sink, rdf::iri(iri), hydra::template_, rdf::literal(form_template));
    link(sink, iri, hydra::variableRepresentation, hydra::ExplicitRepresentation);
    for (const FragmentParameter& parameter : fragment_parameters()) {
      if (parameter.name != "graph" || quads) mapping(sink, iri, parameter, quads);
    }
  }

  void mapping(rdf::QuadSink& sink, std::string_view iri, const FragmentParameter& parameter,
               bool quads) const {
    const std::string label = (quads ? "q-" : "t-") + std::string(parameter.name);
    const TermView node = rdf::blank(label);
    say(sink, rdf::iri(iri), hydra::mapping, node, Nesting::object_begins);
    say(sink, node, rdf::rdfns::type, rdf::iri(hydra::IriTemplateMapping));
    say(sink, node, hydra::variable, rdf::literal(parameter.name));
    say(sink, node, hydra::property, rdf::iri(about(parameter.name)));
    say(sink, node, hydra::required, rdf::literal("false", rdf::xsd::boolean));
    sink.end(label);
  }

  void tell(rdf::QuadSink& sink, const FragmentParameter& parameter) const {
    const std::string iri = about(parameter.name);
    link(sink, iri, rdf::rdfns::type, rdf::rdfns::Property);
    say(sink, rdf::iri(iri), rdf::rdfs::label, rdf::literal(parameter.name));
    text(sink, iri, rdf::rdfs::comment, parameter.what);
    text(sink, iri, rdf::skos::note, "Cost: " + std::string(parameter.cost));
    if (!parameter.example.empty())
      say(sink, rdf::iri(iri), rdf::skos::example, rdf::literal(parameter.example));
  }

  std::shared_ptr<const Publication> publication_;
  FragmentLimits limits_;
  std::string address_;
};

}  // namespace

std::vector<std::string> limits_in_words(const FragmentLimits& limits) {
  return {
      "A page holds " + std::to_string(limits.page_size) +
          " triples unless limit asks otherwise, and no more than " + std::to_string(limits.max_page_size) +
          ".",
      "A request carries no more than " + std::to_string(limits.max_bindings) + " bindings.",
      "A filter, a sort, overlapping bindings or the columns of a table look at no more than " +
          std::to_string(limits.max_candidates) + " candidates; what would need more is refused with 422.",
  };
}

FragmentApi::FragmentApi(std::shared_ptr<const Publication> publication, const FragmentLimits& limits)
    : publication_(std::move(publication)), limits_(limits) {
  head_.subject = publication_->addresses.url("fragments/api");
  head_.document = head_.subject;
  head_.title = "What /fragments understands";
  head_.state = publication_->snapshot->info().version;
  head_.modified = publication_->snapshot->info().modified;
}

std::unique_ptr<GraphBody> FragmentApi::graph(const syntax::Format* /*format*/) const {
  return std::make_unique<ApiBody>(publication_, limits_);
}

}  // namespace tamizdat::answer
