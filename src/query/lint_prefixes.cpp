// Prefixes that mislead.
#include <algorithm>
#include <array>
#include <set>

#include "query/lint_findings.hpp"
#include "rdf/vocabulary.hpp"

namespace tamizdat::query {
namespace {

struct Also {
  std::string_view name;
  std::string_view space;  // an IRI, or the well-known name of one
};

// Bindings that are as usual as the ones of the table: older names, and names that two vocabularies share.
constexpr std::array usual = {
    Also{"schema", rdf::schema::https_iri},
    Also{"sdo", "schema:"},
    Also{"sdo", rdf::schema::https_iri},
    Also{"s", "schema:"},
    Also{"s", rdf::schema::https_iri},
    Also{"dct", "dcterms:"},
    Also{"dcterm", "dcterms:"},
    Also{"dc11", "dc:"},
    Also{"dce", "dc:"},
    Also{"xs", "xsd:"},
    Also{"geo", "http://www.opengis.net/ont/geosparql#"},
    Also{"geo", "http://www.opengis.net/geosparql#"},
    Also{"wgs", "geo:"},
    Also{"wgs84", "geo:"},
    Also{"wgs84_pos", "geo:"},
    Also{"pos", "geo:"},
    Also{"dbpedia", "dbr:"},
    Also{"dbp", "dbr:"},
    Also{"res", "dbr:"},
    Also{"dbpedia-owl", "dbo:"},
    Also{"dbont", "dbo:"},
    Also{"wikidata", "wd:"},
    Also{"shacl", "sh:"},
};

// Names of the table that are short enough to mean many things elsewhere.
constexpr std::array ambiguous = {std::string_view("geo"), std::string_view("sd"), std::string_view("sem"),
                                  std::string_view("sh"), std::string_view("wd")};

bool is_usual(const Declaration& d) {
  return std::any_of(usual.begin(), usual.end(), [&](const Also& also) {
    return also.name == d.name && well_known_iri(also.space) == d.iri;
  });
}

std::string_view well_known_name(std::string_view iri) {
  for (const auto& [name, space] : rdf::Prefixes::well_known().entries())
    if (space == iri) return name;
  return {};
}

std::string written(std::string_view name, std::string_view iri) {
  return std::string("@prefix ").append(name).append(": <").append(iri).append("> .");
}

void look_at(const Declaration& d, Findings& findings) {
  const auto add = [&](Rule rule, std::string message, std::string hint) {
    findings.add_placed(rule, std::move(message), std::move(hint), d.source, d.position, d.iri);
  };
  if (is_usual(d)) return;
  const std::string_view missed = missed_namespace(d.iri);
  if (!missed.empty()) {
    add(Rule::near_namespace,
        "the namespace <" + d.iri + "> is not the well-known <" + std::string(missed) + ">",
        "write " + written(d.name, missed));
    return;
  }
  const auto expected = rdf::Prefixes::well_known().find(d.name);
  const bool is_ambiguous = std::find(ambiguous.begin(), ambiguous.end(), d.name) != ambiguous.end();
  if (expected && *expected != d.iri && !is_ambiguous) {
    add(Rule::prefix_differs,
        "the prefix " + d.name + ": stands for <" + d.iri + ">, but everybody reads it as <" +
            std::string(*expected) + ">",
        {});
    return;
  }
  const std::string_view name = well_known_name(d.iri);
  if (!name.empty() && name != d.name && !d.name.empty())
    add(Rule::prefix_name,
        "the namespace <" + d.iri + "> is usually called " + std::string(name) + ":, not " + d.name + ":",
        "write " + written(name, d.iri));
}

}  // namespace

void lint_prefixes(std::span<const Declaration> declarations, Findings& findings) {
  for (const Declaration& declaration : declarations) look_at(declaration, findings);
}

}  // namespace tamizdat::query
