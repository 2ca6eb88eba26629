#include "answer/search.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_map>
#include <unordered_set>

#include "answer/labels.hpp"
#include "rdf/vocabulary.hpp"

namespace tamizdat::answer {

using query::SearchFound;
using query::SearchHit;
using rdf::Result;
using store::Quad;
using store::TermId;

struct Search::Parts {
  std::shared_ptr<const Publication> publication;
  ListPages pages;
  SearchFound found;
  std::vector<SearchHit> of_any_kind;  // if a kind was asked for
};

namespace {

namespace hydra = rdf::hydra;
namespace schema = rdf::schema;
using rdf::Nesting;

constexpr std::uint64_t page_size = 20;

Result<SearchFound> look_up(const Publication& publication, const ListRequest& request, TermId kind) {
  const auto made = publication.finding->get();
  if (!made) return made.error();
  // A class that the data do not have has no things.
  if (!request.kind.empty() && !kind) return SearchFound();
  return (*made)->index->find({request.words, kind});
}

std::string score_text(float score) {
  std::array<char, 16> text;
  const auto end =
      std::to_chars(text.data(), text.data() + text.size(), score, std::chars_format::fixed, 3).ptr;
  return {text.data(), end};
}

class SearchBody final : public GraphBody {
 public:
  explicit SearchBody(const Search& search)
      : search_(search), publication_(search_.publication()), prefixes_(publication_.prefixes) {
    prefixes_.add("relevance", rdf::opensearch::relevance);
  }

  Result<bool> emit(rdf::QuadSink& sink) override {
    Teller data(publication_, sink);
    const std::string list = search_.pages().collection();
    results(data, list);
    if (search_.pages().page() == 1) kinds(data, list);
    Teller page(publication_, sink, search_.pages().document() + "#about");
    page.pages(search_.pages());
    form(page);
    return false;
  }

  [[nodiscard]] const rdf::Prefixes& prefixes() const override { return prefixes_; }

 private:
  void results(Teller& data, const std::string& list) const {
    std::size_t position = search_.pages().begin();
    for (const SearchHit& hit : search_.hits()) data.link(list, hydra::member, data.iri(hit.thing));
    for (const SearchHit& hit : search_.hits()) result(data, list, hit, ++position);
    for (const SearchHit& hit : search_.hits()) data.thing(hit.thing);
  }

  void result(Teller& data, const std::string& list, const SearchHit& hit, std::size_t position) const {
    const std::string label = "r" + std::to_string(position);
    const auto node = rdf::blank(label);
    data.say(rdf::iri(list), schema::itemListElement, node, Nesting::object_begins);
    data.say(node, rdf::rdfns::type, rdf::iri(schema::ListItem));
    data.say(node, schema::position, rdf::literal(std::to_string(position), rdf::xsd::integer));
    data.say(node, schema::item, rdf::iri(data.iri(hit.thing)));
    data.say(node, schema::text, publication_.snapshot->term(hit.text));
    data.say(node, rdf::opensearch::score, rdf::literal(score_text(hit.score), rdf::xsd::decimal));
    data.end(label);
  }

  void kinds(Teller& data, const std::string& list) const {
    int number = 0;
    for (const Facet& facet : search_.facets()) {
      const std::string label = "k" + std::to_string(++number);
      const auto node = rdf::blank(label);
      data.say(rdf::iri(list), rdf::void_::classPartition, node, Nesting::object_begins);
      data.say(node, rdf::void_::class_, rdf::iri(data.iri(facet.kind)));
      data.say(node, rdf::void_::entities, rdf::literal(std::to_string(facet.things), rdf::xsd::integer));
      data.end(label);
    }
  }

  void form(Teller& page) const {
    const auto node = rdf::blank("form");
    const std::string pattern = publication_.addresses.url("search{?q,class,page}");
    page.say(rdf::iri(publication_.dataset), hydra::search, node, Nesting::object_begins);
    page.say(node, rdf::rdfns::type, rdf::iri(hydra::IriTemplate));
    page.say(node, hydra::template_, rdf::literal(pattern));
    mapping(page, "q", hydra::freetextQuery);
    mapping(page, "class", rdf::rdfns::type);
    page.end("form");
  }

  static void mapping(Teller& page, std::string_view variable, std::string_view property) {
    const std::string label = "by-" + std::string(variable);
    const auto node = rdf::blank(label);
    page.say(rdf::blank("form"), hydra::mapping, node, Nesting::object_begins);
    page.say(node, hydra::variable, rdf::literal(variable));
    page.say(node, hydra::property, rdf::iri(property));
    page.end(label);
  }

  Search search_;
  const Publication& publication_;
  rdf::Prefixes prefixes_;
};

}  // namespace

Search::Search(std::shared_ptr<const Parts> parts) : parts_(std::move(parts)) {
  const ListPages& pages = parts_->pages;
  const std::string& words = pages.request().words;
  head_.subject = pages.collection();
  head_.document = pages.document();
  head_.title = words.empty() ? "Search" : "Search: " + words;
  head_.state = head_.document;
  head_.modified = publication().snapshot->info().modified;
  head_.total = pages.total();
  head_.links = pages.links();
  head_.links.push_back(
      {publication().addresses.url(search_description_path), "search", std::string(search_description_type)});
}

std::unique_ptr<GraphBody> Search::graph(const syntax::Format* /*format*/) const {
  return std::make_unique<SearchBody>(*this);
}

const Publication& Search::publication() const {
  return *parts_->publication;
}

const ListPages& Search::pages() const {
  return parts_->pages;
}

std::span<const SearchHit> Search::hits() const {
  return std::span(parts_->found.hits).subspan(pages().begin(), pages().end() - pages().begin());
}

std::vector<Facet> Search::facets(std::size_t limit) const {
  const TermId type = publication().terms.type;
  std::vector<Facet> facets;
  if (!type) return facets;
  std::unordered_map<std::uint32_t, std::uint64_t> counts;
  const auto& hits = pages().request().kind.empty() ? parts_->found.hits : parts_->of_any_kind;
  for (const SearchHit& hit : hits) {
    const auto cursor = publication().snapshot->match({hit.thing, type, {}});
    for (Quad quad; cursor->next(quad);) ++counts[quad.object.value()];
  }
  for (const auto& [kind, things] : counts) facets.push_back({TermId::from_value(kind), things});
  std::sort(facets.begin(), facets.end(), [](const Facet& a, const Facet& b) {
    return a.things != b.things ? a.things > b.things : a.kind < b.kind;
  });
  if (facets.size() > limit) facets.resize(limit);
  return facets;
}

Result<std::unique_ptr<Search>> search(std::shared_ptr<const Publication> publication,
                                       std::string_view query) {
  auto request = parse_list_request(query);
  if (!request) return request.error();
  auto found = look_up(*publication, *request, kind_of(*publication, *request));
  if (!found) return found.error();
  std::vector<SearchHit> of_any_kind;
  if (!request->kind.empty()) {
    ListRequest wider = *request;
    wider.kind.clear();
    auto all = look_up(*publication, wider, {});
    if (!all) return all.error();
    of_any_kind = std::move(all->hits);
  }
  const store::Estimate total{found->hits.size(), found->complete};
  ListPages pages(publication->addresses, "search", std::move(*request), total, page_size);
  if (auto checked = pages.check(); !checked) return checked.error();
  return std::make_unique<Search>(std::make_shared<const Search::Parts>(
      Search::Parts{std::move(publication), std::move(pages), std::move(*found), std::move(of_any_kind)}));
}

Result<Suggestions> suggestions(const Publication& publication, std::string_view query,
                                const CommonWords* common) {
  constexpr std::size_t at_most = 10;
  constexpr std::size_t longest = 200;
  auto request = parse_list_request(query);
  if (!request) return request.error();
  const auto found = look_up(publication, *request, kind_of(publication, *request));
  if (!found) return found.error();
  const store::Snapshot& snapshot = *publication.snapshot;
  const Addresses& addresses = publication.addresses;
  Labels labels(publication,
                request->language.empty() ? std::vector<std::string>() : std::vector{request->language},
                common);
  std::unordered_set<std::string_view> known;
  Suggestions made;
  made.words = std::move(request->words);
  for (const SearchHit& hit : found->hits) {
    const std::string_view text = snapshot.term(hit.text).text;
    if (hit.role == query::TextRole::description || !known.insert(text).second) continue;
    Quad quad;
    if (publication.terms.type) snapshot.match({hit.thing, publication.terms.type, {}})->next(quad);
    made.names.emplace_back(first_characters(text, longest));
    made.kinds.emplace_back(labels.word(quad.object).text);
    const std::string path = addresses.href(snapshot.term(hit.thing).text);
    made.urls.push_back(addresses.url(path.substr(addresses.base_path().size())));
    if (made.names.size() == at_most) break;
  }
  return made;
}

std::string_view first_characters(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    const bool begins = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80;
    if (begins && count-- == 0) break;
  }
  return text.substr(0, at);
}

}  // namespace tamizdat::answer
