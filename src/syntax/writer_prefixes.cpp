#include "syntax/writer_prefixes.hpp"

#include <algorithm>
#include <iterator>

#include "rdf/words.hpp"

namespace tamizdat::syntax {
namespace {

constexpr std::size_t few = 32;

/// Length, the last eight bytes and eight from the middle: namespaces of one data set differ there.
std::uint64_t hash_of(std::string_view space) {
  constexpr std::uint64_t odd = 0x9E3779B97F4A7C15U;
  if (space.size() < 8) return std::hash<std::string_view>()(space);
  const std::uint64_t end = rdf::load_word(space.data() + space.size() - 8);
  const std::uint64_t middle = rdf::load_word(space.data() + (space.size() - 8) / 2);
  std::uint64_t hash = (end ^ (space.size() * odd)) * odd;
  hash ^= hash >> 29;
  hash = (hash ^ middle) * odd;
  return hash ^ (hash >> 32);
}

bool has_cut(std::uint64_t word) {
  return (rdf::has_zero(word ^ rdf::each_byte('/')) | rdf::has_zero(word ^ rdf::each_byte('#'))) != 0;
}

/// Up to and with the last '#' or '/'; 0 if there is neither.
std::size_t cut(std::string_view iri) {
  std::size_t at = iri.size();
  while (at >= 8 && !has_cut(rdf::load_word(iri.data() + at - 8))) at -= 8;
  while (at > 0 && iri[at - 1] != '/' && iri[at - 1] != '#') --at;
  return at;
}

}  // namespace

WriterPrefixes::WriterPrefixes(const rdf::Prefixes* given, bool (*usable)(std::string_view))
    : table_(given != nullptr && !given->empty() ? given : nullptr), usable_(usable) {}

WriterPrefixes::Found WriterPrefixes::find(std::string_view iri) {
  if (table_ == nullptr) return {};
  const std::size_t length = cut(iri);
  if (length == 0) return ask(iri);
  const std::string_view space = iri.substr(0, length);
  const std::uint64_t hash = hash_of(space);
  Slot& slot = slots_[hash % slots_.size()];
  if (slot.answer == Answer::unknown || slot.hash != hash) slot = learn(space, hash);
  // Two namespaces of one hash only cost time: an exact answer is checked, the others are safe for all.
  if (slot.answer == Answer::exact && uses_[slot.use].space == space)
    return {&uses_[slot.use], iri.substr(length)};
  return slot.answer == Answer::none ? Found{} : ask(iri);
}

WriterPrefixes::Found WriterPrefixes::ask(std::string_view iri) {
  const auto found = table_->shorten(iri);
  if (!found) return {};
  const std::string_view space = iri.substr(0, iri.size() - found->local.size());
  const auto declared = table_->declared(space);
  const auto use = declared ? use_of(*declared) : std::nullopt;
  return use ? Found{&uses_[*use], found->local} : Found{};
}

WriterPrefixes::Slot WriterPrefixes::learn(std::string_view space, std::uint64_t hash) {
  if (const auto declared = table_->declared(space)) {
    const auto use = use_of(*declared);
    return use ? Slot{hash, *use, Answer::exact} : Slot{hash, 0, Answer::none};
  }
  // A namespace may also end inside the last segment ("…/obo/GO_"); only then every IRI has to be looked up.
  const bool none = !table_->goes_on(space) && !table_->shorten(space);
  return Slot{hash, 0, none ? Answer::none : Answer::ask};
}

std::optional<std::uint32_t> WriterPrefixes::index_of(std::string_view name) const {
  if (uses_.size() > few) {
    const auto same = use_by_name_.find(name);
    return same == use_by_name_.end() ? std::nullopt : std::optional(same->second);
  }
  const auto same = std::find_if(uses_.begin(), uses_.end(), [&](const Use& u) {
    return u.name.size() == name.size() && (name.empty() || u.name.front() == name.front()) && u.name == name;
  });
  if (same == uses_.end()) return std::nullopt;
  return static_cast<std::uint32_t>(same - uses_.begin());
}

std::optional<std::uint32_t> WriterPrefixes::use_of(const rdf::Declared& declared) {
  if (const auto index = index_of(declared.name)) return index;
  if (!usable_(declared.name)) return std::nullopt;
  if (uses_.empty()) uses_.reserve(few / 2);
  uses_.push_back({declared.name, declared.space, false});
  const auto index = static_cast<std::uint32_t>(uses_.size() - 1);
  if (uses_.size() > few) {
    for (std::uint32_t i = use_by_name_.empty() ? 0 : index; i <= index; ++i)
      use_by_name_.emplace(uses_[i].name, i);
  }
  return index;
}

bool WriterPrefixes::would_redeclare(std::string_view name, std::string_view iri) const {
  const auto index = index_of(name);
  return index && uses_[*index].used && uses_[*index].space != iri;
}

void WriterPrefixes::set(std::string_view name, std::string_view iri) {
  if (table_ != nullptr && table_->find(name) == iri) return;
  if (table_ != &own_) {
    if (table_ != nullptr) own_ = *table_;
    table_ = &own_;
    use_by_name_.clear();
    for (std::uint32_t i = 0; i < uses_.size(); ++i) {
      const auto entry = own_.entries().find(uses_[i].name);
      uses_[i] = {entry->first, entry->second, uses_[i].used};
      if (uses_.size() > few) use_by_name_.emplace(uses_[i].name, i);
    }
  }
  // The views of the old entry end with it.
  const auto index = index_of(name);
  use_by_name_.erase(name);
  own_.set(name, iri);
  if (index) {
    const auto entry = own_.entries().find(name);
    uses_[*index] = {entry->first, entry->second, false};
    if (uses_.size() > few) use_by_name_.emplace(entry->first, *index);
  }
  slots_ = {};
}

std::vector<WriterPrefixes::Use> WriterPrefixes::used() const {
  std::vector<Use> used;
  std::copy_if(uses_.begin(), uses_.end(), std::back_inserter(used), [](const Use& use) { return use.used; });
  std::sort(used.begin(), used.end(), [](const Use& a, const Use& b) { return a.name < b.name; });
  return used;
}

bool WriterPrefixes::is_used(std::string_view name) const {
  return std::any_of(uses_.begin(), uses_.end(), [&](const Use& u) { return u.used && u.name == name; });
}

}  // namespace tamizdat::syntax
