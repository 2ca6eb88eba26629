#include "query/isomorphism.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <utility>

namespace tamizdat::query {
namespace {

using Row = HeldGraph::Row;
using Colours = std::vector<std::uint64_t>;  // of blank nodes

bool is_blank(std::uint32_t place) {
  return (place & 1U) != 0;
}

bool has_blank(const Row& row) {
  return std::any_of(row.begin(), row.end(), is_blank);
}

std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  a ^= b + 0x9E3779B97F4A7C15U + (a << 6U) + (a >> 2U);
  a *= 0xBF58476D1CE4E5B9U;
  return a ^ (a >> 31U);
}

std::size_t distinct(Colours colours) {
  std::sort(colours.begin(), colours.end());
  return static_cast<std::size_t>(std::unique(colours.begin(), colours.end()) - colours.begin());
}

/// Triples that share blank nodes, which are numbered from 0 here.
struct Piece {
  std::vector<Row> rows;
  std::size_t blanks = 0;
  Colours colours;         // as far as they can be told apart by looking
  std::uint64_t hash = 0;  // the same for pieces that may be the same
};

// A node's colour takes in the rows it stands in; a sum does not depend on their order.
Colours refined_once(const Piece& piece, const Colours& colours) {
  Colours next = colours;
  for (const Row& row : piece.rows) {
    for (std::size_t self = 0; self < row.size(); ++self) {
      if (!is_blank(row[self])) continue;
      std::uint64_t h = self + 29;
      for (const std::uint32_t place : row) {
        const bool is_self = place == row[self];
        h = mix(h, !is_blank(place) ? place : is_self ? 3 : colours[place / 2]);
      }
      next[row[self] / 2] += mix(h, 17);
    }
  }
  for (std::size_t i = 0; i < next.size(); ++i) next[i] = mix(next[i], colours[i]);
  return next;
}

Colours refined(const Piece& piece, Colours colours, std::uint64_t& steps) {
  for (std::size_t before = 0, now = distinct(colours); now != before && now < piece.blanks;) {
    colours = refined_once(piece, colours);
    steps += piece.rows.size();
    before = now;
    now = distinct(colours);
  }
  // Once more, so that the last split is seen by all.
  steps += piece.rows.size();
  return refined_once(piece, colours);
}

std::uint64_t hash_of(const Piece& piece) {
  Colours sorted = piece.colours;
  std::sort(sorted.begin(), sorted.end());
  std::uint64_t h = mix(piece.rows.size(), piece.blanks);
  for (const std::uint64_t colour : sorted) h = mix(h, colour);
  return h;
}

/// Blank nodes that are joined by triples, by one of them.
class Joined {
 public:
  explicit Joined(std::size_t blanks) : above_(blanks) { std::iota(above_.begin(), above_.end(), 0U); }
  std::uint32_t top(std::uint32_t blank) {
    while (above_[blank] != blank) blank = above_[blank] = above_[above_[blank]];
    return blank;
  }
  void join(const Row& row) {
    std::uint32_t first = 0;
    bool has_first = false;
    for (const std::uint32_t place : row) {
      if (!is_blank(place)) continue;
      const std::uint32_t here = top(place / 2);
      if (has_first) above_[here] = first;
      first = has_first ? first : here;
      has_first = true;
    }
  }

 private:
  std::vector<std::uint32_t> above_;
};

std::uint32_t first_blank(const Row& row) {
  return *std::find_if(row.begin(), row.end(), is_blank) / 2;
}

std::vector<Piece> pieces_of(const HeldGraph& graph, std::uint64_t& steps) {
  Joined joined(graph.blanks());
  for (const Row& row : graph.rows()) joined.join(row);
  std::unordered_map<std::uint32_t, std::size_t> piece_of;   // by the top
  std::unordered_map<std::uint32_t, std::uint32_t> renamed;  // number in the graph to number in the piece
  std::vector<Piece> pieces;
  for (Row row : graph.rows()) {
    if (!has_blank(row)) continue;
    const auto [at, is_new] = piece_of.try_emplace(joined.top(first_blank(row)), pieces.size());
    if (is_new) pieces.emplace_back();
    Piece& piece = pieces[at->second];
    for (std::uint32_t& place : row) {
      if (!is_blank(place)) continue;
      const auto [name, added] = renamed.try_emplace(place / 2, static_cast<std::uint32_t>(piece.blanks));
      if (added) ++piece.blanks;
      place = name->second * 2 + 1;
    }
    piece.rows.push_back(row);
  }
  for (Piece& piece : pieces) {
    piece.colours = refined(piece, Colours(piece.blanks, 1), steps);
    piece.hash = hash_of(piece);
  }
  return pieces;
}

// Colours that no two nodes share are a mapping.
std::vector<Row> renamed(const Piece& piece, const Colours& colours) {
  std::vector<std::uint32_t> order(piece.blanks);
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return colours[a] < colours[b]; });
  std::vector<std::uint32_t> names(piece.blanks);
  for (std::uint32_t i = 0; i < order.size(); ++i) names[order[i]] = i;
  std::vector<Row> rows = piece.rows;
  for (Row& row : rows)
    for (std::uint32_t& place : row)
      if (is_blank(place)) place = names[place / 2] * 2 + 1;
  std::sort(rows.begin(), rows.end());
  return rows;
}

class Search {
 public:
  Search(const Piece& a, const Piece& b, std::uint64_t& steps, std::uint64_t most_steps)
      : a_(a), b_(b), steps_(steps), most_steps_(most_steps) {}

  Sameness run() { return from(a_.colours, b_.colours, 1); }

 private:
  Sameness from(const Colours& a, const Colours& b, std::uint64_t depth) {
    if (palette(a) != palette(b)) return Sameness::different;
    const auto shared = shared_colour(a);
    if (!shared) return renamed(a_, a) == renamed(b_, b) ? Sameness::same : Sameness::different;
    if (steps_ > most_steps_) return Sameness::undecided;
    // One node of that colour is set apart; its partner is one of those of the same colour.
    const std::uint64_t mark = mix(0x5EA12C4, depth);
    Colours apart = a;
    *std::find(apart.begin(), apart.end(), *shared) = mark;
    apart = refined(a_, std::move(apart), steps_);
    for (std::size_t i = 0; i < b.size(); ++i) {
      if (b[i] != *shared) continue;
      Colours tried = b;
      tried[i] = mark;
      const Sameness found = from(apart, refined(b_, std::move(tried), steps_), depth + 1);
      if (found != Sameness::different) return found;
    }
    return Sameness::different;
  }

  static Colours palette(Colours colours) {
    std::sort(colours.begin(), colours.end());
    return colours;
  }
  // The one that fewest share, so that there is least to try.
  static std::optional<std::uint64_t> shared_colour(const Colours& colours) {
    const Colours sorted = palette(colours);
    std::optional<std::uint64_t> best;
    std::size_t fewest = sorted.size() + 1;
    for (auto at = sorted.begin(); at != sorted.end();) {
      const auto end = std::upper_bound(at, sorted.end(), *at);
      const auto count = static_cast<std::size_t>(end - at);
      if (count > 1 && count < fewest) {
        fewest = count;
        best = *at;
      }
      at = end;
    }
    return best;
  }

  const Piece& a_;
  const Piece& b_;
  std::uint64_t& steps_;
  std::uint64_t most_steps_;
};

// Being the same is transitive: whichever partner a piece takes, the others fare alike.
Sameness pair(const std::vector<Piece>& a, std::vector<Piece>& b, std::uint64_t& steps,
              std::uint64_t most_steps) {
  std::multimap<std::uint64_t, Piece*> free;
  for (Piece& piece : b) free.emplace(piece.hash, &piece);
  for (const Piece& piece : a) {
    const auto [begin, end] = free.equal_range(piece.hash);
    auto partner = end;
    for (auto at = begin; at != end && partner == end; ++at) {
      const Sameness found = Search(piece, *at->second, steps, most_steps).run();
      if (found == Sameness::undecided) return found;
      if (found == Sameness::same) partner = at;
    }
    if (partner == end) return Sameness::different;
    free.erase(partner);
  }
  return Sameness::same;
}

}  // namespace

std::uint32_t TermNumbers::number_of(const rdf::TermView& term) {
  key_.assign(1, static_cast<char>('0' + static_cast<int>(term.kind)));
  // Tags compare without case.
  for (const char c : term.language) key_ += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  key_.append(1, ' ').append(term.datatype).append(1, ' ').append(term.text);
  return numbers_.try_emplace(key_, static_cast<std::uint32_t>(numbers_.size())).first->second;
}

std::uint32_t HeldGraph::place(const rdf::TermView& term) {
  if (!term.is_blank()) return terms_.number_of(term) * 2;
  const auto next = static_cast<std::uint32_t>(blanks_.size());
  return blanks_.try_emplace(std::string(term.text), next).first->second * 2 + 1;
}

bool HeldGraph::quad(const rdf::QuadView& quad, rdf::Nesting /*nesting*/, rdf::Position /*position*/) {
  rows_.push_back({place(quad.subject), place(quad.predicate), place(quad.object)});
  return true;
}

void HeldGraph::complete() {
  std::sort(rows_.begin(), rows_.end());
  rows_.erase(std::unique(rows_.begin(), rows_.end()), rows_.end());
}

std::size_t HeldGraph::lacks(const HeldGraph& other) const {
  return static_cast<std::size_t>(std::count_if(other.rows_.begin(), other.rows_.end(), [&](const Row& row) {
    return !has_blank(row) && !std::binary_search(rows_.begin(), rows_.end(), row);
  }));
}

Sameness compare(const HeldGraph& a, const HeldGraph& b, std::uint64_t most_steps) {
  if (a.rows().size() != b.rows().size() || a.blanks() != b.blanks()) return Sameness::different;
  if (a.lacks(b) != 0 || b.lacks(a) != 0) return Sameness::different;
  std::uint64_t steps = 0;
  const auto pieces_a = pieces_of(a, steps);
  auto pieces_b = pieces_of(b, steps);
  if (pieces_a.size() != pieces_b.size()) return Sameness::different;
  return pair(pieces_a, pieces_b, steps, most_steps);
}

}  // namespace tamizdat::query
