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
  std::string_view iri;
};

// Bindings that are as usual as the ones of the table: older names, and names that two vocabularies share.
constexpr std::array usual = {
    Also{"schema", rdf::schema::https_iri},
    Also{"sdo", rdf::schema::iri},
    Also{"sdo", rdf::schema::https_iri},
    Also{"s", rdf::schema::iri},
    Also{"s", rdf::schema::https_iri},
    Also{"dct", rdf::dcterms::iri},
    Also{"dcterm", rdf::dcterms::iri},
    Also{"dc11", "http://purl.org/dc/elements/1.1/"},
    Also{"dce", "http://purl.org/dc/elements/1.1/"},
    Also{"xs", rdf::xsd::iri},
    Also{"geo", "http://www.opengis.net/ont/geosparql#"},
    Also{"geo", "http://www.opengis.net/geosparql#"},
    Also{"wgs", "http://www.w3.org/2003/01/geo/wgs84_pos#"},
    Also{"wgs84", "http://www.w3.org/2003/01/geo/wgs84_pos#"},
    Also{"wgs84_pos", "http://www.w3.org/2003/01/geo/wgs84_pos#"},
    Also{"pos", "http://www.w3.org/2003/01/geo/wgs84_pos#"},
    Also{"dbpedia", "http://dbpedia.org/resource/"},
    Also{"dbp", "http://dbpedia.org/resource/"},
    Also{"res", "http://dbpedia.org/resource/"},
    Also{"dbpedia-owl", "http://dbpedia.org/ontology/"},
    Also{"dbont", "http://dbpedia.org/ontology/"},
    Also{"wikidata", "http://www.wikidata.org/entity/"},
    Also{"shacl", "http://www.w3.org/ns/shacl#"},
};

// Names of the table that are short enough to mean many things elsewhere.
constexpr std::array ambiguous = {std::string_view("geo"), std::string_view("sd"), std::string_view("sem"),
                                  std::string_view("sh"), std::string_view("wd")};

bool is_usual(const Declaration& d) {
  return std::any_of(usual.begin(), usual.end(),
                     [&](const Also& also) { return also.name == d.name && also.iri == d.iri; });
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
