#pragma once
// A thing as an answer: its triples closed over blank nodes, the statements about it, what points at it.
#include <memory>
#include <string_view>

#include "answer/answer.hpp"
#include "answer/description.hpp"

namespace tamizdat::answer {

/// How much an entity's RDF says beyond the thing's own triples.
struct EntityOptions {
  std::size_t incoming = 100;  ///< incoming triples
  std::size_t claims = 200;    ///< statements about the thing, with all they say
};

class Entity final : public Answer {
 public:
  Entity(std::shared_ptr<const Publication> publication, store::TermId subject, EntityOptions options = {});

  /// In this order: the thing's triples, the statements about it and those it holds (each described, none
  /// asserted), incoming triples. All of that in the default graph; what is said about the document in
  /// <document#about>. Blank nodes nest in place; where one could not be told, or is told elsewhere, its
  /// skolem IRI stands for it.
  [[nodiscard]] std::unique_ptr<GraphBody> graph(const syntax::Format* format = nullptr) const override;
  /// The same for people.
  [[nodiscard]] Description description(const Limits& limits = {}) const;

  [[nodiscard]] const Publication& publication() const { return *publication_; }
  [[nodiscard]] store::TermId subject() const { return subject_; }

 private:
  std::shared_ptr<const Publication> publication_;
  store::TermId subject_;
  EntityOptions options_;
};

/// The description of any IRI that the data mention, wherever it lies (describe?iri=…), and of blank nodes by
/// their skolem IRI. Otherwise Code::not_found, with a hint.
rdf::Result<std::unique_ptr<Entity>> describe_iri(std::shared_ptr<const Publication> publication,
                                                  std::string_view iri, EntityOptions options = {});

}  // namespace tamizdat::answer
