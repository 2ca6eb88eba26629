#pragma once
// What the scanner sees to beyond the terminals, since it alone knows the places in the text.
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "rdf/error.hpp"
#include "syntax/token.hpp"

namespace tamizdat::syntax {

/// Brackets close what they opened, and nest no deeper than allowed.
class Brackets {
 public:
  explicit Brackets(std::size_t max_nesting) : max_nesting_(max_nesting) {}

  // Each tells what is wrong, without its place.

  std::optional<rdf::Error> open(TokenKind kind, rdf::Position position);
  std::optional<rdf::Error> close(TokenKind kind);
  /// At a dot: within a graph, statements end; within other brackets they do not.
  [[nodiscard]] std::optional<rdf::Error> end_statement() const;

  /// "'[' of 3:14 is never closed", or empty.
  [[nodiscard]] std::string unclosed() const;

 private:
  struct Bracket {
    TokenKind kind;
    rdf::Position position;
  };
  /// "'[' of 3:14", the last one.
  [[nodiscard]] std::string last() const;

  std::size_t max_nesting_;
  std::vector<Bracket> open_;
};

/// Where in a statement we are, as far as "[]" alone and a leading "a" must be told from good ones.
class StatementPlace {
 public:
  /// What is wrong with the token here, without its place.
  std::optional<rdf::Error> pass(TokenKind kind);

 private:
  enum class Place : std::uint8_t { start, after_open, after_anonymous, inside };

  Place place_ = Place::start;
  bool directive_ = false;  // a SPARQL directive is open: the IRI to come ends it
};

}  // namespace tamizdat::syntax
