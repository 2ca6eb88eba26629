#include "answer/thing_stream.hpp"

#include <algorithm>
#include <utility>

namespace tamizdat::answer {
namespace {

using rdf::Nesting;
using store::Quad;
using store::TermId;

constexpr auto blank = rdf::TermKind::blank;

rdf::Error stopped() {
  return {rdf::Code::cancelled, "the receiver asked to stop"};
}

}  // namespace

bool FewTerms::insert(TermId id) {
  if (contains(id)) return false;
  if (first_.size() == few) return rest_.insert(id.value()).second;
  first_.push_back(id);
  return true;
}

bool FewTerms::contains(TermId id) const {
  if (std::find(first_.begin(), first_.end(), id) != first_.end()) return true;
  return !rest_.empty() && rest_.contains(id.value());
}

void ThingStream::name_by_skolem_iri(TermId id) {
  root_ = id;
  root_iri_ = publication_.addresses.skolem_iri(publication_.snapshot->term(id).text);
}

void ThingStream::begin(TermId thing) {
  if (!told_.insert(thing)) return;
  opens_subject_ =
      thing.kind() == blank && thing != root_ && publication_.snapshot->count({{}, {}, thing}).count == 0;
  push(thing, opens_subject_, false);
}

void ThingStream::push(TermId subject, bool nested, bool list) {
  Frame frame;
  frame.subject = subject;
  frame.view = subject == root_ && root_ ? rdf::iri(root_iri_) : publication_.snapshot->term(subject);
  frame.nested = nested;
  frame.closes = subject;
  const TermId type = publication_.terms.type;
  frame.stage = list ? Stage::cells : Stage::triples;
  if (!list) {
    frame.cursor = publication_.snapshot->match({subject, {}, {}});
    frame.cursor->expect_terms();
    if (type) frame.types = publication_.snapshot->match({subject, type, {}});
  }
  frames_.push_back(std::move(frame));
}

rdf::Result<bool> ThingStream::pump(rdf::QuadSink& sink, std::size_t budget) {
  for (std::size_t sent = 0; sent < budget; ++sent) {
    if (frames_.empty()) {
      if (next_waiting_ == waiting_.size()) return false;
      push(waiting_[next_waiting_++], false, false);
    }
    if (auto stepped = step(sink); !stepped) return stepped.error();
  }
  return true;
}

rdf::Result<bool> ThingStream::step(rdf::QuadSink& sink) {
  Frame& frame = frames_.back();
  Quad quad;
  auto more =
      frame.stage == Stage::cells ? rdf::Result<bool>(next_in_list(frame, quad)) : next_in(frame, quad);
  if (!more) return more;
  if (*more) {
    if (frame.subject.kind() == blank) ++closure_;
    const bool opens = std::exchange(opens_subject_, false);
    const rdf::TermView subject = frame.view;  // sending may move the frames
    if (auto sent = send(sink, subject, quad, opens); !sent) return sent.error();
    return true;
  }
  const bool nested = frame.nested;
  const TermId closes = frame.closes;
  frames_.pop_back();
  if (nested && !sink.end(publication_.snapshot->term(closes).text)) return stopped();
  return true;
}

rdf::Result<bool> ThingStream::next_in(Frame& frame, Quad& quad) {
  if (frame.types) {
    if (frame.types->next(quad)) return true;
    if (auto status = frame.types->status(); !status) return status.error();
    frame.types.reset();
  }
  while (frame.cursor->next(quad))
    if (quad.predicate != publication_.terms.type) return true;
  if (auto status = frame.cursor->status(); !status) return status.error();
  return false;
}

bool ThingStream::next_in_list(Frame& frame, Quad& quad) {
  const auto& terms = publication_.terms;
  if (frame.subject == terms.nil) return false;
  quad.subject = frame.subject;
  quad.predicate = frame.first_sent ? terms.rest : terms.first;
  quad.object = only_value(frame.subject, quad.predicate);
  if (frame.first_sent) {
    frame.subject = quad.object;
    frame.first_sent = false;
  } else {
    frame.first_sent = true;
  }
  return true;
}

rdf::Result<void> ThingStream::send(rdf::QuadSink& sink, const rdf::TermView& subject, const Quad& quad,
                                    bool opens_subject) {
  rdf::QuadView view;
  view.subject = subject;
  view.predicate = publication_.snapshot->term(quad.predicate);
  Nesting nesting = opens_subject ? Nesting::subject_begins : Nesting::none;
  Frame& frame = frames_.back();
  if (frame.stage == Stage::cells) {
    // The frame has moved on to the next cell when rdf:rest is sent.
    frame.view = publication_.snapshot->term(frame.subject);
    if (!frame.first_sent) {
      if (frame.subject.kind() == blank) told_.insert(frame.subject);
      view.object = frame.view;
      if (!sink.quad(view, nesting, {})) return stopped();
      return {};
    }
  }
  const TermId object = quad.object;
  bool opens = false;
  bool list = false;
  if (object.kind() == blank && object != root_ && !told(object) && closure_ < closure_limit) {
    told_.insert(object);
    opens = frames_.size() < depth_limit && publication_.snapshot->count({{}, {}, object}).count == 1;
    list = opens && is_list(object);
    if (!opens) waiting_.push_back(object);
    if (opens) nesting = nesting | Nesting::object_begins;
    if (list) nesting = nesting | Nesting::list_begins;
  }
  view.object = named(object, object_room_);
  if (!sink.quad(view, nesting, {})) return stopped();
  if (opens) push(object, true, list);
  return {};
}

rdf::TermView ThingStream::named(TermId id, std::string& room) {
  const auto view = publication_.snapshot->term(id);
  if (id.kind() != blank) return view;
  if (id == root_) return rdf::iri(root_iri_);
  if (told(id)) return view;
  room = publication_.addresses.skolem_iri(view.text);
  return rdf::iri(room);
}

rdf::Result<void> ThingStream::triple(rdf::QuadSink& sink, const Quad& quad) {
  rdf::QuadView view;
  view.subject = named(quad.subject, subject_room_);
  view.predicate = publication_.snapshot->term(quad.predicate);
  view.object = named(quad.object, object_room_);
  if (!sink.quad(view, Nesting::none, {})) return stopped();
  return {};
}

TermId ThingStream::only_value(TermId subject, TermId predicate) const {
  Quad quad;
  publication_.snapshot->match({subject, predicate, {}})->next(quad);
  return quad.object;
}

/// Every cell is a blank node with one rdf:first, one rdf:rest and nothing else, pointed at once; the last
/// rest is rdf:nil.
bool ThingStream::is_list(TermId head) const {
  const auto& terms = publication_.terms;
  const auto& snapshot = *publication_.snapshot;
  if (!terms.first || !terms.rest || !terms.nil) return false;
  TermId cell = head;
  for (std::size_t length = 0; length < list_limit && cell != terms.nil; ++length) {
    if (cell.kind() != blank || cell == root_ || (cell != head && told(cell))) return false;
    if (snapshot.count({cell, {}, {}}).count != 2 || snapshot.count({cell, terms.first, {}}).count != 1 ||
        snapshot.count({cell, terms.rest, {}}).count != 1 || snapshot.count({{}, {}, cell}).count != 1)
      return false;
    cell = only_value(cell, terms.rest);
  }
  return cell == terms.nil;
}

}  // namespace tamizdat::answer
