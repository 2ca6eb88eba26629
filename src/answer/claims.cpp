#include <algorithm>

#include "answer/description.hpp"
#include "answer/hash_documents.hpp"

namespace tamizdat::answer {

using store::TermId;

bool Question::disputed() const {
  for (const Claim& one : answers)
    for (const Claim& other : answers)
      if (one.object != other.object && one.holders != other.holders) return true;
  return false;
}

std::optional<Claim> claim_at(const Publication& publication, TermId node) {
  const auto& terms = publication.terms;
  const auto& snapshot = *publication.snapshot;
  if (!terms.statement_subject || !terms.statement_predicate || !terms.statement_object) return std::nullopt;
  constexpr std::size_t properties_read = 200;
  Claim claim;
  claim.node = node;
  const auto cursor = snapshot.match({node, {}, {}});
  store::Quad quad;
  for (std::size_t i = 0; i < properties_read && cursor->next(quad); ++i) {
    const TermId p = quad.predicate;
    const auto is_one_of = [p](const std::vector<TermId>& list) {
      return std::find(list.begin(), list.end(), p) != list.end();
    };
    if (p == terms.statement_subject) {
      claim.subject = quad.object;
    } else if (p == terms.statement_predicate) {
      claim.predicate = quad.object;
    } else if (p == terms.statement_object) {
      claim.object = quad.object;
    } else if (has(terms.holders, p)) {
      claim.holders.push_back(quad.object);
    } else if (has(terms.sources, p)) {
      claim.sources.push_back(quad.object);
    } else if (p != terms.type && !is_one_of(terms.labels) && !is_one_of(terms.descriptions)) {
      claim.qualifiers.push_back({p, quad.object});
    }
  }
  if (!claim.subject || !claim.predicate || !claim.object) return std::nullopt;
  claim.asserted = snapshot.count({claim.subject, claim.predicate, claim.object}).count > 0;
  return claim;
}

std::vector<Claim> claims_from(const Publication& publication, TermId source, std::size_t limit) {
  std::vector<Claim> claims;
  for (const TermId property : publication.terms.sources) {
    const auto cursor = publication.snapshot->match({{}, property, source});
    for (store::Quad quad; claims.size() < limit && cursor->next(quad);)
      if (auto claim = claim_at(publication, quad.subject)) claims.push_back(std::move(*claim));
  }
  put_in_order(publication, claims);
  return claims;
}

void put_in_order(const Publication& publication, std::vector<Claim>& claims) {
  const auto& snapshot = *publication.snapshot;
  std::stable_sort(claims.begin(), claims.end(), [&](const Claim& a, const Claim& b) {
    return natural_less(snapshot.term(a.node).text, snapshot.term(b.node).text);
  });
  const auto repeats = std::unique(claims.begin(), claims.end(),
                                   [](const Claim& a, const Claim& b) { return a.node == b.node; });
  claims.erase(repeats, claims.end());
}

}  // namespace tamizdat::answer
