#include "syntax/token.hpp"

#include <array>

namespace tamizdat::syntax {
namespace {

// In the order of TokenKind.
constexpr std::array<std::string_view, 21> signs = {"",  "",  "",        "",      "",       "",     "a",
                                                    ".", ";", ",",       "[",     "]",      "(",    ")",
                                                    "{", "}", "@prefix", "@base", "PREFIX", "BASE", "GRAPH"};
static_assert(signs[static_cast<std::size_t>(TokenKind::a)] == "a");
static_assert(signs.size() == static_cast<std::size_t>(TokenKind::sparql_graph) + 1);

}  // namespace

bool is_line_based(FormatId format) {
  return format == FormatId::ntriples || format == FormatId::nquads;
}

std::string_view sign(TokenKind kind) {
  return signs[static_cast<std::size_t>(kind)];
}

bool is_term(TokenKind kind) {
  return kind == TokenKind::iri || kind == TokenKind::name || kind == TokenKind::blank ||
         kind == TokenKind::literal;
}

}  // namespace tamizdat::syntax
