#pragma once
// Rows of words, and which rows have which: SQLite's FTS5 behind a plain face.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rdf/error.hpp"

namespace tamizdat::query {

/// A word that a row must have.
struct WantedWord {
  std::string_view word;
  bool is_beginning = false;  ///< any word that begins with it will do
};

/// Words by row, in memory, without the rows' texts and without places: what a row says is known elsewhere.
/// Immutable; safe to read from many threads (each reading takes a connection of its own from a pool).
class WordTable {
 public:
  /// Takes rows in any order, then makes the table. One thread; use once.
  class Maker {
   public:
    Maker();
    ~Maker();
    Maker(const Maker&) = delete;
    Maker& operator=(const Maker&) = delete;
    /// `words` are separated by spaces, and of ASCII letters and digits or characters above U+007F. Numbers
    /// of rows differ. False if it failed; finish() tells how.
    bool add(std::uint32_t row, std::string_view words);
    /// Code::internal with SQLite's words if anything failed.
    rdf::Result<std::unique_ptr<const WordTable>> finish();

   private:
    struct State;
    std::unique_ptr<State> state_;
  };

  ~WordTable();
  WordTable(const WordTable&) = delete;
  WordTable& operator=(const WordTable&) = delete;

  /// The first rows that have all the words, at most `most`, by number. No words: no rows.
  [[nodiscard]] rdf::Result<std::vector<std::uint32_t>> find(std::span<const WantedWord> words,
                                                             std::size_t most) const;
  [[nodiscard]] std::uint64_t bytes() const;

 private:
  struct Parts;
  explicit WordTable(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace tamizdat::query
