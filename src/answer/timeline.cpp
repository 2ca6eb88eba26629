#include "answer/timeline.hpp"

#include <unordered_set>

#include "rdf/vocabulary.hpp"

namespace tamizdat::answer {
namespace {

constexpr std::uint64_t page_size = 100;

class TimelineBody final : public GraphBody {
 public:
  TimelineBody(std::shared_ptr<const Publication> publication, const Timeline& timeline)
      : publication_(std::move(publication)), pages_(timeline.pages()), entries_(timeline.entries()) {}

  rdf::Result<bool> emit(rdf::QuadSink& sink) override {
    Teller data(*publication_, sink);
    for (const Dated& entry : entries_)
      data.link(pages_.collection(), rdf::hydra::member, data.iri(entry.thing));
    for (const Dated& entry : entries_) {
      say(data, entry.thing, entry.predicate, entry.value);
      if (entry.end_value) say(data, entry.thing, entry.end_predicate, entry.end_value);
    }
    std::unordered_set<std::uint32_t> told;
    for (const Dated& entry : entries_)
      if (told.insert(entry.thing.value()).second) data.thing(entry.thing);
    Teller(*publication_, sink, pages_.document() + "#about").pages(pages_);
    return false;
  }
  [[nodiscard]] const rdf::Prefixes& prefixes() const override { return publication_->prefixes; }

 private:
  void say(Teller& data, store::TermId thing, store::TermId predicate, store::TermId value) const {
    const auto& snapshot = *publication_->snapshot;
    const std::string subject = data.iri(thing);
    data.say(rdf::iri(subject), snapshot.term(predicate).text, snapshot.term(value));
  }

  std::shared_ptr<const Publication> publication_;
  ListPages pages_;
  std::span<const Dated> entries_;
};

}  // namespace

Timeline::Timeline(std::shared_ptr<const Publication> publication, ListPages pages)
    : publication_(std::move(publication)), pages_(std::move(pages)) {
  head_.subject = pages_.collection();
  head_.document = pages_.document();
  head_.title = "Timeline";
  head_.state = head_.document;
  head_.modified = publication_->snapshot->info().modified;
  head_.total = pages_.total();
  head_.links = pages_.links();
}

std::unique_ptr<GraphBody> Timeline::graph(const syntax::Format* /*format*/) const {
  return std::make_unique<TimelineBody>(publication_, *this);
}

std::span<const Dated> Timeline::entries() const {
  return publication_->chronicle.entries().subspan(pages_.begin(), pages_.end() - pages_.begin());
}

rdf::Result<std::unique_ptr<Timeline>> timeline(std::shared_ptr<const Publication> publication,
                                                std::string_view query) {
  auto request = parse_list_request(query);
  if (!request) return request.error();
  request->words.clear();
  request->kind.clear();
  const auto& chronicle = publication->chronicle;
  ListPages pages(publication->addresses, "timeline", std::move(*request),
                  {chronicle.entries().size(), !chronicle.left_out()}, page_size);
  if (auto checked = pages.check(); !checked) return checked.error();
  return std::make_unique<Timeline>(std::move(publication), std::move(pages));
}

}  // namespace tamizdat::answer
