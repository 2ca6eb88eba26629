#pragma once
// Prefixes as a writer needs them: found fast, and known whether they have been declared yet.
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rdf/prefixes.hpp"

namespace tamizdat::syntax {

/// Finds prefixes for IRIs. What it learns of a namespace it remembers, in a table that is empty at first and
/// costs nothing to make, since a writer lives for one answer.
class WriterPrefixes {
 public:
  /// One prefix that was found at least once.
  struct Use {
    std::string_view name;
    std::string_view space;
    bool used = false;  ///< set by the writer when it writes the prefix
  };
  struct Found {
    Use* use = nullptr;  ///< null: no declared namespace starts the IRI. Valid until the next find()
    std::string_view local;
  };

  /// `given` may be null. `usable` says which names the format can declare.
  WriterPrefixes(const rdf::Prefixes* given, bool (*usable)(std::string_view name));
  WriterPrefixes(const WriterPrefixes&) = delete;
  WriterPrefixes& operator=(const WriterPrefixes&) = delete;

  /// The namespace up to the last '#' or '/' if that is declared, else the longest declared one.
  Found find(std::string_view iri);

  /// Adds to the table or changes it. What find() returned before is void afterwards; uses are kept, except
  /// that a name with a new IRI is unused again.
  void set(std::string_view name, std::string_view iri);
  /// Whether set() would change a name that has been used.
  [[nodiscard]] bool would_redeclare(std::string_view name, std::string_view iri) const;

  /// Whether the table has the name at all.
  [[nodiscard]] bool knows(std::string_view name) const { return table_ != nullptr && table_->find(name); }
  /// Those that the writer has used, by name.
  [[nodiscard]] std::vector<Use> used() const;
  [[nodiscard]] bool is_used(std::string_view name) const;

 private:
  enum class Answer : std::uint8_t { unknown, exact, none, ask };
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t use = 0;
    Answer answer = Answer::unknown;
  };

  Found ask(std::string_view iri);
  Slot learn(std::string_view space, std::uint64_t hash);
  [[nodiscard]] std::optional<std::uint32_t> index_of(std::string_view name) const;
  std::optional<std::uint32_t> use_of(const rdf::Declared& declared);

  const rdf::Prefixes* table_;
  bool (*usable_)(std::string_view);
  rdf::Prefixes own_;
  std::vector<Use> uses_;
  std::unordered_map<std::string_view, std::uint32_t> use_by_name_;  // once they are many
  std::array<Slot, 32> slots_{};
};

}  // namespace tamizdat::syntax
