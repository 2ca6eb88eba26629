#include "answer/data_set.hpp"

#include <algorithm>
#include <array>
#include <ctime>

#include "answer/search.hpp"
#include "rdf/vocabulary.hpp"

namespace tamizdat::answer {
namespace {

constexpr std::array table = {
    Service{"fragments", "Triple pattern fragments", "fragments/api",
            "https://linkeddatafragments.org/specification/triple-pattern-fragments/"},
    Service{"fragments/quads", "Quad pattern fragments", "fragments/api",
            "https://linkeddatafragments.org/specification/quad-pattern-fragments/"},
    Service{"search", "Search by words", search_description_path,
            "https://github.com/dewitt/opensearch/blob/master/opensearch-1-1-draft-6.md"},
};

std::string time_text(std::time_t time, const char* pattern) {
  std::tm parts{};
  if (gmtime_r(&time, &parts) == nullptr) return {};
  std::array<char, 64> text;
  return std::string(text.data(), std::strftime(text.data(), text.size(), pattern, &parts));
}

}  // namespace

std::span<const Service> services() {
  return table;
}

std::vector<Distribution> distributions_of(const Publication& publication) {
  const Addresses& addresses = publication.addresses;
  std::vector<Distribution> all;
  for (const store::SourceFile& source : publication.snapshot->info().sources) {
    const bool has_address = addresses.is_local(source.graph) &&
                             !addresses.href(source.graph).starts_with(addresses.path("describe?"));
    if (!has_address) continue;
    Distribution file;
    file.path = addresses.reference(source.graph).substr(addresses.base_path().size());
    file.graph = source.graph;
    file.modified = source.modified;
    file.triples = source.quads;
    const auto dot = source.graph.rfind('.');
    const auto* format = syntax::find_format(std::string_view(source.graph).substr(dot + 1));
    const bool is_served = format != nullptr && format->family == syntax::Family::graph && format->writable &&
                           source.graph.ends_with(format->extension);
    if (is_served) file.format = format;
    all.push_back(std::move(file));
  }
  return all;
}

std::vector<Distribution> all_distributions(const Publication& publication, const Measures* measures) {
  std::vector<Distribution> all;
  const store::SnapshotInfo& info = publication.snapshot->info();
  for (const DumpFile& file : dump_files()) {
    Distribution dump;
    dump.path = file.name;
    dump.format = &syntax::format(file.format);
    if (file.packing != syntax::Packing::none) dump.packing = file.media_type;
    dump.triples = dump.format->graphs ? info.quads : info.triples;
    dump.modified = info.modified;
    all.push_back(std::move(dump));
  }
  all.insert(all.end(), publication.distributions.begin(), publication.distributions.end());
  if (measures == nullptr) return all;
  const auto take = [](Distribution& file, const std::optional<Measure>& measure) {
    if (!measure) return;
    file.bytes = measure->bytes;
    file.sha256 = measure->sha256;
  };
  const std::size_t dumps = measures->dumps.size();
  for (std::size_t i = 0; i < all.size(); ++i)
    take(all[i], i < dumps ? measures->dumps[i] : measures->files[i - dumps]);
  return all;
}

std::shared_ptr<const Measures> tell_measures(const Publication& publication, Head& head) {
  auto measures = publication.measuring->all();
  head.provisional = measures == nullptr;
  head.state += measures == nullptr ? "unmeasured" : "measured";
  // The same data may come with other dates, which the description tells.
  head.state.append(" ").append(std::to_string(publication.snapshot->info().modified));
  for (const Distribution& file : publication.distributions)
    head.state.append(" ").append(std::to_string(file.modified));
  // The change to come has no date of its own: only the tag tells the two apart.
  if (measures == nullptr) head.modified = 0;
  return measures;
}

std::string described(const Publication& publication, std::string_view name) {
  return publication.addresses.url(void_path).append("#").append(name);
}

std::string date_text(std::time_t time) {
  return time_text(time, "%Y-%m-%d");
}

std::string date_time_text(std::time_t time) {
  return time_text(time, "%Y-%m-%dT%H:%M:%SZ");
}

std::vector<std::string_view> iris_of_data_set(const Publication& publication, std::string_view property) {
  const store::Snapshot& snapshot = *publication.snapshot;
  const auto dataset = snapshot.find(rdf::iri(publication.dataset));
  const auto id = snapshot.find(rdf::iri(property));
  std::vector<std::string_view> iris;
  if (!dataset || !id) return iris;
  const auto cursor = snapshot.match({*dataset, *id, {}});
  for (store::Quad quad; cursor->next(quad);)
    if (quad.object.kind() == rdf::TermKind::iri) iris.push_back(snapshot.term(quad.object).text);
  return iris;
}

std::vector<std::string_view> resources_of(const Publication& publication) {
  const store::Snapshot& snapshot = *publication.snapshot;
  const auto& local = publication.statistics.local;
  std::vector<std::string_view> all;
  all.reserve(local.size());
  std::vector<std::string_view> more = publication.documents.documents();
  for (const auto& [iri, id] : publication.graphs)
    if (publication.addresses.is_local(iri)) more.push_back(iri);
  std::sort(more.begin(), more.end());
  more.erase(std::unique(more.begin(), more.end()), more.end());
  for (const std::string_view iri : more) {
    const auto id = snapshot.find(rdf::iri(iri));
    const bool is_met =
        iri == publication.addresses.base() || (id && std::binary_search(local.begin(), local.end(), *id));
    if (!is_met) all.push_back(iri);
  }
  for (const store::TermId id : local) {
    const std::string_view iri = snapshot.term(id).text;
    if (iri.find('#') == std::string_view::npos && iri != publication.addresses.base()) all.push_back(iri);
  }
  return all;
}

StatisticsPage::StatisticsPage(std::shared_ptr<const Publication> publication)
    : publication_(std::move(publication)) {
  head_.subject = publication_->dataset;
  head_.document = publication_->addresses.url(statistics_path);
  head_.title = publication_->title;
  head_.state = statistics_path;
  head_.modified = publication_->snapshot->info().modified;
  measures_ = tell_measures(*publication_, head_);
}

std::unique_ptr<GraphBody> StatisticsPage::graph(const syntax::Format* /*format*/) const {
  return data_set_body(publication_, head_.document, {}, {SIZE_MAX, true}, measures_);
}

}  // namespace tamizdat::answer
