#include "answer/kinds.hpp"

#include <algorithm>

#include "answer/labels.hpp"
#include "rdf/vocabulary.hpp"

namespace tamizdat::answer {
namespace {

namespace hydra = rdf::hydra;
using rdf::Code;
using rdf::Error;
using rdf::Nesting;
using rdf::Result;
using store::Quad;
using store::TermId;

constexpr std::uint64_t page_size = 100;

/// What both kinds of pages say: members, then what is particular, then the page.
class ListBody : public GraphBody {
 public:
  ListBody(std::shared_ptr<const Publication> publication, ListPages pages)
      : publication_(std::move(publication)), pages_(std::move(pages)) {}

  Result<bool> emit(rdf::QuadSink& sink) final {
    Teller data(*publication_, sink);
    tell(data);
    Teller(*publication_, sink, pages_.document() + "#about").pages(pages_);
    return false;
  }
  [[nodiscard]] const rdf::Prefixes& prefixes() const final { return publication_->prefixes; }

 protected:
  virtual void tell(Teller& data) const = 0;
  [[nodiscard]] const Publication& publication() const { return *publication_; }
  [[nodiscard]] std::string list() const { return pages_.collection(); }

 private:
  std::shared_ptr<const Publication> publication_;
  ListPages pages_;
};

class KindsBody final : public ListBody {
 public:
  KindsBody(std::shared_ptr<const Publication> publication, const Kinds& kinds)
      : ListBody(std::move(publication), kinds.pages()), kinds_(kinds.kinds().begin(), kinds.kinds().end()) {}

 private:
  void tell(Teller& data) const override {
    for (const KindCount& kind : kinds_) data.link(list(), hydra::member, data.iri(kind.klass));
    int number = 0;
    for (const KindCount& kind : kinds_) {
      const std::string label = "k" + std::to_string(++number);
      const auto node = rdf::blank(label);
      data.say(rdf::iri(publication().dataset), rdf::void_::classPartition, node, Nesting::object_begins);
      data.say(node, rdf::void_::class_, rdf::iri(data.iri(kind.klass)));
      data.say(node, rdf::void_::entities, rdf::literal(std::to_string(kind.things), rdf::xsd::integer));
      data.end(label);
    }
    for (const KindCount& kind : kinds_) data.thing(kind.klass);
  }

  std::vector<KindCount> kinds_;
};

class ThingsBody final : public ListBody {
 public:
  ThingsBody(std::shared_ptr<const Publication> publication, const ThingsOfKind& things)
      : ListBody(std::move(publication), things.pages()),
        things_(things.things().begin(), things.things().end()) {}

 private:
  void tell(Teller& data) const override {
    for (const TermId thing : things_) data.link(list(), hydra::member, data.iri(thing));
    for (const TermId thing : things_) data.thing(thing);
  }

  std::vector<TermId> things_;
};

void fill_head(Head& head, const Publication& publication, const ListPages& pages, std::string title,
               std::string_view state) {
  head.subject = pages.collection();
  head.document = pages.document();
  head.title = std::move(title);
  head.state = head.document + ' ' + std::string(state);
  head.modified = publication.snapshot->info().modified;
  head.total = pages.total();
  head.links = pages.links();
  head.ordered_by_language = true;
}

template <class T>
std::vector<T> page_of(const std::vector<T>& all, const ListPages& pages) {
  return {all.begin() + static_cast<std::ptrdiff_t>(pages.begin()),
          all.begin() + static_cast<std::ptrdiff_t>(pages.end())};
}

/// Classes in the order of their names.
std::vector<KindCount> by_name(std::vector<KindCount> kinds, Labels& labels) {
  std::vector<TermId> classes;
  classes.reserve(kinds.size());
  for (const KindCount& kind : kinds) classes.push_back(kind.klass);
  std::vector<KindCount> ordered;
  std::sort(kinds.begin(), kinds.end(), [](auto& a, auto& b) { return a.klass < b.klass; });
  for (const TermId klass : in_order_of_words(labels, classes)) {
    ordered.push_back(*std::lower_bound(kinds.begin(), kinds.end(), klass,
                                        [](const KindCount& a, TermId id) { return a.klass < id; }));
  }
  return ordered;
}

Result<std::vector<TermId>> things_by_name(const Publication& publication, TermId kind, std::uint64_t count,
                                           Labels& labels) {
  if (count > Finding::small) {
    const auto made = publication.finding->get();
    if (!made) return made.error();
    return (*made)->ordered.at(kind.value());
  }
  std::vector<TermId> things;
  const auto cursor = publication.snapshot->match({{}, publication.terms.type, kind});
  for (Quad quad; cursor->next(quad);) things.push_back(quad.subject);
  return in_order_of_names(labels, things);
}

Result<std::unique_ptr<Answer>> things_of_kind(std::shared_ptr<const Publication> publication,
                                               ListRequest request, Labels& labels) {
  const TermId kind = kind_of(*publication, request);
  const TermId type = publication->terms.type;
  const std::uint64_t count = kind && type ? publication->snapshot->count({{}, type, kind}).count : 0;
  if (count == 0) {
    return Error(Code::not_found, "nothing in the data is a <" + request.kind + ">",
                 "see what there is at " + publication->addresses.url("kinds"))
        .at("parameter class");
  }
  ListPages pages(publication->addresses, "kinds", std::move(request), {count, true}, page_size);
  if (auto checked = pages.check(); !checked) return checked.error();
  auto things = things_by_name(*publication, kind, count, labels);
  if (!things) return things.error();
  auto shown = page_of(*things, pages);
  return std::make_unique<ThingsOfKind>(std::move(publication), std::move(pages), kind, std::move(shown));
}

Result<std::unique_ptr<Answer>> list_of_kinds(std::shared_ptr<const Publication> publication,
                                              ListRequest request, Labels& labels) {
  constexpr std::size_t at_most = 2000;
  const auto all = by_name(kinds_of(*publication, at_most), labels);
  ListPages pages(publication->addresses, "kinds", std::move(request), {all.size(), true}, page_size);
  if (auto checked = pages.check(); !checked) return checked.error();
  auto shown = page_of(all, pages);
  return std::make_unique<Kinds>(std::move(publication), std::move(pages), std::move(shown));
}

/// Which of many languages decided the order of a page goes into its ETag.
std::string order_of(const std::vector<TermId>& things) {
  std::string state;
  for (const TermId thing : things) state.append(std::to_string(thing.value())).append(" ");
  return state;
}

}  // namespace

std::vector<KindCount> kinds_of(const Publication& publication, std::size_t limit) {
  constexpr std::size_t looked_at = 2000;
  const auto& snapshot = *publication.snapshot;
  const TermId type = publication.terms.type;
  std::vector<KindCount> kinds;
  if (!type) return kinds;
  // In order of object: one look per class, its instances passed over by count.
  const auto cursor = snapshot.match({{}, type, {}});
  for (Quad quad; kinds.size() < looked_at && cursor->next(quad);) {
    const auto things = snapshot.count({{}, type, quad.object}).count;
    if (quad.object.kind() != rdf::TermKind::literal) kinds.push_back({quad.object, things});
    cursor->skip(things - 1);
  }
  std::sort(kinds.begin(), kinds.end(), [](const KindCount& a, const KindCount& b) {
    return a.things != b.things ? a.things > b.things : a.klass < b.klass;
  });
  if (kinds.size() > limit) kinds.resize(limit);
  return kinds;
}

Kinds::Kinds(std::shared_ptr<const Publication> publication, ListPages pages, std::vector<KindCount> kinds)
    : publication_(std::move(publication)), pages_(std::move(pages)), kinds_(std::move(kinds)) {
  std::vector<TermId> classes;
  for (const KindCount& kind : kinds_) classes.push_back(kind.klass);
  fill_head(head_, *publication_, pages_, "Kinds of things", order_of(classes));
}

std::unique_ptr<GraphBody> Kinds::graph(const syntax::Format* /*format*/) const {
  return std::make_unique<KindsBody>(publication_, *this);
}

std::span<const KindCount> Kinds::kinds() const {
  return kinds_;
}

ThingsOfKind::ThingsOfKind(std::shared_ptr<const Publication> publication, ListPages pages, TermId kind,
                           std::vector<TermId> things)
    : publication_(std::move(publication)),
      pages_(std::move(pages)),
      kind_(kind),
      things_(std::move(things)) {
  const std::string name(Labels(*publication_).word(kind_).text);
  fill_head(head_, *publication_, pages_, "Kind: " + name, order_of(things_));
}

std::unique_ptr<GraphBody> ThingsOfKind::graph(const syntax::Format* /*format*/) const {
  return std::make_unique<ThingsBody>(publication_, *this);
}

Result<std::unique_ptr<Answer>> kinds(std::shared_ptr<const Publication> publication, std::string_view query,
                                      std::vector<std::string> languages) {
  auto request = parse_list_request(query);
  if (!request) return request.error();
  request->words.clear();
  Labels labels(*publication, std::move(languages));
  if (request->kind.empty()) return list_of_kinds(std::move(publication), std::move(*request), labels);
  return things_of_kind(std::move(publication), std::move(*request), labels);
}

}  // namespace tamizdat::answer
