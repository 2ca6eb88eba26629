#include "syntax/serd_reader.hpp"

#include <serd/serd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <deque>
#include <exception>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "rdf/iri.hpp"
#include "rdf/prefixes.hpp"
#include "rdf/vocabulary.hpp"
#include "syntax/scanner.hpp"

namespace tamizdat::syntax {
namespace {

using rdf::Code;
using rdf::Error;
using rdf::Nesting;
using rdf::Position;
using rdf::TermKind;
using rdf::TermView;

// Serd reads ahead by one page; so many tokens at most, since each takes two bytes or more.
constexpr std::size_t page_size = 1024;
constexpr std::size_t remembered_tokens = 2 * page_size;
// Texts waiting in the page; beyond this, the rest of the page is filled with spaces.
constexpr std::size_t waiting_bytes = 1024 * 1024;
// Serd's stack grows with every N-Quads statement; a fresh reader starts it over.
constexpr std::size_t statements_per_reader = 16 * 1024;

using SlotId = std::uint32_t;
constexpr SlotId no_slot = 0xFFFFFFFFU;

/// A term between the scanner and the statements it stands in.
struct Slot {
  TermText term;
  TokenKind kind = TokenKind::end;
  bool expanded = false;  // `term` is absolute, and its label final
  std::uint64_t token = 0;
  Position position;
};

/// Slots are reused so that their strings keep their memory.
class Slots {
 public:
  SlotId take() {
    if (free_.empty()) {
      slots_.emplace_back();
      return static_cast<SlotId>(slots_.size() - 1);
    }
    const SlotId id = free_.back();
    free_.pop_back();
    return id;
  }
  void give_back(SlotId id) {
    constexpr std::size_t worth_keeping = 64 * 1024;
    Slot& slot = slots_[id];
    if (slot.term.text.capacity() > worth_keeping) slot.term.text = std::string();
    if (slot.term.iri.text.capacity() > worth_keeping) slot.term.iri.text = std::string();
    free_.push_back(id);
  }
  Slot& operator[](SlotId id) { return slots_[id]; }

 private:
  std::vector<Slot> slots_;  // moves when one is taken
  std::vector<SlotId> free_;
};

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};
using PrefixMap = std::unordered_map<std::string, std::string, TextHash, std::equal_to<>>;

/// What is nested in place right now: see rdf::Nesting.
struct Nest {
  enum class Kind : std::uint8_t { subject, object, list } kind;
  std::uint32_t head;  // Serd's number of the blank node
  std::uint32_t cell;  // of the list's last cell so far
  std::size_t floor;   // slots below this in `live_` belong to what is around it
};

/// What one of Serd's nodes stands for.
struct Reference {
  enum class Kind : std::uint8_t { none, slot, generated, vocabulary } kind = Kind::none;
  std::uint32_t number = 0;  // of the slot, or of Serd's own blank node
  std::string_view text;     // of an IRI that Serd brings itself
};

std::string_view view(const SerdNode* node) {
  return {reinterpret_cast<const char*>(node->buf), node->n_bytes};
}

Reference reference(const SerdNode* node) {
  if (!node || !node->buf) return {};
  std::string_view text = view(node);
  Reference out{Reference::Kind::slot, 0, {}};
  if (text.starts_with("t:")) text.remove_prefix(2);
  if (node->type == SERD_BLANK && text.starts_with('b')) {
    out.kind = Reference::Kind::generated;
    text.remove_prefix(1);
  }
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), out.number);
  if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size())
    return {node->type == SERD_URI ? Reference::Kind::vocabulary : Reference::Kind::none, 0, view(node)};
  return out;
}

struct Expectation {
  std::string_view serd;   // how Serd's complaint begins
  std::string_view words;  // what should have stood there
};

constexpr std::array expectations = {
    Expectation{"missing ';' or '.'", "expected ',', ';' or '.'"},
    Expectation{"bad verb", "expected a predicate"},
    Expectation{"expected prefixed name", "expected an object"},
    Expectation{"expected object", "expected an object"},
    Expectation{"expected: ':', '<', or '_'", "expected an object"},
    Expectation{"expected digit", "expected an object"},
    Expectation{"bad subject", "expected a subject"},
    Expectation{"expected IRI scheme", "expected an IRI"},
    Expectation{"missing predicate object list", "expected a predicate"},
    Expectation{"unexpected end of statement", "expected a predicate"},
    Expectation{"expected label or subject", "expected the name of a graph"},
    Expectation{"invalid graph name", "this cannot be the name of a graph"},
    Expectation{"graph followed by '.'", "no '.' follows a graph"},
    Expectation{"full stop after SPARQL BASE", "no '.' follows BASE (it follows @base)"},
};

constexpr std::string_view no_words = "this does not follow the grammar";

std::string words_for(std::string_view complaint) {
  const auto known = std::find_if(expectations.begin(), expectations.end(),
                                  [&](const Expectation& e) { return complaint.starts_with(e.serd); });
  if (known != expectations.end()) return std::string(known->words);
  // "expected `.', not …", in later versions with plain quotes.
  if (complaint.starts_with("expected `") || complaint.starts_with("expected '")) {
    const char wanted = complaint.size() > 10 ? complaint[10] : '.';
    if (wanted == '<') return "expected an IRI in <>";
    if (wanted == ':') return "expected a prefix, as in \"ex:\"";
    return std::string("expected '") + wanted + "'";
  }
  return std::string(no_words);
}

std::string_view sign(TokenKind kind) {
  switch (kind) {
    case TokenKind::a:
      return "a";
    case TokenKind::dot:
      return ".";
    case TokenKind::semicolon:
      return ";";
    case TokenKind::comma:
      return ",";
    case TokenKind::open_square:
      return "[";
    case TokenKind::close_square:
      return "]";
    case TokenKind::open_round:
      return "(";
    case TokenKind::close_round:
      return ")";
    case TokenKind::open_brace:
      return "{";
    case TokenKind::close_brace:
      return "}";
    case TokenKind::at_prefix:
      return "@prefix";
    case TokenKind::at_base:
      return "@base";
    case TokenKind::sparql_prefix:
      return "PREFIX";
    case TokenKind::sparql_base:
      return "BASE";
    case TokenKind::sparql_graph:
      return "GRAPH";
    default:
      return {};
  }
}

bool is_term(TokenKind kind) {
  return kind == TokenKind::iri || kind == TokenKind::name || kind == TokenKind::blank ||
         kind == TokenKind::literal;
}

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

/// One reading.
class Reading {
 public:
  Reading(ByteSource& bytes, const ReadOptions& options, rdf::QuadSink& sink)
      : options_(options),
        sink_(sink),
        by_line_(options.format == FormatId::ntriples || options.format == FormatId::nquads),
        input_(bytes, options.max_token),
        scanner_(input_, options.format, options.max_nesting),
        base_(options.base) {}

  rdf::Result<void> run() {
    do {
      begin_reader();
      const SerdStatus status = read_page_by_page();
      // Serd leaves off without a word at an N-Quads subject that is none. Nothing to read is a failure too.
      if (status != SERD_SUCCESS && !stopped() && tokens_ != reader_first_)
        complain((ahead_.empty() ? tokens_ : slots_[ahead_.front()].token) - reader_first_, "bad subject");
    } while (!stopped() && !scanner_ended_);
    if (!stopped()) end_subject();
    if (auto error = outcome()) return std::move(error->at(options_.source, error->position));
    return {};
  }

 private:
  // ---- towards Serd ----

  struct Token {
    TokenKind kind = TokenKind::end;
    SlotId slot = no_slot;
    Position position;
  };

  void begin_reader() {
    reader_first_ = tokens_;
    reader_statements_ = 0;
    pending_.clear();
    pending_given_ = 0;
  }

  SerdStatus read_page_by_page() {
    SerdReader* const reader = serd_reader_new(serd_syntax(options_.format), this, nullptr, on_base,
                                               on_prefix, on_statement, on_end);
    serd_reader_set_strict(reader, true);
    serd_reader_set_error_sink(reader, on_error, this);
    const SerdStatus status =
        serd_reader_read_source(reader, on_read, on_read_error, this, nullptr, page_size);
    serd_reader_free(reader);
    return status;
  }

  std::size_t fill(char* page, std::size_t size) {
    while (pending_.size() - pending_given_ < size && !scanner_ended_ && !reader_full() && !stopped()) {
      if (waiting_ > waiting_bytes && pending_.size() != pending_given_) {
        pending_.append(size - (pending_.size() - pending_given_), ' ');
        break;
      }
      next_token();
    }
    if (stopped()) return 0;
    const std::size_t n = std::min(size, pending_.size() - pending_given_);
    std::memcpy(page, pending_.data() + pending_given_, n);
    pending_given_ += n;
    if (pending_given_ == pending_.size()) {
      pending_.clear();
      pending_given_ = 0;
    }
    return n;
  }

  [[nodiscard]] bool reader_full() const {
    return options_.format == FormatId::nquads && reader_statements_ >= statements_per_reader;
  }

  void next_token() {
    if (spare_ == no_slot) spare_ = slots_.take();
    Slot& slot = slots_[spare_];
    Token token;
    token.kind = scanner_.next(slot.term);
    token.position = scanner_.position();
    if (token.kind == TokenKind::end || token.kind == TokenKind::fault) {
      scanner_ended_ = true;
      if (token.kind == TokenKind::fault) scanner_fault_ = scanner_.fault();
      end_position_ = token.position;
      return;
    }
    if (is_term(token.kind)) token.slot = hand_in(token);
    if (token.kind == TokenKind::dot) ++reader_statements_;
    remembered_[tokens_ % remembered_tokens] = token;
    ++tokens_;
    write(token);
    last_kind_ = token.kind;
  }

  SlotId hand_in(const Token& token) {
    const SlotId id = std::exchange(spare_, no_slot);
    Slot& slot = slots_[id];
    slot.kind = token.kind;
    slot.expanded = false;
    slot.token = tokens_;
    slot.position = token.position;
    waiting_ += slot.term.text.size();
    ahead_.push_back(id);
    return id;
  }

  /// The token as Serd is to read it, on its own line.
  void write(const Token& token) {
    std::array<char, 16> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), token.slot).ptr;
    const std::string_view number(digits.data(), static_cast<std::size_t>(end - digits.data()));
    switch (token.kind) {
      case TokenKind::iri:
        pending_.append(by_line_ ? "<t:" : "<").append(number).append(">\n");
        break;
      case TokenKind::name:
        if (names_prefix(token.slot))
          pending_.append("p").append(number).append(":\n");
        else
          pending_.append("<").append(number).append(">\n");
        break;
      case TokenKind::blank:
        pending_.append("_:").append(number).append("\n");
        break;
      case TokenKind::literal:
        pending_.append("\"").append(number).append("\"\n");
        break;
      default:
        pending_.append(sign(token.kind)).append("\n");
    }
  }

  /// "ex:" behind @prefix is the prefix itself, elsewhere a name with an empty local part.
  bool names_prefix(SlotId id) {
    const IriText& name = slots_[id].term.iri;
    return (last_kind_ == TokenKind::at_prefix || last_kind_ == TokenKind::sparql_prefix) &&
           name.prefix_length + 1 == name.text.size();
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
    self(handle).guarded([&] { n = self(handle).fill(static_cast<char*>(page), size); });
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
      self(handle).complain(error->line - 1, text.data());
    });
    return SERD_SUCCESS;
  }

  // ---- statements ----

  struct Places {
    Reference graph;
    Reference subject;
    Reference predicate;
    Reference object;
  };

  void statement(SerdStatementFlags flags, const Places& at) {
    if (at.subject.kind == Reference::Kind::none) return complain(tokens_ - 1 - reader_first_, "bad subject");
    leave_subject(at.subject);
    const Nesting nesting = nesting_of(flags, at);
    consume(at);
    rdf::QuadView quad;
    if (!term(at.subject, subject_label_, quad.subject) ||
        !term(at.predicate, subject_label_, quad.predicate) || !term(at.object, object_label_, quad.object) ||
        !term(at.graph, graph_label_, quad.graph))
      return;
    place(at);
    if (!sink_.quad(quad, nesting, position_)) {
      cancelled_ = true;
      return;
    }
    release_above(floor(), at);
    enter(flags, nesting, at);
    leave_list(at);
  }

  /// A nested subject stays open until the next one begins: "[ … ] ex:p ex:o" goes on after its bracket.
  void leave_subject(const Reference& subject) {
    if (nests_.size() != 1 || nests_.back().kind != Nest::Kind::subject) return;
    if (subject.kind == Reference::Kind::generated && subject.number == nests_.back().head) return;
    end_subject();
  }

  void end_subject() {
    if (!nests_.empty() && nests_.back().kind == Nest::Kind::subject) leave_nest();
  }

  Nesting nesting_of(SerdStatementFlags flags, const Places& at) const {
    Nesting nesting = Nesting::none;
    const bool list_subject = (flags & SERD_LIST_S_BEGIN) != 0;
    const bool own_subject = (flags & (SERD_ANON_S_BEGIN | SERD_EMPTY_S)) != 0 && !list_subject &&
                             at.subject.kind == Reference::Kind::generated && nests_.empty();
    if (own_subject) nesting = nesting | Nesting::subject_begins;
    if (at.object.kind != Reference::Kind::generated) return nesting;
    if ((flags & (SERD_ANON_O_BEGIN | SERD_EMPTY_O)) != 0) nesting = nesting | Nesting::object_begins;
    if ((flags & SERD_LIST_O_BEGIN) != 0) nesting = nesting | Nesting::list_begins;
    return nesting;
  }

  void enter(SerdStatementFlags flags, Nesting nesting, const Places& at) {
    if (rdf::has(nesting, Nesting::subject_begins))
      nests_.push_back({Nest::Kind::subject, at.subject.number, 0, floor()});
    if (rdf::has(nesting, Nesting::object_begins))
      nests_.push_back({Nest::Kind::object, at.object.number, 0, live_.size()});
    if (rdf::has(nesting, Nesting::list_begins))
      nests_.push_back({Nest::Kind::list, at.object.number, at.object.number, live_.size()});
    if (rdf::has(nesting, Nesting::object_begins) && (flags & SERD_EMPTY_O) != 0) leave_nest();
  }

  /// A list in place is complete with its last rdf:rest.
  void leave_list(const Places& at) {
    if (nests_.empty() || nests_.back().kind != Nest::Kind::list) return;
    if (at.predicate.text != rdf::rdfns::rest || at.subject.number != nests_.back().cell) return;
    if (at.object.kind == Reference::Kind::generated)
      nests_.back().cell = at.object.number;
    else
      leave_nest();
  }

  /// Serd says that "[ … ]" is complete.
  void end(std::uint32_t number) {
    if (!nests_.empty() && nests_.back().kind == Nest::Kind::object && nests_.back().head == number)
      leave_nest();
  }

  void leave_nest() {
    const Nest nest = nests_.back();
    nests_.pop_back();
    if (nest.kind != Nest::Kind::subject) release_above(nest.floor, {});
    if (!sink_.end(generated_label(nest.head, object_label_))) cancelled_ = true;
  }

  // ---- slots: a stack of those that later statements may still name ----

  [[nodiscard]] std::size_t floor() const { return nests_.empty() ? 0 : nests_.back().floor; }

  /// Serd has read all tokens up to the last one it names.
  void consume(const Places& at) {
    std::uint64_t last = 0;
    bool any = false;
    for (const Reference* r : {&at.graph, &at.subject, &at.predicate, &at.object}) {
      if (r->kind != Reference::Kind::slot) continue;
      last = std::max(last, slots_[r->number].token);
      any = true;
    }
    if (any) consume_until(last);
  }

  void consume_until(std::uint64_t token) {
    while (!ahead_.empty() && slots_[ahead_.front()].token <= token) {
      waiting_ -= slots_[ahead_.front()].term.text.size();
      live_.push_back(ahead_.front());
      ahead_.pop_front();
    }
  }

  /// Frees what was read since the nest began, but for what the next statement may name again.
  void release_above(std::size_t floor, const Places& kept) {
    const auto keep = [&](SlotId id) {
      const auto is = [&](const Reference& r) { return r.kind == Reference::Kind::slot && r.number == id; };
      return is(kept.graph) || is(kept.subject) || is(kept.predicate);
    };
    std::size_t out = floor;
    for (std::size_t i = floor; i < live_.size(); ++i) {
      if (keep(live_[i]))
        live_[out++] = live_[i];
      else
        slots_.give_back(live_[i]);
    }
    live_.resize(out);
  }

  // ---- terms ----

  bool term(const Reference& r, std::string& label, TermView& out) {
    switch (r.kind) {
      case Reference::Kind::none:
        return true;
      case Reference::Kind::vocabulary:
        out = rdf::iri(r.text);
        return true;
      case Reference::Kind::generated:
        out = rdf::blank(generated_label(r.number, label));
        return true;
      case Reference::Kind::slot:
        break;
    }
    Slot& slot = slots_[r.number];
    if (!slot.expanded && !expand(slot)) return false;
    if (slot.kind == TokenKind::blank)
      out = rdf::blank(slot.term.text);
    else if (slot.kind == TokenKind::literal)
      out = rdf::literal(slot.term.text, slot.term.datatype.text, slot.term.language);
    else
      out = rdf::iri(slot.term.iri.text);
    return true;
  }

  bool expand(Slot& slot) {
    slot.expanded = true;
    switch (slot.kind) {
      case TokenKind::blank:
        name_blank(slot.term.text);
        return true;
      case TokenKind::literal:
        return slot.term.datatype.text.empty() || expand(slot.term.datatype, slot.position);
      default:
        return expand(slot.term.iri, slot.position);
    }
  }

  /// Nodes without a label are called anon1, anon2 …; a written label that begins so gets a '_' behind it,
  /// so that the two never meet. Line-based formats have no such nodes and keep their labels.
  void name_blank(std::string& label) const {
    if (!by_line_ && label.starts_with(anonymous)) label.insert(anonymous.size(), "_");
    label.insert(0, options_.blank_prefix);
  }

  std::string_view generated_label(std::uint32_t number, std::string& label) const {
    label.assign(options_.blank_prefix).append(anonymous).append(std::to_string(number));
    return label;
  }

  bool expand(IriText& iri, Position position) {
    if (iri.is_name) return expand_name(iri, position);
    if (!good_beginning_.empty() && iri.text.starts_with(good_beginning_)) return true;
    if (rdf::is_absolute_iri(iri.text)) return check(iri.text, position);
    if (by_line_)
      return fail(Error(Code::invalid_iri, "the IRI <" + iri.text + "> is relative",
                        std::string(format(options_.format).label) + " has absolute IRIs only"),
                  position);
    if (!check(iri.text, position)) return false;
    if (base_.empty())
      return fail(Error(Code::invalid_iri, "the IRI <" + iri.text + "> is relative, and no base is known",
                        "declare one with @base <…> . or give one with --base"),
                  position);
    iri.text = rdf::resolve_iri(iri.text, base_);
    return true;
  }

  /// The scanner has looked at each character; scheme and authority, which are mostly those of the IRI
  /// before, are left.
  bool check(const std::string& iri, Position position) {
    if (auto fault = rdf::iri_fault(iri))
      return fail(Error(Code::invalid_iri, "the IRI <" + iri + "> " + *fault), position);
    const rdf::IriParts parts = rdf::parse_iri(iri);
    if (parts.scheme && parts.authority && parts.path.starts_with('/'))
      good_beginning_.assign(iri.data(), parts.path.data() + 1);
    return true;
  }

  bool expand_name(IriText& name, Position position) {
    const std::string_view prefix = std::string_view(name.text).substr(0, name.prefix_length);
    const auto known = prefixes_.find(prefix);
    if (known == prefixes_.end()) return fail(undeclared(prefix), position);
    name.text.replace(0, name.prefix_length + 1, known->second);
    name.is_name = false;
    return true;
  }

  static Error undeclared(std::string_view prefix) {
    const auto usual = rdf::Prefixes::well_known().find(prefix);
    return {
        Code::unknown_prefix, "undeclared prefix '" + std::string(prefix) + "'",
        "declare it with @prefix " + std::string(prefix) + ": <" + std::string(usual.value_or("…")) + "> ."};
  }

  /// The place of a statement is that of its object, or the last place known if it is not written out.
  void place(const Places& at) {
    for (const Reference* r : {&at.object, &at.predicate, &at.subject}) {
      if (r->kind != Reference::Kind::slot) continue;
      const Position p = slots_[r->number].position;
      if (std::pair(p.line, p.column) > std::pair(position_.line, position_.column)) position_ = p;
      return;
    }
  }

  // ---- directives ----

  /// The slot behind the IRI of a directive, made absolute; null if it is none.
  Slot* directive_iri(const SerdNode* uri) {
    end_subject();
    const Reference r = reference(uri);
    Slot& slot = slots_[r.number];
    consume_until(slot.token);
    if (slot.kind != TokenKind::iri) {
      fail(Error(Code::invalid_syntax, "a directive needs an IRI in <>, not " + describe(slot)),
           slot.position);
      return nullptr;
    }
    return expand(slot) ? &slot : nullptr;
  }

  void base(const SerdNode* uri) {
    if (const Slot* slot = directive_iri(uri)) {
      base_ = slot->term.iri.text;
      release_above(0, {});
    }
  }

  void prefix(const SerdNode* name, const SerdNode* uri) {
    std::uint32_t id = 0;
    const std::string_view digits = view(name).substr(1);  // behind the 'p'
    std::from_chars(digits.data(), digits.data() + digits.size(), id);
    const IriText& written = slots_[id].term.iri;
    const std::string_view prefix = std::string_view(written.text).substr(0, written.prefix_length);
    if (const Slot* slot = directive_iri(uri)) {
      const std::string& iri = slot->term.iri.text;
      prefixes_.insert_or_assign(std::string(prefix), iri);
      if (!sink_.prefix(prefix, iri)) cancelled_ = true;
      release_above(0, {});
    }
  }

  // ---- errors ----

  [[nodiscard]] bool stopped() const { return cancelled_ || error_ || complaint_; }

  bool fail(Error error, Position position) {
    if (!error_) {
      error_ = std::move(error);
      error_->position = position;
    }
    return false;
  }

  /// `token` counts from the first one of this Serd reader.
  void complain(std::uint64_t token, std::string_view complaint) {
    if (complaint_) return;
    complaint_ = words_for(complaint);
    complaint_token_ = reader_first_ + static_cast<std::uint32_t>(token);
  }

  static std::string describe(const Slot& slot) {
    constexpr std::size_t longest = 40;
    const bool is_iri = slot.kind == TokenKind::iri;
    const IriText& iri = slot.term.iri;
    std::string text = is_iri                         ? "<" + iri.text + ">"
                       : slot.kind == TokenKind::name ? iri.text
                                                      : slot.term.text;
    if (slot.kind == TokenKind::blank) text.insert(0, "_:");
    if (text.size() > longest) {
      std::size_t cut = longest;
      while ((static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
      text.resize(cut);
      text += "…";
    }
    return slot.kind == TokenKind::literal ? "the literal \"" + text + "\"" : text;
  }

  std::string describe(const Token& token) {
    if (token.slot == no_slot) return "'" + std::string(sign(token.kind)) + "'";
    return describe(slots_[token.slot]);
  }

  /// The first error in the text, wherever it was noticed.
  std::optional<Error> outcome() {
    if (cancelled_) return Error(Code::cancelled, "the receiver asked to stop");
    if (error_) return error_;
    if (complaint_ && complaint_token_ < tokens_) {
      const Token& token = remembered_[complaint_token_ % remembered_tokens];
      Error error(Code::invalid_syntax, *complaint_ + ", not " + describe(token));
      error.position = token.position;
      return error;
    }
    if (scanner_fault_) return scanner_fault_;
    if (!complaint_) return std::nullopt;
    Error error(Code::invalid_syntax, "the text ends in the middle of a statement", scanner_.unclosed());
    if (error.hint.empty()) error.hint = *complaint_ == no_words ? "a '.' may be missing" : *complaint_;
    error.position = end_position_;
    return error;
  }

  static constexpr std::string_view anonymous = "anon";

  const ReadOptions& options_;
  rdf::QuadSink& sink_;
  bool by_line_;
  TextInput input_;
  Scanner scanner_;
  std::string base_;
  PrefixMap prefixes_;
  std::string good_beginning_;  // "http://example.org/" of the last IRI that was checked

  Slots slots_;
  SlotId spare_ = no_slot;
  std::deque<SlotId> ahead_;  // scanned, not yet named by a statement
  std::vector<SlotId> live_;
  std::size_t waiting_ = 0;
  std::vector<Nest> nests_;

  std::string pending_;  // written for Serd, not yet taken
  std::size_t pending_given_ = 0;
  std::uint64_t tokens_ = 0;
  std::uint64_t reader_first_ = 0;
  std::size_t reader_statements_ = 0;
  TokenKind last_kind_ = TokenKind::end;
  std::vector<Token> remembered_{remembered_tokens};
  bool scanner_ended_ = false;
  Position end_position_;
  std::optional<Error> scanner_fault_;

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
