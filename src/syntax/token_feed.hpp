#pragma once
// Tokens on their way to Serd.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rdf/error.hpp"
#include "syntax/reader.hpp"
#include "syntax/scanner.hpp"
#include "syntax/slots.hpp"

namespace tamizdat::syntax {

/// A token that Serd has been given.
struct Token {
  TokenKind kind = TokenKind::end;
  SlotId slot = no_slot;  ///< of a term
  rdf::Position position;
};

/// Writes each token of a text as Serd is to read it: terms as short references to their slots, everything on
/// a line of its own, so that Serd's line number is the token's. Tokens are counted from the beginning of the
/// text; one Serd reader after the other reads them.
class TokenFeed {
 public:
  /// Serd reads ahead by so many bytes.
  static constexpr std::size_t page_size = 1024;

  TokenFeed(ByteSource& bytes, const ReadOptions& options, Slots& slots);

  void begin_reader();
  /// The number of the present reader's first token.
  [[nodiscard]] std::uint64_t reader_begin() const { return reader_begin_; }

  /// Fills a page for the present reader. 0 at the end of the text, at a fault, and when the reader has read
  /// enough.
  std::size_t fill(char* page, std::size_t size);
  /// How many tokens have been scanned.
  [[nodiscard]] std::uint64_t count() const { return count_; }
  /// One of the last two pages' tokens.
  [[nodiscard]] const Token& token(std::uint64_t number) const {
    return remembered_[number % remembered_.size()];
  }

  /// The text has been scanned to its end, or to a fault.
  [[nodiscard]] bool ended() const { return ended_; }
  [[nodiscard]] rdf::Position end_position() const { return scanner_.position(); }
  [[nodiscard]] const std::optional<rdf::Error>& fault() const { return fault_; }
  [[nodiscard]] std::string unclosed() const { return scanner_.unclosed(); }

 private:
  [[nodiscard]] std::size_t unread() const { return pending_.size() - given_; }
  [[nodiscard]] bool reader_is_full() const;
  void next_token();
  SlotId hand_in(TokenKind kind);
  void write(const Token& token);
  bool names_prefix(SlotId id);

  FormatId format_;
  TextInput input_;
  Scanner scanner_;
  Slots& slots_;
  SlotId spare_ = no_slot;  // for the next term

  std::string pending_;  // written for Serd
  std::size_t given_ = 0;
  std::uint64_t count_ = 0;
  std::uint64_t reader_begin_ = 0;
  std::size_t reader_statements_ = 0;
  TokenKind last_kind_ = TokenKind::end;
  std::vector<Token> remembered_;
  bool ended_ = false;
  std::optional<rdf::Error> fault_;
};

}  // namespace tamizdat::syntax
