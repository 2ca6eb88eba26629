#pragma once
// All that has dates, a page at a time.
#include <memory>
#include <span>
#include <string_view>

#include "answer/answer.hpp"
#include "answer/listing.hpp"

namespace tamizdat::answer {

class Timeline final : public Answer {
 public:
  Timeline(std::shared_ptr<const Publication> publication, ListPages pages);

  /// The dates as the data state them, in the order of time, with names and kinds of the things; they are the
  /// members of a hydra:Collection.
  [[nodiscard]] std::unique_ptr<GraphBody> graph(const syntax::Format* format = nullptr) const override;

  [[nodiscard]] const Publication& publication() const { return *publication_; }
  [[nodiscard]] const ListPages& pages() const { return pages_; }
  [[nodiscard]] std::span<const Dated> entries() const;  ///< on this page

 private:
  std::shared_ptr<const Publication> publication_;
  ListPages pages_;
};

/// What a request for /timeline asks, by the part of its target after '?'. Errors as in listing.hpp.
rdf::Result<std::unique_ptr<Timeline>> timeline(std::shared_ptr<const Publication> publication,
                                                std::string_view query);

}  // namespace tamizdat::answer
