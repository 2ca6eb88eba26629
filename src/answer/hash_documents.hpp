#pragma once
// Which documents describe which hash IRIs.
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/snapshot.hpp"

namespace tamizdat::answer {

/// For every IRI <doc#…> under the base that is a subject, <doc> is a document; it describes all of them and
/// itself. Made by one walk over the subjects when a snapshot is published, then O(log n). Immutable.
class HashDocuments {
 public:
  HashDocuments() = default;
  HashDocuments(const store::Snapshot& snapshot, std::string_view base);

  /// The `#` things of a document in the order a reader expects (numbers by value: s2 before s10); empty if
  /// <document> is none.
  [[nodiscard]] std::span<const store::TermId> things(std::string_view document) const;
  [[nodiscard]] bool contains(std::string_view document) const { return !things(document).empty(); }
  /// All of them, in order of IRI.
  [[nodiscard]] std::vector<std::string_view> documents() const;

 private:
  struct Entry {
    std::string_view document;  // the snapshot's own text
    std::uint32_t first;
    std::uint32_t count;
  };
  std::vector<Entry> entries_;
  std::vector<store::TermId> things_;
};

/// Order for people: digits compare by value, everything else byte by byte.
bool natural_less(std::string_view a, std::string_view b);

}  // namespace tamizdat::answer
