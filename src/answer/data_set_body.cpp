// The description of the data set as a graph: VoID, DCAT 3 and Dublin Core.
#include <algorithm>

#include "answer/about.hpp"
#include "answer/data_set.hpp"
#include "answer/search.hpp"
#include "answer/thing_stream.hpp"
#include "rdf/vocabulary.hpp"

namespace tamizdat::answer {
namespace {

using rdf::Nesting;
using rdf::TermView;
using std::string_view;
using store::TermId;

/// Statements in the default graph; remembers if the receiver wants no more.
class Statements {
 public:
  Statements(const Publication& publication, rdf::QuadSink& sink) : publication_(publication), sink_(sink) {}

  void say(const TermView& subject, string_view predicate, const TermView& object,
           Nesting nesting = Nesting::none) {
    on_ = on_ && sink_.quad({subject, rdf::iri(predicate), object, {}}, nesting, {});
  }
  void link(const TermView& subject, string_view predicate, string_view object) {
    if (!object.empty()) say(subject, predicate, rdf::iri(object));
  }
  void number(const TermView& subject, string_view predicate, std::uint64_t value) {
    say(subject, predicate, rdf::literal(std::to_string(value), rdf::xsd::integer));
  }
  /// A node of its own as object; what is said of it comes next, then end().
  void begin(const TermView& subject, string_view predicate, const TermView& node) {
    say(subject, predicate, node, Nesting::object_begins);
  }
  void end(const TermView& node) { on_ = on_ && sink_.end(node.text); }

  /// A term of the data as it may be named from outside.
  std::string iri(TermId id) const {
    const auto term = publication_.snapshot->term(id);
    return term.is_blank() ? publication_.addresses.skolem_iri(term.text) : std::string(term.text);
  }
  [[nodiscard]] bool on() const { return on_; }

 private:
  const Publication& publication_;
  rdf::QuadSink& sink_;
  bool on_ = true;
};

/// What the data themselves say of the data set.
class Said {
 public:
  explicit Said(const Publication& publication)
      : snapshot_(*publication.snapshot),
        data_set_(snapshot_.find(rdf::iri(publication.dataset)).value_or(TermId{})) {}

  [[nodiscard]] bool any(string_view property) const {
    const auto id = snapshot_.find(rdf::iri(property));
    return data_set_ && id && snapshot_.count({data_set_, *id, {}}).count > 0;
  }
  [[nodiscard]] bool exactly(string_view property, const TermView& object) const {
    const auto id = snapshot_.find(rdf::iri(property));
    const auto value = snapshot_.find(object);
    return data_set_ && id && value && snapshot_.count({data_set_, *id, *value}).count > 0;
  }

 private:
  const store::Snapshot& snapshot_;
  TermId data_set_;
};

class DataSetBody final : public GraphBody {
 public:
  DataSetBody(std::shared_ptr<const Publication> publication, std::string document,
              std::vector<TermId> examples, Detail detail, const Measures* measures)
      : publication_(std::move(publication)),
        document_(std::move(document)),
        examples_(std::move(examples)),
        detail_(detail),
        said_(*publication_),
        distributions_(all_distributions(*publication_, measures)),
        stream_(*publication_),
        things_(things_told_at(document_)) {
    if (const auto id = publication_->snapshot->find(data_set())) stream_.begin(*id);
  }

  rdf::Result<bool> emit(rdf::QuadSink& sink) override {
    auto busy = stream_.pump(sink, quads_a_call);
    if (!busy || *busy) return busy;
    if (next_thing_ < things_.size()) {
      stream_.begin(things_[next_thing_++]);
      return true;
    }
    Statements out(*publication_, sink);
    const bool more = step(out, sink);
    if (!out.on()) return rdf::Error(rdf::Code::cancelled, "the receiver asked to stop");
    return more;
  }

  [[nodiscard]] const rdf::Prefixes& prefixes() const override { return publication_->prefixes; }

 private:
  static constexpr std::size_t quads_a_call = 64;

  /// What the data say something of, besides the data set: the `#` things of its document, and, as home is
  /// the document at the base (<base>#me), the base and its own.
  [[nodiscard]] std::vector<TermId> things_told_at(string_view document) const {
    const auto of_data_set = publication_->documents.things(publication_->dataset);
    std::vector<TermId> told(of_data_set.begin(), of_data_set.end());
    const std::string& base = publication_->addresses.base();
    if (document != base || publication_->dataset == base) return told;
    if (const auto id = publication_->snapshot->find(rdf::iri(base))) told.push_back(*id);
    const auto of_base = publication_->documents.things(base);
    told.insert(told.end(), of_base.begin(), of_base.end());
    return told;
  }
  enum class Part : std::uint8_t { facts, classes, properties, links, distributions, services, page };

  bool step(Statements& out, rdf::QuadSink& sink) {
    const Statistics& all = statistics();
    switch (part_) {
      case Part::facts:
        facts(out);
        return next(Part::classes);
      case Part::classes:
        if (at_ >= std::min(all.classes.size(), detail_.partitions)) return next(Part::properties);
        class_partition(out, all.classes[at_], "class-" + std::to_string(at_ + 1));
        break;
      case Part::properties:
        if (at_ >= std::min(all.properties.size(), detail_.partitions)) return next(Part::links);
        property_partition(out, data_set(), all.properties[at_], "property-" + std::to_string(at_ + 1));
        break;
      case Part::links:
        if (at_ >= all.links.size()) return next(Part::distributions);
        linkset(out, all.links[at_]);
        break;
      case Part::distributions:
        if (at_ >= distributions_.size()) return next(Part::services);
        distribution(out, distributions_[at_]);
        break;
      case Part::services:
        if (at_ >= services().size()) return next(Part::page);
        service(out, services()[at_]);
        break;
      case Part::page:
        catalogue(out);
        page(out, sink);
        return false;
    }
    ++at_;
    return true;
  }

  bool next(Part part) {
    part_ = part;
    at_ = 0;
    return true;
  }

  // One value by nature: what the data say stands.
  void fact(Statements& out, string_view property, const TermView& value) {
    if (!value.text.empty() && !said_.any(property)) out.say(data_set(), property, value);
  }
  void count(Statements& out, string_view property, std::uint64_t value) {
    const std::string text = std::to_string(value);
    fact(out, property, rdf::literal(text, rdf::xsd::integer));
  }
  // One value more, if the data do not have it.
  void value(Statements& out, string_view property, const TermView& value) {
    if (!value.text.empty() && !said_.exactly(property, value)) out.say(data_set(), property, value);
  }

  void facts(Statements& out) {
    const Addresses& addresses = publication_->addresses;
    value(out, rdf::rdfns::type, rdf::iri(rdf::void_::Dataset));
    value(out, rdf::rdfns::type, rdf::iri(rdf::dcat::Dataset));
    fact(out, rdf::dcterms::title, rdf::literal(publication_->title));
    fact(out, rdf::dcterms::description, rdf::literal(publication_->description));
    fact(out, rdf::dcterms::license, rdf::iri(publication_->licence));
    fact(out, rdf::dcterms::source, rdf::iri(publication_->source));
    const std::string changed = date_time_text(publication_->snapshot->info().modified);
    if (publication_->snapshot->info().modified > 0)
      fact(out, rdf::dcterms::modified, rdf::literal(changed, rdf::xsd::dateTime));
    numbers(out);
    fact(out, rdf::void_::uriSpace, rdf::literal(addresses.base()));
    value(out, rdf::foaf::page, rdf::iri(addresses.base()));
    value(out, rdf::dcat::landingPage, rdf::iri(addresses.base()));
    fact(out, rdf::void_::uriLookupEndpoint, rdf::iri(addresses.url("describe?iri=")));
    fact(out, rdf::void_::openSearchDescription, rdf::iri(addresses.url(search_description_path)));
    if (document_ == addresses.base())
      value(out, rdf::rdfs::seeAlso, rdf::iri(addresses.url(statistics_path)));
    for (const std::string& vocabulary : statistics().vocabularies) this->vocabulary(out, vocabulary);
    for (const syntax::Format& format : syntax::formats()) {
      if (format.family == syntax::Family::graph && format.writable)
        value(out, rdf::void_::feature, rdf::iri(format.iri));
    }
    for (const TermId id : examples_)
      value(out, rdf::void_::exampleResource, publication_->snapshot->term(id));
  }

  void numbers(Statements& out) {
    const Statistics& all = statistics();
    count(out, rdf::void_::triples, all.triples);
    count(out, rdf::void_::entities, all.entities);
    count(out, rdf::void_::classes, all.classes.size());
    count(out, rdf::void_::properties, all.properties.size());
    count(out, rdf::void_::distinctSubjects, all.subjects);
    count(out, rdf::void_::distinctObjects, all.objects);
  }

  // Publishers write a namespace with or without its last character.
  void vocabulary(Statements& out, string_view space) {
    const auto bare = space.substr(0, space.size() - std::min<std::size_t>(1, space.size()));
    if (!bare.empty() && !said_.exactly(rdf::void_::vocabulary, rdf::iri(bare)))
      value(out, rdf::void_::vocabulary, rdf::iri(space));
  }

  void class_partition(Statements& out, const ClassUse& use, const std::string& label) {
    const TermView node = rdf::blank(label);
    const std::string klass = out.iri(use.klass);
    out.begin(data_set(), rdf::void_::classPartition, node);
    out.link(node, rdf::void_::class_, klass);
    out.number(node, rdf::void_::entities, use.things);
    out.number(node, rdf::void_::triples, use.triples);
    std::size_t number = 0;
    for (const PropertyUse& property : use.properties) {
      if (!detail_.by_class) break;
      property_partition(out, node, property, label + "-" + std::to_string(++number));
    }
    out.end(node);
  }

  void property_partition(Statements& out, const TermView& whole, const PropertyUse& use,
                          const std::string& label) {
    const TermView node = rdf::blank(label);
    out.begin(whole, rdf::void_::propertyPartition, node);
    out.say(node, rdf::void_::property, publication_->snapshot->term(use.property));
    out.number(node, rdf::void_::triples, use.triples);
    out.number(node, rdf::void_::distinctSubjects, use.subjects);
    if (use.objects != 0) out.number(node, rdf::void_::distinctObjects, use.objects);
    out.end(node);
  }

  void linkset(Statements& out, const LinksTo& links) {
    const auto property = publication_->snapshot->term(links.property);
    const std::string target = described(*publication_, "target/" + authority(links.target));
    const auto short_name = publication_->prefixes.shorten(property.text);
    std::string name = "links/" + authority(links.target) + "/";
    name += short_name ? std::string(short_name->prefix) + ":" + std::string(short_name->local)
                       : encode_query_value(property.text);
    const std::string iri = described(*publication_, name);
    const TermView set = rdf::iri(iri);
    value(out, rdf::void_::subset, set);
    out.link(set, rdf::rdfns::type, rdf::void_::Linkset);
    out.link(set, rdf::void_::subjectsTarget, publication_->dataset);
    out.link(set, rdf::void_::objectsTarget, target);
    out.say(set, rdf::void_::linkPredicate, property);
    out.number(set, rdf::void_::triples, links.triples);
    const bool is_told = std::any_of(statistics().links.begin(), statistics().links.begin() + place(),
                                     [&](const LinksTo& other) { return other.target == links.target; });
    if (is_told) return;
    out.link(rdf::iri(target), rdf::rdfns::type, rdf::void_::Dataset);
    out.say(rdf::iri(target), rdf::void_::uriSpace, rdf::literal(links.target));
  }
  [[nodiscard]] std::ptrdiff_t place() const { return static_cast<std::ptrdiff_t>(at_); }

  static std::string authority(string_view target) {
    const auto start = target.find("://") + 3;
    return std::string(target.substr(start, target.size() - start - 1));
  }

  void distribution(Statements& out, const Distribution& file) {
    const std::string url = publication_->addresses.url(file.path);
    const std::string iri = described(*publication_, file.path);
    const TermView self = rdf::iri(iri);
    value(out, rdf::void_::dataDump, rdf::iri(url));
    value(out, rdf::dcat::distribution, self);
    out.link(self, rdf::rdfns::type, rdf::dcat::Distribution);
    out.link(self, rdf::dcat::downloadURL, url);
    out.link(self, rdf::dcat::accessURL, url);
    out.link(self, rdf::dcterms::license, publication_->licence);
    if (file.format != nullptr) {
      out.link(self, rdf::dcat::mediaType,
               std::string(rdf::iana::media_types).append(file.format->media_type));
      out.link(self, rdf::dcterms::format, file.format->iri);
    }
    if (!file.packing.empty())
      out.link(self, rdf::dcat::compressFormat, std::string(rdf::iana::media_types).append(file.packing));
    if (file.modified > 0)
      out.say(self, rdf::dcterms::modified, rdf::literal(date_time_text(file.modified), rdf::xsd::dateTime));
    if (file.triples > 0) out.number(self, rdf::void_::triples, file.triples);
    if (file.bytes) {
      out.say(self, rdf::dcat::byteSize,
              rdf::literal(std::to_string(*file.bytes), rdf::xsd::nonNegativeInteger));
    }
    if (!file.sha256.empty()) checksum(out, self, file.sha256);
  }

  void checksum(Statements& out, const TermView& file, const std::string& sum) {
    const std::string label = "checksum-" + std::to_string(at_ + 1);
    const TermView node = rdf::blank(label);
    out.begin(file, rdf::spdx::checksum, node);
    out.link(node, rdf::rdfns::type, rdf::spdx::Checksum);
    out.link(node, rdf::spdx::algorithm, rdf::spdx::checksumAlgorithm_sha256);
    out.say(node, rdf::spdx::checksumValue, rdf::literal(sum, rdf::xsd::hexBinary));
    out.end(node);
  }

  void service(Statements& out, const Service& service) {
    const Addresses& addresses = publication_->addresses;
    const std::string iri = described(*publication_, service.path);
    const TermView self = rdf::iri(iri);
    const auto described_at = service.description.empty() ? service.path : service.description;
    out.link(self, rdf::rdfns::type, rdf::dcat::DataService);
    out.say(self, rdf::dcterms::title, rdf::literal(service.title, {}, "en"));
    out.link(self, rdf::dcat::endpointURL, addresses.url(service.path));
    out.link(self, rdf::dcat::endpointDescription, addresses.url(described_at));
    out.link(self, rdf::dcterms::conformsTo, service.conforms_to);
    out.link(self, rdf::dcterms::license, publication_->licence);
    out.link(self, rdf::dcat::servesDataset, publication_->dataset);
  }

  void catalogue(Statements& out) {
    const std::string iri = described(*publication_, "catalog");
    const TermView self = rdf::iri(iri);
    out.link(self, rdf::rdfns::type, rdf::dcat::Catalog);
    out.say(self, rdf::dcterms::title, rdf::literal(publication_->title));
    out.link(self, rdf::dcat::dataset, publication_->dataset);
    for (const Service& service : services())
      out.link(self, rdf::dcat::service, described(*publication_, service.path));
  }

  void page(Statements& out, rdf::QuadSink& sink) {
    About about(*publication_, document_, sink);
    const bool on =
        out.on() && about.link(rdf::rdfns::type, rdf::foaf::Document) &&
        about.link(rdf::rdfns::type, rdf::void_::DatasetDescription) &&
        about.link(rdf::foaf::primaryTopic, publication_->dataset) &&
        about.link(rdf::foaf::topic, described(*publication_, "catalog")) &&
        (publication_->licence.empty() || about.link(rdf::dcterms::license, publication_->licence));
    static_cast<void>(on);  // it was the last
  }

  [[nodiscard]] TermView data_set() const { return rdf::iri(publication_->dataset); }
  [[nodiscard]] const Statistics& statistics() const { return publication_->statistics; }

  std::shared_ptr<const Publication> publication_;
  std::string document_;
  std::vector<TermId> examples_;
  Detail detail_;
  Said said_;
  std::vector<Distribution> distributions_;
  ThingStream stream_;
  std::vector<TermId> things_;
  std::size_t next_thing_ = 0;
  Part part_ = Part::facts;
  std::size_t at_ = 0;  // in the part
};

}  // namespace

std::unique_ptr<GraphBody> data_set_body(std::shared_ptr<const Publication> publication, std::string document,
                                         std::vector<TermId> examples, Detail detail,
                                         std::shared_ptr<const Measures> measures) {
  return std::make_unique<DataSetBody>(std::move(publication), std::move(document), std::move(examples),
                                       detail, measures.get());
}

}  // namespace tamizdat::answer
