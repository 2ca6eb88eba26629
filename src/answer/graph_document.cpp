#include "answer/graph_document.hpp"

#include <algorithm>

#include "answer/about.hpp"
#include "rdf/vocabulary.hpp"

namespace tamizdat::answer {
namespace {

class GraphDocumentBody final : public GraphBody {
 public:
  GraphDocumentBody(std::shared_ptr<const Publication> publication, store::TermId graph, std::string iri)
      : publication_(std::move(publication)),
        iri_(std::move(iri)),
        cursor_(publication_->snapshot->match({{}, {}, {}, store::Scope::named(graph)})) {}

  rdf::Result<bool> emit(rdf::QuadSink& sink) override {
    const auto& snapshot = *publication_->snapshot;
    store::Quad quad;
    for (std::size_t sent = 0; sent < quads_a_call; ++sent) {
      if (!cursor_->next(quad)) return finish(sink);
      const rdf::QuadView view{
          snapshot.term(quad.subject), snapshot.term(quad.predicate), snapshot.term(quad.object), {}};
      if (!sink.quad(view, rdf::Nesting::none, {})) return stopped();
    }
    return true;
  }

  [[nodiscard]] const rdf::Prefixes& prefixes() const override { return publication_->prefixes; }

 private:
  static constexpr std::size_t quads_a_call = 64;

  static rdf::Error stopped() { return {rdf::Code::cancelled, "the receiver asked to stop"}; }

  rdf::Result<bool> finish(rdf::QuadSink& sink) {
    if (auto status = cursor_->status(); !status) return status.error();
    About page(*publication_, iri_, sink);
    const bool on =
        page.document_of(iri_, iri_) && page.number(rdf::void_::triples, cursor_->estimate().count);
    if (!on) return stopped();
    return false;
  }

  std::shared_ptr<const Publication> publication_;
  std::string iri_;
  std::unique_ptr<store::Cursor> cursor_;
};

}  // namespace

GraphDocument::GraphDocument(std::shared_ptr<const Publication> publication, store::TermId graph)
    : publication_(std::move(publication)), graph_(graph) {
  const auto& snapshot = *publication_->snapshot;
  head_.subject = std::string(snapshot.term(graph_).text);
  head_.document = publication_->addresses.generic_document(head_.subject);
  const auto* source = file();
  head_.title = source == nullptr ? head_.subject : source->name;
  head_.modified = source != nullptr ? source->modified : snapshot.info().modified;
  head_.total = snapshot.count({{}, {}, {}, store::Scope::named(graph_)});
}

const store::SourceFile* GraphDocument::file() const {
  const auto& sources = publication_->snapshot->info().sources;
  const auto at = std::find_if(sources.begin(), sources.end(),
                               [&](const auto& source) { return source.graph == head_.subject; });
  return at == sources.end() ? nullptr : &*at;
}

std::unique_ptr<GraphBody> GraphDocument::graph(const syntax::Format* /*format*/) const {
  return std::make_unique<GraphDocumentBody>(publication_, graph_, head_.subject);
}

std::optional<std::uint64_t> GraphDocument::length(const syntax::Format& format) const {
  const auto& files = publication_->distributions;
  const auto at = std::find_if(files.begin(), files.end(), [&](const Distribution& file) {
    return file.format == &format && file.graph == head_.subject;
  });
  if (at == files.end()) return std::nullopt;
  const auto measure = publication_->measuring->file(static_cast<std::size_t>(at - files.begin()));
  return measure ? std::optional(measure->bytes) : std::nullopt;
}

rdf::Result<std::unique_ptr<GraphDocument>> graph_at(std::shared_ptr<const Publication> publication,
                                                     std::string_view iri) {
  const auto at = publication->graphs.find(iri);
  if (at != publication->graphs.end())
    return std::make_unique<GraphDocument>(std::move(publication), at->second);
  return rdf::Error(rdf::Code::not_found, "there is no graph <" + std::string(iri) + ">");
}

}  // namespace tamizdat::answer
