#pragma once
// The vocabularies that the data describe, and each of them where it has no document of its own.
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "answer/answer.hpp"
#include "answer/document.hpp"
#include "answer/vocabulary.hpp"

namespace tamizdat::answer {

/// All of them, by what their terms share.
class Vocabularies final : public Answer {
 public:
  explicit Vocabularies(std::shared_ptr<const Publication> publication);

  /// void:vocabulary of the data set, with the names that the data have for them.
  [[nodiscard]] std::unique_ptr<GraphBody> graph(const syntax::Format* format = nullptr) const override;

  [[nodiscard]] const Publication& publication() const { return *publication_; }
  [[nodiscard]] std::span<const LoadedVocabulary> all() const { return all_; }

 private:
  std::shared_ptr<const Publication> publication_;
  std::vector<LoadedVocabulary> all_;
};

/// What names a vocabulary in the data: its document, or what its terms share; 0 if nothing does.
store::TermId vocabulary_itself(const Publication& publication, std::string_view space);

/// The vocabulary that is named by what its terms share, with or without the final '#' or '/', or the scheme
/// of that IRI. Else Code::not_found.
rdf::Result<std::unique_ptr<Document>> vocabulary_at(std::shared_ptr<const Publication> publication,
                                                     std::string_view iri);

}  // namespace tamizdat::answer
