#include "syntax/serd_reader.hpp"

#include <serd/serd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdarg>
#include <cstdio>
#include <exception>
#include <optional>
#include <utility>

#include "syntax/expansion.hpp"
#include "syntax/serd_complaints.hpp"
#include "syntax/serd_nests.hpp"
#include "syntax/serd_nodes.hpp"
#include "syntax/slots.hpp"
#include "syntax/token_feed.hpp"

namespace tamizdat::syntax {
namespace {

using rdf::Code;
using rdf::Error;
using rdf::Nesting;
using rdf::Position;
using rdf::TermView;

SerdSyntax serd_syntax(FormatId format) {
  switch (format) {
    case FormatId::trig:
      return SERD_TRIG;
    case FormatId::ntriples:
      return SERD_NTRIPLES;
    case FormatId::nquads:
      return SERD_NQUADS;
    default:
      return SERD_TURTLE;
  }
}

/// The term as it was written, cut where it is long.
std::string describe(const Slot& slot) {
  constexpr std::size_t longest = 40;
  const bool is_iri = slot.kind == TokenKind::iri;
  const IriText& iri = slot.term.iri;
  std::string text = is_iri ? "<" + iri.text + ">" : slot.kind == TokenKind::name ? iri.text : slot.term.text;
  if (slot.kind == TokenKind::blank) text.insert(0, "_:");
  if (text.size() > longest) {
    std::size_t cut = longest;
    while ((static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
    text.resize(cut);
    text += "…";
  }
  return slot.kind == TokenKind::literal ? "the literal \"" + text + "\"" : text;
}

/// One reading: Serd calls back while it asks the feed for more.
class Reading {
 public:
  Reading(ByteSource& bytes, const ReadOptions& options, rdf::QuadSink& sink)
      : options_(options), sink_(sink), feed_(bytes, options, slots_), expansion_(options) {}

  rdf::Result<void> run() {
    do {
      feed_.begin_reader();
      const SerdStatus status = read_page_by_page();
      // Serd leaves off without a word at an N-Quads subject that is none. Nothing to read is a failure too.
      if (status != SERD_SUCCESS && !stopped() && feed_.count() != feed_.reader_begin())
        complain(slots_.first_ahead(feed_.count()), "bad subject");
    } while (!stopped() && !feed_.ended());
    if (!stopped() && nests_.subject_ends()) leave_nest();
    if (auto error = outcome()) return std::move(error->at(options_.source, error->position));
    return {};
  }

 private:
  SerdStatus read_page_by_page() {
    SerdReader* const reader = serd_reader_new(serd_syntax(options_.format), this, nullptr, on_base,
                                               on_prefix, on_statement, on_end);
    serd_reader_set_strict(reader, true);
    serd_reader_set_error_sink(reader, on_error, this);
    const SerdStatus status =
        serd_reader_read_source(reader, on_read, on_read_error, this, nullptr, TokenFeed::page_size);
    serd_reader_free(reader);
    return status;
  }

  // ---- from Serd ----

  /// No exception may pass through Serd.
  template <class Act>
  SerdStatus guarded(Act act) noexcept {
    if (stopped()) return SERD_ERR_UNKNOWN;
    try {
      act();
    } catch (const std::exception& e) {
      error_ = Error(Code::internal, std::string("reading failed: ") + e.what());
    } catch (...) {
      error_ = Error(Code::internal, "reading failed");
    }
    return stopped() ? SERD_ERR_UNKNOWN : SERD_SUCCESS;
  }

  static Reading& self(void* handle) { return *static_cast<Reading*>(handle); }

  static std::size_t on_read(void* page, std::size_t, std::size_t size, void* handle) {
    std::size_t n = 0;
    self(handle).guarded([&] { n = self(handle).feed_.fill(static_cast<char*>(page), size); });
    return n;
  }
  static int on_read_error(void*) { return 0; }
  static SerdStatus on_base(void* handle, const SerdNode* uri) {
    return self(handle).guarded([&] { self(handle).base(uri); });
  }
  static SerdStatus on_prefix(void* handle, const SerdNode* name, const SerdNode* uri) {
    return self(handle).guarded([&] { self(handle).prefix(name, uri); });
  }
  static SerdStatus on_statement(void* handle, SerdStatementFlags flags, const SerdNode* graph,
                                 const SerdNode* subject, const SerdNode* predicate, const SerdNode* object,
                                 const SerdNode*, const SerdNode*) {
    return self(handle).guarded([&] {
      self(handle).statement(flags,
                             {reference(graph), reference(subject), reference(predicate), reference(object)});
    });
  }
  static SerdStatus on_end(void* handle, const SerdNode* node) {
    return self(handle).guarded([&] { self(handle).end(reference(node).number); });
  }
  static SerdStatus on_error(void* handle, const SerdError* error) {
    self(handle).guarded([&] {
      std::array<char, 128> text{};
      va_list arguments;
      va_copy(arguments, *error->args);
      std::vsnprintf(text.data(), text.size(), error->fmt, arguments);
      va_end(arguments);
      self(handle).complain(self(handle).feed_.reader_begin() + (error->line - 1), text.data());
    });
    return SERD_SUCCESS;
  }

  // ---- statements ----

  void statement(SerdStatementFlags flags, const Places& at) {
    if (at.subject.kind == Reference::Kind::none) return complain(feed_.count() - 1, "bad subject");
    if (nests_.subject_ends_before(at.subject)) leave_nest();
    const Nesting nesting = nests_.nesting_of(flags, at);
    make_live(at);
    rdf::QuadView quad;
    if (!term(at.subject, subject_label_, quad.subject) ||
        !term(at.predicate, subject_label_, quad.predicate) || !term(at.object, object_label_, quad.object) ||
        !term(at.graph, graph_label_, quad.graph))
      return;
    find_position(at);
    if (!sink_.quad(quad, nesting, position_)) {
      cancelled_ = true;
      return;
    }
    free_all_but(at);
    nests_.enter(nesting, at, slots_.live());
    if (rdf::has(nesting, Nesting::object_begins) && (flags & SERD_EMPTY_O) != 0) leave_nest();
    if (nests_.list_ends(at)) leave_nest();
  }

  /// Serd says that "[ … ]" is complete.
  void end(std::uint32_t number) {
    if (nests_.object_ends(number)) leave_nest();
  }

  void leave_nest() {
    const Nest nest = nests_.leave();
    if (nest.kind != Nest::Kind::subject) free_above(nest.floor);
    if (!sink_.end(expansion_.generated_label(nest.head, object_label_))) cancelled_ = true;
  }

  /// Serd has read all tokens up to the last one it names.
  void make_live(const Places& at) {
    std::optional<std::uint64_t> last;
    for (const Reference* r : {&at.graph, &at.subject, &at.predicate, &at.object})
      if (r->is_slot()) last = std::max(last.value_or(0), slots_[r->number].token);
    if (last) slots_.make_live(*last);
  }

  /// Frees what was read since the innermost nest began, but for what the next statement may name again.
  void free_all_but(const Places& kept) {
    const auto is = [](const Reference& r, SlotId id) { return r.is_slot() && r.number == id; };
    slots_.free_above(nests_.floor(), [&](SlotId id) {
      return is(kept.graph, id) || is(kept.subject, id) || is(kept.predicate, id);
    });
  }

  void free_above(std::size_t floor) {
    slots_.free_above(floor, [](SlotId) { return false; });
  }

  bool term(const Reference& r, std::string& label, TermView& out) {
    switch (r.kind) {
      case Reference::Kind::none:
        return true;
      case Reference::Kind::vocabulary:
        out = rdf::iri(r.text);
        return true;
      case Reference::Kind::generated:
        out = rdf::blank(expansion_.generated_label(r.number, label));
        return true;
      case Reference::Kind::slot:
        break;
    }
    Slot& slot = slots_[r.number];
    if (!expand(slot)) return false;
    if (slot.kind == TokenKind::blank)
      out = rdf::blank(slot.term.text);
    else if (slot.kind == TokenKind::literal)
      out = rdf::literal(slot.term.text, slot.term.datatype.text, slot.term.language);
    else
      out = rdf::iri(slot.term.iri.text);
    return true;
  }

  bool expand(Slot& slot) {
    if (slot.expanded || expansion_.expand(slot)) return true;
    return fail(expansion_.fault());
  }

  /// The place of a statement is that of its object, or the last place known if it is not written out.
  void find_position(const Places& at) {
    for (const Reference* r : {&at.object, &at.predicate, &at.subject}) {
      if (!r->is_slot()) continue;
      const Position p = slots_[r->number].position;
      if (std::pair(p.line, p.column) > std::pair(position_.line, position_.column)) position_ = p;
      return;
    }
  }

  // ---- directives ----

  /// The slot behind the IRI of a directive, made absolute; null if it is none.
  Slot* directive_iri(const SerdNode* uri) {
    if (nests_.subject_ends()) leave_nest();
    Slot& slot = slots_[reference(uri).number];
    slots_.make_live(slot.token);
    if (slot.kind == TokenKind::iri) return expand(slot) ? &slot : nullptr;
    Error error(Code::invalid_syntax, "a directive needs an IRI in <>, not " + describe(slot));
    error.position = slot.position;
    fail(std::move(error));
    return nullptr;
  }

  void base(const SerdNode* uri) {
    if (const Slot* slot = directive_iri(uri)) {
      expansion_.set_base(slot->term.iri.text);
      free_above(0);
    }
  }

  void prefix(const SerdNode* name, const SerdNode* uri) {
    std::uint32_t id = 0;
    const std::string_view digits = text_of(name).substr(1);  // behind the 'p'
    std::from_chars(digits.data(), digits.data() + digits.size(), id);
    const IriText& written = slots_[id].term.iri;
    const std::string_view prefix = std::string_view(written.text).substr(0, written.prefix_length);
    if (const Slot* slot = directive_iri(uri)) {
      const std::string& iri = slot->term.iri.text;
      expansion_.declare(prefix, iri);
      if (!sink_.prefix(prefix, iri)) cancelled_ = true;
      free_above(0);
    }
  }

  // ---- errors ----

  [[nodiscard]] bool stopped() const { return cancelled_ || error_ || complaint_; }

  bool fail(Error error) {
    if (!error_) error_ = std::move(error);
    return false;
  }

  void complain(std::uint64_t token, std::string_view complaint) {
    if (complaint_) return;
    complaint_ = words_for(complaint);
    complaint_token_ = token;
  }

  /// The first error in the text, wherever it was noticed.
  std::optional<Error> outcome() {
    if (cancelled_) return Error(Code::cancelled, "the receiver asked to stop");
    if (error_) return error_;
    if (complaint_ && complaint_token_ < feed_.count()) return unexpected(feed_.token(complaint_token_));
    if (feed_.fault()) return feed_.fault();
    if (!complaint_) return std::nullopt;
    return unexpected_end();
  }

  Error unexpected(const Token& token) {
    const std::string what =
        token.slot == no_slot ? "'" + std::string(sign(token.kind)) + "'" : describe(slots_[token.slot]);
    Error error(Code::invalid_syntax, *complaint_ + ", not " + what);
    error.position = token.position;
    return error;
  }

  [[nodiscard]] Error unexpected_end() const {
    Error error(Code::invalid_syntax, "the text ends in the middle of a statement", feed_.unclosed());
    if (error.hint.empty())
      error.hint = *complaint_ == against_the_grammar ? "a '.' may be missing" : *complaint_;
    error.position = feed_.end_position();
    return error;
  }

  const ReadOptions& options_;
  rdf::QuadSink& sink_;
  Slots slots_;
  TokenFeed feed_;
  Expansion expansion_;
  Nests nests_;

  std::string subject_label_;
  std::string object_label_;
  std::string graph_label_;
  Position position_;
  bool cancelled_ = false;
  std::optional<Error> error_;
  std::optional<std::string> complaint_;
  std::uint64_t complaint_token_ = 0;
};

}  // namespace

rdf::Result<void> read_with_serd(ByteSource& bytes, const ReadOptions& options, rdf::QuadSink& sink) {
  return Reading(bytes, options, sink).run();
}

}  // namespace tamizdat::syntax
