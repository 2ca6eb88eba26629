#pragma once
// What is published at one moment, as one immutable value: a reload builds a new one and swaps the pointer.
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "answer/addresses.hpp"
#include "answer/chronicle.hpp"
#include "answer/distribution.hpp"
#include "answer/dump.hpp"
#include "answer/finding.hpp"
#include "answer/hash_documents.hpp"
#include "answer/measures.hpp"
#include "answer/overview.hpp"
#include "answer/statistics.hpp"
#include "answer/terms.hpp"
#include "query/predicates.hpp"
#include "query/repeats.hpp"
#include "store/schema.hpp"
#include "store/snapshot.hpp"

namespace tamizdat::answer {

enum class Identity : std::uint8_t {
  see_other,  ///< a thing answers 303 to its document
  same,       ///< a thing answers 200 at its own IRI
};

/// The bytes of pictures that lie beside the data, by their path below the base, not percent-encoded.
using Pictures = std::map<std::string, std::shared_ptr<const std::string>, std::less<>>;

/// Shared by all requests that started while it was current. Thread-safe.
struct Publication {
  std::shared_ptr<const store::Snapshot> snapshot;
  std::shared_ptr<const store::Schema> schema;
  Addresses addresses;
  Identity identity = Identity::see_other;
  Terms terms;
  HashDocuments documents;  ///< the paths under the base at which `#` things are described
  std::unordered_map<std::string_view, store::TermId> graphs;  ///< the named graphs by IRI

  // Read from the data-set description in the data (void:Dataset / dcat:Dataset), else sensible defaults.
  std::string dataset;  ///< its IRI; if the data describe none <base>dataset, or <base> where that is a term
  std::string title;
  std::string description;
  std::string licence;  ///< IRI, or empty
  std::string licence_label;
  std::string attribution;  ///< text, or empty
  std::string source;       ///< IRI of what the data were made from, or empty
  std::string logo;         ///< IRI of a picture, or empty
  std::string colour;       ///< as it is written, or empty
  std::string link_colour;  ///< the same; from the publisher alone
  Pictures pictures;

  rdf::Prefixes prefixes;  ///< the data's own, and well-known ones whose names are free

  std::vector<query::PredicateUse> predicates;    ///< all of them, most used first
  std::shared_ptr<const query::Repeats> repeats;  ///< for patterns with a repeated variable

  Statistics statistics;
  Overview overview;                        ///< for pictures
  Chronicle chronicle;                      ///< what has dates
  std::vector<std::string_view> resources;  ///< every IRI that has an address here, see resources_of()
  std::vector<std::string> authors;         ///< IRIs of who made the data set
  std::vector<Distribution> distributions;  ///< what can be fetched as a file

  std::unique_ptr<const Finding> finding;      ///< never null; after what it reads
  std::unique_ptr<const Dumps> dumps;          ///< never null
  std::unique_ptr<const Measuring> measuring;  ///< never null; the last member, since it reads the others
};

/// What the publisher says of the site, over what the data say, and puts beside them. Empty: as the data have
/// it.
struct Branding {
  std::string title;
  std::string colour;
  std::string link_colour;
  Pictures pictures{};
};

/// Makes a publication: schema, data-set description.
std::shared_ptr<const Publication> publish(std::shared_ptr<const store::Snapshot> snapshot,
                                           Addresses addresses, Identity identity, Branding branding = {});

}  // namespace tamizdat::answer
