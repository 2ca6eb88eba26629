#include "query/fingerprint.hpp"

#include <algorithm>

namespace tamizdat::query {
namespace {

std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  a ^= b + 0x9E3779B97F4A7C15U + (a << 6U) + (a >> 2U);
  a *= 0xBF58476D1CE4E5B9U;
  return a ^ (a >> 31U);
}

std::uint64_t hash(std::string_view text, std::uint64_t seed) {
  std::uint64_t h = 0xCBF29CE484222325U ^ seed;
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  return mix(h, text.size());
}

std::size_t distinct(std::vector<std::uint64_t> values) {
  std::sort(values.begin(), values.end());
  return static_cast<std::size_t>(std::unique(values.begin(), values.end()) - values.begin());
}

}  // namespace

Fingerprint::Place Fingerprint::place(const rdf::TermView& term) {
  if (term.is_blank()) {
    const auto next = static_cast<std::uint32_t>(blanks_.size() + 1);
    return {0, blanks_.try_emplace(std::string(term.text), next).first->second};
  }
  std::uint64_t h = hash(term.text, static_cast<std::uint64_t>(term.kind));
  h = mix(h, hash(term.datatype, 17));
  std::string language(term.language);  // tags compare without case
  std::transform(language.begin(), language.end(), language.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return {mix(h, hash(language, 19)), 0};
}

bool Fingerprint::quad(const rdf::QuadView& quad, rdf::Nesting /*nesting*/, rdf::Position /*position*/) {
  Row row;
  row.places[0] = place(quad.subject);
  row.places[1] = place(quad.predicate);
  row.places[2] = place(quad.object);
  rows_.push_back(row);
  return true;
}

std::uint64_t Fingerprint::hash_of(const Row& row, const Colours& colours, std::uint32_t self) {
  std::uint64_t h = 23;
  for (const Place& place : row.places) {
    if (place.blank == 0) {
      h = mix(h, place.hash);
    } else {
      h = mix(h, place.blank == self ? 3 : colours[place.blank]);
    }
  }
  return h;
}

// A node's colour takes in the rows it stands in; a sum does not depend on their order.
Fingerprint::Colours Fingerprint::refined(const Colours& colours) const {
  Colours next = colours;
  for (const Row& row : rows_) {
    for (std::uint64_t position = 0; position < 3; ++position) {
      const std::uint32_t self = row.places[position].blank;
      if (self != 0) next[self] += mix(hash_of(row, colours, self), position + 29);
    }
  }
  for (std::size_t i = 1; i < next.size(); ++i) next[i] = mix(next[i], colours[i]);
  return next;
}

Fingerprint::Print Fingerprint::print() const {
  Colours colours(blanks_.size() + 1, 1);
  for (std::size_t before = 0, now = distinct(colours); now != before && blanks_.size() > 0;) {
    colours = refined(colours);
    before = now;
    now = distinct(colours);
  }
  std::vector<std::uint64_t> hashes;
  hashes.reserve(rows_.size());
  for (const Row& row : rows_) hashes.push_back(hash_of(row, colours, 0));
  std::sort(hashes.begin(), hashes.end());
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
  Print print{hashes.size(), 31};
  for (const std::uint64_t h : hashes) print.hash = mix(print.hash, h);
  return print;
}

}  // namespace tamizdat::query
