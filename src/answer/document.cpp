#include "answer/document.hpp"

#include "answer/about.hpp"
#include "answer/thing_stream.hpp"

namespace tamizdat::answer {
namespace {

class DocumentBody final : public GraphBody {
 public:
  DocumentBody(std::shared_ptr<const Publication> publication, store::TermId self,
               std::shared_ptr<const std::vector<store::TermId>> own, std::span<const store::TermId> things,
               std::string document, std::string representation)
      : publication_(std::move(publication)),
        own_(std::move(own)),
        self_(self),
        things_(things),
        document_(std::move(document)),
        representation_(std::move(representation)),
        stream_(*publication_) {
    if (self_) stream_.begin(self_);
  }

  rdf::Result<bool> emit(rdf::QuadSink& sink) override {
    auto busy = stream_.pump(sink, quads_a_call);
    if (!busy || *busy) return busy;
    if (next_ < things_.size()) {
      stream_.begin(things_[next_++]);
      return true;
    }
    if (!About(*publication_, representation_, sink).document_of(document_, document_))
      return rdf::Error(rdf::Code::cancelled, "the receiver asked to stop");
    return false;
  }

  [[nodiscard]] const rdf::Prefixes& prefixes() const override { return publication_->prefixes; }

 private:
  static constexpr std::size_t quads_a_call = 64;

  std::shared_ptr<const Publication> publication_;
  std::shared_ptr<const std::vector<store::TermId>> own_;
  store::TermId self_;
  std::span<const store::TermId> things_;
  std::string document_;
  std::string representation_;
  ThingStream stream_;
  std::size_t next_ = 0;
};

}  // namespace

Document::Document(std::shared_ptr<const Publication> publication, std::string_view iri)
    : publication_(std::move(publication)),
      self_(publication_->snapshot->find(rdf::iri(iri)).value_or(store::TermId{})),
      things_(publication_->documents.things(iri)) {
  head_.subject = std::string(iri);
  head_.document = publication_->addresses.generic_document(iri);
  head_.title = iri.substr(publication_->addresses.base().size());
  head_.modified = publication_->snapshot->info().modified;
}

Document::Document(std::shared_ptr<const Publication> publication, LoadedVocabulary vocabulary)
    : publication_(std::move(publication)),
      own_(std::make_shared<const std::vector<store::TermId>>(std::move(vocabulary.terms))),
      things_(*own_) {
  const std::string& space = vocabulary.space;
  const auto find = [&](std::string_view iri) { return publication_->snapshot->find(rdf::iri(iri)); };
  self_ = find(space).value_or(
      find(std::string_view(space).substr(0, space.size() - 1)).value_or(store::TermId{}));
  head_.subject = space;
  head_.document = publication_->addresses.url("vocabulary?iri=" + encode_query_value(space));
  head_.title = space;
  head_.modified = publication_->snapshot->info().modified;
}

std::unique_ptr<GraphBody> Document::graph(const syntax::Format* format) const {
  auto representation =
      format != nullptr ? publication_->addresses.document(head_.subject, *format) : head_.subject;
  return std::make_unique<DocumentBody>(publication_, self_, own_, things_, head_.subject,
                                        std::move(representation));
}

rdf::Result<std::unique_ptr<Document>> document_at(std::shared_ptr<const Publication> publication,
                                                   std::string_view iri) {
  if (publication->documents.contains(iri)) return std::make_unique<Document>(std::move(publication), iri);
  return rdf::Error(rdf::Code::not_found,
                    "no document <" + std::string(iri) + "> describes things of the data");
}

bool is_in_document(const Publication& publication, std::string_view iri) {
  if (!publication.documents.contains(without_fragment(iri))) return false;
  const auto id = publication.snapshot->find(rdf::iri(iri));
  return id && publication.snapshot->count({*id, {}, {}}).count > 0;
}

}  // namespace tamizdat::answer
