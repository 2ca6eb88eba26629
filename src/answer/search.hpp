#pragma once
// Things that answer to some words: ranked, by kind, a page at a time; and completions.
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "answer/answer.hpp"
#include "answer/common_words.hpp"
#include "answer/listing.hpp"
#include "query/search_index.hpp"

namespace tamizdat::answer {

/// A class among what was found, with how many there are of it.
struct Facet {
  store::TermId kind;
  std::uint64_t things = 0;
};

class Search final : public Answer {
 public:
  struct Parts;
  explicit Search(std::shared_ptr<const Parts> parts);

  /// The list as a hydra:Collection with its members; their order as schema:itemListElement with positions
  /// and scores; their names and kinds; the text that answered. Kinds with counts as void:classPartition.
  /// What is said of pages and the way to ask stands in <page#about>.
  [[nodiscard]] std::unique_ptr<GraphBody> graph(const syntax::Format* format = nullptr) const override;

  [[nodiscard]] const Publication& publication() const;
  [[nodiscard]] const ListPages& pages() const;
  [[nodiscard]] std::span<const query::SearchHit> hits() const;  ///< of this page
  /// Of everything that was found for the words, whatever kind was asked for; most first. Counts are true if
  /// the total is.
  [[nodiscard]] std::vector<Facet> facets(std::size_t limit = 12) const;

 private:
  std::shared_ptr<const Parts> parts_;
};

/// What a request for /search asks, by the part of its target after '?'. No words, nothing found: an answer
/// all the same. Errors: Code::bad_request and not_found as in listing.hpp; unavailable while the index is
/// being made.
rdf::Result<std::unique_ptr<Search>> search(std::shared_ptr<const Publication> publication,
                                            std::string_view query);

/// Completions for what someone is typing: names that fit, each once, with the kind of the thing and the URL
/// that leads to it. Kinds are named in the language of the parameter lang, with the common words of that
/// language where the data have none.
struct Suggestions {
  std::string words;
  std::vector<std::string> names;
  std::vector<std::string> kinds;
  std::vector<std::string> urls;
};
rdf::Result<Suggestions> suggestions(const Publication& publication, std::string_view query,
                                     const CommonWords* common = nullptr);

/// The first characters of a text.
std::string_view first_characters(std::string_view text, std::size_t count);

inline constexpr std::string_view suggestions_type = "application/x-suggestions+json";
inline constexpr std::string_view search_description_type = "application/opensearchdescription+xml";
inline constexpr std::string_view search_description_path = "search/description.xml";  ///< below the base

}  // namespace tamizdat::answer
