#include "html/data_set_json.hpp"

#include "answer/data_set.hpp"
#include "rdf/vocabulary.hpp"
#include "syntax/json_literal.hpp"

namespace tamizdat::html {
namespace {

using answer::Publication;
using std::string_view;

/// One JSON object; members without a value are left out.
class JsonObject {
 public:
  void text(string_view name, string_view value) {
    if (value.empty()) return;
    std::string json;
    syntax::append_json_string(json, value);
    raw(name, json);
  }
  void raw(string_view name, string_view json) {
    out_ += out_.empty() ? "{" : ",";
    syntax::append_json_string(out_, name);
    out_.append(":").append(json);
  }
  void list(string_view name, const std::vector<std::string>& items) {
    if (items.empty()) return;
    std::string json = "[";
    for (const std::string& item : items) {
      if (json.size() > 1) json += ',';
      json += item;
    }
    raw(name, json + "]");
  }
  [[nodiscard]] std::string finish() const { return out_.empty() ? "{}" : out_ + "}"; }

 private:
  std::string out_;
};

std::vector<std::string> keywords(const Publication& publication) {
  const store::Snapshot& snapshot = *publication.snapshot;
  const auto dataset = snapshot.find(rdf::iri(publication.dataset));
  const auto property = snapshot.find(rdf::iri(rdf::dcat::keyword));
  std::vector<std::string> all;
  if (!dataset || !property) return all;
  const auto cursor = snapshot.match({*dataset, *property, {}});
  for (store::Quad quad; cursor->next(quad);)
    if (quad.object.kind() == rdf::TermKind::literal)
      syntax::append_json_string(all.emplace_back(), snapshot.term(quad.object).text);
  return all;
}

std::vector<std::string> agents(const Publication& publication, answer::Labels& labels,
                                string_view property) {
  std::vector<std::string> all;
  for (const string_view iri : answer::iris_of_data_set(publication, property)) {
    const auto id = publication.snapshot->find(rdf::iri(iri));
    JsonObject agent;
    agent.text("@type", "Organization");
    agent.text("@id", iri);
    if (id) agent.text("name", labels.of(*id).text);
    all.push_back(agent.finish());
  }
  return all;
}

std::string download(const Publication& publication, const answer::Distribution& file) {
  JsonObject out;
  out.text("@type", "DataDownload");
  out.text("contentUrl", publication.addresses.url(file.path));
  const auto type = file.format != nullptr ? file.format->media_type : std::string_view();
  out.text("encodingFormat", file.packing.empty() ? type : file.packing);
  if (file.bytes) out.text("contentSize", std::to_string(*file.bytes) + " B");
  out.text("sha256", file.sha256);
  return out.finish();
}

}  // namespace

std::string data_set_json(const Publication& publication, answer::Labels& labels,
                          const answer::Measures* measures) {
  JsonObject out;
  out.text("@context", rdf::schema::https_iri);
  out.text("@type", "Dataset");
  out.text("@id", publication.dataset);
  out.text("name", publication.title);
  out.text("description", publication.description);
  out.text("url", publication.addresses.base());
  out.text("license", publication.licence);
  out.text("isBasedOn", publication.source);
  out.text("creditText", publication.attribution);
  if (const auto modified = publication.snapshot->info().modified; modified > 0)
    out.text("dateModified", answer::date_time_text(modified));
  out.list("keywords", keywords(publication));
  out.list("creator", agents(publication, labels, rdf::dcterms::creator));
  out.list("publisher", agents(publication, labels, rdf::dcterms::publisher));
  std::vector<std::string> downloads;
  for (const auto& file : answer::all_distributions(publication, measures))
    downloads.push_back(download(publication, file));
  out.list("distribution", downloads);
  std::string json = out.finish();
  // Only strings hold it, and there the escape is the same character.
  for (auto at = json.find('<'); at != std::string::npos; at = json.find('<', at))
    json.replace(at, 1, "\\u003c");
  return json;
}

}  // namespace tamizdat::html
