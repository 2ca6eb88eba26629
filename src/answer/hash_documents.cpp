#include "answer/hash_documents.hpp"

#include <algorithm>

#include "rdf/ascii.hpp"

namespace tamizdat::answer {
namespace {

using rdf::is_digit;

std::string_view number_at(std::string_view text, std::size_t at) {
  auto end = at;
  while (end < text.size() && is_digit(text[end])) ++end;
  while (at + 1 < end && text[at] == '0') ++at;
  return text.substr(at, end - at);
}

std::string_view before_hash(std::string_view iri) {
  return iri.substr(0, iri.find('#'));
}

}  // namespace

bool natural_less(std::string_view a, std::string_view b) {
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() && j < b.size()) {
    if (is_digit(a[i]) && is_digit(b[j])) {
      const auto x = number_at(a, i);
      const auto y = number_at(b, j);
      if (x.size() != y.size()) return x.size() < y.size();
      if (x != y) return x < y;
      i = static_cast<std::size_t>(x.data() - a.data()) + x.size();
      j = static_cast<std::size_t>(y.data() - b.data()) + y.size();
    } else {
      if (a[i] != b[j]) return static_cast<unsigned char>(a[i]) < static_cast<unsigned char>(b[j]);
      ++i, ++j;
    }
  }
  if (i < a.size() || j < b.size()) return i == a.size();
  return a < b;  // equal but for leading zeros
}

HashDocuments::HashDocuments(const store::Snapshot& snapshot, std::string_view base) {
  struct Found {
    std::string_view iri;
    store::TermId id;
  };
  std::vector<Found> found;
  const auto cursor = snapshot.match({});
  store::TermId last;
  for (store::Quad quad; cursor->next(quad);) {
    if (quad.subject == last || quad.subject.kind() != rdf::TermKind::iri) continue;
    last = quad.subject;
    const auto iri = snapshot.term(quad.subject).text;
    if (iri.starts_with(base) && iri.find('#') != std::string_view::npos)
      found.push_back({iri, quad.subject});
  }
  std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
    const auto x = before_hash(a.iri);
    const auto y = before_hash(b.iri);
    return x != y ? x < y : natural_less(a.iri, b.iri);
  });
  found.erase(
      std::unique(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.id == b.id; }),
      found.end());
  things_.reserve(found.size());
  for (const auto& [iri, id] : found) {
    const auto document = before_hash(iri);
    if (entries_.empty() || entries_.back().document != document)
      entries_.push_back({document, static_cast<std::uint32_t>(things_.size()), 0});
    ++entries_.back().count;
    things_.push_back(id);
  }
}

std::span<const store::TermId> HashDocuments::things(std::string_view document) const {
  const auto at =
      std::lower_bound(entries_.begin(), entries_.end(), document,
                       [](const Entry& entry, std::string_view wanted) { return entry.document < wanted; });
  if (at == entries_.end() || at->document != document) return {};
  return std::span(things_).subspan(at->first, at->count);
}

std::vector<std::string_view> HashDocuments::documents() const {
  std::vector<std::string_view> all;
  all.reserve(entries_.size());
  for (const auto& entry : entries_) all.push_back(entry.document);
  return all;
}

}  // namespace tamizdat::answer
