#pragma once
// Equality of RDF datasets up to the names of their blank nodes (RDF 1.1 Concepts §3.6, §4.1).
#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rdf/quad.hpp"

namespace tamizdat::test {

/// A quad that owns its terms.
struct OwnedQuad {
  rdf::Term subject;
  rdf::Term predicate;
  rdf::Term object;
  rdf::Term graph;

  explicit OwnedQuad(const rdf::QuadView& q)
      : subject(q.subject), predicate(q.predicate), object(q.object), graph(q.graph) {}
  [[nodiscard]] rdf::QuadView view() const {
    return {subject.view(), predicate.view(), object.view(), graph.view()};
  }
};

inline std::string to_string(const OwnedQuad& q) {
  std::string text = rdf::to_string(q.subject.view()) + ' ' + rdf::to_string(q.predicate.view()) + ' ' +
                     rdf::to_string(q.object.view());
  if (q.graph.kind != rdf::TermKind::none) text += ' ' + rdf::to_string(q.graph.view());
  return text + " .";
}

inline std::string to_string(const std::vector<OwnedQuad>& quads) {
  std::string text;
  for (const OwnedQuad& q : quads) text += to_string(q) + '\n';
  return text;
}

/// Collects what it is given.
class QuadList : public rdf::QuadSink {
 public:
  bool quad(const rdf::QuadView& q, rdf::Nesting, rdf::Position) override {
    quads.emplace_back(q);
    return true;
  }
  std::vector<OwnedQuad> quads;
};

namespace isomorphism_detail {

using Coloring = std::map<std::string, std::uint64_t>;  // blank label to colour
using Row = std::vector<std::string>;                   // four places as text; blank labels start with "_:"

inline bool is_blank(const std::string& place) {
  return place.starts_with("_:");
}

inline std::string place_text(const rdf::Term& term) {
  // Language tags compare without case.
  rdf::Term folded = term;
  std::transform(folded.language.begin(), folded.language.end(), folded.language.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return rdf::to_string(folded.view());
}

/// The set of rows: repeats fall away, as they do in a dataset.
inline std::set<Row> rows_of(const std::vector<OwnedQuad>& quads) {
  std::set<Row> rows;
  for (const OwnedQuad& q : quads)
    rows.insert({place_text(q.subject), place_text(q.predicate), place_text(q.object), place_text(q.graph)});
  return rows;
}

inline std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  a ^= b + 0x9E3779B97F4A7C15U + (a << 6) + (a >> 2);
  return a * 0xBF58476D1CE4E5B9U ^ (a >> 29);
}

inline std::uint64_t hash(std::string_view text) {
  std::uint64_t h = 0xCBF29CE484222325U;
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  return h;
}

inline Coloring initial(const std::set<Row>& rows) {
  Coloring colors;
  for (const Row& row : rows)
    for (const std::string& place : row)
      if (is_blank(place)) colors.emplace(place, 1);
  return colors;
}

/// One round: a node's colour takes in the rows it stands in. The sum makes the order of rows irrelevant.
inline Coloring refine_once(const std::set<Row>& rows, const Coloring& colors) {
  Coloring next = colors;
  for (const Row& row : rows) {
    for (std::size_t self = 0; self < row.size(); ++self) {
      if (!is_blank(row[self])) continue;
      std::uint64_t h = self + 17;
      for (const std::string& place : row)
        h = mix(h, is_blank(place) ? (place == row[self] ? 3 : colors.at(place)) : hash(place));
      next[row[self]] += mix(colors.at(row[self]), h);
    }
  }
  return next;
}

inline std::size_t classes(const Coloring& colors) {
  std::set<std::uint64_t> distinct;
  for (const auto& entry : colors) distinct.insert(entry.second);
  return distinct.size();
}

inline std::multiset<std::uint64_t> palette(const Coloring& colors) {
  std::multiset<std::uint64_t> all;
  for (const auto& entry : colors) all.insert(entry.second);
  return all;
}

/// Refines both in step until neither splits further; false as soon as their colours differ.
inline bool refine(const std::set<Row>& a, Coloring& ca, const std::set<Row>& b, Coloring& cb) {
  std::size_t before = 0;
  while (true) {
    if (palette(ca) != palette(cb)) return false;
    const std::size_t now = classes(ca);
    if (now == before || now == ca.size()) return true;
    before = now;
    ca = refine_once(a, ca);
    cb = refine_once(b, cb);
  }
}

inline std::set<Row> renamed(const std::set<Row>& rows, const Coloring& colors) {
  std::set<Row> out;
  for (Row row : rows) {
    for (std::string& place : row)
      if (is_blank(place)) place = "_:" + std::to_string(colors.at(place));
    out.insert(std::move(row));
  }
  return out;
}

/// Colours that no two nodes share are a mapping; where some do, each pairing of one of them is tried.
/// Exact: the mapping found is checked against the rows, so a collision of colours cannot say yes wrongly.
inline bool search(const std::set<Row>& a, Coloring ca, const std::set<Row>& b, Coloring cb,
                   std::uint64_t depth) {
  if (!refine(a, ca, b, cb)) return false;
  if (classes(ca) == ca.size()) return renamed(a, ca) == renamed(b, cb);
  std::map<std::uint64_t, std::vector<std::string>> groups;
  for (const auto& [label, color] : ca) groups[color].push_back(label);
  const auto shared =
      std::find_if(groups.begin(), groups.end(), [](const auto& group) { return group.second.size() > 1; });
  const std::uint64_t mark = mix(hash("individual"), depth);
  Coloring fixed = ca;
  fixed[shared->second.front()] = mark;
  for (const auto& [label, color] : cb) {
    if (color != shared->first) continue;
    Coloring tried = cb;
    tried[label] = mark;
    if (search(a, fixed, b, tried, depth + 1)) return true;
  }
  return false;
}

}  // namespace isomorphism_detail

/// Equal as datasets up to blank labels; graph names may be blank. Repeats do not count.
inline bool isomorphic(const std::vector<OwnedQuad>& a, const std::vector<OwnedQuad>& b) {
  namespace d = isomorphism_detail;
  const auto rows_a = d::rows_of(a);
  const auto rows_b = d::rows_of(b);
  if (rows_a.size() != rows_b.size()) return false;
  d::Coloring colors_a = d::initial(rows_a);
  d::Coloring colors_b = d::initial(rows_b);
  if (colors_a.size() != colors_b.size()) return false;
  return d::search(rows_a, std::move(colors_a), rows_b, std::move(colors_b), 1);
}

}  // namespace tamizdat::test
