#include "answer/publication.hpp"

#include <string_view>

#include "answer/data_set.hpp"
#include "answer/labels.hpp"
#include "rdf/vocabulary.hpp"

namespace tamizdat::answer {
namespace {

using std::string_view;
using store::TermId;

constexpr string_view dataset_classes[] = {rdf::void_::Dataset, rdf::dcat::Dataset, rdf::schema::Dataset,
                                           rdf::schema::https::Dataset};
constexpr string_view licence_properties[] = {rdf::dcterms::license, rdf::dcterms::rights, rdf::cc::license,
                                              rdf::schema::license, rdf::schema::https::license};
constexpr string_view logo_properties[] = {rdf::foaf::logo, rdf::schema::logo, rdf::schema::https::logo};
constexpr string_view colour_properties[] = {rdf::schema::color, rdf::schema::https::color};
constexpr string_view attribution_properties[] = {
    rdf::dcat::attributionText, rdf::cc::attributionName,   rdf::dcterms::bibliographicCitation,
    rdf::dcterms::provenance,   rdf::dcterms::rightsHolder, rdf::dcterms::creator};

/// Reads the data set's own description, as far as there is one.
class DatasetReader {
 public:
  explicit DatasetReader(Publication& publication)
      : publication_(publication), snapshot_(*publication.snapshot), labels_(publication, {"en"}) {}

  void read() {
    const TermId dataset = find();
    if (!dataset) return;
    publication_.dataset = std::string(snapshot_.term(dataset).text);
    publication_.title = std::string(labels_.best(dataset, publication_.terms.labels).text);
    publication_.description = std::string(labels_.best(dataset, publication_.terms.descriptions).text);
    publication_.source = iri_of(object(dataset, rdf::dcterms::source));
    for (const auto property : attribution_properties)
      if (publication_.attribution.empty()) publication_.attribution = text_of(object(dataset, property));
    for (const auto property : logo_properties)
      if (publication_.logo.empty()) publication_.logo = iri_of(object(dataset, property));
    for (const auto property : colour_properties)
      if (publication_.colour.empty()) publication_.colour = literal_of(object(dataset, property));
    for (const auto property : licence_properties) {
      const TermId licence = object(dataset, property);
      if (licence.kind() != rdf::TermKind::iri) continue;
      publication_.licence = iri_of(licence);
      publication_.licence_label = licence_name(licence);
      break;
    }
  }

 private:
  /// The data set that is no part of another one, and nearest to the base.
  TermId find() const {
    TermId best;
    string_view best_iri;
    for (const auto klass : dataset_classes) {
      const auto id = snapshot_.find(rdf::iri(klass));
      if (!id || !publication_.terms.type) continue;
      const auto cursor = snapshot_.match({{}, publication_.terms.type, *id});
      for (store::Quad quad; cursor->next(quad);) {
        if (quad.subject.kind() != rdf::TermKind::iri) continue;
        const auto iri = snapshot_.term(quad.subject).text;
        if (!best || rank(quad.subject, iri) < rank(best, best_iri)) {
          best = quad.subject;
          best_iri = iri;
        }
      }
      if (best) return best;
    }
    return best;
  }

  std::size_t rank(TermId dataset, string_view iri) const {
    const auto subset = snapshot_.find(rdf::iri(rdf::void_::subset));
    const bool part = subset && snapshot_.count({{}, *subset, dataset}).count > 0;
    return (part ? 2U << 20U : 0U) + (publication_.addresses.is_local(iri) ? 0U : 1U << 20U) + iri.size();
  }

  TermId object(TermId subject, string_view property) const {
    const auto id = snapshot_.find(rdf::iri(property));
    store::Quad quad;
    if (id) snapshot_.match({subject, *id, {}})->next(quad);
    return quad.object;
  }

  std::string iri_of(TermId id) const {
    return id.kind() == rdf::TermKind::iri ? std::string(snapshot_.term(id).text) : std::string();
  }

  std::string literal_of(TermId id) const {
    return id.kind() == rdf::TermKind::literal ? std::string(snapshot_.term(id).text) : std::string();
  }

  std::string text_of(TermId id) { return id ? std::string(labels_.of(id).text) : std::string(); }

  std::string licence_name(TermId licence) {
    if (const auto label = labels_.best(licence, publication_.terms.labels); label.given)
      return std::string(label.text);
    auto iri = snapshot_.term(licence).text;
    if (auto name = creative_commons_name(iri); !name.empty()) return name;
    return std::string(iri);
  }

  Publication& publication_;
  const store::Snapshot& snapshot_;
  Labels labels_;
};

std::unordered_map<string_view, TermId> graphs_by_iri(const store::Snapshot& snapshot) {
  std::unordered_map<string_view, TermId> graphs;
  for (const TermId id : snapshot.info().graphs) {
    const auto name = snapshot.term(id);
    if (name.is_iri()) graphs.emplace(name.text, id);
  }
  return graphs;
}

string_view host_of(string_view base) {
  const auto start = base.find("//") + 2;
  return base.substr(start, base.find('/', start) - start);
}

/// <base>dataset, or the base where that is a term of a vocabulary: schema.org has a property there.
std::string name_of_data_set(const Publication& publication) {
  auto usual = publication.addresses.url("dataset");
  const auto& snapshot = *publication.snapshot;
  const auto id = snapshot.find(rdf::iri(usual));
  if (!id || !publication.terms.type) return usual;
  constexpr string_view vocabularies[] = {rdf::rdfns::iri, rdf::rdfs::iri, rdf::owl::iri};
  const auto cursor = snapshot.match({*id, publication.terms.type, {}});
  for (store::Quad quad; cursor->next(quad);)
    for (const auto space : vocabularies)
      if (snapshot.term(quad.object).text.starts_with(space)) return publication.addresses.base();
  return usual;
}

}  // namespace

std::shared_ptr<const Publication> publish(std::shared_ptr<const store::Snapshot> snapshot,
                                           Addresses addresses, Identity identity, Branding branding) {
  auto schema = store::Schema::of(*snapshot);
  auto terms = find_terms(*snapshot, *schema);
  HashDocuments documents(*snapshot, addresses.base());
  auto repeats = query::Repeats::of(*snapshot);
  auto predicates = query::predicates_of(*snapshot);
  auto graphs = graphs_by_iri(*snapshot);
  auto statistics = statistics_of(*snapshot, addresses.base());
  auto chronicle = Chronicle::of(*snapshot, *schema, statistics);
  auto overview = overview_of(*snapshot, *schema, terms, statistics);
  rdf::Prefixes prefixes = snapshot->prefixes();
  for (const auto& [name, iri] : rdf::Prefixes::well_known().entries()) prefixes.add(name, iri);
  auto made = std::make_shared<Publication>(Publication{.snapshot = std::move(snapshot),
                                                        .schema = std::move(schema),
                                                        .addresses = std::move(addresses),
                                                        .identity = identity,
                                                        .terms = std::move(terms),
                                                        .documents = std::move(documents),
                                                        .graphs = std::move(graphs),
                                                        .dataset = {},
                                                        .title = {},
                                                        .description = {},
                                                        .licence = {},
                                                        .licence_label = {},
                                                        .attribution = {},
                                                        .source = {},
                                                        .logo = {},
                                                        .colour = {},
                                                        .link_colour = std::move(branding.link_colour),
                                                        .pictures = std::move(branding.pictures),
                                                        .prefixes = std::move(prefixes),
                                                        .predicates = std::move(predicates),
                                                        .repeats = std::move(repeats),
                                                        .statistics = std::move(statistics),
                                                        .overview = std::move(overview),
                                                        .chronicle = std::move(chronicle),
                                                        .resources = {},
                                                        .authors = {},
                                                        .distributions = {},
                                                        .finding = {},
                                                        .dumps = {},
                                                        .measuring = {}});
  made->dataset = name_of_data_set(*made);
  DatasetReader(*made).read();
  if (!branding.title.empty()) made->title = std::move(branding.title);
  if (!branding.colour.empty()) made->colour = std::move(branding.colour);
  if (made->title.empty()) made->title = std::string(host_of(made->addresses.base()));
  made->resources = resources_of(*made);
  for (const auto author : iris_of_data_set(*made, rdf::dcterms::creator)) made->authors.emplace_back(author);
  made->distributions = distributions_of(*made);
  made->finding = std::make_unique<const Finding>(*made);
  made->dumps = std::make_unique<const Dumps>(made->snapshot, made->prefixes);
  made->measuring = std::make_unique<const Measuring>(*made);
  return made;
}

}  // namespace tamizdat::answer
