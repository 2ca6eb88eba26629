#pragma once
// A document that describes all its `#` things, and itself.
#include <memory>
#include <span>
#include <string_view>

#include "answer/answer.hpp"
#include "answer/vocabulary.hpp"

namespace tamizdat::answer {

class Document final : public Answer {
 public:
  Document(std::shared_ptr<const Publication> publication, std::string_view iri);
  /// The terms of a vocabulary without a document of its own, or of a scheme of concepts: vocabulary?iri=…
  Document(std::shared_ptr<const Publication> publication, LoadedVocabulary vocabulary);

  /// The document's triples, then each thing's, closed over blank nodes; in the default graph. What is said
  /// about this representation is in <document#about>.
  [[nodiscard]] std::unique_ptr<GraphBody> graph(const syntax::Format* format = nullptr) const override;

  [[nodiscard]] const Publication& publication() const { return *publication_; }
  /// The document itself; 0 if the data say nothing of it.
  [[nodiscard]] store::TermId self() const { return self_; }
  [[nodiscard]] std::span<const store::TermId> things() const { return things_; }

 private:
  std::shared_ptr<const Publication> publication_;
  store::TermId self_;
  std::shared_ptr<const std::vector<store::TermId>> own_;  ///< where the publication does not hold them
  std::span<const store::TermId> things_;
};

/// The document at an IRI without fragment, if it has `#` things (see HashDocuments); else Code::not_found.
rdf::Result<std::unique_ptr<Document>> document_at(std::shared_ptr<const Publication> publication,
                                                   std::string_view iri);

/// Whether a document under the base tells of this hash IRI: it is there, and not only mentioned.
bool is_in_document(const Publication& publication, std::string_view iri);

}  // namespace tamizdat::answer
