#pragma once
// Text to tokens, for Turtle, TriG, N-Triples and N-Quads.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rdf/error.hpp"
#include "syntax/text_input.hpp"

namespace tamizdat::syntax {

enum class TokenKind : std::uint8_t {
  end,    // of the text
  fault,  // Scanner::fault() tells
  iri,
  name,  // prefixed
  blank,
  literal,
  a,
  dot,
  semicolon,
  comma,
  open_square,
  close_square,
  open_round,
  close_round,
  open_brace,
  close_brace,
  at_prefix,
  at_base,
  sparql_prefix,
  sparql_base,
  sparql_graph,
};

/// An IRI as written: in angle brackets, escapes undone, perhaps relative; or a prefixed name, escapes
/// undone.
struct IriText {
  std::string text;
  std::size_t prefix_length = 0;  ///< of a prefixed name: where its colon is
  bool is_name = false;
};

/// A term as written.
struct TermText {
  IriText iri;           ///< kinds iri and name
  std::string text;      ///< of a literal, escapes undone; label of a blank node
  std::string language;  ///< of a literal
  IriText datatype;      ///< of a literal; empty text for none
};

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
  [[nodiscard]] const rdf::Error& fault() const { return *fault_; }
  /// What is still open, for the message at an unexpected end: "'[' of 3:14 is never closed", or empty.
  [[nodiscard]] std::string unclosed() const;

 private:
  struct Bracket {
    char open;
    rdf::Position position;
  };
  enum class Place : std::uint8_t { statement_start, after_open, after_anonymous, inside };

  TokenKind scan(TermText& term);
  TokenKind line_token(int first, TermText& term);
  TokenKind word(TermText& term);
  TokenKind at_word();
  TokenKind blank_label(std::string& out);
  TokenKind number(TermText& term);
  TokenKind literal(TermText& term);
  TokenKind punctuation(TokenKind kind);
  TokenKind open(TokenKind kind);
  TokenKind close(TokenKind kind);
  TokenKind dot();
  void keep_place(TokenKind kind);

  bool skip_space();
  bool skip_comment();
  bool iri_reference(IriText& out);
  bool prefixed_name(IriText& out, std::size_t prefix_length);
  bool local_name(std::string& out);
  bool quoted(std::string& out);
  bool find_quote(std::size_t from, char quote, bool is_long, std::size_t& end, bool& escaped);
  bool unescape(std::string& out, std::size_t from, std::size_t end);
  bool language_tag(std::string& out);
  bool datatype(IriText& out);
  bool escape(std::size_t& i, std::string& out, bool in_string);
  std::size_t name_length(std::size_t from);

  /// The byte `i` after the cursor, or -1 at the end of the text (which may be a fault).
  int peek(std::size_t i);
  bool accept(char c);
  /// The character `i` after the cursor, or 0 at the end.
  char32_t character(std::size_t i, std::size_t& length);
  std::size_t run(std::size_t from, const bool* stops);
  std::size_t digits(std::size_t from);
  std::size_t exponent(std::size_t from);

  bool fail(std::size_t at, std::string message, std::string hint = {},
            rdf::Code code = rdf::Code::invalid_syntax);
  TokenKind refuse(std::size_t at, std::string message, std::string hint = {},
                   rdf::Code code = rdf::Code::invalid_syntax);
  TokenKind refuse_nul(std::size_t at);
  /// At the end of the text where more was needed: the input's own fault goes first.
  bool fail_end(std::string message, std::string hint = {});
  std::string next_word();

  TextInput& input_;
  FormatId format_;
  bool by_line_;
  std::size_t max_nesting_;
  rdf::Position position_;
  Place place_ = Place::statement_start;
  bool directive_ = false;  // a SPARQL directive is open: the IRI to come ends it
  bool line_done_ = false;  // in a line-based format: the statement of this line is complete
  bool in_statement_ = false;
  std::vector<Bracket> brackets_;
  std::optional<rdf::Error> fault_;
};

}  // namespace tamizdat::syntax
