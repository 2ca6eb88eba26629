#pragma once
// A named graph at its own address: a loaded file as it was loaded.
#include <memory>
#include <string_view>

#include "answer/answer.hpp"

namespace tamizdat::answer {

class GraphDocument final : public Answer {
 public:
  GraphDocument(std::shared_ptr<const Publication> publication, store::TermId graph);

  /// The graph's triples in the default graph (the address names the graph already), streamed in constant
  /// memory; then what is said about it in <graph#about>.
  [[nodiscard]] std::unique_ptr<GraphBody> graph(const syntax::Format* format = nullptr) const override;

  [[nodiscard]] std::optional<std::uint64_t> length(const syntax::Format& format) const override;

  [[nodiscard]] const Publication& publication() const { return *publication_; }
  [[nodiscard]] store::TermId name() const { return graph_; }
  /// The file it came from; null for a graph of a quad file.
  [[nodiscard]] const store::SourceFile* file() const;

 private:
  std::shared_ptr<const Publication> publication_;
  store::TermId graph_;
};

/// The named graph of that IRI; else Code::not_found.
rdf::Result<std::unique_ptr<GraphDocument>> graph_at(std::shared_ptr<const Publication> publication,
                                                     std::string_view iri);

}  // namespace tamizdat::answer
