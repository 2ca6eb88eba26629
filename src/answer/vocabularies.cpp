#include "answer/vocabularies.hpp"

#include <algorithm>

#include "answer/listing.hpp"
#include "rdf/vocabulary.hpp"

namespace tamizdat::answer {
namespace {

class VocabulariesBody final : public GraphBody {
 public:
  VocabulariesBody(std::shared_ptr<const Publication> publication, const Vocabularies& vocabularies)
      : publication_(std::move(publication)), document_(vocabularies.head().document) {
    for (const auto& one : vocabularies.all()) spaces_.push_back(one.space);
  }

  rdf::Result<bool> emit(rdf::QuadSink& sink) override {
    Teller data(*publication_, sink);
    for (const auto& space : spaces_) data.link(publication_->dataset, rdf::void_::vocabulary, space);
    for (const auto& space : spaces_)
      if (const auto self = vocabulary_itself(*publication_, space)) data.thing(self);
    Teller about(*publication_, sink, document_ + "#about");
    about.link(document_, rdf::rdfns::type, rdf::foaf::Document);
    about.link(document_, rdf::foaf::primaryTopic, publication_->dataset);
    about.link(document_, rdf::dcterms::license, publication_->licence);
    return false;
  }
  [[nodiscard]] const rdf::Prefixes& prefixes() const override { return publication_->prefixes; }

 private:
  std::shared_ptr<const Publication> publication_;
  std::string document_;
  std::vector<std::string> spaces_;
};

}  // namespace

Vocabularies::Vocabularies(std::shared_ptr<const Publication> publication)
    : publication_(std::move(publication)), all_(loaded_vocabularies(*publication_)) {
  head_.subject = publication_->dataset;
  head_.document = publication_->addresses.url("vocabulary");
  head_.title = "Vocabularies";
  head_.modified = publication_->snapshot->info().modified;
}

std::unique_ptr<GraphBody> Vocabularies::graph(const syntax::Format* /*format*/) const {
  return std::make_unique<VocabulariesBody>(publication_, *this);
}

store::TermId vocabulary_itself(const Publication& publication, std::string_view space) {
  const auto& snapshot = *publication.snapshot;
  for (const auto iri : {space, space.substr(0, space.size() - 1)})
    if (const auto id = snapshot.find(rdf::iri(iri)); id && snapshot.count({*id, {}, {}}).count > 0)
      return *id;
  return {};
}

rdf::Result<std::unique_ptr<Document>> vocabulary_at(std::shared_ptr<const Publication> publication,
                                                     std::string_view iri) {
  // Of a document with `#` terms there is more to tell than classes and properties.
  const auto document = iri.ends_with('#') ? iri.substr(0, iri.size() - 1) : iri;
  if (publication->documents.contains(document)) return document_at(publication, document);
  for (auto& one : loaded_vocabularies(*publication)) {
    const std::string_view space = one.space;
    if (space != iri && (one.is_scheme || space.substr(0, space.size() - 1) != iri)) continue;
    return std::make_unique<Document>(std::move(publication), std::move(one));
  }
  return rdf::Error(
      rdf::Code::not_found,
      "the data describe no class, property or concept of a vocabulary <" + std::string(iri) + ">",
      "see which there are at " + publication->addresses.url("vocabulary"));
}

}  // namespace tamizdat::answer
