#pragma once
// Every vocabulary IRI that the code knows stands here, once.
#include <string_view>

namespace tamizdat::rdf {

#define TAMIZDAT_TERM(ns, name) inline constexpr std::string_view name = ns #name

namespace rdfns {
#define NS "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
inline constexpr std::string_view iri = NS;
TAMIZDAT_TERM(NS, type);
TAMIZDAT_TERM(NS, first);
TAMIZDAT_TERM(NS, rest);
TAMIZDAT_TERM(NS, nil);
TAMIZDAT_TERM(NS, List);
TAMIZDAT_TERM(NS, Statement);
TAMIZDAT_TERM(NS, subject);
TAMIZDAT_TERM(NS, predicate);
TAMIZDAT_TERM(NS, object);
TAMIZDAT_TERM(NS, langString);
TAMIZDAT_TERM(NS, Property);
TAMIZDAT_TERM(NS, value);
#undef NS
}  // namespace rdfns

namespace rdfs {
#define NS "http://www.w3.org/2000/01/rdf-schema#"
inline constexpr std::string_view iri = NS;
TAMIZDAT_TERM(NS, label);
TAMIZDAT_TERM(NS, comment);
TAMIZDAT_TERM(NS, subClassOf);
TAMIZDAT_TERM(NS, subPropertyOf);
TAMIZDAT_TERM(NS, domain);
TAMIZDAT_TERM(NS, range);
TAMIZDAT_TERM(NS, seeAlso);
TAMIZDAT_TERM(NS, isDefinedBy);
TAMIZDAT_TERM(NS, Class);
TAMIZDAT_TERM(NS, Datatype);
#undef NS
}  // namespace rdfs

namespace owl {
#define NS "http://www.w3.org/2002/07/owl#"
inline constexpr std::string_view iri = NS;
TAMIZDAT_TERM(NS, sameAs);
TAMIZDAT_TERM(NS, Class);
TAMIZDAT_TERM(NS, Ontology);
TAMIZDAT_TERM(NS, ObjectProperty);
TAMIZDAT_TERM(NS, DatatypeProperty);
TAMIZDAT_TERM(NS, AnnotationProperty);
TAMIZDAT_TERM(NS, inverseOf);
TAMIZDAT_TERM(NS, versionInfo);
TAMIZDAT_TERM(NS, equivalentClass);
TAMIZDAT_TERM(NS, equivalentProperty);
TAMIZDAT_TERM(NS, disjointWith);
TAMIZDAT_TERM(NS, FunctionalProperty);
TAMIZDAT_TERM(NS, InverseFunctionalProperty);
TAMIZDAT_TERM(NS, TransitiveProperty);
TAMIZDAT_TERM(NS, SymmetricProperty);
TAMIZDAT_TERM(NS, OntologyProperty);
TAMIZDAT_TERM(NS, NamedIndividual);
TAMIZDAT_TERM(NS, unionOf);
TAMIZDAT_TERM(NS, intersectionOf);
TAMIZDAT_TERM(NS, complementOf);
TAMIZDAT_TERM(NS, oneOf);
TAMIZDAT_TERM(NS, onProperty);
#undef NS
}  // namespace owl

namespace xsd {
#define NS "http://www.w3.org/2001/XMLSchema#"
inline constexpr std::string_view iri = NS;
TAMIZDAT_TERM(NS, string);
TAMIZDAT_TERM(NS, boolean);
TAMIZDAT_TERM(NS, integer);
TAMIZDAT_TERM(NS, decimal);
inline constexpr std::string_view double_ = NS "double";
inline constexpr std::string_view float_ = NS "float";
TAMIZDAT_TERM(NS, date);
TAMIZDAT_TERM(NS, dateTime);
TAMIZDAT_TERM(NS, nonNegativeInteger);
TAMIZDAT_TERM(NS, hexBinary);
TAMIZDAT_TERM(NS, gYear);
TAMIZDAT_TERM(NS, gYearMonth);
TAMIZDAT_TERM(NS, gMonth);
TAMIZDAT_TERM(NS, gMonthDay);
TAMIZDAT_TERM(NS, anyURI);
#undef NS
}  // namespace xsd

namespace skos {
#define NS "http://www.w3.org/2004/02/skos/core#"
inline constexpr std::string_view iri = NS;
TAMIZDAT_TERM(NS, prefLabel);
TAMIZDAT_TERM(NS, altLabel);
TAMIZDAT_TERM(NS, hiddenLabel);
TAMIZDAT_TERM(NS, definition);
TAMIZDAT_TERM(NS, scopeNote);
TAMIZDAT_TERM(NS, example);
TAMIZDAT_TERM(NS, note);
TAMIZDAT_TERM(NS, notation);
TAMIZDAT_TERM(NS, exactMatch);
TAMIZDAT_TERM(NS, closeMatch);
TAMIZDAT_TERM(NS, broadMatch);
TAMIZDAT_TERM(NS, narrowMatch);
TAMIZDAT_TERM(NS, relatedMatch);
TAMIZDAT_TERM(NS, Concept);
TAMIZDAT_TERM(NS, ConceptScheme);
TAMIZDAT_TERM(NS, broader);
TAMIZDAT_TERM(NS, narrower);
TAMIZDAT_TERM(NS, related);
TAMIZDAT_TERM(NS, inScheme);
TAMIZDAT_TERM(NS, topConceptOf);
TAMIZDAT_TERM(NS, hasTopConcept);
#undef NS
}  // namespace skos

namespace dcterms {
#define NS "http://purl.org/dc/terms/"
inline constexpr std::string_view iri = NS;
TAMIZDAT_TERM(NS, title);
TAMIZDAT_TERM(NS, description);
TAMIZDAT_TERM(NS, license);
TAMIZDAT_TERM(NS, rights);
TAMIZDAT_TERM(NS, source);
TAMIZDAT_TERM(NS, creator);
TAMIZDAT_TERM(NS, publisher);
TAMIZDAT_TERM(NS, modified);
TAMIZDAT_TERM(NS, format);
TAMIZDAT_TERM(NS, isPartOf);
TAMIZDAT_TERM(NS, hasFormat);
TAMIZDAT_TERM(NS, conformsTo);
TAMIZDAT_TERM(NS, subject);
TAMIZDAT_TERM(NS, bibliographicCitation);
TAMIZDAT_TERM(NS, provenance);
TAMIZDAT_TERM(NS, rightsHolder);
TAMIZDAT_TERM(NS, date);
TAMIZDAT_TERM(NS, created);
TAMIZDAT_TERM(NS, issued);
TAMIZDAT_TERM(NS, temporal);
TAMIZDAT_TERM(NS, W3CDTF);
#undef NS
}  // namespace dcterms

namespace dc {
#define NS "http://purl.org/dc/elements/1.1/"
TAMIZDAT_TERM(NS, title);
TAMIZDAT_TERM(NS, description);
TAMIZDAT_TERM(NS, date);
#undef NS
}  // namespace dc

namespace foaf {
#define NS "http://xmlns.com/foaf/0.1/"
inline constexpr std::string_view iri = NS;
TAMIZDAT_TERM(NS, name);
TAMIZDAT_TERM(NS, primaryTopic);
TAMIZDAT_TERM(NS, isPrimaryTopicOf);
TAMIZDAT_TERM(NS, topic);
TAMIZDAT_TERM(NS, Document);
TAMIZDAT_TERM(NS, depiction);
TAMIZDAT_TERM(NS, img);
TAMIZDAT_TERM(NS, logo);
TAMIZDAT_TERM(NS, weblog);
TAMIZDAT_TERM(NS, page);
TAMIZDAT_TERM(NS, homepage);
#undef NS
}  // namespace foaf

namespace prov {
#define NS "http://www.w3.org/ns/prov#"
inline constexpr std::string_view iri = NS;
TAMIZDAT_TERM(NS, wasDerivedFrom);
TAMIZDAT_TERM(NS, hadPrimarySource);
TAMIZDAT_TERM(NS, wasQuotedFrom);
TAMIZDAT_TERM(NS, wasAttributedTo);
TAMIZDAT_TERM(NS, startedAtTime);
TAMIZDAT_TERM(NS, endedAtTime);
TAMIZDAT_TERM(NS, generatedAtTime);
#undef NS
}  // namespace prov

namespace sem {
#define NS "http://semanticweb.cs.vu.nl/2009/11/sem/"
TAMIZDAT_TERM(NS, accordingTo);
TAMIZDAT_TERM(NS, hasTimeStamp);
TAMIZDAT_TERM(NS, hasBeginTimeStamp);
TAMIZDAT_TERM(NS, hasEndTimeStamp);
TAMIZDAT_TERM(NS, hasEarliestBeginTimeStamp);
TAMIZDAT_TERM(NS, hasLatestEndTimeStamp);
#undef NS
}  // namespace sem

namespace void_ {
#define NS "http://rdfs.org/ns/void#"
inline constexpr std::string_view iri = NS;
TAMIZDAT_TERM(NS, Dataset);
TAMIZDAT_TERM(NS, subset);
TAMIZDAT_TERM(NS, triples);
TAMIZDAT_TERM(NS, inDataset);
TAMIZDAT_TERM(NS, uriSpace);
TAMIZDAT_TERM(NS, exampleResource);
TAMIZDAT_TERM(NS, dataDump);
TAMIZDAT_TERM(NS, vocabulary);
TAMIZDAT_TERM(NS, feature);
TAMIZDAT_TERM(NS, classPartition);
inline constexpr std::string_view class_ = NS "class";
TAMIZDAT_TERM(NS, entities);
TAMIZDAT_TERM(NS, classes);
TAMIZDAT_TERM(NS, properties);
TAMIZDAT_TERM(NS, distinctSubjects);
TAMIZDAT_TERM(NS, distinctObjects);
TAMIZDAT_TERM(NS, propertyPartition);
TAMIZDAT_TERM(NS, property);
TAMIZDAT_TERM(NS, Linkset);
TAMIZDAT_TERM(NS, subjectsTarget);
TAMIZDAT_TERM(NS, objectsTarget);
TAMIZDAT_TERM(NS, linkPredicate);
TAMIZDAT_TERM(NS, uriLookupEndpoint);
TAMIZDAT_TERM(NS, openSearchDescription);
TAMIZDAT_TERM(NS, DatasetDescription);
#undef NS
}  // namespace void_

namespace hydra {
#define NS "http://www.w3.org/ns/hydra/core#"
inline constexpr std::string_view iri = NS;
TAMIZDAT_TERM(NS, Collection);
TAMIZDAT_TERM(NS, member);
TAMIZDAT_TERM(NS, freetextQuery);
TAMIZDAT_TERM(NS, PartialCollectionView);
TAMIZDAT_TERM(NS, view);
TAMIZDAT_TERM(NS, first);
TAMIZDAT_TERM(NS, next);
TAMIZDAT_TERM(NS, previous);
TAMIZDAT_TERM(NS, last);
TAMIZDAT_TERM(NS, totalItems);
TAMIZDAT_TERM(NS, itemsPerPage);
TAMIZDAT_TERM(NS, search);
inline constexpr std::string_view template_ = NS "template";
TAMIZDAT_TERM(NS, mapping);
TAMIZDAT_TERM(NS, variable);
TAMIZDAT_TERM(NS, property);
TAMIZDAT_TERM(NS, variableRepresentation);
TAMIZDAT_TERM(NS, ExplicitRepresentation);
TAMIZDAT_TERM(NS, IriTemplate);
TAMIZDAT_TERM(NS, IriTemplateMapping);
TAMIZDAT_TERM(NS, apiDocumentation);
TAMIZDAT_TERM(NS, ApiDocumentation);
TAMIZDAT_TERM(NS, title);
TAMIZDAT_TERM(NS, description);
TAMIZDAT_TERM(NS, required);
TAMIZDAT_TERM(NS, entrypoint);
#undef NS
}  // namespace hydra

namespace sd {
#define NS "http://www.w3.org/ns/sparql-service-description#"
inline constexpr std::string_view iri = NS;
TAMIZDAT_TERM(NS, graph);
TAMIZDAT_TERM(NS, defaultGraph);
#undef NS
}  // namespace sd

namespace schema {
// Both spellings are in use; data keep theirs.
#define NS "http://schema.org/"
inline constexpr std::string_view iri = NS;
inline constexpr std::string_view https_iri = "https://schema.org/";
TAMIZDAT_TERM(NS, name);
TAMIZDAT_TERM(NS, alternateName);
TAMIZDAT_TERM(NS, description);
TAMIZDAT_TERM(NS, position);
TAMIZDAT_TERM(NS, isPartOf);
TAMIZDAT_TERM(NS, image);
TAMIZDAT_TERM(NS, logo);
TAMIZDAT_TERM(NS, color);
TAMIZDAT_TERM(NS, url);
TAMIZDAT_TERM(NS, latitude);
TAMIZDAT_TERM(NS, longitude);
TAMIZDAT_TERM(NS, text);
TAMIZDAT_TERM(NS, ListItem);
TAMIZDAT_TERM(NS, itemListElement);
TAMIZDAT_TERM(NS, item);
TAMIZDAT_TERM(NS, sameAs);
TAMIZDAT_TERM(NS, Dataset);
TAMIZDAT_TERM(NS, license);
TAMIZDAT_TERM(NS, startDate);
TAMIZDAT_TERM(NS, endDate);
TAMIZDAT_TERM(NS, birthDate);
TAMIZDAT_TERM(NS, deathDate);
TAMIZDAT_TERM(NS, foundingDate);
TAMIZDAT_TERM(NS, dissolutionDate);
TAMIZDAT_TERM(NS, datePublished);
TAMIZDAT_TERM(NS, dateCreated);
TAMIZDAT_TERM(NS, Date);
TAMIZDAT_TERM(NS, DateTime);
TAMIZDAT_TERM(NS, domainIncludes);
TAMIZDAT_TERM(NS, rangeIncludes);
#undef NS
namespace https {
#define NS "https://schema.org/"
TAMIZDAT_TERM(NS, name);
TAMIZDAT_TERM(NS, alternateName);
TAMIZDAT_TERM(NS, description);
TAMIZDAT_TERM(NS, position);
TAMIZDAT_TERM(NS, isPartOf);
TAMIZDAT_TERM(NS, sameAs);
TAMIZDAT_TERM(NS, AboutPage);
TAMIZDAT_TERM(NS, Dataset);
TAMIZDAT_TERM(NS, license);
TAMIZDAT_TERM(NS, startDate);
TAMIZDAT_TERM(NS, endDate);
TAMIZDAT_TERM(NS, birthDate);
TAMIZDAT_TERM(NS, deathDate);
TAMIZDAT_TERM(NS, foundingDate);
TAMIZDAT_TERM(NS, dissolutionDate);
TAMIZDAT_TERM(NS, datePublished);
TAMIZDAT_TERM(NS, dateCreated);
TAMIZDAT_TERM(NS, Date);
TAMIZDAT_TERM(NS, DateTime);
TAMIZDAT_TERM(NS, image);
TAMIZDAT_TERM(NS, logo);
TAMIZDAT_TERM(NS, color);
TAMIZDAT_TERM(NS, url);
TAMIZDAT_TERM(NS, latitude);
TAMIZDAT_TERM(NS, longitude);
TAMIZDAT_TERM(NS, domainIncludes);
TAMIZDAT_TERM(NS, rangeIncludes);
#undef NS
}  // namespace https
}  // namespace schema

namespace geo {
// WGS 84, and the literals of GeoSPARQL.
#define NS "http://www.w3.org/2003/01/geo/wgs84_pos#"
TAMIZDAT_TERM(NS, lat);
inline constexpr std::string_view long_ = NS "long";
TAMIZDAT_TERM(NS, lat_long);
#undef NS
inline constexpr std::string_view wkt_literal = "http://www.opengis.net/ont/geosparql#wktLiteral";
inline constexpr std::string_view georss_point = "http://www.georss.org/georss/point";
}  // namespace geo

namespace dcat {
#define NS "http://www.w3.org/ns/dcat#"
inline constexpr std::string_view iri = NS;
TAMIZDAT_TERM(NS, Dataset);
TAMIZDAT_TERM(NS, Catalog);
TAMIZDAT_TERM(NS, Distribution);
TAMIZDAT_TERM(NS, DataService);
TAMIZDAT_TERM(NS, dataset);
TAMIZDAT_TERM(NS, service);
TAMIZDAT_TERM(NS, distribution);
TAMIZDAT_TERM(NS, downloadURL);
TAMIZDAT_TERM(NS, accessURL);
TAMIZDAT_TERM(NS, mediaType);
TAMIZDAT_TERM(NS, compressFormat);
TAMIZDAT_TERM(NS, byteSize);
TAMIZDAT_TERM(NS, endpointURL);
TAMIZDAT_TERM(NS, endpointDescription);
TAMIZDAT_TERM(NS, servesDataset);
TAMIZDAT_TERM(NS, landingPage);
TAMIZDAT_TERM(NS, keyword);
TAMIZDAT_TERM(NS, attributionText);
#undef NS
}  // namespace dcat

namespace spdx {
#define NS "http://spdx.org/rdf/terms#"
inline constexpr std::string_view iri = NS;
TAMIZDAT_TERM(NS, checksum);
TAMIZDAT_TERM(NS, Checksum);
TAMIZDAT_TERM(NS, algorithm);
TAMIZDAT_TERM(NS, checksumAlgorithm_sha256);
TAMIZDAT_TERM(NS, checksumValue);
#undef NS
}  // namespace spdx

namespace iana {
inline constexpr std::string_view media_types = "https://www.iana.org/assignments/media-types/";
}  // namespace iana

namespace cc {
#define NS "http://creativecommons.org/ns#"
TAMIZDAT_TERM(NS, license);
TAMIZDAT_TERM(NS, attributionName);
#undef NS
}  // namespace cc

namespace dbo {
inline constexpr std::string_view abstract = "http://dbpedia.org/ontology/abstract";
inline constexpr std::string_view thumbnail = "http://dbpedia.org/ontology/thumbnail";
}  // namespace dbo

namespace sh {
inline constexpr std::string_view iri = "http://www.w3.org/ns/shacl#";
}  // namespace sh

namespace http {
#define NS "http://www.w3.org/2011/http#"
TAMIZDAT_TERM(NS, statusCodeValue);
TAMIZDAT_TERM(NS, Response);
#undef NS
}  // namespace http

namespace svg {
inline constexpr std::string_view iri = "http://www.w3.org/2000/svg";
}  // namespace svg

namespace opensearch {
// The description document is XML; the score of a result is said in RDF too.
inline constexpr std::string_view iri = "http://a9.com/-/spec/opensearch/1.1/";
inline constexpr std::string_view relevance = "http://a9.com/-/opensearch/extensions/relevance/1.0/";
inline constexpr std::string_view score = "http://a9.com/-/opensearch/extensions/relevance/1.0/score";
}  // namespace opensearch

namespace jsonld {
inline constexpr std::string_view compacted = "http://www.w3.org/ns/json-ld#compacted";
}  // namespace jsonld

#undef TAMIZDAT_TERM

}  // namespace tamizdat::rdf
