#include "answer/finding.hpp"

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>

#include "answer/labels.hpp"
#include "answer/publication.hpp"
#include "query/folding.hpp"

namespace tamizdat::answer {
namespace {

using rdf::Code;
using rdf::Error;
using rdf::Result;
using store::Quad;
using store::TermId;

query::SearchProperties properties_of(const Terms& terms) {
  return {terms.type,         terms.labels, terms.other_names,
          terms.descriptions, terms.parts,  terms.statement_subject};
}

std::uint64_t texts_in(const Publication& publication) {
  const Terms& terms = publication.terms;
  std::uint64_t sum = 0;
  for (const auto* properties : {&terms.labels, &terms.other_names, &terms.descriptions})
    for (const TermId property : *properties) sum += publication.snapshot->count({{}, property, {}}).count;
  return sum;
}

std::vector<TermId> things_of(const Publication& publication, TermId kind, const std::atomic<bool>& stop) {
  std::vector<TermId> things;
  const auto cursor = publication.snapshot->match({{}, publication.terms.type, kind});
  for (Quad quad; !stop.load(std::memory_order_relaxed) && cursor->next(quad);)
    things.push_back(quad.subject);
  return things;
}

void order_large_kinds(const Publication& publication, const std::atomic<bool>& stop, Finding::Made& made) {
  if (!publication.terms.type) return;
  const auto& snapshot = *publication.snapshot;
  const auto cursor = snapshot.match({{}, publication.terms.type, {}});
  for (Quad quad; !stop.load(std::memory_order_relaxed) && cursor->next(quad);) {
    const auto count = snapshot.count({{}, publication.terms.type, quad.object}).count;
    if (count > Finding::small) {
      Labels labels(publication);
      made.ordered.emplace(quad.object.value(),
                           in_order_of_names(labels, things_of(publication, quad.object, stop)));
    }
    cursor->skip(count - 1);
  }
}

Result<Finding::Made> make(const Publication& publication, const std::atomic<bool>& stop) {
  Finding::Made made;
  auto index = query::SearchIndex::of(publication.snapshot, properties_of(publication.terms), &stop);
  if (!index) return index.error();
  made.index = std::move(*index);
  order_large_kinds(publication, stop, made);
  return made;
}

bool has_large_kind(const Publication& publication) {
  const TermId type = publication.terms.type;
  return type && publication.snapshot->count({{}, type, {}}).count > 4 * Finding::small;
}

std::vector<TermId> in_order(Labels& labels, std::span<const TermId> things,
                             Label (Labels::*naming)(TermId)) {
  struct Named {
    std::string key;
    std::string_view name;
    TermId thing;
  };
  std::vector<Named> named;
  named.reserve(things.size());
  for (const TermId thing : things) {
    const std::string_view name = (labels.*naming)(thing).text;
    named.push_back({query::fold_words(name, 8), name, thing});
  }
  std::sort(named.begin(), named.end(), [](const Named& a, const Named& b) {
    if (a.key.empty() != b.key.empty()) return b.key.empty();
    if (a.key != b.key) return a.key < b.key;
    return a.name != b.name ? a.name < b.name : a.thing < b.thing;
  });
  std::vector<TermId> ordered;
  ordered.reserve(named.size());
  for (const Named& one : named) ordered.push_back(one.thing);
  return ordered;
}

}  // namespace

std::vector<TermId> in_order_of_names(Labels& labels, std::span<const TermId> things) {
  return in_order(labels, things, &Labels::of);
}

std::vector<TermId> in_order_of_words(Labels& labels, std::span<const TermId> words) {
  return in_order(labels, words, &Labels::word);
}

Finding::Finding(const Publication& publication) {
  const auto work = [this, &publication] { return make(publication, stop_); };
  const bool at_once = texts_in(publication) <= small && !has_large_kind(publication);
  auto outcome = std::async(at_once ? std::launch::deferred : std::launch::async, work);
  if (at_once) outcome.wait();
  made_ = outcome.share();
}

Finding::~Finding() {
  stop_.store(true, std::memory_order_relaxed);
  made_.wait();
}

Result<const Finding::Made*> Finding::get() const {
  if (made_.wait_for(std::chrono::seconds(0)) != std::future_status::ready) {
    return Error(Code::unavailable, "the names in these data are still being read", "ask again in a second");
  }
  const Outcome& outcome = made_.get();
  if (!outcome) return outcome.error();
  return &*outcome;
}

void Finding::wait() const {
  made_.wait();
}

}  // namespace tamizdat::answer
