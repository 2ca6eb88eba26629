#include "syntax/brackets.hpp"

#include <gtest/gtest.h>

namespace tamizdat::syntax {
namespace {

std::string message(const std::optional<rdf::Error>& error) {
  return error ? error->message : "good";
}

TEST(Brackets, close_what_they_opened) {
  Brackets brackets(10);
  EXPECT_EQ(message(brackets.open(TokenKind::open_square, {3, 14})), "good");
  EXPECT_EQ(message(brackets.close(TokenKind::close_round)), "')' cannot close '[' of 3:14");
  EXPECT_EQ(message(brackets.close(TokenKind::close_square)), "good");
  EXPECT_EQ(message(brackets.close(TokenKind::close_square)), "']' closes nothing");
}

TEST(Brackets, nest_no_deeper_than_allowed) {
  Brackets brackets(2);
  EXPECT_EQ(message(brackets.open(TokenKind::open_round, {1, 1})), "good");
  EXPECT_EQ(message(brackets.open(TokenKind::open_round, {1, 2})), "good");
  const auto error = brackets.open(TokenKind::open_round, {1, 3});
  EXPECT_EQ(message(error), "brackets are nested more than 2 deep");
  EXPECT_EQ(error->code, rdf::Code::too_deep);
}

TEST(Brackets, a_statement_ends_within_a_graph_and_within_nothing_else) {
  Brackets brackets(10);
  EXPECT_EQ(message(brackets.end_statement()), "good");
  brackets.open(TokenKind::open_brace, {1, 1});
  EXPECT_EQ(message(brackets.end_statement()), "good");
  brackets.open(TokenKind::open_round, {2, 5});
  EXPECT_EQ(message(brackets.end_statement()), "the statement ends, but '(' of 2:5 is not closed");
  EXPECT_EQ(brackets.unclosed(), "'(' of 2:5 is never closed");
}

/// The first complaint about a row of tokens.
std::string passed(std::initializer_list<TokenKind> tokens) {
  StatementPlace place;
  for (const TokenKind kind : tokens)
    if (const auto error = place.pass(kind)) return error->message;
  return "good";
}

TEST(StatementPlace, an_empty_node_alone_is_no_statement) {
  using enum TokenKind;
  EXPECT_EQ(passed({open_square, close_square, dot}), "'[]' says nothing");
  EXPECT_EQ(passed({iri, open_brace, open_square, close_square, close_brace}), "'[]' says nothing");
  EXPECT_EQ(passed({open_square, iri, iri, close_square, dot}), "good");
  EXPECT_EQ(passed({open_square, close_square, iri, iri, dot}), "good");
  EXPECT_EQ(passed({iri, iri, open_square, close_square, dot}), "good");
}

TEST(StatementPlace, a_stands_for_no_subject) {
  using enum TokenKind;
  EXPECT_EQ(passed({a, iri, iri}), "'a' cannot be a subject");
  EXPECT_EQ(passed({sparql_base, iri, a}), "'a' cannot be a subject");
  EXPECT_EQ(passed({iri, a, iri, dot}), "good");
}

}  // namespace
}  // namespace tamizdat::syntax
