#pragma once
// Terms as people and clients write them in a query string.
#include <optional>
#include <string>
#include <string_view>

#include "rdf/error.hpp"
#include "rdf/term.hpp"
#include "store/snapshot.hpp"

namespace tamizdat::query {

/// One place of a pattern: a term, or a variable (empty name: an open place that nothing else refers to).
struct Slot {
  rdf::Term term;        ///< kind none: a variable
  std::string variable;  ///< without the question mark

  [[nodiscard]] bool is_open() const { return term.kind == rdf::TermKind::none; }
};

/// Reads the explicit representation of Triple Pattern Fragments §3.3 (Hydra Core:
/// hydra:ExplicitRepresentation): an IRI bare or in angle brackets; "text"; "text"@language;
/// "text"^^datatype, the datatype bare, bracketed or prefixed; ?name; nothing. The text between the first and
/// the last quotation mark is taken as it is, without escapes. Beyond that specification: prefixed names
/// whose prefix the data declare or everybody knows (an IRI that the data hold is never mistaken for one).
/// IRIs are matched to the spelling in the data: percent-encoded and raw UTF-8 mean the same here.
/// Errors are Code::bad_request at "parameter <name>", with an example that works.
rdf::Result<Slot> parse_slot(std::string_view parameter, std::string_view text,
                             const store::Snapshot& snapshot);

/// The same for the value that a VALUES clause or a filter gives, where a variable makes no sense.
rdf::Result<rdf::Term> parse_term(std::string_view parameter, std::string_view text,
                                  const store::Snapshot& snapshot);

/// The explicit representation of a term, as parse_slot reads it; languages in lower case as the
/// specification asks.
std::string explicit_representation(const rdf::TermView& term);

}  // namespace tamizdat::query
