#include "answer/explanation.hpp"

#include "answer/listing.hpp"
#include "rdf/vocabulary.hpp"

namespace tamizdat::answer {
namespace {

class ExplanationBody final : public GraphBody {
 public:
  ExplanationBody(std::shared_ptr<const Publication> publication, std::string document, Told told)
      : publication_(std::move(publication)), document_(std::move(document)), told_(std::move(told)) {}

  rdf::Result<bool> emit(rdf::QuadSink& sink) override {
    Teller teller(*publication_, sink);
    const auto self = rdf::iri(document_);
    teller.link(document_, rdf::rdfns::type, rdf::hydra::Collection);
    teller.say(self, rdf::rdfs::comment, rdf::literal(told_.outcome, {}, "en"));
    teller.link(document_, rdf::dcterms::conformsTo, "https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1");
    int number = 0;
    for (const CandidateTold& candidate : told_.candidates) {
      const std::string label = "candidate-" + std::to_string(++number);
      const auto node = rdf::blank(label);
      teller.say(self, rdf::hydra::member, node, rdf::Nesting::object_begins);
      teller.say(node, rdf::dcterms::format, rdf::literal(candidate.media_type));
      teller.say(node, rdf::rdfns::value, rdf::literal(decimal(candidate.weight), rdf::xsd::decimal));
      teller.say(node, rdf::rdfs::comment, rdf::literal(candidate.reason, {}, "en"));
      teller.say(node, rdf::foaf::page, rdf::iri(candidate.url));
      teller.end(label);
    }
    return false;
  }
  [[nodiscard]] const rdf::Prefixes& prefixes() const override { return publication_->prefixes; }

 private:
  static std::string decimal(const std::string& weight) {
    return weight.find('.') == std::string::npos ? weight + ".0" : weight;
  }

  std::shared_ptr<const Publication> publication_;
  std::string document_;
  Told told_;
};

}  // namespace

Explanation::Explanation(std::shared_ptr<const Publication> publication, Told told)
    : publication_(std::move(publication)), told_(std::move(told)) {
  head_.document = publication_->addresses.url("-/negotiate?path=") + encode_query_value(told_.path) +
                   "&accept=" + encode_query_value(told_.accept);
  head_.subject = head_.document;
  head_.title = told_.path;
  head_.state = "explanation";
  head_.modified = publication_->snapshot->info().modified;
}

std::unique_ptr<GraphBody> Explanation::graph(const syntax::Format* /*format*/) const {
  return std::make_unique<ExplanationBody>(publication_, head_.document, told_);
}

}  // namespace tamizdat::answer
