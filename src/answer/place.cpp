#include "answer/place.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "answer/description.hpp"
#include "answer/hash_documents.hpp"

namespace tamizdat::answer {
namespace {

using store::Quad;
using store::TermId;

constexpr std::size_t most_parts = 2000;  // of one whole, that are put in order
constexpr std::size_t parts_shown = 200;
constexpr std::size_t most_claims = 300;  // of one source
constexpr std::size_t deepest = 8;
constexpr std::size_t wholes_passed = 32;  // empty ones, on the way to the next part

class Finder {
 public:
  explicit Finder(const Publication& publication)
      : publication_(publication), terms_(publication.terms), snapshot_(*publication.snapshot) {}

  Place find(TermId thing) {
    Place place;
    climb(thing, place.wholes);
    if (place.wholes.empty()) {
      among_statements(thing, place);
    } else if (!position(thing).empty()) {
      place.previous = neighbour(thing, place.wholes, -1);
      place.next = neighbour(thing, place.wholes, 1);
    }
    std::reverse(place.wholes.begin(), place.wholes.end());
    place.parts = parts_of(thing, place.parts_total);
    if (place.parts.size() > parts_shown) place.parts.resize(parts_shown);
    return place;
  }

 private:
  static bool has_it(const std::vector<TermId>& ids, TermId id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
  }

  /// The wholes of a thing, the innermost first.
  void climb(TermId thing, std::vector<TermId>& wholes) const {
    for (TermId whole = whole_of(thing); whole && wholes.size() < deepest; whole = whole_of(whole)) {
      if (whole == thing || has_it(wholes, whole)) break;
      wholes.push_back(whole);
    }
  }

  void among_statements(TermId thing, Place& place) const {
    std::array<TermId, 1> subject;
    if (!terms_.statement_subject || snapshot_.objects(thing, terms_.statement_subject, subject) == 0) return;
    const auto claim = claim_at(publication_, thing);
    if (!claim || claim->sources.empty()) return;
    const TermId source = claim->sources.front();
    place.wholes.push_back(source);
    climb(source, place.wholes);
    const auto claims = claims_from(publication_, source, most_claims);
    for (std::size_t i = 0; i < claims.size(); ++i) {
      if (claims[i].node != thing) continue;
      if (i > 0) place.previous = claims[i - 1].node;
      if (i + 1 < claims.size()) place.next = claims[i + 1].node;
    }
  }

  [[nodiscard]] TermId whole_of(TermId part) const {
    std::array<TermId, 1> whole;
    for (const TermId property : terms_.parts)
      if (snapshot_.objects(part, property, whole) > 0 && whole.front().kind() == rdf::TermKind::iri)
        return whole.front();
    return {};
  }

  [[nodiscard]] std::string_view position(TermId thing) const {
    std::array<TermId, 1> object;
    for (const TermId property : terms_.positions)
      if (snapshot_.objects(thing, property, object) > 0) return snapshot_.term(object.front()).text;
    return {};
  }

  /// In order; nothing if there are more than are put in order.
  std::vector<TermId> parts_of(TermId whole, std::uint64_t& total) const {
    std::vector<TermId> parts;
    total = 0;
    for (const TermId property : terms_.parts) {
      const auto cursor = snapshot_.match({{}, property, whole});
      total += cursor->estimate().count;
      for (Quad quad; parts.size() <= most_parts && cursor->next(quad);)
        if (quad.subject != whole) parts.push_back(quad.subject);
    }
    if (total == 0) return parts;
    std::sort(parts.begin(), parts.end());
    parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
    if (parts.size() > most_parts) return {};
    total = parts.size();
    put_in_order(parts);
    return parts;
  }

  void put_in_order(std::vector<TermId>& parts) const {
    struct Key {
      TermId part;
      std::string_view position;
      std::string_view iri;
    };
    std::vector<Key> keys;
    for (const TermId part : parts) keys.push_back({part, position(part), snapshot_.term(part).text});
    std::sort(keys.begin(), keys.end(), [](const Key& a, const Key& b) {
      if (a.position.empty() != b.position.empty()) return b.position.empty();
      if (a.position != b.position) return natural_less(a.position, b.position);
      return natural_less(a.iri, b.iri);
    });
    for (std::size_t i = 0; i < keys.size(); ++i) parts[i] = keys[i].part;
  }

  /// The part before or after one (step -1 or 1) in its whole; at the end of that, the last or first part of
  /// the whole before or after it. `wholes`: the innermost first.
  [[nodiscard]] TermId neighbour(TermId part, const std::vector<TermId>& wholes, int step) const {
    std::uint64_t total = 0;
    if (const TermId beside = beside_of(part, wholes[0], step)) return beside;
    if (wholes.size() < 2) return {};
    TermId whole = wholes[0];
    for (std::size_t passed = 0; passed < wholes_passed; ++passed) {
      whole = beside_of(whole, wholes[1], step);
      if (!whole) return {};
      const auto parts = parts_of(whole, total);
      if (!parts.empty()) return step > 0 ? parts.front() : parts.back();
    }
    return {};
  }

  [[nodiscard]] TermId beside_of(TermId part, TermId whole, int step) const {
    std::uint64_t total = 0;
    const auto parts = parts_of(whole, total);
    const auto at = std::find(parts.begin(), parts.end(), part);
    if (at == parts.end() || (step < 0 && at == parts.begin())) return {};
    const auto beside = at + step;
    return beside == parts.end() ? TermId{} : *beside;
  }

  const Publication& publication_;
  const Terms& terms_;
  const store::Snapshot& snapshot_;
};

}  // namespace

Place place_of(const Publication& publication, TermId thing) {
  return Finder(publication).find(thing);
}

}  // namespace tamizdat::answer
