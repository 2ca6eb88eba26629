#include "syntax/turtle_literal.hpp"

#include "rdf/ascii.hpp"
#include "rdf/vocabulary.hpp"
#include "syntax/writer_text.hpp"

namespace tamizdat::syntax {
namespace {

constexpr ByteSet special_in_short("\"\\\x7F", {0x00, 0x1F});

/// Line feed and tab stand as they are.
constexpr ByteSet special_in_long = [] {
  return ByteSet(
      std::string_view("\"\\\x7F\0\x01\x02\x03\x04\x05\x06\x07\x08\x0B\x0C\x0D\x0E\x0F"
                       "\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1A\x1B\x1C\x1D\x1E\x1F",
                       33));
}();

void append_escape(std::string& out, char c) {
  constexpr std::string_view characters = "\"\\\t\b\n\r\f";
  constexpr std::string_view letters = "\"\\tbnrf";
  const auto at = characters.find(c);
  if (at == std::string_view::npos) {
    append_uchar(out, c);
  } else {
    out += '\\';
    out += letters[at];
  }
}

void append_short(std::string& out, std::string_view text) {
  out += '"';
  append_escaped(out, text, special_in_short, [](std::string& o, std::string_view t, std::size_t at) {
    append_escape(o, t[at]);
    return at + 1;
  });
  out += '"';
}

/// A quote stays raw only where no reader stumbles: not at the ends, not before another one, and not before
/// an escape, which some take wrongly.
bool quote_stays(std::string_view text, std::size_t at) {
  return text[at] == '"' && at > 0 && at + 1 < text.size() && !special_in_long.contains(text[at + 1]);
}

void append_long(std::string& out, std::string_view text) {
  out += R"(""")";
  append_escaped(out, text, special_in_long, [](std::string& o, std::string_view t, std::size_t at) {
    if (quote_stays(t, at))
      o += '"';
    else
      append_escape(o, t[at]);
    return at + 1;
  });
  out += R"(""")";
}

std::size_t digits(std::string_view text, std::size_t from) {
  while (from < text.size() && rdf::is_digit(text[from])) ++from;
  return from;
}

/// The end of -?(0|[1-9][0-9]*) at the front, or 0. "-0" is none.
std::size_t whole_number(std::string_view text) {
  const std::size_t start = text.starts_with('-') ? 1 : 0;
  const std::size_t end = digits(text, start);
  if (end == start || (text[start] == '0' && end > start + 1)) return 0;
  return end;
}

/// The end of '.' [0-9]+ at `from`, or `from`.
std::size_t fraction(std::string_view text, std::size_t from) {
  if (from >= text.size() || text[from] != '.') return from;
  const std::size_t end = digits(text, from + 1);
  return end == from + 1 ? from : end;
}

bool is_integer(std::string_view text) {
  return whole_number(text) == text.size() && !text.empty() && text != "-0";
}

bool is_decimal(std::string_view text) {
  const std::size_t whole = whole_number(text);
  return whole > 0 && whole < text.size() && fraction(text, whole) == text.size();
}

bool is_double(std::string_view text) {
  const std::size_t whole = whole_number(text);
  if (whole == 0) return false;
  std::size_t at = fraction(text, whole);
  if (at >= text.size() || (text[at] != 'e' && text[at] != 'E')) return false;
  ++at;
  if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
  return at < text.size() && digits(text, at) == text.size();
}

bool is_boolean(std::string_view text) {
  return text == "true" || text == "false";
}

struct BareType {
  std::string_view datatype;
  bool (*accepts)(std::string_view);
};

constexpr BareType bare_types[] = {
    {rdf::xsd::integer, is_integer},
    {rdf::xsd::decimal, is_decimal},
    {rdf::xsd::double_, is_double},
    {rdf::xsd::boolean, is_boolean},
};

}  // namespace

bool is_bare_in_turtle(const rdf::TermView& literal) {
  if (!literal.datatype.starts_with(rdf::xsd::iri)) return false;
  for (const auto& type : bare_types) {
    if (type.datatype == literal.datatype) return type.accepts(literal.text);
  }
  return false;
}

bool append_turtle_literal(std::string& out, const rdf::TermView& literal) {
  if (is_bare_in_turtle(literal)) {
    out += literal.text;
    return false;
  }
  if (literal.text.find('\n') != std::string_view::npos)
    append_long(out, literal.text);
  else
    append_short(out, literal.text);
  if (!literal.language.empty()) out.append("@").append(literal.language);
  const bool typed = literal.language.empty() && !literal.datatype.empty();
  if (typed) out += "^^";
  return typed;
}

}  // namespace tamizdat::syntax
