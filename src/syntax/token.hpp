#pragma once
// What a text in Turtle, TriG, N-Triples or N-Quads is made of.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "syntax/formats.hpp"

namespace tamizdat::syntax {

/// Whether each statement has a line of its own, and absolute IRIs only: N-Triples and N-Quads.
bool is_line_based(FormatId format);

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

/// The token as it is always written; empty for terms, the end and faults.
std::string_view sign(TokenKind kind);
bool is_term(TokenKind kind);

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

}  // namespace tamizdat::syntax
