#include "answer/about.hpp"

#include "rdf/vocabulary.hpp"
#include "syntax/formats.hpp"

namespace tamizdat::answer {

About::About(const Publication& publication, std::string document, rdf::QuadSink& sink)
    : publication_(publication), document_(std::move(document)), graph_(document_ + "#about"), sink_(sink) {}

bool About::say(const rdf::TermView& subject, std::string_view predicate, const rdf::TermView& object) {
  return sink_.quad({subject, rdf::iri(predicate), object, rdf::iri(graph_)}, rdf::Nesting::none, {});
}

bool About::link(std::string_view predicate, std::string_view object) {
  return say(rdf::iri(document_), predicate, rdf::iri(object));
}

bool About::link_from(std::string_view subject, std::string_view predicate, std::string_view object) {
  return say(rdf::iri(subject), predicate, rdf::iri(object));
}

bool About::text(std::string_view predicate, std::string_view value, std::string_view datatype,
                 std::string_view language) {
  return say(rdf::iri(document_), predicate, rdf::literal(value, datatype, language));
}

bool About::number(std::string_view predicate, std::uint64_t value) {
  return number_from(document_, predicate, value);
}

bool About::number_from(std::string_view subject, std::string_view predicate, std::uint64_t value) {
  return say(rdf::iri(subject), predicate, rdf::literal(std::to_string(value), rdf::xsd::integer));
}

bool About::document_of(std::string_view topic, std::string_view resource) {
  bool on = link(rdf::rdfns::type, rdf::foaf::Document) && link(rdf::foaf::primaryTopic, topic) &&
            link(rdf::void_::inDataset, publication_.dataset);
  if (on && !publication_.licence.empty()) on = link(rdf::dcterms::license, publication_.licence);
  if (on && !publication_.source.empty()) on = link(rdf::dcterms::source, publication_.source);
  if (on && !publication_.attribution.empty()) on = text(rdf::dcterms::rights, publication_.attribution);
  std::string other = publication_.addresses.document_stem(resource);
  const std::size_t stem = other.size();
  for (const auto& format : syntax::formats()) {
    if (!on || format.family != syntax::Family::graph || !format.writable) continue;
    other.resize(stem);
    other += format.extension;
    on = other == document_ || link(rdf::dcterms::hasFormat, other);
  }
  return on;
}

std::string description_iri(const Publication& publication, std::string_view thing) {
  return publication.addresses.url("describe?iri=").append(encode_query_value(thing));
}

}  // namespace tamizdat::answer
