#pragma once
// Terms to ids and back.
#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rdf/term.hpp"
#include "store/quad.hpp"

namespace tamizdat::store {

/// Bytes that stay where they are: grows by blocks, frees all at once.
class Arena {
 public:
  /// Room for `size` bytes, uninitialised, unaligned.
  char* allocate(std::size_t size);
  [[nodiscard]] std::size_t bytes() const { return bytes_; }

 private:
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* free_ = nullptr;
  std::size_t left_ = 0;
  std::size_t bytes_ = 0;
};

/// The distinct datatypes and language tags of literals, as small numbers.
class Qualifiers {
 public:
  Qualifiers();

  /// The number under which a literal is stored: keeps the spelling of its language tag.
  std::uint32_t intern(const rdf::TermView& literal);
  /// The number that all spellings of a tag share, if the literal's datatype or language is known.
  [[nodiscard]] std::optional<std::uint32_t> find(const rdf::TermView& literal) const;
  [[nodiscard]] std::uint32_t canonical(std::uint32_t number) const { return entries_[number].canonical; }
  void fill(std::uint32_t number, rdf::TermView& literal) const;
  [[nodiscard]] std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    std::unique_ptr<const std::string> text;  // views of it outlive a growing table
    std::uint32_t canonical;
    bool is_language;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
  };
  using Numbers = std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>>;

  std::uint32_t add(std::string_view text, bool is_language, std::optional<std::uint32_t> canonical);
  std::uint32_t intern_language(std::string_view tag);
  [[nodiscard]] bool is_last(const rdf::TermView& literal) const;

  std::vector<Entry> entries_;
  Numbers datatypes_;
  Numbers languages_;  // in lower case
  Numbers spellings_;
  std::uint32_t last_ = 0;
};

/// Every term once, numbered by kind in order of first appearance. Views it gives live as long as it does.
/// Reading is safe from many threads while nobody interns.
class Dictionary {
 public:
  Dictionary();

  /// The term's id, new if need be; nothing once a kind has used up its 2^29 numbers.
  std::optional<TermId> intern(const rdf::TermView& term) { return intern(term, probe(term)); }

  /// The same in steps, for many terms at a time: what a step will read is fetched while the step before goes
  /// on with the other terms. Waiting for memory is most of what a lookup costs.
  struct Probe {
    std::uint32_t spelling = 0;
    std::uint32_t qualifier = 0;
    std::uint32_t hash = 0;
  };
  Probe probe(const rdf::TermView& term);
  void fetch_slot(const Probe& probe) const;
  void fetch_record(const Probe& probe) const;
  void fetch_text(const Probe& probe) const;
  std::optional<TermId> intern(const rdf::TermView& term, const Probe& probe);

  /// Language tags are found in any case.
  [[nodiscard]] std::optional<TermId> find(const rdf::TermView& term) const;
  /// Kind none for 0 and for numbers that were never given.
  [[nodiscard]] rdf::TermView term(TermId id) const;

  /// Brings what term() will read for each of them near the processor: all at once, for it is mostly waiting.
  void fetch(std::span<const TermId> ids) const;

  [[nodiscard]] std::uint32_t count(rdf::TermKind kind) const;
  [[nodiscard]] std::uint64_t size() const;
  [[nodiscard]] bool holds(TermId id) const { return id && id.index() < count(id.kind()); }
  /// Of memory.
  [[nodiscard]] std::uint64_t bytes() const;
  /// Depends on every term, its spelling and its number.
  [[nodiscard]] std::uint64_t fingerprint() const;
  /// Gives back what growing had set aside.
  void shrink();
  /// For tests: pretend that there are no more than this many numbers of each kind.
  void limit(std::uint32_t terms) { limit_ = terms; }

 private:
  struct Slot {
    std::uint32_t id = 0;  // 0: free
    std::uint32_t hash = 0;
  };
  static constexpr std::size_t kinds = 3;

  [[nodiscard]] const char* const* likely_record(const Probe& probe) const;
  [[nodiscard]] std::size_t locate(const rdf::TermView& term, std::uint32_t qualifier,
                                   std::uint32_t hash) const;
  [[nodiscard]] bool equals(TermId id, const rdf::TermView& term, std::uint32_t qualifier) const;
  const char* store(const rdf::TermView& term, std::uint32_t qualifier);
  void rehash(std::size_t slots);

  Arena arena_;
  Qualifiers qualifiers_;
  std::array<std::vector<const char*>, kinds> records_;  // by kind - 1, then by index
  std::vector<Slot> slots_;                              // a power of two of them, probed linearly
  std::uint64_t used_ = 0;
  std::uint32_t limit_ = TermId::max_index;
};

}  // namespace tamizdat::store
