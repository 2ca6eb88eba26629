#include "answer/fragment_parameters.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "answer/addresses.hpp"
#include "rdf/iri.hpp"
#include "rdf/utf8.hpp"

namespace tamizdat::answer {
namespace {

using rdf::Error;
using rdf::Result;
using Role = FragmentParameter::Role;

constexpr std::string_view page_cost = "the same for every page: a lookup in the index and the triples shown";
constexpr std::string_view scan_cost =
    "looks at every match of the pattern; refused with 422 if they are more than the bound";

constexpr std::array<FragmentParameter, 18> parameters = {{
    {"subject", Role::pattern, "IRI, prefixed name or ?variable; empty for any", page_cost,
     "http://example.org/thing"},
    {"predicate", Role::pattern, "IRI, prefixed name or ?variable; empty for any", page_cost, "rdfs:label"},
    {"object", Role::pattern,
     "IRI, \"text\", \"text\"@language, \"text\"^^datatype or ?variable; empty for any", page_cost,
     "\"text\"@en"},
    {"graph", Role::pattern, "IRI of a graph or ?variable; empty for any (quad patterns only)", page_cost,
     "http://example.org/graph"},
    {"values", Role::filter, "bindings, of which a match must fit at least one, as in a SPARQL VALUES block",
     "one lookup for each binding", "(?s) { (<http://example.org/a>) (<http://example.org/b>) }"},
    {"language", Role::filter, "objects in this language (RFC 4647 basic range; * for any, none for none)",
     scan_cost, "en"},
    {"datatype", Role::filter, "objects of this datatype", scan_cost, "xsd:integer"},
    {"min", Role::filter, "objects that are numbers or dates not below this", scan_cost, "1927"},
    {"max", Role::filter, "objects that are numbers or dates not above this", scan_cost, "1953-12-31"},
    {"label", Role::filter, "subjects with a label, in any language, that begins so, without regard to case",
     scan_cost, "Tro"},
    {"type", Role::filter, "subjects of this class",
     "looks at the matches or at the members of the class, whichever are fewer", "foaf:Person"},
    {"with", Role::filter, "subjects that also have this predicate, or this predicate and object",
     "looks at the matches or at the subjects of the condition, whichever are fewer", "foaf:name \"Anna\"",
     true},
    {"sort", Role::filter,
     "label, object-label or value; with - before it, descending (labels in the language of lang)", scan_cost,
     "-value"},
    {"select", Role::filter,
     "columns of a table: subject, predicate, object, graph, each also with .label, and properties",
     "one lookup for each row and column; refused with 422 if it would make more rows than the bound",
     "subject,subject.label,rdfs:comment"},
    {"page", Role::page, "number of the page, from 1", page_cost, "2"},
    {"limit", Role::page, "triples on a page", page_cost, "250"},
    {"version", Role::page, "the state of the data that a page link was made for", page_cost, ""},
    {"controls", Role::form, "none: the data alone, without counts and links", page_cost, "none"},
}};

/// Forms write a space as '+'; in an IRI a plus is a plus, and there are no spaces.
bool plus_is_space(std::string_view name, std::string_view raw_value) {
  const FragmentParameter* known = find_fragment_parameter(name);
  return known == nullptr || known->role != Role::pattern || raw_value.starts_with('"') ||
         raw_value.starts_with("%22");
}

/// The same with escapes for what no IRI may hold, though some clients send it: the request's URL is part of
/// the answer.
std::string as_in_iri(std::string_view raw) {
  if (std::none_of(raw.begin(), raw.end(), rdf::is_forbidden_in_iri)) return std::string(raw);
  std::string safe;
  safe.reserve(raw.size());
  for (const char c : raw) {
    if (rdf::is_forbidden_in_iri(c)) {
      safe += encode_query_value({&c, 1});
    } else {
      safe += c;
    }
  }
  return safe;
}

Result<QueryPiece> parse_piece(std::string_view raw) {
  const auto equals = raw.find('=');
  const auto name = percent_decode(raw.substr(0, equals), true);
  if (!name)
    return refuse_parameter("names", "'" + std::string(raw) + "' holds a malformed percent escape",
                            "write %25 for a percent sign");
  const std::string_view raw_value =
      equals == std::string_view::npos ? std::string_view{} : raw.substr(equals + 1);
  auto value = percent_decode(raw_value, plus_is_space(*name, raw_value));
  if (!value || !rdf::is_utf8(*value)) {
    return refuse_parameter(*name, "the value is not percent-encoded UTF-8",
                            "write %25 for a percent sign, %C3%A9 for é");
  }
  return QueryPiece{as_in_iri(raw), *name, std::move(*value)};
}

}  // namespace

std::span<const FragmentParameter> fragment_parameters() {
  return parameters;
}

const FragmentParameter* find_fragment_parameter(std::string_view name) {
  const auto at =
      std::find_if(parameters.begin(), parameters.end(), [&](const auto& p) { return p.name == name; });
  return at == parameters.end() ? nullptr : &*at;
}

Error refuse_parameter(std::string_view parameter, std::string message, std::string hint, rdf::Code code) {
  return Error(code, std::move(message), std::move(hint)).at("parameter " + std::string(parameter));
}

Result<std::vector<QueryPiece>> parse_query(std::string_view query) {
  std::vector<QueryPiece> pieces;
  while (!query.empty()) {
    const auto end = query.find('&');
    const std::string_view raw = query.substr(0, end);
    if (!raw.empty()) {
      auto piece = parse_piece(raw);
      if (!piece) return piece.error();
      pieces.push_back(std::move(*piece));
    }
    query = end == std::string_view::npos ? std::string_view{} : query.substr(end + 1);
  }
  return pieces;
}

}  // namespace tamizdat::answer
