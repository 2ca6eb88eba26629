#pragma once
// Text to tokens, for Turtle, TriG, N-Triples and N-Quads.
#include <cstddef>
#include <optional>
#include <string>

#include "rdf/error.hpp"
#include "syntax/brackets.hpp"
#include "syntax/lookahead.hpp"
#include "syntax/terminals.hpp"
#include "syntax/token.hpp"

namespace tamizdat::syntax {

/// Cuts a text into tokens by the terminals of Turtle, TriG, N-Triples or N-Quads (W3C Recommendations of
/// 2014), strictly. Beyond the terminals it sees to what needs places in the text: brackets close what they
/// opened and nest no deeper than allowed, statements of line-based formats keep to their line, and "[]"
/// alone is no statement. All else of the grammar is the parser's.
class Scanner {
 public:
  Scanner(TextInput& input, FormatId format, std::size_t max_nesting);

  /// The next token; a term's text goes into `term`, whose strings are reused.
  TokenKind next(TermText& term);
  /// Where the token of the last next() begins.
  [[nodiscard]] rdf::Position position() const { return position_; }
  /// After TokenKind::fault.
  [[nodiscard]] const rdf::Error& fault() const { return *text_.fault(); }
  /// What is still open, for the message at an unexpected end: "'[' of 3:14 is never closed", or empty.
  [[nodiscard]] std::string unclosed() const { return brackets_.unclosed(); }

 private:
  TokenKind scan(TermText& term);
  TokenKind token_of_line(int first, TermText& term);
  TokenKind word(TermText& term);
  TokenKind at_word();
  TokenKind number(TermText& term);
  TokenKind punctuation(TokenKind kind);
  TokenKind open(TokenKind kind);
  TokenKind close(TokenKind kind);
  TokenKind dot();

  TokenKind iri(IriText& out);
  TokenKind name(std::size_t prefix_length, IriText& out);
  TokenKind blank(std::string& out);
  TokenKind literal(TermText& term);
  bool rdf_literal(TermText& term);
  bool datatype(IriText& out);

  bool skip_space();
  bool skip_comment();

  TokenKind refuse(std::string message, std::string hint = {});
  TokenKind refuse(rdf::Error error);

  Lookahead text_;
  FormatId format_;
  bool by_line_;
  terminals::QuotingRules quoting_;
  rdf::Position position_;
  Brackets brackets_;
  StatementPlace place_;
  bool line_done_ = false;  // in a line-based format: the statement of this line is complete
  bool in_statement_ = false;
};

}  // namespace tamizdat::syntax
