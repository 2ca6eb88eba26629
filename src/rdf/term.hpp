#pragma once
// Terms of RDF 1.1 (Concepts §3): IRIs, blank nodes, literals.
#include <cstdint>
#include <string>
#include <string_view>

namespace tamizdat::rdf {

enum class TermKind : std::uint8_t { none, iri, blank, literal };

/// A term as text that somebody else owns. `none` stands for "no term" (the default graph, an unbound place).
///
/// Canonical form, kept by the makers below and relied on everywhere: `datatype` is empty for
/// xsd:string and for language-tagged literals, so that "a" and "a"^^xsd:string are one term.
/// Blank nodes carry their label without "_:"; IRIs are absolute and without angle brackets.
struct TermView {
  TermKind kind = TermKind::none;
  std::string_view text;      ///< IRI, label or lexical form; any UTF-8, NUL included
  std::string_view datatype;  ///< IRI, or empty (see above)
  std::string_view language;  ///< BCP 47 tag as first written, or empty

  [[nodiscard]] bool is_none() const { return kind == TermKind::none; }
  [[nodiscard]] bool is_iri() const { return kind == TermKind::iri; }
  [[nodiscard]] bool is_blank() const { return kind == TermKind::blank; }
  [[nodiscard]] bool is_literal() const { return kind == TermKind::literal; }
};

/// Same RDF term: language tags compare without case (RDF 1.1 Concepts §3.3), all else byte by byte.
bool operator==(const TermView& a, const TermView& b);

/// A total order for stable listings: none, IRIs, blank nodes, literals; then by text, datatype, language.
bool operator<(const TermView& a, const TermView& b);

TermView iri(std::string_view text);
TermView blank(std::string_view label);
/// At most one of `datatype` and `language` is given; xsd:string and rdf:langString fold away.
TermView literal(std::string_view text, std::string_view datatype = {}, std::string_view language = {});

/// The datatype IRI that RDF gives the literal: xsd:string and rdf:langString are put back.
std::string_view datatype_of(const TermView& literal);

/// A term that owns its text.
struct Term {
  TermKind kind = TermKind::none;
  std::string text;
  std::string datatype;
  std::string language;

  Term() = default;
  explicit Term(const TermView& view);
  [[nodiscard]] TermView view() const { return {kind, text, datatype, language}; }
};

/// Equal language tags, without regard to ASCII case.
bool same_language(std::string_view a, std::string_view b);

/// The term in N-Triples syntax, for messages and tests; `none` gives "".
std::string to_string(const TermView& term);

}  // namespace tamizdat::rdf
