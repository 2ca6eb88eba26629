#include "syntax/scanner.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

#include "rdf/iri.hpp"
#include "rdf/utf8.hpp"
#include "rdf/vocabulary.hpp"

namespace tamizdat::syntax {
namespace {

using rdf::Code;
using rdf::Error;

using ByteSet = std::array<bool, 256>;

constexpr ByteSet byte_set(std::string_view members) {
  ByteSet set{};
  for (const char c : members) set[static_cast<unsigned char>(c)] = true;
  return set;
}

constexpr ByteSet join(ByteSet set, const ByteSet& more) {
  for (std::size_t i = 0; i < set.size(); ++i) set[i] = set[i] || more[i];
  return set;
}

constexpr ByteSet byte_range(unsigned from, unsigned to) {
  ByteSet set{};
  for (unsigned i = from; i <= to; ++i) set[i] = true;
  return set;
}

constexpr ByteSet invert(ByteSet set) {
  for (bool& member : set) member = !member;
  return set;
}

constexpr ByteSet digit_set = byte_range('0', '9');
constexpr ByteSet alpha_set = join(byte_range('a', 'z'), byte_range('A', 'Z'));
constexpr ByteSet name_set = join(join(alpha_set, digit_set), byte_set("_-"));  // the ASCII part of PN_CHARS
constexpr ByteSet not_name_set = invert(name_set);
constexpr ByteSet iri_stop_set =
    join(join(byte_range(0, 0x20), byte_set("<>\"{}|^`\\")), byte_range(0x7F, 0x7F));
constexpr ByteSet short_stop_set = byte_set("\"'\\\r\n");
constexpr ByteSet long_stop_set = byte_set("\"'\\");
constexpr ByteSet comment_stop_set = byte_set(std::string_view("\r\n\0", 3));
constexpr ByteSet local_escape_set = byte_set("_~.-!$&'()*+,;=/?#@%");

/// Also for the end of the text (negative) and for code points that are no byte: those are in no set.
bool in(const ByteSet& set, int c) {
  return c >= 0 && static_cast<std::size_t>(c) < set.size() && set[static_cast<std::size_t>(c)];
}

struct Range {
  char32_t first;
  char32_t last;
};

// Turtle [163s] PN_CHARS_BASE and [166s] PN_CHARS, beyond ASCII.
constexpr std::array base_ranges = {Range{0xC0, 0xD6},     Range{0xD8, 0xF6},     Range{0xF8, 0x2FF},
                                    Range{0x370, 0x37D},   Range{0x37F, 0x1FFF},  Range{0x200C, 0x200D},
                                    Range{0x2070, 0x218F}, Range{0x2C00, 0x2FEF}, Range{0x3001, 0xD7FF},
                                    Range{0xF900, 0xFDCF}, Range{0xFDF0, 0xFFFD}, Range{0x10000, 0xEFFFF}};
constexpr std::array more_ranges = {Range{0xB7, 0xB7}, Range{0x300, 0x36F}, Range{0x203F, 0x2040}};

template <class Ranges>
bool in_ranges(const Ranges& ranges, char32_t c) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [&](const Range& r) { return c >= r.first && c <= r.last; });
}

bool is_name_start(char32_t c) {
  return c < 0x80 ? in(alpha_set, static_cast<int>(c)) : in_ranges(base_ranges, c);
}

bool is_name_character(char32_t c) {
  if (c < 0x80) return in(name_set, static_cast<int>(c));
  return in_ranges(base_ranges, c) || in_ranges(more_ranges, c);
}

int hex_value(int c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// What a one-letter escape stands for, or 0.
char plain_escape(int c) {
  switch (c) {
    case 't':
      return '\t';
    case 'b':
      return '\b';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 'f':
      return '\f';
    case '"':
    case '\'':
    case '\\':
      return static_cast<char>(c);
    default:
      return 0;
  }
}

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

char closing(char open) {
  return open == '[' ? ']' : open == '(' ? ')' : '}';
}

char sign_of(TokenKind kind) {
  switch (kind) {
    case TokenKind::open_square:
      return '[';
    case TokenKind::open_round:
      return '(';
    case TokenKind::open_brace:
      return '{';
    case TokenKind::close_square:
      return ']';
    case TokenKind::close_round:
      return ')';
    default:
      return '}';
  }
}

std::string place(rdf::Position p) {
  return std::to_string(p.line) + ":" + std::to_string(p.column);
}

std::string quote(std::string_view text) {
  return "'" + std::string(text) + "'";
}

std::string_view format_label(FormatId id) {
  return format(id).label;
}

}  // namespace

Scanner::Scanner(TextInput& input, FormatId format, std::size_t max_nesting)
    : input_(input),
      format_(format),
      by_line_(format == FormatId::ntriples || format == FormatId::nquads),
      max_nesting_(max_nesting) {}

// ---- looking at the text ----

int Scanner::peek(std::size_t i) {
  while (i >= static_cast<std::size_t>(input_.end() - input_.at()))
    if (!input_.more()) return -1;
  return static_cast<unsigned char>(input_.at()[i]);
}

bool Scanner::accept(char c) {
  if (peek(0) != static_cast<unsigned char>(c)) return false;
  input_.skip(1);
  return true;
}

char32_t Scanner::character(std::size_t i, std::size_t& length) {
  length = 1;
  const int byte = peek(i);
  if (byte < 0x80) return byte < 0 ? U'\0' : static_cast<char32_t>(byte);
  // The window holds whole characters only.
  return rdf::first_code_point({input_.at() + i, static_cast<std::size_t>(input_.end() - input_.at()) - i},
                               length);
}

/// The first place from `from` on whose byte is in `stops`, or the end of the text.
std::size_t Scanner::run(std::size_t from, const bool* stops) {
  std::size_t i = from;
  do {
    const char* const at = input_.at();
    const auto size = static_cast<std::size_t>(input_.end() - at);
    while (i < size && !stops[static_cast<unsigned char>(at[i])]) ++i;
    if (i < size) return i;
  } while (input_.more());
  return i;
}

std::size_t Scanner::digits(std::size_t from) {
  while (in(digit_set, peek(from))) ++from;
  return from;
}

// ---- saying what is wrong ----

bool Scanner::fail(std::size_t at, std::string message, std::string hint, Code code) {
  if (fault_) return false;
  fault_ = Error(code, std::move(message), std::move(hint));
  fault_->position = input_.locate(input_.at() + at);
  return false;
}

TokenKind Scanner::refuse(std::size_t at, std::string message, std::string hint, Code code) {
  fail(at, std::move(message), std::move(hint), code);
  return TokenKind::fault;
}

bool Scanner::fail_end(std::string message, std::string hint) {
  if (fault_) return false;
  if (input_.fault()) {
    fault_ = input_.fault();
    return false;
  }
  return fail(static_cast<std::size_t>(input_.end() - input_.at()), std::move(message), std::move(hint));
}

/// The grammars allow NUL within quotes, and nowhere else does it mean anything but a damaged file.
TokenKind Scanner::refuse_nul(std::size_t at) {
  return refuse(at, "a NUL byte stands here", "this is no text, or the file is damaged",
                Code::invalid_encoding);
}

/// The word or sign at the cursor, for messages.
std::string Scanner::next_word() {
  constexpr std::size_t longest = 30;
  std::size_t i = 0;
  while (i < longest) {
    std::size_t length = 0;
    const char32_t c = character(i, length);
    const bool part = is_name_character(c) || c == ':' || c == '.' || c == '@';
    if (!part && i != 0) break;
    if (peek(i) < 0) break;
    i += length;
    if (!part) break;
  }
  return std::string(input_.at(), i);
}

std::string Scanner::unclosed() const {
  if (brackets_.empty()) return {};
  return quote(std::string_view(&brackets_.back().open, 1)) + " of " + place(brackets_.back().position) +
         " is never closed";
}

// ---- tokens ----

TokenKind Scanner::next(TermText& term) {
  if (fault_) return TokenKind::fault;
  if (!skip_space()) return TokenKind::fault;
  const TokenKind kind = scan(term);
  keep_place(kind);
  return kind;
}

TokenKind Scanner::scan(TermText& term) {
  position_ = input_.position();
  const int first = peek(0);
  if (first < 0) {
    if (!input_.fault()) return TokenKind::end;
    fault_ = input_.fault();
    return TokenKind::fault;
  }
  if (first == '\0') return refuse_nul(0);
  if (by_line_) return line_token(first, term);
  switch (first) {
    case '<':
      return iri_reference(term.iri) ? TokenKind::iri : TokenKind::fault;
    case '"':
    case '\'':
      return literal(term);
    case '_':
      return blank_label(term.text);
    case ':':
      return prefixed_name(term.iri, 0) ? TokenKind::name : TokenKind::fault;
    case '@':
      return at_word();
    case '.':
      return in(digit_set, peek(1)) ? number(term) : dot();
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
      return in(digit_set, first) ? number(term) : word(term);
  }
}

/// The few tokens that N-Triples and N-Quads have.
TokenKind Scanner::line_token(int first, TermText& term) {
  if (line_done_) return refuse(0, "a second statement on the same line", "each statement has its own line");
  in_statement_ = true;
  switch (first) {
    case '<':
      return iri_reference(term.iri) ? TokenKind::iri : TokenKind::fault;
    case '"':
      return literal(term);
    case '_':
      return blank_label(term.text);
    case '.':
      in_statement_ = false;
      line_done_ = true;
      return punctuation(TokenKind::dot);
    default:
      return refuse(0, std::string(format_label(format_)) + " knows no " + quote(next_word()),
                    "it has only IRIs in <>, blank nodes and texts in double quotes");
  }
}

TokenKind Scanner::punctuation(TokenKind kind) {
  input_.skip(1);
  return kind;
}

TokenKind Scanner::dot() {
  if (!brackets_.empty() && brackets_.back().open != '{')
    return refuse(0, "the statement ends, but " + quote(std::string_view(&brackets_.back().open, 1)) +
                         " of " + place(brackets_.back().position) + " is not closed");
  return punctuation(TokenKind::dot);
}

TokenKind Scanner::open(TokenKind kind) {
  if (kind == TokenKind::open_brace && format_ != FormatId::trig)
    return refuse(0, "Turtle has no graphs", "name the file .trig or say --from trig");
  if (brackets_.size() >= max_nesting_)
    return refuse(0, "brackets are nested more than " + std::to_string(max_nesting_) + " deep", {},
                  Code::too_deep);
  brackets_.push_back({sign_of(kind), position_});
  return punctuation(kind);
}

TokenKind Scanner::close(TokenKind kind) {
  const char sign = sign_of(kind);
  if (brackets_.empty()) return refuse(0, std::string("'") + sign + "' closes nothing");
  const Bracket& last = brackets_.back();
  if (closing(last.open) != sign)
    return refuse(0,
                  std::string("'") + sign + "' cannot close '" + last.open + "' of " + place(last.position));
  brackets_.pop_back();
  return punctuation(kind);
}

/// Notes where in a statement we are, as far as "[]" alone and a leading "a" must be told from good ones.
void Scanner::keep_place(TokenKind kind) {
  const bool anonymous = place_ == Place::after_anonymous;
  if (anonymous && (kind == TokenKind::dot || kind == TokenKind::close_brace)) {
    fault_ = Error(Code::invalid_syntax, "'[]' says nothing", "a predicate and an object are missing");
    fault_->position = position_;
    return;
  }
  if (kind == TokenKind::a && place_ == Place::statement_start) {
    fault_ =
        Error(Code::invalid_syntax, "'a' cannot be a subject", "it stands for rdf:type, as a predicate only");
    fault_->position = position_;
    return;
  }
  if (place_ == Place::statement_start && kind == TokenKind::open_square) {
    place_ = Place::after_open;
  } else if (place_ == Place::after_open && kind == TokenKind::close_square) {
    place_ = Place::after_anonymous;
  } else if (kind == TokenKind::dot || kind == TokenKind::open_brace || kind == TokenKind::close_brace ||
             (directive_ && kind == TokenKind::iri)) {
    place_ = Place::statement_start;
    directive_ = false;
  } else {
    place_ = Place::inside;
    directive_ = directive_ || kind == TokenKind::sparql_prefix || kind == TokenKind::sparql_base;
  }
}

/// Bare words and prefixed names.
TokenKind Scanner::word(TermText& term) {
  std::size_t length = 0;
  if (!is_name_start(character(0, length)))
    return refuse(0, "nothing can begin with " + quote(next_word()),
                  peek(0) == '=' || peek(0) == '?' ? "this may be Notation 3, which is not read" : "");
  length = name_length(0);
  if (peek(length) == ':') return prefixed_name(term.iri, length) ? TokenKind::name : TokenKind::fault;
  const std::string_view text(input_.at(), length);
  const Word* known = find_word(text, format_ == FormatId::trig);
  if (!known) {
    if (peek(length) < 0 && input_.fault()) {
      fail_end({});
      return TokenKind::fault;
    }
    const bool graph = equal_without_case(text, "graph");
    return refuse(0, "the word " + quote(next_word()) + " means nothing here",
                  graph ? "Turtle has no graphs: name the file .trig or say --from trig"
                        : "a text needs quotes, a name needs a prefix and a colon");
  }
  if (known->kind == TokenKind::literal) {
    term.text.assign(text);
    term.language.clear();
    term.datatype.text.assign(rdf::xsd::boolean);
    term.datatype.is_name = false;
  }
  input_.skip(length);
  return known->kind;
}

/// @prefix and @base; as directives they are in lower case.
TokenKind Scanner::at_word() {
  const std::size_t end = run(1, not_name_set.data());
  const std::string_view text(input_.at() + 1, end - 1);
  const TokenKind kind = text == "prefix" ? TokenKind::at_prefix
                         : text == "base" ? TokenKind::at_base
                                          : TokenKind::fault;
  if (kind == TokenKind::fault) {
    if (peek(end) < 0 && input_.fault()) {
      fail_end({});
      return kind;
    }
    const bool shouted = equal_without_case(text, "prefix") || equal_without_case(text, "base");
    return refuse(0, "'@" + std::string(text.substr(0, 30)) + "' means nothing here",
                  shouted ? "write it in lower case" : "only @prefix and @base are known");
  }
  input_.skip(end);
  return kind;
}

TokenKind Scanner::blank_label(std::string& out) {
  if (peek(1) != ':') return refuse(0, "a blank node is written _:label");
  std::size_t length = 0;
  const char32_t first = character(2, length);
  if (!is_name_start(first) && first != '_' && !in(digit_set, static_cast<int>(first))) {
    if (peek(2) < 0) {
      fail_end("the text ends within a blank node's label");
      return TokenKind::fault;
    }
    return refuse(2, "a blank node's label cannot begin like this", "letters, digits and _ can begin one");
  }
  const std::size_t end = 2 + name_length(2);
  out.assign(input_.at() + 2, end - 2);
  input_.skip(end);
  return TokenKind::blank;
}

/// Bytes of the name at `from`: name characters and dots, but no dot at its end.
std::size_t Scanner::name_length(std::size_t from) {
  std::size_t i = from;
  std::size_t end = from;
  while (true) {
    i = run(i, not_name_set.data());
    if (i > end && peek(i - 1) != '.') end = i;
    std::size_t length = 0;
    const char32_t c = character(i, length);
    if (c == '.') {
      ++i;
    } else if (c >= 0x80 && is_name_character(c)) {
      i += length;
      end = i;
    } else {
      return end - from;
    }
  }
}

/// Behind the exponent that begins at `from`; `from` itself if none does.
std::size_t Scanner::exponent(std::size_t from) {
  if (const int e = peek(from); e != 'e' && e != 'E') return from;
  const std::size_t sign = peek(from + 1) == '+' || peek(from + 1) == '-' ? 1 : 0;
  const std::size_t start = from + 1 + sign;
  const std::size_t end = digits(start);
  return end == start ? from : end;
}

/// Turtle [19] to [21]. A dot with neither digits nor an exponent behind it ends the statement instead.
TokenKind Scanner::number(TermText& term) {
  const std::size_t start = peek(0) == '+' || peek(0) == '-' ? 1 : 0;
  const std::size_t whole = digits(start);
  std::size_t mantissa = whole;
  if (peek(whole) == '.') {
    const std::size_t part = digits(whole + 1);
    if (part != whole + 1 || (whole != start && exponent(part) != part)) mantissa = part;
  }
  if (mantissa == start) return refuse(0, "a sign without a number");
  const std::size_t end = exponent(mantissa);
  term.text.assign(input_.at(), end);
  term.language.clear();
  term.datatype.text.assign(end != mantissa     ? rdf::xsd::double_
                            : mantissa != whole ? rdf::xsd::decimal
                                                : rdf::xsd::integer);
  term.datatype.is_name = false;
  input_.skip(end);
  return TokenKind::literal;
}

// ---- white space ----

bool Scanner::skip_space() {
  while (true) {
    switch (peek(0)) {
      case ' ':
      case '\t':
        input_.skip(1);
        break;
      case '\n':
      case '\r':
        if (by_line_ && in_statement_)
          return fail(0, "the line ends in the middle of a statement", "a '.' may be missing");
        line_done_ = false;
        input_.skip_line_break();
        break;
      case '#':
        if (!skip_comment()) return false;
        break;
      default:
        return true;
    }
  }
}

/// Comments of any length pass through the window in pieces.
bool Scanner::skip_comment() {
  while (true) {
    const char* const at = input_.at();
    const auto size = static_cast<std::size_t>(input_.end() - at);
    std::size_t i = 0;
    while (i < size && !comment_stop_set[static_cast<unsigned char>(at[i])]) ++i;
    input_.skip(i);
    if (i < size && *input_.at() == '\0') return refuse_nul(0) != TokenKind::fault;
    if (i < size || !input_.more()) return true;
  }
}

// ---- IRIs and names ----

bool Scanner::iri_reference(IriText& out) {
  out.is_name = false;
  out.text.clear();
  std::size_t from = 1;
  while (true) {
    std::size_t i = run(from, iri_stop_set.data());
    const int c = peek(i);
    if (c < 0) return fail_end("the text ends within an IRI", "'>' is missing");
    out.text.append(input_.at() + from, i - from);
    if (c == '>') {
      input_.skip(i + 1);
      return true;
    }
    if (c != '\\') {
      const char sign = static_cast<char>(c);
      return fail(i, "an IRI " + rdf::iri_fault(std::string_view(&sign, 1)).value_or("is malformed"),
                  c == ' ' || c == '\n' || c == '\r' || c == '<' || c == '"' ? "'>' may be missing before it"
                                                                             : "percent-encode it",
                  Code::invalid_iri);
    }
    const std::size_t escape_at = i;
    const std::size_t size_before = out.text.size();
    if (!escape(i, out.text, false)) return false;
    if (const char decoded = out.text[size_before]; rdf::is_forbidden_in_iri(decoded))
      return fail(escape_at,
                  "an IRI " + rdf::iri_fault(std::string_view(&decoded, 1)).value_or("is malformed"),
                  "an escape does not make it allowed", Code::invalid_iri);
    from = i;
  }
}

/// \uXXXX and \UXXXXXXXX, in strings also the one-letter escapes. `i` stands on the backslash and moves
/// behind the escape.
bool Scanner::escape(std::size_t& i, std::string& out, bool in_string) {
  const int kind = peek(i + 1);
  if (const char plain = in_string ? plain_escape(kind) : '\0'; plain != 0) {
    out += plain;
    i += 2;
    return true;
  }
  if (kind < 0) return fail_end("the text ends within an escape");
  if (kind != 'u' && kind != 'U')
    return fail(i,
                std::string("there is no escape '\\") +
                    (kind > 0x20 && kind < 0x7F ? std::string(1, static_cast<char>(kind)) : "") + "'",
                in_string ? "write a backslash as \\\\" : "an IRI has only \\u and \\U");
  const std::size_t length = kind == 'u' ? 4 : 8;
  char32_t c = 0;
  for (std::size_t k = 0; k < length; ++k) {
    const int value = hex_value(peek(i + 2 + k));
    if (value < 0) return fail(i, "an escape needs " + std::to_string(length) + " hexadecimal digits");
    c = (c << 4) | static_cast<char32_t>(value);
  }
  if (!rdf::append_utf8(out, c))
    return fail(i,
                c < 0x110000 ? "an escape gives half of a surrogate pair"
                             : "an escape gives a character beyond U+10FFFF",
                c < 0x110000 ? "write the character itself, or one \\U escape" : "", Code::invalid_encoding);
  i += 2 + length;
  return true;
}

/// The cursor stands on the prefix, whose length is known and may be 0.
bool Scanner::prefixed_name(IriText& out, std::size_t prefix_length) {
  out.is_name = true;
  out.prefix_length = prefix_length;
  out.text.assign(input_.at(), prefix_length + 1);
  input_.skip(prefix_length + 1);
  return local_name(out.text);
}

/// Turtle [168s] PN_LOCAL, perhaps empty.
bool Scanner::local_name(std::string& out) {
  const std::size_t start = out.size();
  std::size_t kept = start;  // what dots at the end do not belong to
  std::size_t used = 0;      // of the text, as far as `kept`
  std::size_t i = 0;
  while (true) {
    std::size_t length = 0;
    const int byte = peek(i);
    if (byte == '\\') {
      const int escaped = peek(i + 1);
      if (!in(local_escape_set, escaped)) return fail(i, "a name has no such escape");
      out += static_cast<char>(escaped);
      i += 2;
    } else if (byte == '%') {
      if (hex_value(peek(i + 1)) < 0 || hex_value(peek(i + 2)) < 0)
        return fail(i, "'%' in a name needs two hexadecimal digits");
      out.append(input_.at() + i, 3);
      i += 3;
    } else if (byte == '.' && out.size() != start) {
      out += '.';
      ++i;
      continue;
    } else if (byte == ':') {
      out += ':';
      ++i;
    } else {
      const char32_t c = character(i, length);
      const bool first = out.size() == start;
      const bool good = first ? is_name_start(c) || c == '_' || in(digit_set, byte) : is_name_character(c);
      if (byte < 0 || !good) break;
      const std::size_t end = byte < 0x80 ? run(i, not_name_set.data()) : i + length;
      out.append(input_.at() + i, end - i);
      i = end;
    }
    kept = out.size();
    used = i;
  }
  out.resize(kept);
  input_.skip(used);
  return true;
}

// ---- literals ----

TokenKind Scanner::literal(TermText& term) {
  term.language.clear();
  term.datatype.text.clear();
  if (!quoted(term.text) || !skip_space()) return TokenKind::fault;
  if (peek(0) == '@') {
    if (!language_tag(term.language)) return TokenKind::fault;
  } else if (peek(0) == '^') {
    if (!datatype(term.datatype)) return TokenKind::fault;
  }
  return TokenKind::literal;
}

bool Scanner::quoted(std::string& out) {
  const char sign = static_cast<char>(peek(0));
  const bool doubled = peek(1) == sign;
  const bool is_long = doubled && peek(2) == sign;
  if (is_long && by_line_) return fail(0, std::string(format_label(format_)) + " has no long texts");
  if (doubled && !is_long) {
    out.clear();
    input_.skip(2);
    return true;
  }
  const std::size_t width = is_long ? 3 : 1;
  std::size_t end = 0;
  bool escaped = false;
  if (!find_quote(width, sign, is_long, end, escaped)) return false;
  if (escaped) {
    if (!unescape(out, width, end)) return false;
  } else {
    out.assign(input_.at() + width, end - width);
  }
  if (is_long)
    input_.skip_lines(end + width);
  else
    input_.skip(end + width);
  return true;
}

/// Where the closing quotes begin.
bool Scanner::find_quote(std::size_t from, char sign, bool is_long, std::size_t& end, bool& escaped) {
  const bool* const stops = (is_long ? long_stop_set : short_stop_set).data();
  for (std::size_t i = from;; ++i) {
    i = run(i, stops);
    const int c = peek(i);
    if (c < 0) return fail_end("the text in quotes of " + place(position_) + " does not end");
    if (c == '\\') {
      escaped = true;
      ++i;  // whatever is escaped closes nothing
      if (const int next = peek(i); next == '\n' || next == '\r') --i;
      continue;
    }
    if (c == sign && (!is_long || (peek(i + 1) == sign && peek(i + 2) == sign))) {
      end = i;
      return true;
    }
    if (c == '\n' || c == '\r')
      return fail(i, "the line ends within a text in quotes",
                  by_line_ ? "write a line break as \\n"
                           : "write a line break as \\n, or put the text in three quotes");
  }
}

bool Scanner::unescape(std::string& out, std::size_t from, std::size_t end) {
  out.clear();
  while (from < end) {
    const std::string_view rest(input_.at() + from, end - from);
    const std::size_t plain = std::min(rest.find('\\'), rest.size());
    out.append(rest.substr(0, plain));
    from += plain;
    if (from < end && !escape(from, out, true)) return false;
  }
  return true;
}

/// Turtle [144s] LANGTAG.
bool Scanner::language_tag(std::string& out) {
  std::size_t i = 1;
  while (in(alpha_set, peek(i))) ++i;
  if (i == 1) return fail(0, "a language tag begins with a letter");
  while (peek(i) == '-') {
    const std::size_t subtag = i + 1;
    i = subtag;
    while (in(alpha_set, peek(i)) || in(digit_set, peek(i))) ++i;
    if (i == subtag) return fail(i, "a language tag ends with '-'");
  }
  out.assign(input_.at() + 1, i - 1);
  input_.skip(i);
  return true;
}

bool Scanner::datatype(IriText& out) {
  if (peek(1) != '^') return fail(0, "a datatype follows '^^'");
  input_.skip(2);
  if (!skip_space()) return false;
  if (peek(0) == '<') return iri_reference(out);
  std::size_t length = 0;
  if (!by_line_) {
    const bool named = peek(0) == ':' || is_name_start(character(0, length));
    length = named ? name_length(0) : 0;
    if (named && peek(length) == ':') return prefixed_name(out, length);
  }
  if (peek(0) < 0) return fail_end("the text ends where a datatype should follow");
  return fail(0, "a datatype should follow '^^', not " + quote(next_word()));
}

}  // namespace tamizdat::syntax
