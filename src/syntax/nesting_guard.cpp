#include "syntax/nesting_guard.hpp"

#include <cstring>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "rdf/vocabulary.hpp"

namespace tamizdat::syntax {
namespace {

constexpr std::size_t most_events = 4096;
constexpr std::size_t most_bytes = std::size_t{256} * 1024;
constexpr std::size_t most_labels = std::size_t{64} * 1024;
constexpr std::size_t nowhere = static_cast<std::size_t>(-1);
constexpr std::size_t most_nested_cells = 16;

/// Text that stays where it is until clear().
class Arena {
 public:
  std::string_view keep(std::string_view text) {
    if (text.empty()) return {};
    if (blocks_.empty() || used_ + text.size() > blocks_.back().size) add_block(text.size());
    char* at = blocks_.back().bytes.get() + used_;
    std::memcpy(at, text.data(), text.size());
    used_ += text.size();
    total_ += text.size();
    return {at, text.size()};
  }
  void clear() {
    if (blocks_.size() > 1) blocks_.clear();
    used_ = total_ = 0;
  }
  [[nodiscard]] std::size_t size() const { return total_; }

 private:
  struct Block {
    std::unique_ptr<char[]> bytes;
    std::size_t size;
  };
  void add_block(std::size_t least) {
    constexpr std::size_t usual = 4096;
    const std::size_t size = least > usual ? least : usual;
    blocks_.push_back({std::make_unique<char[]>(size), size});
    used_ = 0;
  }

  std::vector<Block> blocks_;
  std::size_t used_ = 0;
  std::size_t total_ = 0;
};

std::size_t hash_of(std::string_view label) {
  return std::hash<std::string_view>()(label);
}

/// Labels by their hashes, up to a bound.
class Labels {
 public:
  [[nodiscard]] bool has(std::string_view label) const {
    return !hashes_.empty() && hashes_.contains(hash_of(label));
  }
  bool add(std::string_view label) { return add_hash(hash_of(label)); }
  void add_all(const Labels& others) {
    for (const std::size_t hash : others.hashes_) add_hash(hash);
  }
  void clear() { hashes_.clear(); }

 private:
  /// False if it was there already.
  bool add_hash(std::size_t hash) { return hashes_.size() >= most_labels || hashes_.insert(hash).second; }

  std::unordered_set<std::size_t> hashes_;
};

rdf::Nesting without(rdf::Nesting flags, rdf::Nesting dropped) {
  return static_cast<rdf::Nesting>(static_cast<std::uint8_t>(flags) & ~static_cast<std::uint8_t>(dropped));
}

constexpr rdf::Nesting object_flags = rdf::Nesting::object_begins | rdf::Nesting::list_begins;

class NestingGuard final : public QuadWriter {
 public:
  NestingGuard(std::unique_ptr<QuadWriter> writer, NestingRules rules)
      : writer_(std::move(writer)), rules_(rules) {}

  bool prefix(std::string_view name, std::string_view iri) override {
    return !failed_ && writer_->prefix(name, iri);
  }

  bool quad(const rdf::QuadView& quad, rdf::Nesting nesting, rdf::Position) override {
    if (failed_) return false;
    if (!quad.object.is_blank()) nesting = without(nesting, object_flags);
    if (!quad.subject.is_blank() || !levels_.empty())
      nesting = without(nesting, rdf::Nesting::subject_begins);
    switch (mode_) {
      case Mode::idle:
        return nesting == rdf::Nesting::none ? pass_plain(quad) : begin_region(quad, nesting);
      case Mode::flat:
        return pass_plain(quad);
      case Mode::held:
        return keeps_promise(quad, nesting) ? hold(quad, nesting) : flatten() && pass_plain(quad);
      case Mode::trusted:
        return keeps_promise(quad, nesting) ? writer_->quad(quad, nesting, {}) : fail(quad);
    }
    return false;
  }

  bool end(std::string_view label) override {
    if (failed_) return false;
    switch (mode_) {
      case Mode::idle:
        return true;
      case Mode::flat:
        if (label == root_) mode_ = Mode::idle;
        return true;
      case Mode::held:
        return may_end(label) ? hold_end(label) : flatten() && end(label);
      case Mode::trusted:
        if (!may_end(label)) return fail({});
        pop();
        return writer_->end(label);
    }
    return false;
  }

  rdf::Result<void> finish() override {
    if (failed_) return error_;
    if (mode_ == Mode::held && !flatten()) return error();
    return writer_->finish();
  }

  [[nodiscard]] const rdf::Error& error() const override { return failed_ ? error_ : writer_->error(); }

 private:
  enum class Mode : std::uint8_t {
    idle,     // outside
    held,     // in a region that is being collected
    flat,     // in one that goes on without flags, until its root ends
    trusted,  // in one that is too large to be collected
  };
  enum class Awaited : std::uint8_t { anything, first, rest, end };

  /// An open node or list.
  struct Level {
    std::string label;
    std::string cell;  // of a list
    Awaited awaited = Awaited::anything;
    std::size_t event = 0;  // of its opening
    std::size_t cells = 1;
  };

  /// A held quad, or the end of a node if the quad has no predicate.
  struct Event {
    rdf::QuadView quad;
    rdf::Nesting nesting = rdf::Nesting::none;
    bool as_cells = false;       // a list that is opened here has to be nested cells
    std::size_t list = nowhere;  // for rdf:rest: where its list was opened
  };

  // ---- plain quads

  bool pass_plain(const rdf::QuadView& quad) {
    return mention(quad, quad.subject) && mention(quad, quad.object) && mention(quad, quad.graph) &&
           writer_->quad(quad, rdf::Nesting::none, {});
  }

  bool mention(const rdf::QuadView& quad, const rdf::TermView& term) {
    if (!term.is_blank()) return true;
    if (nested_.has(term.text)) return fail(quad);
    mentioned_.add(term.text);
    return true;
  }

  bool fail(const rdf::QuadView& quad) {
    failed_ = true;
    error_ = rdf::Error(rdf::Code::internal,
                        "a nested blank node is used from elsewhere: " + rdf::to_string(quad.subject) + ' ' +
                            rdf::to_string(quad.predicate) + ' ' + rdf::to_string(quad.object));
    return false;
  }

  // ---- regions

  bool begin_region(const rdf::QuadView& quad, rdf::Nesting nesting) {
    arena_.clear();
    events_.clear();
    as_cells_too_long_ = false;
    opened_.clear();
    graph_ = rdf::Term(quad.graph);
    const bool subject = has(nesting, rdf::Nesting::subject_begins);
    root_ = subject ? quad.subject.text : quad.object.text;
    mode_ = Mode::held;
    if (mention_outside(quad.graph) &&
        (subject ? open(quad.subject.text, false) : mention_outside(quad.subject)) &&
        opens_or_mentions(quad.object, nesting))
      return hold(quad, nesting);
    levels_.clear();
    mode_ = Mode::flat;
    return pass_plain(quad);
  }

  /// A blank node named by its label; false if that label is gone or nested here.
  bool mention_outside(const rdf::TermView& term) {
    if (!term.is_blank()) return true;
    if (nested_.has(term.text) || opened_.has(term.text)) return false;
    mentioned_.add(term.text);
    return true;
  }

  /// Takes a label out of the world: from now on only the nesting names it.
  bool claim(std::string_view label) {
    if (nested_.has(label) || mentioned_.has(label)) return false;
    if (mode_ == Mode::trusted) {
      nested_.add(label);
      return true;
    }
    return opened_.add(label);
  }

  bool open(std::string_view label, bool list) {
    if (!claim(label) || (mode_ == Mode::held && levels_.size() >= rules_.depth)) return false;
    Level& level = levels_.emplace_back();
    level.label = label;
    level.event = events_.size();
    if (list) {
      level.cell = label;
      level.awaited = Awaited::first;
    }
    return true;
  }

  bool opens_or_mentions(const rdf::TermView& object, rdf::Nesting nesting) {
    const bool list = has(nesting, rdf::Nesting::list_begins);
    if (list || has(nesting, rdf::Nesting::object_begins)) return open(object.text, list);
    return mention_outside(object);
  }

  bool keeps_promise(const rdf::QuadView& quad, rdf::Nesting nesting) {
    if (!(quad.graph == graph_.view()) || !quad.subject.is_blank()) return false;
    Level& level = levels_.back();
    rest_of_ = nowhere;
    switch (level.awaited) {
      case Awaited::anything:
        return quad.subject.text == level.label && opens_or_mentions(quad.object, nesting);
      case Awaited::first:
        return quad.subject.text == level.cell && is_first(level, quad, nesting);
      case Awaited::rest:
        return quad.subject.text == level.cell && nesting == rdf::Nesting::none && is_rest(level, quad);
      case Awaited::end:
        return false;
    }
    return false;
  }

  bool is_first(Level& level, const rdf::QuadView& quad, rdf::Nesting nesting) {
    if (quad.predicate.text != rdf::rdfns::first) return false;
    level.awaited = Awaited::rest;
    if (rules_.lists_of_nodes && (quad.object.is_literal() || has(nesting, rdf::Nesting::list_begins)))
      events_[level.event].as_cells = true;
    return opens_or_mentions(quad.object, nesting);
  }

  bool is_rest(Level& level, const rdf::QuadView& quad) {
    if (quad.predicate.text != rdf::rdfns::rest) return false;
    rest_of_ = level.event;
    if (quad.object.is_blank()) {
      level.cell = quad.object.text;
      level.awaited = Awaited::first;
      ++level.cells;
      return claim(quad.object.text);
    }
    level.awaited = Awaited::end;
    return quad.object.is_iri() && quad.object.text == rdf::rdfns::nil;
  }

  bool may_end(std::string_view label) const {
    const Level& level = levels_.back();
    return level.label == label && (level.awaited == Awaited::anything || level.awaited == Awaited::end);
  }

  void pop() {
    const Level& level = levels_.back();
    if (mode_ == Mode::held && events_[level.event].as_cells && level.cells > most_nested_cells)
      as_cells_too_long_ = true;
    levels_.pop_back();
    if (levels_.empty() && mode_ == Mode::trusted) mode_ = Mode::idle;
  }

  bool hold(const rdf::QuadView& quad, rdf::Nesting nesting) {
    Event& event = events_.emplace_back();
    event.quad = {keep(quad.subject), keep(quad.predicate), keep(quad.object), keep(quad.graph)};
    event.nesting = nesting;
    event.list = rest_of_;
    rest_of_ = nowhere;
    if (events_.size() < most_events && arena_.size() < most_bytes) return true;
    return rules_.trusts_large ? trust() : flatten();
  }

  rdf::TermView keep(const rdf::TermView& term) {
    return {term.kind, arena_.keep(term.text), arena_.keep(term.datatype), arena_.keep(term.language)};
  }

  bool hold_end(std::string_view label) {
    Event& event = events_.emplace_back();
    event.quad.subject = rdf::blank(arena_.keep(label));
    event.list = levels_.back().event;
    pop();
    if (!levels_.empty()) return true;
    if (as_cells_too_long_) {
      const bool fine = flatten();
      mode_ = Mode::idle;
      return fine;
    }
    mode_ = Mode::idle;
    return replay_nested();
  }

  bool trust() {
    mode_ = Mode::trusted;
    return replay_nested();
  }

  /// Sends on what is held with its flags; its labels are gone then.
  bool replay_nested() {
    nested_.add_all(opened_);
    for (const Event& event : events_) {
      if (!replay(event)) return false;
    }
    return true;
  }

  bool replay(const Event& event) {
    const bool cells = event.list < events_.size() && events_[event.list].as_cells;
    if (event.quad.predicate.is_none())
      return cells ? end_cells(event) : writer_->end(event.quad.subject.text);
    rdf::Nesting nesting = event.nesting;
    if (event.as_cells) nesting = without(nesting, rdf::Nesting::list_begins) | rdf::Nesting::object_begins;
    if (cells && event.quad.object.is_blank()) nesting = nesting | rdf::Nesting::object_begins;
    return writer_->quad(event.quad, nesting, {});
  }

  /// The end of a list that has been written as cells within cells: the last one first.
  bool end_cells(const Event& event) {
    for (std::size_t i = events_.size(); i-- > event.list + 1;) {
      const Event& rest = events_[i];
      const bool cell = rest.list == event.list && rest.quad.object.is_blank();
      if (cell && !writer_->end(rest.quad.object.text)) return false;
    }
    return writer_->end(event.quad.subject.text);
  }

  /// Sends on what is held without flags, and so the rest of the region.
  bool flatten() {
    mode_ = Mode::flat;
    levels_.clear();
    for (const Event& event : events_) {
      if (!event.quad.predicate.is_none() && !pass_plain(event.quad)) return false;
    }
    events_.clear();
    return true;
  }

  std::unique_ptr<QuadWriter> writer_;
  NestingRules rules_;
  Mode mode_ = Mode::idle;
  std::vector<Level> levels_;
  std::vector<Event> events_;
  Arena arena_;
  Labels opened_;     // in the region that is held
  Labels nested_;     // without their label
  Labels mentioned_;  // by their label
  rdf::Term graph_;
  std::string root_;
  std::size_t rest_of_ = nowhere;
  bool as_cells_too_long_ = false;
  bool failed_ = false;
  rdf::Error error_;
};

}  // namespace

std::unique_ptr<QuadWriter> guard_nesting(std::unique_ptr<QuadWriter> writer, NestingRules rules) {
  return std::make_unique<NestingGuard>(std::move(writer), rules);
}

}  // namespace tamizdat::syntax
