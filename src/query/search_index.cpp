#include "query/search_index.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <unordered_map>

#include "query/folding.hpp"
#include "query/word_table.hpp"

namespace tamizdat::query {
namespace {

using rdf::Code;
using rdf::Error;
using rdf::Result;
using store::Quad;
using store::Snapshot;
using store::TermId;

/// A text as it is ranked before anyone asks: rows of the table of words are in this order.
struct Text {
  TermId thing;
  TermId literal;
  TextRole role = TextRole::name;
  std::uint8_t weight = 0;   // how much leads to the thing, as a power of two
  std::uint16_t length = 0;  // in bytes, as far as it goes
};

/// What is kept of it.
struct Row {
  TermId thing;
  TermId literal;
};

// Private use, so that no text has it: a row has such a word for each kind of its thing.
constexpr std::string_view kind_mark = "\uE000";

std::string kind_word(TermId kind) {
  constexpr std::string_view digits = "0123456789abcdefghijklmnopqrstuv";
  std::string word(kind_mark);
  for (std::uint32_t rest = kind.value(); rest != 0; rest >>= 5U) word += digits[rest & 31U];
  return word;
}

/// Finds all texts of a snapshot and puts them into their order.
class Collector {
 public:
  Collector(const Snapshot& snapshot, const SearchProperties& properties)
      : snapshot_(snapshot), properties_(properties) {}

  std::vector<Text> collect() {
    read(properties_.names, TextRole::name);
    read(properties_.other_names, TextRole::other_name);
    read(properties_.descriptions, TextRole::description);
    keep_each_once();
    weigh();
    std::sort(texts_.begin(), texts_.end(), [](const Text& a, const Text& b) {
      if (a.role != b.role) return a.role < b.role;
      if (a.weight != b.weight) return a.weight > b.weight;
      if (a.length != b.length) return a.length < b.length;
      return a.thing != b.thing ? a.thing < b.thing : a.literal < b.literal;
    });
    return std::move(texts_);
  }

 private:
  void read(const std::vector<TermId>& properties, TextRole role) {
    for (const TermId property : properties) {
      const auto cursor = snapshot_.match({{}, property, {}});
      for (Quad quad; cursor->next(quad);) {
        if (quad.subject.kind() == rdf::TermKind::iri && quad.object.kind() == rdf::TermKind::literal)
          texts_.push_back({quad.subject, quad.object, role, 0, 0});
      }
    }
  }

  /// A text that is a name and a description of one thing is its name.
  void keep_each_once() {
    std::sort(texts_.begin(), texts_.end(), [](const Text& a, const Text& b) {
      if (a.thing != b.thing) return a.thing < b.thing;
      return a.literal != b.literal ? a.literal < b.literal : a.role < b.role;
    });
    const auto last = std::unique(texts_.begin(), texts_.end(), [](const Text& a, const Text& b) {
      return a.thing == b.thing && a.literal == b.literal;
    });
    texts_.erase(last, texts_.end());
  }

  /// Whether a part has the name of its whole, and more.
  bool is_called_after_whole(const Text& text) const {
    for (const TermId property : properties_.parts) {
      const auto wholes = snapshot_.match({text.thing, property, {}});
      for (Quad quad; wholes->next(quad);)
        if (begins_with_name(snapshot_.term(text.literal).text, quad.object)) return true;
    }
    return false;
  }

  bool begins_with_name(std::string_view text, TermId whole) const {
    for (const TermId property : properties_.names) {
      const auto names = snapshot_.match({whole, property, {}});
      for (Quad quad; names->next(quad);) {
        const std::string_view name = snapshot_.term(quad.object).text;
        if (!name.empty() && text.size() > name.size() && text.starts_with(name)) return true;
      }
    }
    return false;
  }

  bool is_statement(TermId thing) const {
    const TermId subject = properties_.statement_subject;
    return subject && snapshot_.count({thing, subject, {}}).count > 0;
  }

  void weigh() {
    TermId thing;
    std::uint8_t weight = 0;
    bool statement = false;
    for (Text& text : texts_) {
      if (text.thing != thing) {
        thing = text.thing;
        const auto links = snapshot_.count({{}, {}, thing}).count;
        weight = static_cast<std::uint8_t>(std::bit_width(links));
        statement = is_statement(thing);
      }
      if (text.role <= TextRole::other_name && is_called_after_whole(text)) text.role = TextRole::part_name;
      if (statement) text.role = std::max(text.role, TextRole::sentence);
      text.weight = weight;
      text.length =
          static_cast<std::uint16_t>(std::min<std::size_t>(snapshot_.term(text.literal).text.size(), 0xFFFF));
    }
  }

  const Snapshot& snapshot_;
  const SearchProperties& properties_;
  std::vector<Text> texts_;
};

/// The words of a question, split once; said twice, a word is looked for once.
class Words {
 public:
  explicit Words(std::string_view typed) : folded_(fold_words(typed, SearchIndex::most_words)) {
    std::string_view rest = folded_;
    while (!rest.empty()) {
      const std::size_t end = rest.find(' ');
      const std::string_view word = rest.substr(0, end);
      if (std::find(words_.begin(), words_.end(), word) == words_.end()) words_.push_back(word);
      rest.remove_prefix(end + 1);
    }
  }
  /// Each followed by a space.
  [[nodiscard]] std::string_view folded() const { return folded_; }
  [[nodiscard]] const std::vector<std::string_view>& all() const { return words_; }

 private:
  std::string folded_;
  std::vector<std::string_view> words_;
};

bool has_word(std::string_view folded, std::string_view word, bool is_beginning) {
  for (std::size_t at = folded.find(word); at != std::string_view::npos; at = folded.find(word, at + 1)) {
    const bool begins = at == 0 || folded[at - 1] == ' ';
    if (begins && (is_beginning || folded[at + word.size()] == ' ')) return true;
  }
  return false;
}

/// How well a name answers to the words, 0 to 1. Both are folded, with a space after each word.
float fit(std::string_view name, const Words& words) {
  const std::string_view wanted = words.folded();
  if (name == wanted) return 1.0F;
  const float typed =
      static_cast<float>(wanted.size()) / static_cast<float>(std::max<std::size_t>(name.size(), 1));
  const bool begins = name.starts_with(wanted.substr(0, wanted.size() - 1));
  const bool ends_there = name.starts_with(wanted);
  const bool whole = std::all_of(words.all().begin(), words.all().end(),
                                 [&](std::string_view word) { return has_word(name, word, false); });
  const float base = ends_there ? 0.7F : begins ? 0.55F : whole ? 0.5F : 0.4F;
  return base + 0.25F * std::min(typed, 1.0F);
}

constexpr std::array<float, 5> worth = {0.9F, 0.8F, 0.5F, 0.3F, 0.3F};  // of a role
constexpr float worth_of_links = 0.1F;
constexpr std::uint8_t many_links = 16;        // as a power of two: more count no more
constexpr std::size_t ranked_of_a_name = 300;  // bytes

}  // namespace

struct SearchIndex::Parts {
  std::shared_ptr<const Snapshot> snapshot;
  std::unique_ptr<const WordTable> words;
  std::vector<Row> rows;
  std::vector<std::uint8_t> weights;               // of the row's thing
  std::array<std::uint32_t, worth.size()> ends{};  // of each role's rows

  [[nodiscard]] TextRole role(std::uint32_t row) const {
    const auto end = std::upper_bound(ends.begin(), ends.end() - 1, row);
    return static_cast<TextRole>(end - ends.begin());
  }
  [[nodiscard]] float score(std::uint32_t row, const Words& question) const {
    const TextRole kind = role(row);
    const float linked = worth_of_links * static_cast<float>(std::min(weights[row], many_links)) /
                         static_cast<float>(many_links);
    const float value = worth[static_cast<std::size_t>(kind)];
    // Descriptions are long, and their order among themselves matters little.
    if (kind == TextRole::description) return 0.5F * value + linked;
    const std::string_view text = snapshot->term(rows[row].literal).text;
    std::size_t end = std::min(text.size(), ranked_of_a_name);
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80) --end;
    return value * fit(fold_words(text.substr(0, end)), question) + linked;
  }
  [[nodiscard]] Result<std::vector<std::uint32_t>> candidates(const Words& question, TermId kind,
                                                              bool& complete) const;
};

Result<std::vector<std::uint32_t>> SearchIndex::Parts::candidates(const Words& question, TermId kind,
                                                                  bool& complete) const {
  const std::string of_kind = kind_word(kind);
  std::vector<WantedWord> wanted;
  for (const std::string_view word : question.all()) wanted.push_back({word, true});
  if (kind) wanted.push_back({of_kind, false});
  auto found = words->find(wanted, most_candidates + 1);
  if (!found) return found;
  complete = found->size() <= most_candidates;
  if (complete) return found;
  // Among so many beginnings, rows with the very words must not be missed.
  for (WantedWord& word : wanted) word.is_beginning = false;
  auto exact = words->find(wanted, most_candidates);
  if (!exact) return exact;
  found->insert(found->end(), exact->begin(), exact->end());
  std::sort(found->begin(), found->end());
  found->erase(std::unique(found->begin(), found->end()), found->end());
  return found;
}

Result<std::shared_ptr<const SearchIndex>> SearchIndex::of(std::shared_ptr<const Snapshot> snapshot,
                                                           const SearchProperties& properties,
                                                           const std::atomic<bool>* stop) {
  const auto texts = Collector(*snapshot, properties).collect();
  auto parts = std::make_unique<Parts>();
  parts->rows.reserve(texts.size());
  parts->weights.reserve(texts.size());
  WordTable::Maker maker;
  std::unordered_map<std::uint32_t, std::string> kind_words;
  std::string line;
  for (const Text& text : texts) {
    if (stop != nullptr && stop->load(std::memory_order_relaxed))
      return Error(Code::cancelled, "the index is not wanted any more");
    const auto row = static_cast<std::uint32_t>(parts->rows.size());
    line = fold_words(snapshot->term(text.literal).text);
    if (properties.type) {
      const auto kinds = snapshot->match({text.thing, properties.type, {}});
      for (Quad quad; kinds->next(quad);) {
        std::string& word = kind_words[quad.object.value()];
        if (word.empty()) word = kind_word(quad.object) + ' ';
        line += word;
      }
    }
    if (!maker.add(row, line)) break;
    parts->rows.push_back({text.thing, text.literal});
    parts->weights.push_back(text.weight);
    for (auto role = static_cast<std::size_t>(text.role); role < parts->ends.size(); ++role)
      parts->ends[role] = row + 1;
  }
  auto made = maker.finish();
  if (!made) return made.error();
  parts->words = std::move(*made);
  parts->snapshot = std::move(snapshot);
  return std::shared_ptr<const SearchIndex>(new SearchIndex(std::move(parts)));
}

SearchIndex::SearchIndex(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
SearchIndex::~SearchIndex() = default;

Result<SearchFound> SearchIndex::find(const SearchQuestion& question) const {
  SearchFound found;
  const Words words(question.words);
  if (words.all().empty()) return found;
  const auto rows = parts_->candidates(words, question.kind, found.complete);
  if (!rows) return rows.error();
  found.hits.reserve(rows->size());
  for (const std::uint32_t row : *rows) {
    found.hits.push_back(
        {parts_->rows[row].thing, parts_->rows[row].literal, parts_->role(row), parts_->score(row, words)});
  }
  auto& hits = found.hits;
  const auto by_thing = [](const SearchHit& a, const SearchHit& b) {
    return a.thing != b.thing ? a.thing < b.thing : a.score > b.score;
  };
  std::stable_sort(hits.begin(), hits.end(), by_thing);
  const auto last = std::unique(hits.begin(), hits.end(),
                                [](const SearchHit& a, const SearchHit& b) { return a.thing == b.thing; });
  hits.erase(last, hits.end());
  std::stable_sort(hits.begin(), hits.end(),
                   [](const SearchHit& a, const SearchHit& b) { return a.score > b.score; });
  return found;
}

std::uint64_t SearchIndex::texts() const {
  return parts_->rows.size();
}

std::uint64_t SearchIndex::bytes() const {
  return parts_->words->bytes() + parts_->rows.capacity() * sizeof(Row) + parts_->weights.capacity();
}

}  // namespace tamizdat::query
