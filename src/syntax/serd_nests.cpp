#include "syntax/serd_nests.hpp"

#include "rdf/vocabulary.hpp"

namespace tamizdat::syntax {

using rdf::Nesting;

Nesting Nests::nesting_of(SerdStatementFlags flags, const Places& at) const {
  Nesting nesting = Nesting::none;
  const bool list_subject = (flags & SERD_LIST_S_BEGIN) != 0;
  const bool own_subject = (flags & (SERD_ANON_S_BEGIN | SERD_EMPTY_S)) != 0 && !list_subject &&
                           at.subject.is_generated() && open_.empty();
  if (own_subject) nesting = nesting | Nesting::subject_begins;
  if (!at.object.is_generated()) return nesting;
  if ((flags & (SERD_ANON_O_BEGIN | SERD_EMPTY_O)) != 0) nesting = nesting | Nesting::object_begins;
  if ((flags & SERD_LIST_O_BEGIN) != 0) nesting = nesting | Nesting::list_begins;
  return nesting;
}

void Nests::enter(Nesting nesting, const Places& at, std::size_t live) {
  const auto subject = at.subject.number;
  const auto object = at.object.number;
  if (rdf::has(nesting, Nesting::subject_begins)) open_.push_back({Nest::Kind::subject, subject, 0, floor()});
  if (rdf::has(nesting, Nesting::object_begins)) open_.push_back({Nest::Kind::object, object, 0, live});
  if (rdf::has(nesting, Nesting::list_begins)) open_.push_back({Nest::Kind::list, object, object, live});
}

Nest Nests::leave() {
  const Nest innermost = open_.back();
  open_.pop_back();
  return innermost;
}

bool Nests::subject_ends_before(const Reference& subject) const {
  if (open_.size() != 1 || !subject_ends()) return false;
  return !subject.is_generated() || subject.number != open_.back().head;
}

bool Nests::object_ends(std::uint32_t number) const {
  return !open_.empty() && open_.back().kind == Nest::Kind::object && open_.back().head == number;
}

bool Nests::list_ends(const Places& at) {
  if (open_.empty() || open_.back().kind != Nest::Kind::list) return false;
  if (at.predicate.text != rdf::rdfns::rest || at.subject.number != open_.back().cell) return false;
  if (!at.object.is_generated()) return true;
  open_.back().cell = at.object.number;
  return false;
}

}  // namespace tamizdat::syntax
