#include "answer/terms.hpp"

#include <span>
#include <string_view>

#include "rdf/vocabulary.hpp"

namespace tamizdat::answer {
namespace {

using std::string_view;

constexpr string_view label_properties[] = {
    rdf::rdfs::label, rdf::skos::prefLabel, rdf::dcterms::title,     rdf::dc::title,
    rdf::foaf::name,  rdf::schema::name,    rdf::schema::https::name};
constexpr string_view name_properties[] = {rdf::skos::altLabel, rdf::schema::alternateName,
                                           rdf::schema::https::alternateName};
constexpr string_view description_properties[] = {rdf::dcterms::description, rdf::dc::description,
                                                  rdf::schema::description,  rdf::schema::https::description,
                                                  rdf::skos::definition,     rdf::rdfs::comment,
                                                  rdf::dbo::abstract};
constexpr string_view position_properties[] = {rdf::schema::position, rdf::schema::https::position};
constexpr string_view source_properties[] = {rdf::prov::wasDerivedFrom, rdf::dcterms::source};
constexpr string_view holder_properties[] = {rdf::sem::accordingTo, rdf::prov::wasAttributedTo};
constexpr string_view elsewhere_properties[] = {
    rdf::owl::sameAs, rdf::skos::exactMatch,  rdf::skos::closeMatch,      rdf::rdfs::seeAlso,
    rdf::foaf::page,  rdf::foaf::homepage,    rdf::foaf::weblog,          rdf::schema::sameAs,
    rdf::schema::url, rdf::dcat::landingPage, rdf::schema::https::sameAs, rdf::schema::https::url};
constexpr string_view picture_properties[] = {
    rdf::foaf::depiction, rdf::foaf::img,      rdf::foaf::logo,           rdf::schema::image,
    rdf::schema::logo,    rdf::dbo::thumbnail, rdf::schema::https::image, rdf::schema::https::logo};
constexpr string_view latitude_properties[] = {rdf::geo::lat, rdf::schema::latitude,
                                               rdf::schema::https::latitude};
constexpr string_view longitude_properties[] = {rdf::geo::long_, rdf::schema::longitude,
                                                rdf::schema::https::longitude};
constexpr string_view point_properties[] = {rdf::geo::georss_point, rdf::geo::lat_long};
constexpr string_view part_properties[] = {rdf::dcterms::isPartOf, rdf::schema::isPartOf,
                                           rdf::schema::https::isPartOf};

std::vector<store::TermId> ranked(const store::Snapshot& snapshot, std::span<const string_view> iris) {
  std::vector<store::TermId> ids;
  for (const auto iri : iris)
    if (const auto id = snapshot.find(rdf::iri(iri))) ids.push_back(*id);
  return ids;
}

std::vector<store::TermId> with_subproperties(const store::Snapshot& snapshot, const store::Schema& schema,
                                              std::span<const string_view> iris) {
  std::vector<store::TermId> ids = ranked(snapshot, iris);
  for (const auto iri : iris) {
    const auto below = schema.subproperties(iri);
    ids.insert(ids.end(), below.begin(), below.end());
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

}  // namespace

Terms find_terms(const store::Snapshot& snapshot, const store::Schema& schema) {
  const auto id = [&](string_view iri) { return snapshot.find(rdf::iri(iri)).value_or(store::TermId{}); };
  Terms t;
  t.type = id(rdf::rdfns::type);
  t.statement_subject = id(rdf::rdfns::subject);
  t.statement_predicate = id(rdf::rdfns::predicate);
  t.statement_object = id(rdf::rdfns::object);
  t.first = id(rdf::rdfns::first);
  t.rest = id(rdf::rdfns::rest);
  t.nil = id(rdf::rdfns::nil);
  t.schema_name = id(rdf::schema::name);
  t.schema_description = id(rdf::schema::description);
  t.schema_image = id(rdf::schema::image);
  t.schema_url = id(rdf::schema::url);
  t.statement = id(rdf::rdfns::Statement);
  t.inverse_of = id(rdf::owl::inverseOf);
  t.concept_scheme = id(rdf::skos::ConceptScheme);
  t.labels = ranked(snapshot, label_properties);
  t.other_names = ranked(snapshot, name_properties);
  t.descriptions = ranked(snapshot, description_properties);
  t.positions = ranked(snapshot, position_properties);
  t.latitudes = ranked(snapshot, latitude_properties);
  t.longitudes = ranked(snapshot, longitude_properties);
  t.points = ranked(snapshot, point_properties);
  t.sources = with_subproperties(snapshot, schema, source_properties);
  t.holders = with_subproperties(snapshot, schema, holder_properties);
  t.elsewhere = with_subproperties(snapshot, schema, elsewhere_properties);
  t.pictures = with_subproperties(snapshot, schema, picture_properties);
  t.parts = with_subproperties(snapshot, schema, part_properties);
  return t;
}

}  // namespace tamizdat::answer
