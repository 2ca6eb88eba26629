#pragma once
// Finding things by what they are called and how they are described.
#include <atomic>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rdf/error.hpp"
#include "store/snapshot.hpp"

namespace tamizdat::query {

/// What a text is to the thing it belongs to. Better ones come first in results. What a part is called after
/// its whole ("Trotskyism, sentence 5" in "Trotskyism") leads to something inside of what is looked for; what
/// a reified statement is called is a sentence, which names half a dozen other things: both come after what
/// is called so itself.
enum class TextRole : std::uint8_t { name, other_name, part_name, sentence, description };

/// Which triples of a snapshot are texts to be found, as ids of that snapshot; `type` is rdf:type, or 0.
struct SearchProperties {
  store::TermId type;
  std::vector<store::TermId> names;
  std::vector<store::TermId> other_names;
  std::vector<store::TermId> descriptions;
  std::vector<store::TermId> parts;  ///< lead from a part to its whole
  store::TermId statement_subject;   ///< whatever has this property is a reified statement; or 0
};

struct SearchQuestion {
  std::string_view words;  ///< as typed, in any spelling; nothing in it is an operator
  store::TermId kind;      ///< only things of this class; 0: of any
};

struct SearchHit {
  store::TermId thing;
  store::TermId text;  ///< the literal that fits best
  TextRole role = TextRole::name;
  float score = 0;  ///< above 0, at most 1
};

struct SearchFound {
  std::vector<SearchHit> hits;  ///< best first, each thing once
  bool complete = true;         ///< false: more texts fit than are looked at; the likeliest ones were
};

/// An index of words over the literals of one snapshot, whatever their language. It keeps no text: words are
/// folded (fold_words) and held in SQLite's FTS5, texts are read from the snapshot. Immutable once made; any
/// number of threads may ask. Keeps the snapshot alive.
class SearchIndex {
 public:
  /// Texts that a question looks at; what is beyond counts as incomplete.
  static constexpr std::size_t most_candidates = 1000;
  /// Words of a question that count.
  static constexpr std::size_t most_words = 12;

  /// Reads all texts of things that have IRIs. `stop`, if given, may be set from another thread: then
  /// Code::cancelled. Code::internal if SQLite fails (for want of memory).
  static rdf::Result<std::shared_ptr<const SearchIndex>> of(std::shared_ptr<const store::Snapshot> snapshot,
                                                            const SearchProperties& properties,
                                                            const std::atomic<bool>* stop = nullptr);
  ~SearchIndex();
  SearchIndex(const SearchIndex&) = delete;
  SearchIndex& operator=(const SearchIndex&) = delete;

  /// Things with a text that holds every word of the question, or a word that begins with it. Ranked by how
  /// well the best text fits (the whole name, its beginning, whole words, beginnings of words; in each, how
  /// much of the name was typed), by what the text is, and by how much else leads to the thing. All
  /// candidates hold all words, so what tells them apart in BM25 is the length of the text alone; that is in
  /// the score.
  [[nodiscard]] rdf::Result<SearchFound> find(const SearchQuestion& question) const;

  [[nodiscard]] std::uint64_t texts() const;
  [[nodiscard]] std::uint64_t bytes() const;  ///< of memory, with tables of its own

 private:
  struct Parts;
  explicit SearchIndex(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace tamizdat::query
