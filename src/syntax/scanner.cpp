#include "syntax/scanner.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "rdf/vocabulary.hpp"
#include "syntax/pn_chars.hpp"

namespace tamizdat::syntax {
namespace {

using rdf::Code;
using rdf::Error;

constexpr ByteSet comment_stops(std::string_view("\r\n\0", 3));
constexpr std::string_view no_n3 = "this may be Notation 3, which is not read";

bool equal_without_case(std::string_view a, std::string_view lower) {
  return std::equal(a.begin(), a.end(), lower.begin(), lower.end(),
                    [](char x, char y) { return (x >= 'A' && x <= 'Z' ? x + 32 : x) == y; });
}

struct Word {
  std::string_view text;
  TokenKind kind;
  bool any_case;
  bool trig_only;
};

constexpr std::array words = {Word{"a", TokenKind::a, false, false},
                              Word{"true", TokenKind::literal, false, false},
                              Word{"false", TokenKind::literal, false, false},
                              Word{"prefix", TokenKind::sparql_prefix, true, false},
                              Word{"base", TokenKind::sparql_base, true, false},
                              Word{"graph", TokenKind::sparql_graph, true, true}};

/// What the word means in the format; null if nothing.
const Word* find_word(std::string_view text, bool trig) {
  const auto found = std::find_if(words.begin(), words.end(), [&](const Word& w) {
    return (trig || !w.trig_only) && (w.any_case ? equal_without_case(text, w.text) : text == w.text);
  });
  return found == words.end() ? nullptr : &*found;
}

std::string quoted(std::string_view text) {
  return "'" + std::string(text) + "'";
}

/// The grammars allow NUL within quotes, and nowhere else does it mean anything but a damaged file.
Error nul_byte() {
  return {Code::invalid_encoding, "a NUL byte stands here", "this is no text, or the file is damaged"};
}

TokenKind if_good(bool good, TokenKind kind) {
  return good ? kind : TokenKind::fault;
}

}  // namespace

Scanner::Scanner(TextInput& input, FormatId format, std::size_t max_nesting)
    : text_(input),
      format_(format),
      by_line_(is_line_based(format)),
      quoting_{!by_line_, syntax::format(format).label},
      brackets_(max_nesting) {}

TokenKind Scanner::refuse(std::string message, std::string hint) {
  return refuse(Error(Code::invalid_syntax, std::move(message), std::move(hint)));
}

TokenKind Scanner::refuse(Error error) {
  text_.fail(std::move(error), position_);
  return TokenKind::fault;
}

// ---- tokens ----

TokenKind Scanner::next(TermText& term) {
  if (text_.fault() || !skip_space()) return TokenKind::fault;
  const TokenKind kind = scan(term);
  if (auto error = place_.pass(kind)) refuse(std::move(*error));
  return kind;
}

TokenKind Scanner::scan(TermText& term) {
  position_ = text_.position();
  const int first = text_.peek();
  if (first < 0) return text_.ends_in_fault() ? TokenKind::fault : TokenKind::end;
  if (first == '\0') return refuse(nul_byte());
  if (by_line_) return token_of_line(first, term);
  switch (first) {
    case '<':
      return iri(term.iri);
    case '"':
    case '\'':
      return literal(term);
    case '_':
      return blank(term.text);
    case ':':
      return name(0, term.iri);
    case '@':
      return at_word();
    case '.':
      return ascii_digits.contains_byte(text_.peek(1)) ? number(term) : dot();
    case ';':
      return punctuation(TokenKind::semicolon);
    case ',':
      return punctuation(TokenKind::comma);
    case '[':
      return open(TokenKind::open_square);
    case '(':
      return open(TokenKind::open_round);
    case '{':
      return open(TokenKind::open_brace);
    case ']':
      return close(TokenKind::close_square);
    case ')':
      return close(TokenKind::close_round);
    case '}':
      return close(TokenKind::close_brace);
    case '+':
    case '-':
      return number(term);
    default:
      return ascii_digits.contains_byte(first) ? number(term) : word(term);
  }
}

/// The few tokens that N-Triples and N-Quads have.
TokenKind Scanner::token_of_line(int first, TermText& term) {
  if (line_done_) return refuse("a second statement on the same line", "each statement has its own line");
  in_statement_ = true;
  switch (first) {
    case '<':
      return iri(term.iri);
    case '"':
      return literal(term);
    case '_':
      return blank(term.text);
    case '.':
      in_statement_ = false;
      line_done_ = true;
      return punctuation(TokenKind::dot);
    default:
      return refuse(std::string(format(format_).label) + " knows no " + quoted(text_.next_word()),
                    "it has only IRIs in <>, blank nodes and texts in double quotes");
  }
}

TokenKind Scanner::punctuation(TokenKind kind) {
  text_.skip(1);
  return kind;
}

TokenKind Scanner::dot() {
  if (auto error = brackets_.end_statement()) return refuse(std::move(*error));
  return punctuation(TokenKind::dot);
}

TokenKind Scanner::open(TokenKind kind) {
  if (kind == TokenKind::open_brace && format_ != FormatId::trig)
    return refuse("Turtle has no graphs", "name the file .trig or say --from trig");
  if (auto error = brackets_.open(kind, position_)) return refuse(std::move(*error));
  return punctuation(kind);
}

TokenKind Scanner::close(TokenKind kind) {
  if (auto error = brackets_.close(kind)) return refuse(std::move(*error));
  return punctuation(kind);
}

/// Bare words and prefixed names.
TokenKind Scanner::word(TermText& term) {
  if (!terminals::begins_prefix(text_, 0)) {
    const bool n3 = text_.peek() == '=' || text_.peek() == '?';
    return refuse("nothing can begin with " + quoted(text_.next_word()), std::string(n3 ? no_n3 : ""));
  }
  const std::size_t length = terminals::name_length(text_, 0);
  const bool ended = text_.peek(length) < 0;
  if (text_.peek(length) == ':') return name(length, term.iri);
  const std::string_view text = text_.view(0, length);
  const Word* known = find_word(text, format_ == FormatId::trig);
  if (!known) {
    if (ended && text_.ends_in_fault()) return TokenKind::fault;
    const bool graph = equal_without_case(text, "graph");
    return refuse("the word " + quoted(text_.next_word()) + " means nothing here",
                  graph ? "Turtle has no graphs: name the file .trig or say --from trig"
                        : "a text needs quotes, a name needs a prefix and a colon");
  }
  if (known->kind == TokenKind::literal) {
    term.text.assign(text);
    term.language.clear();
    term.datatype.text.assign(rdf::xsd::boolean);
    term.datatype.is_name = false;
  }
  text_.skip(length);
  return known->kind;
}

/// @prefix and @base; as directives they are in lower case.
TokenKind Scanner::at_word() {
  const std::size_t end = text_.run(1, not_ascii_pn_chars);
  const bool ended = text_.peek(end) < 0;
  const std::string_view text = text_.view(1, end);
  if (text != "prefix" && text != "base") {
    if (ended && text_.ends_in_fault()) return TokenKind::fault;
    const bool shouted = equal_without_case(text, "prefix") || equal_without_case(text, "base");
    return refuse("'@" + std::string(text.substr(0, 30)) + "' means nothing here",
                  shouted ? "write it in lower case" : "only @prefix and @base are known");
  }
  const TokenKind kind = text == "prefix" ? TokenKind::at_prefix : TokenKind::at_base;
  text_.skip(end);
  return kind;
}

// ---- terms ----

TokenKind Scanner::iri(IriText& out) {
  return if_good(terminals::iriref(text_, out), TokenKind::iri);
}

TokenKind Scanner::name(std::size_t prefix_length, IriText& out) {
  return if_good(terminals::prefixed_name(text_, prefix_length, out), TokenKind::name);
}

TokenKind Scanner::blank(std::string& out) {
  return if_good(terminals::blank_node_label(text_, out), TokenKind::blank);
}

TokenKind Scanner::number(TermText& term) {
  return if_good(terminals::numeric_literal(text_, term), TokenKind::literal);
}

TokenKind Scanner::literal(TermText& term) {
  return if_good(rdf_literal(term), TokenKind::literal);
}

bool Scanner::rdf_literal(TermText& term) {
  term.language.clear();
  term.datatype.text.clear();
  if (!terminals::string_literal(text_, quoting_, term.text) || !skip_space()) return false;
  if (text_.peek() == '@') return terminals::langtag(text_, term.language);
  return text_.peek() != '^' || datatype(term.datatype);
}

bool Scanner::datatype(IriText& out) {
  if (text_.peek(1) != '^') return text_.fail(0, "a datatype follows '^^'");
  text_.skip(2);
  if (!skip_space()) return false;
  if (text_.peek() == '<') return terminals::iriref(text_, out);
  if (!by_line_ && (text_.peek() == ':' || terminals::begins_prefix(text_, 0))) {
    const std::size_t length = terminals::name_length(text_, 0);
    if (text_.peek(length) == ':') return terminals::prefixed_name(text_, length, out);
  }
  if (text_.peek() < 0) return text_.fail_end("the text ends where a datatype should follow");
  return text_.fail(0, "a datatype should follow '^^', not " + quoted(text_.next_word()));
}

// ---- white space ----

bool Scanner::skip_space() {
  while (true) {
    switch (text_.peek()) {
      case ' ':
      case '\t':
        text_.skip(1);
        break;
      case '\n':
      case '\r':
        if (by_line_ && in_statement_)
          return text_.fail(0, "the line ends in the middle of a statement", "a '.' may be missing");
        line_done_ = false;
        text_.skip_line_break();
        break;
      case '#':
        if (!skip_comment()) return false;
        break;
      default:
        return true;
    }
  }
}

bool Scanner::skip_comment() {
  text_.skip_run(comment_stops);
  return text_.peek() != '\0' || text_.fail(nul_byte(), text_.position());
}

}  // namespace tamizdat::syntax
