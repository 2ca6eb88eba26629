#include "rdf/term.hpp"

#include <algorithm>
#include <tuple>

#include "rdf/ascii.hpp"
#include "rdf/vocabulary.hpp"

namespace tamizdat::rdf {
namespace {

void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      default:
        out += c;
    }
  }
}

}  // namespace

bool same_language(std::string_view a, std::string_view b) {
  return same_ignoring_case(a, b);
}

bool operator==(const TermView& a, const TermView& b) {
  return a.kind == b.kind && a.text == b.text && a.datatype == b.datatype &&
         same_language(a.language, b.language);
}

bool operator<(const TermView& a, const TermView& b) {
  const auto key = [](const TermView& t) { return std::tie(t.kind, t.text, t.datatype); };
  if (key(a) != key(b)) return key(a) < key(b);
  return std::lexicographical_compare(a.language.begin(), a.language.end(), b.language.begin(),
                                      b.language.end(),
                                      [](char x, char y) { return to_lower(x) < to_lower(y); });
}

TermView iri(std::string_view text) {
  return {TermKind::iri, text, {}, {}};
}

TermView blank(std::string_view label) {
  return {TermKind::blank, label, {}, {}};
}

TermView literal(std::string_view text, std::string_view datatype, std::string_view language) {
  if (!language.empty() || datatype == xsd::string) datatype = {};
  return {TermKind::literal, text, datatype, language};
}

std::string_view datatype_of(const TermView& literal) {
  if (!literal.language.empty()) return rdfns::langString;
  return literal.datatype.empty() ? xsd::string : literal.datatype;
}

Term::Term(const TermView& view)
    : kind(view.kind), text(view.text), datatype(view.datatype), language(view.language) {}

std::string to_string(const TermView& term) {
  std::string out;
  switch (term.kind) {
    case TermKind::none:
      break;
    case TermKind::iri:
      out.append("<").append(term.text).append(">");
      break;
    case TermKind::blank:
      out.append("_:").append(term.text);
      break;
    case TermKind::literal:
      out += '"';
      append_escaped(out, term.text);
      out += '"';
      if (!term.language.empty())
        out.append("@").append(term.language);
      else if (!term.datatype.empty())
        out.append("^^<").append(term.datatype).append(">");
      break;
  }
  return out;
}

}  // namespace tamizdat::rdf
