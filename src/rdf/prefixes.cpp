#include "rdf/prefixes.hpp"

#include <algorithm>
#include <utility>

namespace tamizdat::rdf {

void Prefixes::set(std::string_view name, std::string_view iri) {
  const auto [at, is_new] = by_name_.try_emplace(std::string(name), iri);
  if (!is_new) {
    const std::string old = std::exchange(at->second, std::string(iri));
    if (const auto back = by_iri_.find(old); back != by_iri_.end() && back->second == name) {
      by_iri_.erase(back);
      exact_.erase(old);
      const auto other =
          std::find_if(by_name_.begin(), by_name_.end(), [&](const auto& e) { return e.second == old; });
      if (other != by_name_.end()) {
        by_iri_.emplace(old, other->first);
        exact_.emplace(old, other->first);
      }
    }
  }
  by_iri_.try_emplace(std::string(iri), name);
  exact_.try_emplace(std::string(iri), name);
}

bool Prefixes::add(std::string_view name, std::string_view iri) {
  const bool taken = by_name_.contains(name) || by_iri_.contains(iri);
  if (!taken) set(name, iri);
  return !taken;
}

std::optional<std::string_view> Prefixes::find(std::string_view name) const {
  const auto at = by_name_.find(name);
  if (at == by_name_.end()) return std::nullopt;
  return at->second;
}

std::optional<std::string> Prefixes::expand(std::string_view prefixed_name) const {
  const auto colon = prefixed_name.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto iri = find(prefixed_name.substr(0, colon));
  if (!iri) return std::nullopt;
  return std::string(*iri).append(prefixed_name.substr(colon + 1));
}

std::optional<Shortened> Prefixes::shorten(std::string_view iri) const {
  // Namespaces that start the IRI are not greater than it; among those, a longer one sorts later.
  auto at = by_iri_.upper_bound(iri);
  while (at != by_iri_.begin()) {
    const auto& [space, name] = *--at;
    if (!space.empty() && iri.starts_with(space)) return Shortened{name, iri.substr(space.size())};
    // Whatever starts the IRI and sorts before `space` starts what the two have in common.
    const auto shared = std::mismatch(iri.begin(), iri.end(), space.begin(), space.end()).first;
    const auto length = static_cast<std::size_t>(shared - iri.begin());
    if (length == 0) break;
    at = by_iri_.upper_bound(iri.substr(0, length));
  }
  return std::nullopt;
}

std::optional<Declared> Prefixes::declared(std::string_view space) const {
  const auto at = exact_.find(space);
  if (at == exact_.end()) return std::nullopt;
  return Declared{at->second, at->first};
}

bool Prefixes::goes_on(std::string_view space) const {
  const auto next = by_iri_.upper_bound(space);
  return next != by_iri_.end() && std::string_view(next->first).starts_with(space);
}

const Prefixes& Prefixes::well_known() {
  static const Prefixes table = [] {
    Prefixes p;
    constexpr std::string_view entries[][2] = {
        {"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
        {"rdfs", "http://www.w3.org/2000/01/rdf-schema#"},
        {"owl", "http://www.w3.org/2002/07/owl#"},
        {"xsd", "http://www.w3.org/2001/XMLSchema#"},
        {"skos", "http://www.w3.org/2004/02/skos/core#"},
        {"dcterms", "http://purl.org/dc/terms/"},
        {"dc", "http://purl.org/dc/elements/1.1/"},
        {"foaf", "http://xmlns.com/foaf/0.1/"},
        {"prov", "http://www.w3.org/ns/prov#"},
        {"void", "http://rdfs.org/ns/void#"},
        {"spdx", "http://spdx.org/rdf/terms#"},
        {"dcat", "http://www.w3.org/ns/dcat#"},
        {"schema", "http://schema.org/"},
        {"hydra", "http://www.w3.org/ns/hydra/core#"},
        {"sd", "http://www.w3.org/ns/sparql-service-description#"},
        {"sh", "http://www.w3.org/ns/shacl#"},
        {"vann", "http://purl.org/vocab/vann/"},
        {"geo", "http://www.w3.org/2003/01/geo/wgs84_pos#"},
        {"dbr", "http://dbpedia.org/resource/"},
        {"dbo", "http://dbpedia.org/ontology/"},
        {"wd", "http://www.wikidata.org/entity/"},
        {"sem", "http://semanticweb.cs.vu.nl/2009/11/sem/"},
        {"nif", "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"},
        {"edtf", "http://id.loc.gov/datatypes/edtf/"},
    };
    for (const auto& [name, iri] : entries) p.set(name, iri);
    return p;
  }();
  return table;
}

}  // namespace tamizdat::rdf
