// The facts of a thing with its blank nodes in place.
#include <algorithm>
#include <unordered_set>

#include "answer/description.hpp"

namespace tamizdat::answer {
namespace {

using store::Quad;
using store::TermId;

class FactReader {
 public:
  FactReader(const Publication& publication, const Limits& limits)
      : terms_(publication.terms), snapshot_(*publication.snapshot), limits_(limits) {}

  std::vector<Fact> read(TermId subject, std::size_t depth) {
    told_.insert(subject.value());
    std::vector<Fact> facts;
    const auto cursor = snapshot_.match({subject, {}, {}});
    cursor->expect_terms();
    const bool grouped = cursor->order() == store::Order::spo;
    for (Quad quad; read_ < limits_.facts && cursor->next(quad);) {
      Fact& fact = fact_of(facts, subject, quad.predicate);
      if (fact.values.size() < limits_.values) {
        ++read_;
        fact.values.push_back(value(quad.object, depth));
      } else if (grouped) {
        cursor->skip(fact.total - fact.values.size() - 1);
      }
    }
    return facts;
  }

 private:
  Fact& fact_of(std::vector<Fact>& facts, TermId subject, TermId predicate) {
    const auto at = std::find_if(facts.rbegin(), facts.rend(),
                                 [&](const Fact& fact) { return fact.predicate == predicate; });
    if (at != facts.rend()) return *at;
    return facts.emplace_back(Fact{predicate, {}, snapshot_.count({subject, predicate, {}}).count});
  }

  Value value(TermId object, std::size_t depth) {
    Value value;
    value.term = object;
    if (object.kind() != rdf::TermKind::blank || depth >= limits_.depth || told_.contains(object.value()))
      return value;
    if (terms_.first && snapshot_.count({object, terms_.first, {}}).count > 0) {
      value.items = list(object, depth);
      value.is_list = !value.items.empty();
    }
    if (!value.is_list) value.inside = read(object, depth + 1);
    return value;
  }

  /// The items of a well-formed list; nothing if it is not one.
  std::vector<Value> list(TermId head, std::size_t depth) {
    std::vector<TermId> items;
    for (TermId cell = head; cell != terms_.nil; cell = only(cell, terms_.rest)) {
      if (cell.kind() != rdf::TermKind::blank || items.size() > limits_.facts) return {};
      const TermId item = only(cell, terms_.first);
      if (!item || snapshot_.count({cell, {}, {}}).count != 2) return {};
      items.push_back(item);
    }
    told_.insert(head.value());
    std::vector<Value> values;
    for (const TermId item : items) {
      ++read_;
      values.push_back(value(item, depth + 1));
    }
    return values;
  }

  TermId only(TermId subject, TermId predicate) const {
    Quad quad;
    const auto cursor = snapshot_.match({subject, predicate, {}});
    if (cursor->estimate().count == 1) cursor->next(quad);
    return quad.object;
  }

  const Terms& terms_;
  const store::Snapshot& snapshot_;
  const Limits& limits_;
  std::unordered_set<std::uint32_t> told_;
  std::size_t read_ = 0;
};

}  // namespace

std::vector<Fact> facts_of(const Publication& publication, TermId subject, const Limits& limits) {
  return FactReader(publication, limits).read(subject, 0);
}

}  // namespace tamizdat::answer
