#include "answer/home.hpp"

#include <algorithm>
#include <unordered_map>

#include "answer/data_set.hpp"
#include "answer/labels.hpp"
#include "answer/overview.hpp"
#include "rdf/vocabulary.hpp"

namespace tamizdat::answer {
namespace {

using store::TermId;

/// What the data-set description names as examples.
std::vector<TermId> chosen_by_publisher(const Publication& publication) {
  std::vector<TermId> chosen;
  const auto dataset = publication.snapshot->find(rdf::iri(publication.dataset));
  const auto property = publication.snapshot->find(rdf::iri(rdf::void_::exampleResource));
  if (!dataset || !property) return chosen;
  const auto cursor = publication.snapshot->match({*dataset, *property, {}});
  for (store::Quad quad; cursor->next(quad);)
    if (quad.object.kind() == rdf::TermKind::iri) chosen.push_back(quad.object);
  return chosen;
}

}  // namespace

Home::Home(std::shared_ptr<const Publication> publication) : publication_(std::move(publication)) {
  head_.subject = publication_->dataset;
  head_.document = publication_->addresses.base();
  head_.title = publication_->title;
  head_.modified = publication_->snapshot->info().modified;
  measures_ = tell_measures(*publication_, head_);
}

std::unique_ptr<GraphBody> Home::graph(const syntax::Format* /*format*/) const {
  return data_set_body(publication_, head_.document, examples(), {}, measures_);
}

std::vector<Home::Kind> Home::kinds(std::size_t limit) const {
  return kinds_of(*publication_, limit);
}

std::vector<TermId> Home::examples(std::size_t limit) const {
  const auto& snapshot = *publication_->snapshot;
  struct Candidate {
    TermId thing;
    std::uint64_t links;
  };
  std::vector<Candidate> best;
  constexpr std::size_t looked_at = 40;  // of each class
  for (const auto& [klass, things] : kinds()) {
    if (publication_->schema->is_subclass(klass, publication_->terms.statement) ||
        is_machinery(snapshot.term(klass).text))
      continue;
    const auto cursor = snapshot.match({{}, publication_->terms.type, klass});
    store::Quad quad;
    Candidate top{{}, 0};
    for (std::size_t i = 0; i < looked_at && cursor->next(quad); ++i) {
      const auto iri = snapshot.term(quad.subject).text;
      // Things inside documents are met there.
      if (quad.subject.kind() != rdf::TermKind::iri || !publication_->addresses.is_local(iri) ||
          iri.find('#') != std::string_view::npos || publication_->documents.contains(iri))
        continue;
      // Much to say counts; being pointed at by everybody does not.
      const auto told = snapshot.count({quad.subject, {}, {}}).count;
      const auto links = told + std::min(told * 2, snapshot.count({{}, {}, quad.subject}).count);
      if (links > top.links) top = {quad.subject, links};
    }
    const bool known = std::any_of(best.begin(), best.end(), [&](auto& c) { return c.thing == top.thing; });
    if (top.thing && !known) best.push_back(top);
  }
  std::stable_sort(best.begin(), best.end(), [](auto& a, auto& b) { return a.links > b.links; });
  std::vector<TermId> examples = chosen_by_publisher(*publication_);
  for (const auto& candidate : best)
    if (std::find(examples.begin(), examples.end(), candidate.thing) == examples.end())
      examples.push_back(candidate.thing);
  if (examples.size() > limit) examples.resize(limit);
  return examples;
}

}  // namespace tamizdat::answer
