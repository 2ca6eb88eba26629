// Texts in quotes, their escapes, and numbers.
#include <algorithm>
#include <string_view>

#include "rdf/ascii.hpp"
#include "rdf/utf8.hpp"
#include "rdf/vocabulary.hpp"
#include "syntax/pn_chars.hpp"
#include "syntax/terminals.hpp"

namespace tamizdat::syntax::terminals {
namespace {

constexpr ByteSet short_stops("\"'\\\r\n");
constexpr ByteSet long_stops("\"'\\");
constexpr ByteSet not_digits = ascii_digits.complement();

/// What ECHAR stands for, or 0.
char echar_value(int c) {
  constexpr std::string_view written = "tbnrf\"'\\";
  constexpr std::string_view meant = "\t\b\n\r\f\"'\\";
  const auto at = c < 0 ? std::string_view::npos : written.find(static_cast<char>(c));
  return at == std::string_view::npos ? '\0' : meant[at];
}

std::string place(rdf::Position p) {
  return std::to_string(p.line) + ":" + std::to_string(p.column);
}

/// Where the text in quotes ends, and whether there is anything to undo in it.
struct Quoted {
  std::size_t end = 0;
  bool escaped = false;
};

bool find_closing_quotes(Lookahead& text, std::size_t from, bool is_long, bool may_be_long, Quoted& found) {
  const int quote = text.peek();
  for (std::size_t i = from;; ++i) {
    i = text.run(i, is_long ? long_stops : short_stops);
    const int c = text.peek(i);
    if (c < 0) return text.fail_end("the text in quotes of " + place(text.position()) + " does not end");
    if (c == '\\') {
      found.escaped = true;
      ++i;  // whatever is escaped closes nothing
      if (const int next = text.peek(i); next == '\n' || next == '\r') --i;
      continue;
    }
    if (c == quote && (!is_long || (text.peek(i + 1) == quote && text.peek(i + 2) == quote))) {
      found.end = i;
      return true;
    }
    if (c == '\n' || c == '\r')
      return text.fail(i, "the line ends within a text in quotes",
                       may_be_long ? "write a line break as \\n, or put the text in three quotes"
                                   : "write a line break as \\n");
  }
}

bool undo_escapes(Lookahead& text, std::size_t from, std::size_t end, std::string& out) {
  out.clear();
  while (from < end) {
    const std::string_view rest = text.view(from, end);
    const std::size_t plain = std::min(rest.find('\\'), rest.size());
    out.append(rest.substr(0, plain));
    from += plain;
    if (from < end && !escape(text, from, true, out)) return false;
  }
  return true;
}

/// Behind EXPONENT at `from`; `from` itself if there is none.
std::size_t exponent(Lookahead& text, std::size_t from) {
  if (const int e = text.peek(from); e != 'e' && e != 'E') return from;
  const std::size_t sign = text.peek(from + 1) == '+' || text.peek(from + 1) == '-' ? 1 : 0;
  const std::size_t start = from + 1 + sign;
  const std::size_t end = text.run(start, not_digits);
  return end == start ? from : end;
}

}  // namespace

bool escape(Lookahead& text, std::size_t& at, bool echar, std::string& out) {
  const int kind = text.peek(at + 1);
  if (const char plain = echar ? echar_value(kind) : '\0'; plain != 0) {
    out += plain;
    at += 2;
    return true;
  }
  if (kind < 0) return text.fail_end("the text ends within an escape");
  if (kind != 'u' && kind != 'U')
    return text.fail(at,
                     std::string("there is no escape '\\") +
                         (kind > 0x20 && kind < 0x7F ? std::string(1, static_cast<char>(kind)) : "") + "'",
                     echar ? "write a backslash as \\\\" : "an IRI has only \\u and \\U");
  const std::size_t length = kind == 'u' ? 4 : 8;
  char32_t c = 0;
  for (std::size_t k = 0; k < length; ++k) {
    const int value = rdf::hex_value(text.peek(at + 2 + k));
    if (value < 0) return text.fail(at, "an escape needs " + std::to_string(length) + " hexadecimal digits");
    c = (c << 4) | static_cast<char32_t>(value);
  }
  if (!rdf::append_utf8(out, c))
    return text.fail(at,
                     c < 0x110000 ? "an escape gives half of a surrogate pair"
                                  : "an escape gives a character beyond U+10FFFF",
                     c < 0x110000 ? "write the character itself, or one \\U escape" : "",
                     rdf::Code::invalid_encoding);
  at += 2 + length;
  return true;
}

bool string_literal(Lookahead& text, const QuotingRules& rules, std::string& out) {
  const int quote = text.peek();
  const bool doubled = text.peek(1) == quote;
  const bool is_long = doubled && text.peek(2) == quote;
  if (is_long && !rules.long_texts) return text.fail(0, std::string(rules.format) + " has no long texts");
  if (doubled && !is_long) {
    out.clear();
    text.skip(2);
    return true;
  }
  const std::size_t width = is_long ? 3 : 1;
  Quoted found;
  if (!find_closing_quotes(text, width, is_long, rules.long_texts, found)) return false;
  if (!found.escaped)
    out.assign(text.view(width, found.end));
  else if (!undo_escapes(text, width, found.end, out))
    return false;
  if (is_long)
    text.skip_lines(found.end + width);
  else
    text.skip(found.end + width);
  return true;
}

/// A dot with neither digits nor an exponent behind it ends the statement instead.
bool numeric_literal(Lookahead& text, TermText& out) {
  const std::size_t start = text.peek() == '+' || text.peek() == '-' ? 1 : 0;
  const std::size_t whole = text.run(start, not_digits);
  std::size_t mantissa = whole;
  if (text.peek(whole) == '.') {
    const std::size_t part = text.run(whole + 1, not_digits);
    if (part != whole + 1 || (whole != start && exponent(text, part) != part)) mantissa = part;
  }
  if (mantissa == start) return text.fail(0, "a sign without a number");
  const std::size_t end = exponent(text, mantissa);
  out.text.assign(text.view(0, end));
  out.language.clear();
  out.datatype.text.assign(end != mantissa     ? rdf::xsd::double_
                           : mantissa != whole ? rdf::xsd::decimal
                                               : rdf::xsd::integer);
  out.datatype.is_name = false;
  text.skip(end);
  return true;
}

}  // namespace tamizdat::syntax::terminals
