#pragma once
// Browsing by kind: the classes with the number of their things, and the things of a class, in the order of
// their names.
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "answer/answer.hpp"
#include "answer/listing.hpp"

namespace tamizdat::answer {

/// A class with the number of its instances.
struct KindCount {
  store::TermId klass;
  std::uint64_t things = 0;
};

/// The classes of the data, most things first; at most `limit`, of no more than 2000 that are looked at.
std::vector<KindCount> kinds_of(const Publication& publication, std::size_t limit);

/// A page of the classes, by name.
class Kinds final : public Answer {
 public:
  Kinds(std::shared_ptr<const Publication> publication, ListPages pages, std::vector<KindCount> kinds);

  /// The classes as members of a hydra:Collection, and as void:classPartition of the data set with
  /// void:entities.
  [[nodiscard]] std::unique_ptr<GraphBody> graph(const syntax::Format* format = nullptr) const override;

  [[nodiscard]] const Publication& publication() const { return *publication_; }
  [[nodiscard]] const ListPages& pages() const { return pages_; }
  [[nodiscard]] std::span<const KindCount> kinds() const;  ///< on this page

 private:
  std::shared_ptr<const Publication> publication_;
  ListPages pages_;
  std::vector<KindCount> kinds_;
};

/// A page of the things of one class.
class ThingsOfKind final : public Answer {
 public:
  ThingsOfKind(std::shared_ptr<const Publication> publication, ListPages pages, store::TermId kind,
               std::vector<store::TermId> things);

  /// The things as members of a hydra:Collection, with their names and kinds.
  [[nodiscard]] std::unique_ptr<GraphBody> graph(const syntax::Format* format = nullptr) const override;

  [[nodiscard]] const Publication& publication() const { return *publication_; }
  [[nodiscard]] const ListPages& pages() const { return pages_; }
  [[nodiscard]] store::TermId kind() const { return kind_; }
  [[nodiscard]] std::span<const store::TermId> things() const { return things_; }  ///< on this page

 private:
  std::shared_ptr<const Publication> publication_;
  ListPages pages_;
  store::TermId kind_;
  std::vector<store::TermId> things_;
};

/// What a request for /kinds asks, by the part of its target after '?': with `class`, ThingsOfKind, else
/// Kinds. Names are ordered as the reader sees them, who wishes for `languages` (best first); kinds of more
/// than Finding::small things, as one sees them who wishes for none. Errors as in listing.hpp;
/// Code::not_found for a class that the data do not have, unavailable while the order of a large one is being
/// made.
rdf::Result<std::unique_ptr<Answer>> kinds(std::shared_ptr<const Publication> publication,
                                           std::string_view query, std::vector<std::string> languages);

}  // namespace tamizdat::answer
