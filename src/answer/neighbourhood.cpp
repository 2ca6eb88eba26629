#include "answer/neighbourhood.hpp"

#include <algorithm>

namespace tamizdat::answer {
namespace {

using store::TermId;

/// A relation with the number of triples that have it in the data: the fewer, the more it tells.
struct Candidate {
  Spoke spoke;
  std::uint64_t uses = 0;
};

class Chooser {
 public:
  Chooser(const Publication& publication, const Description& description)
      : terms_(publication.terms), snapshot_(*publication.snapshot), description_(description) {}

  Neighbourhood choose() {
    for (const Fact& fact : description_.facts) outgoing(fact);
    for (const Incoming& group : description_.incoming) incoming(group);
    std::stable_sort(candidates_.begin(), candidates_.end(),
                     [](const Candidate& a, const Candidate& b) { return a.uses < b.uses; });
    if (candidates_.size() > Neighbourhood::most_spokes) candidates_.resize(Neighbourhood::most_spokes);
    share_room();
    std::stable_partition(candidates_.begin(), candidates_.end(),
                          [](const Candidate& one) { return !one.spoke.incoming; });
    for (Candidate& one : candidates_) {
      made_.shown += one.spoke.things.size();
      made_.spokes.push_back(std::move(one.spoke));
    }
    made_.subject = description_.subject;
    return std::move(made_);
  }

 private:
  /// Relations that say of what kind a thing is, or where else it is, make a statement of it or describe
  /// data.
  [[nodiscard]] bool is_apart(TermId predicate) const {
    return predicate == terms_.type || predicate == terms_.statement_subject ||
           predicate == terms_.statement_predicate || predicate == terms_.statement_object ||
           has(terms_.elsewhere, predicate) || is_machinery(snapshot_.term(predicate).text);
  }

  void outgoing(const Fact& fact) {
    if (is_apart(fact.predicate)) return;
    Spoke spoke{fact.predicate, false, {}, 0};
    std::uint64_t others = 0;
    for (const Value& value : fact.values) {
      if (value.term.kind() != rdf::TermKind::iri || value.term == description_.subject ||
          value.term == terms_.nil) {
        ++others;
      } else {
        spoke.things.push_back(value.term);
      }
    }
    spoke.total = fact.total - others;
    add(std::move(spoke));
  }

  void incoming(const Incoming& group) {
    if (is_apart(group.predicate)) return;
    Spoke spoke{group.predicate, true, {}, 0};
    std::uint64_t others = 0;
    for (const IncomingValue& value : group.values) {
      if (value.subject.kind() != rdf::TermKind::iri || value.subject == description_.subject) {
        ++others;
      } else {
        spoke.things.push_back(value.subject);
      }
    }
    spoke.total = group.total - others;
    add(std::move(spoke));
  }

  void add(Spoke spoke) {
    if (spoke.things.empty()) return;
    made_.total += spoke.total;
    const auto uses = snapshot_.count({{}, spoke.predicate, {}}).count;
    candidates_.push_back({std::move(spoke), uses});
  }

  /// A place at a time to each relation in turn, until there are no more places or no more things.
  void share_room() {
    std::vector<std::size_t> places(candidates_.size());
    std::size_t left = Neighbourhood::most_things;
    for (bool given = true; given && left > 0;) {
      given = false;
      for (std::size_t i = 0; i < places.size() && left > 0; ++i) {
        if (places[i] >= candidates_[i].spoke.things.size()) continue;
        ++places[i];
        --left;
        given = true;
      }
    }
    for (std::size_t i = 0; i < places.size(); ++i) candidates_[i].spoke.things.resize(places[i]);
  }

  const Terms& terms_;
  const store::Snapshot& snapshot_;
  const Description& description_;
  std::vector<Candidate> candidates_;
  Neighbourhood made_;
};

}  // namespace

Neighbourhood neighbourhood_of(const Publication& publication, const Description& description) {
  return Chooser(publication, description).choose();
}

}  // namespace tamizdat::answer
