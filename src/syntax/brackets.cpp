#include "syntax/brackets.hpp"

namespace tamizdat::syntax {
namespace {

using rdf::Code;
using rdf::Error;

std::string quoted(TokenKind kind) {
  return "'" + std::string(sign(kind)) + "'";
}

TokenKind opening(TokenKind close) {
  switch (close) {
    case TokenKind::close_square:
      return TokenKind::open_square;
    case TokenKind::close_round:
      return TokenKind::open_round;
    default:
      return TokenKind::open_brace;
  }
}

}  // namespace

std::string Brackets::last() const {
  const auto& [kind, position] = open_.back();
  return quoted(kind) + " of " + std::to_string(position.line) + ":" + std::to_string(position.column);
}

std::optional<Error> Brackets::open(TokenKind kind, rdf::Position position) {
  if (open_.size() >= max_nesting_)
    return Error(Code::too_deep, "brackets are nested more than " + std::to_string(max_nesting_) + " deep");
  open_.push_back({kind, position});
  return std::nullopt;
}

std::optional<Error> Brackets::close(TokenKind kind) {
  if (open_.empty()) return Error(Code::invalid_syntax, quoted(kind) + " closes nothing");
  if (open_.back().kind != opening(kind))
    return Error(Code::invalid_syntax, quoted(kind) + " cannot close " + last());
  open_.pop_back();
  return std::nullopt;
}

std::optional<Error> Brackets::end_statement() const {
  if (open_.empty() || open_.back().kind == TokenKind::open_brace) return std::nullopt;
  return Error(Code::invalid_syntax, "the statement ends, but " + last() + " is not closed");
}

std::string Brackets::unclosed() const {
  return open_.empty() ? std::string() : last() + " is never closed";
}

std::optional<Error> StatementPlace::pass(TokenKind kind) {
  const bool ends = kind == TokenKind::dot || kind == TokenKind::close_brace;
  if (place_ == Place::after_anonymous && ends)
    return Error(Code::invalid_syntax, "'[]' says nothing", "a predicate and an object are missing");
  if (place_ == Place::start && kind == TokenKind::a)
    return Error(Code::invalid_syntax, "'a' cannot be a subject",
                 "it stands for rdf:type, as a predicate only");
  if (place_ == Place::start && kind == TokenKind::open_square) {
    place_ = Place::after_open;
  } else if (place_ == Place::after_open && kind == TokenKind::close_square) {
    place_ = Place::after_anonymous;
  } else if (ends || kind == TokenKind::open_brace || (directive_ && kind == TokenKind::iri)) {
    place_ = Place::start;
    directive_ = false;
  } else {
    place_ = Place::inside;
    directive_ = directive_ || kind == TokenKind::sparql_prefix || kind == TokenKind::sparql_base;
  }
  return std::nullopt;
}

}  // namespace tamizdat::syntax
