#pragma once
// What things are called.
#include <cstdint>
#include <deque>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "answer/common_words.hpp"
#include "answer/publication.hpp"

namespace tamizdat::answer {

struct Label {
  std::string_view text;
  std::string_view language;  ///< tag of the literal, or empty
  bool given = false;         ///< the data give it; otherwise it was made from the IRI
};

/// "https://creativecommons.org/licenses/by-sa/4.0/" is known as "CC BY-SA 4.0" everywhere; "" for other
/// IRIs.
std::string creative_commons_name(std::string_view iri);

/// How well a language tag meets a reader's wishes; smaller is better. 0: the first wish. Ranges match by
/// prefix (RFC 4647 §3.3.1). After the wishes: no language, then English, then any.
std::size_t language_rank(std::string_view tag, std::span<const std::string> wishes);

/// The best names for one reader. Remembers what it was asked; its views live as long as it does and the
/// publication. One thread; cheap to make.
class Labels {
 public:
  /// `common` may be null, else it outlives this.
  explicit Labels(const Publication& publication, std::vector<std::string> languages = {},
                  const CommonWords* common = nullptr);

  /// The label in the reader's best language; among equals, by the order of Terms::labels. Without any: a
  /// prefixed name or the readable end of the IRI; the text of a literal; "" for blank nodes.
  Label of(store::TermId term);
  /// The same for a word of a vocabulary: without a label in the language of the common words, their word;
  /// without any, `dcterms:isPartOf` reads "is part of".
  Label word(store::TermId term);
  /// What of() says where the data give no label: the IRI, as short as can be.
  Label made(store::TermId iri) { return made_from(publication_.snapshot->term(iri).text); }
  /// Says that these will be asked for: together they are found much faster than one by one.
  void expect(std::span<const store::TermId> terms) const;
  /// The best value of the first of these properties that has one in an acceptable language.
  Label best(store::TermId subject, std::span<const store::TermId> properties);

  /// All labels in all languages, no more than `limit`; of() where the data give none.
  std::vector<std::string_view> all(store::TermId term, std::uint64_t limit);

  [[nodiscard]] std::span<const std::string> languages() const { return languages_; }

 private:
  Label made_from(std::string_view iri);
  Label said_for(const Label& label, store::TermId term);

  const Publication& publication_;
  std::vector<std::string> languages_;
  const CommonWords* common_;
  std::pmr::monotonic_buffer_resource memory_{4096};
  std::pmr::unordered_map<std::uint32_t, Label> known_{&memory_};
  std::pmr::unordered_map<std::uint32_t, Label> words_{&memory_};
  std::deque<std::string> made_;
};

}  // namespace tamizdat::answer
