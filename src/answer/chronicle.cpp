#include "answer/chronicle.hpp"

#include <algorithm>
#include <bit>
#include <optional>

#include "rdf/vocabulary.hpp"

namespace tamizdat::answer {
namespace {

using query::TimeSpan;
using std::string_view;
using store::Quad;
using store::TermId;

/// Properties that say when something began and ended.
struct Pair {
  string_view begin;
  string_view end;
  bool is_outer = false;  // what is meant lies somewhere inside
};
constexpr Pair pairs[] = {
    {rdf::schema::startDate, rdf::schema::endDate},
    {rdf::schema::https::startDate, rdf::schema::https::endDate},
    {rdf::schema::birthDate, rdf::schema::deathDate},
    {rdf::schema::https::birthDate, rdf::schema::https::deathDate},
    {rdf::schema::foundingDate, rdf::schema::dissolutionDate},
    {rdf::schema::https::foundingDate, rdf::schema::https::dissolutionDate},
    {rdf::prov::startedAtTime, rdf::prov::endedAtTime},
    {rdf::sem::hasBeginTimeStamp, rdf::sem::hasEndTimeStamp},
    {rdf::sem::hasEarliestBeginTimeStamp, rdf::sem::hasLatestEndTimeStamp, true},
};
constexpr string_view single_dates[] = {rdf::dcterms::date,         rdf::dcterms::created,
                                        rdf::dcterms::issued,       rdf::dcterms::modified,
                                        rdf::dcterms::temporal,     rdf::dc::date,
                                        rdf::schema::datePublished, rdf::schema::https::datePublished,
                                        rdf::schema::dateCreated,   rdf::schema::https::dateCreated,
                                        rdf::prov::generatedAtTime, rdf::sem::hasTimeStamp};

constexpr std::size_t no_pair = std::size(pairs);

/// What is known of a property.
struct Role {
  bool is_known = false;  // plain texts are dates too, if they can be read so
  std::size_t pair = no_pair;
  bool is_end = false;
};

struct Found {
  Dated entry;
  Role role;
};

class Reader {
 public:
  Reader(const store::Snapshot& snapshot, const store::Schema& schema) : snapshot_(snapshot) {
    for (std::size_t i = 0; i < std::size(pairs); ++i) {
      for (const TermId id : schema.subproperties(pairs[i].begin)) roles_.push_back({id, {true, i, false}});
      for (const TermId id : schema.subproperties(pairs[i].end)) roles_.push_back({id, {true, i, true}});
    }
    for (const auto iri : single_dates)
      for (const TermId id : schema.subproperties(iri)) roles_.push_back({id, {true, no_pair, false}});
    std::stable_sort(roles_.begin(), roles_.end(), [](auto& a, auto& b) { return a.first < b.first; });
  }

  /// False if there is no more room.
  bool read(TermId property) {
    const Role role = role_of(property);
    if (!role.is_known && !has_dates(property)) return true;
    const auto cursor = snapshot_.match({{}, property, {}});
    cursor->expect_terms();
    TermId last;
    std::optional<TimeSpan> span;
    for (Quad quad; cursor->next(quad);) {
      if (quad.object != last) span = time_of(last = quad.object, role);
      if (!span) continue;
      if (found_.size() >= Chronicle::most) return false;
      found_.push_back({{quad.subject, property, quad.object, {}, {}, *span}, role});
    }
    return true;
  }

  std::vector<Dated> join() {
    std::stable_sort(found_.begin(), found_.end(),
                     [](const Found& a, const Found& b) { return a.entry.thing < b.entry.thing; });
    std::vector<Dated> entries;
    for (auto at = found_.begin(); at != found_.end();) {
      const auto end = std::find_if(at, found_.end(),
                                    [&](const Found& one) { return one.entry.thing != at->entry.thing; });
      join(std::span(at, end), entries);
      at = end;
    }
    return entries;
  }

 private:
  [[nodiscard]] Role role_of(TermId property) const {
    const auto at = std::lower_bound(roles_.begin(), roles_.end(), property,
                                     [](const auto& role, TermId id) { return role.first < id; });
    return at != roles_.end() && at->first == property ? at->second : Role{};
  }

  /// Some of the objects, from all over the list, tell what the others are.
  [[nodiscard]] bool has_dates(TermId property) const {
    constexpr std::uint64_t looks = 48;
    const auto cursor = snapshot_.match({{}, property, {}});
    const std::uint64_t step = cursor->estimate().count / looks;
    for (Quad quad; cursor->next(quad);) {
      if (quad.object.kind() == rdf::TermKind::literal && query::value_of(snapshot_.term(quad.object)).time)
        return true;
      if (step > 1) cursor->skip(step - 1);
    }
    return false;
  }

  [[nodiscard]] std::optional<TimeSpan> time_of(TermId object, const Role& role) const {
    if (object.kind() != rdf::TermKind::literal) return std::nullopt;
    const auto view = snapshot_.term(object);
    if (const auto time = query::value_of(view).time) return time;
    constexpr std::size_t longest = 64;
    if (!role.is_known || !view.datatype.empty() || view.text.size() > longest) return std::nullopt;
    return query::parse_time(view.text);
  }

  /// What one thing has: beginnings and ends that belong together become one.
  static void join(std::span<Found> found, std::vector<Dated>& entries) {
    const auto of_pair = [&](std::size_t pair, bool is_end) {
      Found* only = nullptr;
      for (Found& one : found) {
        if (one.role.pair != pair || one.role.is_end != is_end) continue;
        if (only != nullptr) return static_cast<Found*>(nullptr);
        only = &one;
      }
      return only;
    };
    for (std::size_t pair = 0; pair < no_pair; ++pair) {
      Found* begin = of_pair(pair, false);
      Found* end = of_pair(pair, true);
      if (begin == nullptr || end == nullptr) continue;
      begin->entry.end_predicate = end->entry.predicate;
      begin->entry.end_value = end->entry.value;
      begin->entry.span.end = std::max(begin->entry.span.end, end->entry.span.end);
      end->entry.thing = {};  // told with the beginning
    }
    const auto is_outer = [](const Found& one) {
      return one.role.pair != no_pair && pairs[one.role.pair].is_outer;
    };
    const bool has_better = !std::all_of(found.begin(), found.end(), is_outer);
    for (const Found& one : found)
      if (one.entry.thing && !(has_better && is_outer(one))) entries.push_back(one.entry);
  }

  const store::Snapshot& snapshot_;
  std::vector<std::pair<TermId, Role>> roles_;  // by property; the first of a property counts
  std::vector<Found> found_;
};

}  // namespace

Chronicle Chronicle::of(const store::Snapshot& snapshot, const store::Schema& schema,
                        const Statistics& statistics) {
  Chronicle made;
  Reader reader(snapshot, schema);
  // A date that a statement speaks of is told by the thing that has it.
  const auto spoken_of = snapshot.find(rdf::iri(rdf::rdfns::object));
  for (const PropertyUse& use : statistics.properties)
    if (use.property != spoken_of && !reader.read(use.property)) made.left_out_ = true;
  made.entries_ = reader.join();
  made.finish();
  return made;
}

void Chronicle::finish() {
  std::stable_sort(entries_.begin(), entries_.end(), [](const Dated& a, const Dated& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end < b.span.end;
  });
  by_thing_.resize(entries_.size());
  for (std::size_t i = 0; i < by_thing_.size(); ++i) by_thing_[i] = static_cast<std::uint32_t>(i);
  std::stable_sort(by_thing_.begin(), by_thing_.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return entries_[a].thing < entries_[b].thing; });
  index_things();
}

/// Open addressing: a third of the places stay empty at least.
void Chronicle::index_things() {
  std::size_t things = 0;
  for (std::size_t i = 0; i < by_thing_.size(); ++i)
    if (i == 0 || thing_at(i) != thing_at(i - 1)) ++things;
  if (things == 0) return;
  index_.resize(std::bit_ceil(things + things / 2 + 1));
  for (std::size_t begin = 0, end = 0; begin < by_thing_.size(); begin = end) {
    const TermId thing = thing_at(begin);
    while (end < by_thing_.size() && thing_at(end) == thing) ++end;
    std::size_t at = place_of(thing);
    while (index_[at].thing) at = (at + 1) % index_.size();
    index_[at] = {thing, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end - begin)};
  }
}

std::span<const std::uint32_t> Chronicle::of_thing(TermId thing) const {
  if (index_.empty()) return {};
  for (std::size_t at = place_of(thing); index_[at].thing; at = (at + 1) % index_.size())
    if (index_[at].thing == thing) return std::span(by_thing_).subspan(index_[at].begin, index_[at].count);
  return {};
}

}  // namespace tamizdat::answer
