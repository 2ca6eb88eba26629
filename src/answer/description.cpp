#include "answer/description.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "answer/hash_documents.hpp"

namespace tamizdat::answer {
namespace {

using store::Quad;
using store::TermId;

/// Adds a statement to the question that it answers.
void file(std::vector<Question>& questions, Claim claim) {
  auto at = std::find_if(questions.begin(), questions.end(), [&](const Question& question) {
    return question.subject == claim.subject && question.predicate == claim.predicate;
  });
  if (at == questions.end()) at = questions.insert(questions.end(), {claim.subject, claim.predicate, {}});
  at->answers.push_back(std::move(claim));
}

class Describer {
 public:
  Describer(const Publication& publication, TermId subject, const Limits& limits)
      : publication_(publication),
        terms_(publication.terms),
        snapshot_(*publication.snapshot),
        limits_(limits) {
    made_.subject = subject;
  }

  Description describe() {
    made_.facts = facts_of(publication_, made_.subject, limits_);
    for (const Fact& fact : made_.facts)
      if (fact.total > fact.values.size()) made_.truncated = true;
    made_.statement = claim_at(publication_, made_.subject);
    claims_about();
    claims_naming();
    claims_held();
    claims_stated();
    incoming();
    made_.uses = snapshot_.count({{}, made_.subject, {}}).count;
    return std::move(made_);
  }

 private:
  /// The statements that point at the thing with one property, up to the limit; remembers them as shown.
  std::vector<Claim> claims(TermId property) {
    std::vector<Claim> claims;
    if (!property) return claims;
    const auto cursor = snapshot_.match({{}, property, made_.subject});
    if (cursor->estimate().count > limits_.claims) made_.truncated = true;
    Quad quad;
    for (std::size_t i = 0; i < limits_.claims && cursor->next(quad); ++i) {
      auto claim = claim_at(publication_, quad.subject);
      if (!claim) continue;
      shown_.insert(key(quad.subject, property));
      claims.push_back(std::move(*claim));
    }
    return claims;
  }

  void claims_about() {
    for (auto& claim : claims(terms_.statement_subject)) {
      if (!claim.asserted) {
        file(made_.views, std::move(claim));
      } else if (auto* value = value_of(claim.predicate, claim.object)) {
        value->claims.push_back(std::move(claim));
      }
    }
    for (auto& question : made_.views) with_facts(question);
  }

  /// Where the data also assert something on the question, that is an answer too.
  void with_facts(Question& question) {
    for (const Fact& fact : made_.facts) {
      if (fact.predicate != question.predicate) continue;
      for (const Value& value : fact.values)
        for (const Claim& claim : value.claims) question.answers.push_back(claim);
    }
  }

  Value* value_of(TermId predicate, TermId object) {
    for (Fact& fact : made_.facts) {
      if (fact.predicate != predicate) continue;
      for (Value& value : fact.values)
        if (value.term == object) return &value;
    }
    return nullptr;
  }

  void claims_naming() {
    for (auto& claim : claims(terms_.statement_object)) {
      if (claim.asserted)
        backing_[key(claim.subject, claim.predicate)].push_back(std::move(claim));
      else
        file(made_.mentions, std::move(claim));
    }
  }

  void claims_held() {
    for (const TermId property : terms_.holders)
      for (auto& claim : claims(property)) file(made_.held, std::move(claim));
    constexpr std::size_t questions_compared = 50;
    for (std::size_t i = 0; i < made_.held.size() && i < questions_compared; ++i) add_others(made_.held[i]);
  }

  /// What others hold on the same subject and predicate.
  void add_others(Question& question) {
    const auto cursor = snapshot_.match({{}, terms_.statement_subject, question.subject});
    Quad quad;
    for (std::size_t i = 0; i < limits_.claims && cursor->next(quad); ++i) {
      if (snapshot_.count({quad.subject, terms_.statement_predicate, question.predicate}).count == 0)
        continue;
      const bool known = std::any_of(question.answers.begin(), question.answers.end(),
                                     [&](const Claim& claim) { return claim.node == quad.subject; });
      if (known) continue;
      if (auto claim = claim_at(publication_, quad.subject)) question.answers.push_back(std::move(*claim));
    }
  }

  void claims_stated() {
    for (const TermId property : terms_.sources)
      for (auto& claim : claims(property)) made_.stated.push_back(std::move(claim));
    put_in_order(publication_, made_.stated);
  }

  void incoming() {
    made_.incoming_total = snapshot_.count({{}, {}, made_.subject}).count;
    std::uint64_t counted = 0;
    std::uint64_t told_elsewhere = 0;
    const auto relations = relations_here();
    for (const TermId predicate : relations) {
      Incoming group;
      group.predicate = predicate;
      const auto all = snapshot_.count({{}, predicate, made_.subject}).count;
      counted += all;
      fill(group, all, std::max<std::size_t>(24, limits_.incoming / relations.size()));
      told_elsewhere += all - group.total;
      if (group.total > 0) made_.incoming.push_back(std::move(group));
    }
    if (counted < made_.incoming_total) made_.truncated = true;
    made_.incoming_total -= told_elsewhere;
    std::stable_sort(made_.incoming.begin(), made_.incoming.end(),
                     [](const Incoming& a, const Incoming& b) { return a.total > b.total; });
  }

  /// The predicates that lead here, as far as a bounded look shows.
  std::vector<TermId> relations_here() const {
    std::vector<TermId> relations;
    const auto cursor = snapshot_.match({{}, {}, made_.subject});
    Quad quad;
    for (std::size_t i = 0; i < limits_.incoming_seen && cursor->next(quad); ++i)
      if (std::find(relations.begin(), relations.end(), quad.predicate) == relations.end())
        relations.push_back(quad.predicate);
    return relations;
  }

  void fill(Incoming& group, std::uint64_t all, std::size_t room) {
    group.total = all;
    const auto cursor = snapshot_.match({{}, group.predicate, made_.subject});
    cursor->expect_terms();
    for (Quad quad; cursor->next(quad);) {
      if (shown_.contains(key(quad.subject, group.predicate))) {
        --group.total;
        continue;
      }
      if (group.values.size() >= room) break;
      IncomingValue value{quad.subject, {}};
      if (const auto at = backing_.find(key(quad.subject, group.predicate)); at != backing_.end())
        value.claims = at->second;
      group.values.push_back(std::move(value));
    }
    if (group.values.size() == group.total && group.values.size() > 1) in_order(group.values);
  }

  void in_order(std::vector<IncomingValue>& values) const {
    std::stable_sort(values.begin(), values.end(), [&](const IncomingValue& a, const IncomingValue& b) {
      const auto x = position(a.subject);
      const auto y = position(b.subject);
      if (x != y) return natural_less(x, y);
      return natural_less(snapshot_.term(a.subject).text, snapshot_.term(b.subject).text);
    });
  }

  std::string_view position(TermId thing) const {
    std::array<TermId, 1> object;
    for (const TermId property : terms_.positions)
      if (snapshot_.objects(thing, property, object) > 0) return snapshot_.term(object.front()).text;
    return {};
  }

  static std::uint64_t key(TermId a, TermId b) { return (std::uint64_t{a.value()} << 32U) | b.value(); }

  const Publication& publication_;
  const Terms& terms_;
  const store::Snapshot& snapshot_;
  const Limits& limits_;
  Description made_;
  std::unordered_set<std::uint64_t> shown_;  // statement and property: told in a place of its own
  std::unordered_map<std::uint64_t, std::vector<Claim>>
      backing_;  // subject and predicate of incoming triples
};

}  // namespace

Description describe(const Publication& publication, TermId subject, const Limits& limits) {
  return Describer(publication, subject, limits).describe();
}

}  // namespace tamizdat::answer
