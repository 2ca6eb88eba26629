#include "store/dictionary.hpp"

#include <algorithm>
#include <utility>

#include "rdf/vocabulary.hpp"
#include "store/hash.hpp"

namespace tamizdat::store {
namespace {

using rdf::TermKind;
using rdf::TermView;

constexpr std::size_t block_size = std::size_t{1} << 20;
constexpr std::size_t first_slots = 1024;
// Most records end before this, and lie in the line of memory where they begin or in the next.
constexpr std::size_t usual_record = 48;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

// Lengths and qualifiers stand before the text, seven bits to a byte, the lowest first.
char* put_number(char* at, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) *at++ = static_cast<char>((value & 0x7F) | 0x80);
  *at++ = static_cast<char>(value);
  return at;
}

const char* get_number(const char* at, std::uint64_t& value) {
  value = 0;
  for (int shift = 0;; shift += 7) {
    const auto byte = static_cast<unsigned char>(*at++);
    value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
    if (byte < 0x80) return at;
  }
}

struct Record {
  std::string_view text;
  std::uint32_t qualifier = 0;
};

Record parse(const char* at, bool is_literal) {
  std::uint64_t size = 0;
  std::uint64_t qualifier = 0;
  at = get_number(at, size);
  if (is_literal) at = get_number(at, qualifier);
  return {{at, static_cast<std::size_t>(size)}, static_cast<std::uint32_t>(qualifier)};
}

std::uint32_t hash_of(const TermView& term, std::uint32_t qualifier) {
  const std::uint64_t seed = static_cast<std::uint64_t>(term.kind) << 32 | qualifier;
  return static_cast<std::uint32_t>(hash_bytes(term.text, seed));
}

std::size_t place(TermKind kind) {
  return static_cast<std::size_t>(kind) - 1;
}

}  // namespace

char* Arena::allocate(std::size_t size) {
  if (size > left_) {
    const std::size_t room = std::max(size, block_size);
    blocks_.push_back(std::unique_ptr<char[]>(new char[room]));
    bytes_ += room;
    // A giant has a block of its own; the block in use goes on being filled.
    if (size >= block_size) return blocks_.back().get();
    free_ = blocks_.back().get();
    left_ = room;
  }
  char* const at = free_;
  free_ += size;
  left_ -= size;
  return at;
}

Qualifiers::Qualifiers() {
  add({}, false, std::nullopt);
  datatypes_.emplace(rdf::xsd::string, 0);
  datatypes_.emplace("", 0);
}

std::uint32_t Qualifiers::add(std::string_view text, bool is_language,
                              std::optional<std::uint32_t> canonical) {
  const auto number = static_cast<std::uint32_t>(entries_.size());
  entries_.push_back({std::make_unique<const std::string>(text), canonical.value_or(number), is_language});
  return number;
}

bool Qualifiers::is_last(const TermView& literal) const {
  const Entry& last = entries_[last_];
  return last.is_language ? *last.text == literal.language
                          : literal.language.empty() && *last.text == literal.datatype;
}

std::uint32_t Qualifiers::intern_language(std::string_view tag) {
  if (const auto at = spellings_.find(tag); at != spellings_.end()) return at->second;
  const auto [canonical, is_new] =
      languages_.try_emplace(lower(tag), static_cast<std::uint32_t>(entries_.size()));
  const std::uint32_t number =
      add(tag, true, is_new ? std::nullopt : std::optional<std::uint32_t>(canonical->second));
  spellings_.emplace(tag, number);
  return number;
}

std::uint32_t Qualifiers::intern(const TermView& literal) {
  if (is_last(literal)) return last_;
  if (!literal.language.empty()) return last_ = intern_language(literal.language);
  if (const auto at = datatypes_.find(literal.datatype); at != datatypes_.end()) return last_ = at->second;
  last_ = add(literal.datatype, false, std::nullopt);
  datatypes_.emplace(literal.datatype, last_);
  return last_;
}

std::optional<std::uint32_t> Qualifiers::find(const TermView& literal) const {
  const bool is_language = !literal.language.empty();
  const Numbers& numbers = is_language ? languages_ : datatypes_;
  const auto at = is_language ? numbers.find(lower(literal.language)) : numbers.find(literal.datatype);
  if (at == numbers.end()) return std::nullopt;
  return at->second;
}

void Qualifiers::fill(std::uint32_t number, TermView& literal) const {
  const Entry& entry = entries_[number];
  (entry.is_language ? literal.language : literal.datatype) = *entry.text;
}

Dictionary::Dictionary() : slots_(first_slots) {}

bool Dictionary::equals(TermId id, const TermView& term, std::uint32_t qualifier) const {
  if (id.kind() != term.kind) return false;
  const Record record = parse(records_[place(term.kind)][id.index()], term.is_literal());
  return record.text == term.text &&
         (!term.is_literal() || qualifiers_.canonical(record.qualifier) == qualifier);
}

std::size_t Dictionary::locate(const TermView& term, std::uint32_t qualifier, std::uint32_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
    const Slot& slot = slots_[at];
    if (slot.id == 0) return at;
    if (slot.hash == hash && equals(TermId::from_value(slot.id), term, qualifier)) return at;
  }
}

const char* Dictionary::store(const TermView& term, std::uint32_t qualifier) {
  std::array<char, 20> front;
  char* end = put_number(front.data(), term.text.size());
  if (term.is_literal()) end = put_number(end, qualifier);
  const auto front_size = static_cast<std::size_t>(end - front.data());
  char* const record = arena_.allocate(front_size + term.text.size());
  std::copy(front.data(), end, record);
  std::copy(term.text.begin(), term.text.end(), record + front_size);
  return record;
}

Dictionary::Probe Dictionary::probe(const TermView& term) {
  Probe probe;
  if (term.is_literal()) probe.spelling = qualifiers_.intern(term);
  probe.qualifier = qualifiers_.canonical(probe.spelling);
  probe.hash = hash_of(term, probe.qualifier);
  return probe;
}

void Dictionary::fetch_slot(const Probe& probe) const {
  __builtin_prefetch(&slots_[probe.hash & (slots_.size() - 1)]);
}

// Where the record of the first slot of that hash is kept; null for new terms, mostly.
const char* const* Dictionary::likely_record(const Probe& probe) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = probe.hash & mask; slots_[at].id != 0; at = (at + 1) & mask) {
    const TermId id = TermId::from_value(slots_[at].id);
    if (slots_[at].hash == probe.hash) return &records_[place(id.kind())][id.index()];
  }
  return nullptr;
}

void Dictionary::fetch_record(const Probe& probe) const {
  if (const auto* record = likely_record(probe)) __builtin_prefetch(record);
}

void Dictionary::fetch_text(const Probe& probe) const {
  if (const auto* record = likely_record(probe)) __builtin_prefetch(*record);
}

std::optional<TermId> Dictionary::intern(const TermView& term, const Probe& probe) {
  const std::size_t at = locate(term, probe.qualifier, probe.hash);
  if (slots_[at].id != 0) return TermId::from_value(slots_[at].id);

  auto& records = records_[place(term.kind)];
  if (records.size() >= limit_) return std::nullopt;
  const TermId id(term.kind, static_cast<std::uint32_t>(records.size()));
  records.push_back(store(term, probe.spelling));
  slots_[at] = {id.value(), probe.hash};
  if (++used_ * 4 > slots_.size() * 3) rehash(slots_.size() * 2);
  return id;
}

std::optional<TermId> Dictionary::find(const TermView& term) const {
  if (term.is_none()) return std::nullopt;
  const auto qualifier = term.is_literal() ? qualifiers_.find(term) : std::optional<std::uint32_t>(0);
  if (!qualifier) return std::nullopt;
  const Slot& slot = slots_[locate(term, *qualifier, hash_of(term, *qualifier))];
  if (slot.id == 0) return std::nullopt;
  return TermId::from_value(slot.id);
}

TermView Dictionary::term(TermId id) const {
  if (!holds(id)) return {};
  const bool is_literal = id.kind() == TermKind::literal;
  const Record record = parse(records_[place(id.kind())][id.index()], is_literal);
  TermView view{id.kind(), record.text, {}, {}};
  if (is_literal) qualifiers_.fill(record.qualifier, view);
  return view;
}

void Dictionary::fetch(std::span<const TermId> ids) const {
  for (const TermId id : ids)
    if (holds(id)) __builtin_prefetch(&records_[place(id.kind())][id.index()]);
  for (const TermId id : ids) {
    if (!holds(id)) continue;
    const char* const record = records_[place(id.kind())][id.index()];
    __builtin_prefetch(record);
    __builtin_prefetch(record + usual_record);
  }
}

std::uint32_t Dictionary::count(TermKind kind) const {
  const std::size_t at = place(kind);  // none wraps around and is out of range
  return at < kinds ? static_cast<std::uint32_t>(records_[at].size()) : 0;
}

std::uint64_t Dictionary::size() const {
  return used_;
}

void Dictionary::rehash(std::size_t slots) {
  const std::vector<Slot> old = std::exchange(slots_, std::vector<Slot>(slots));
  const std::size_t mask = slots - 1;
  for (const Slot& slot : old) {
    if (slot.id == 0) continue;
    std::size_t at = slot.hash & mask;
    while (slots_[at].id != 0) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

std::uint64_t Dictionary::bytes() const {
  std::uint64_t sum = arena_.bytes() + slots_.capacity() * sizeof(Slot);
  for (const auto& records : records_) sum += records.capacity() * sizeof(const char*);
  return sum;
}

std::uint64_t Dictionary::fingerprint() const {
  std::uint64_t hash = used_;
  for (const auto& records : records_) {
    for (const char* at : records) {
      const bool is_literal = &records == &records_.back();
      const Record record = parse(at, is_literal);
      TermView qualifier;
      if (is_literal) qualifiers_.fill(record.qualifier, qualifier);
      hash = hash_bytes(record.text, hash);
      hash = hash_bytes(qualifier.language, hash_bytes(qualifier.datatype, hash));
    }
    hash = mix(hash, records.size() | 1U << 31);
  }
  return hash;
}

void Dictionary::shrink() {
  for (auto& records : records_) records.shrink_to_fit();
}

}  // namespace tamizdat::store
