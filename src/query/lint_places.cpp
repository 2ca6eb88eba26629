// Where findings stand in the files.
#include <algorithm>
#include <set>
#include <unordered_map>
#include <utility>

#include "query/lint_findings.hpp"
#include "rdf/iri.hpp"
#include "rdf/prefixes.hpp"
#include "rdf/vocabulary.hpp"
#include "syntax/formats.hpp"
#include "syntax/reader.hpp"
#include "syntax/scanner.hpp"

namespace tamizdat::query {
namespace {

using rdf::Position;
using store::TermId;
using syntax::TokenKind;

constexpr std::size_t max_token = std::size_t{512} * 1024 * 1024;
constexpr std::size_t max_nesting = 1000;

/// A term as it was met in a file.
struct Meeting {
  Role role;
  TermId term;
  TermId subject;
  TermId predicate;
  Position position;
};

/// The findings that wait for their places.
class Waiting {
 public:
  Waiting(const store::Snapshot& snapshot, std::vector<Unplaced>& findings)
      : snapshot_(snapshot), findings_(findings), states_(findings.size()) {
    for (std::size_t i = 0; i < findings.size(); ++i) {
      expect(i, findings[i].mention.sight, first);
      expect(i, findings[i].mention.second, second);
    }
  }

  [[nodiscard]] bool done() const { return open_ == 0; }
  [[nodiscard]] TermId find(const rdf::TermView& term) const {
    return snapshot_.find(term).value_or(TermId());
  }

  void meet(const Meeting& meeting, const std::string& source) {
    const auto [begin, end] = by_term_.equal_range(meeting.term.value());
    for (auto at = begin; at != end; ++at) meet(at->second, meeting, source);
  }

  /// What was never seen in its role gets the place where its term was met at all.
  void settle() {
    for (std::size_t i = 0; i < findings_.size(); ++i) {
      const State& state = states_[i];
      const Place& place = state.open == 0 || state.any.source == nullptr ? state.seen : state.any;
      if (place.source == nullptr) continue;
      findings_[i].finding.source = *place.source;
      findings_[i].finding.position = place.position;
    }
  }

 private:
  static constexpr std::uint8_t first = 1;
  static constexpr std::uint8_t second = 2;

  struct Place {
    const std::string* source = nullptr;
    Position position;
  };
  struct State {
    std::uint8_t open = 0;  // sights not yet seen
    Place seen;             // the last one that was
    Place any;              // the first meeting with a term
  };
  struct Waiter {
    std::size_t finding;
    std::uint8_t sight;
  };

  void expect(std::size_t finding, const Sight& sight, std::uint8_t bit) {
    if (!sight.term) return;
    by_term_.emplace(sight.term.value(), Waiter{finding, bit});
    states_[finding].open |= bit;
    ++open_;
  }

  void meet(const Waiter& waiter, const Meeting& meeting, const std::string& source) {
    State& state = states_[waiter.finding];
    if ((state.open & waiter.sight) == 0) return;
    const Place here{&*sources_.insert(source).first, meeting.position};
    if (state.any.source == nullptr) state.any = here;
    const Mention& mention = findings_[waiter.finding].mention;
    if (!fits(waiter.sight == first ? mention.sight : mention.second, meeting)) return;
    state.open = static_cast<std::uint8_t>(state.open & ~waiter.sight);
    state.seen = here;
    --open_;
  }

  static bool fits(const Sight& sight, const Meeting& meeting) {
    return (sight.role == Role::any || sight.role == meeting.role) &&
           (!sight.subject || sight.subject == meeting.subject) &&
           (!sight.predicate || sight.predicate == meeting.predicate);
  }

  const store::Snapshot& snapshot_;
  std::vector<Unplaced>& findings_;
  std::vector<State> states_;
  std::unordered_multimap<std::uint32_t, Waiter> by_term_;
  std::set<std::string> sources_;
  std::size_t open_ = 0;
};

/// Follows the tokens of a Turtle, TriG, N-Triples or N-Quads text: knows which place of a statement each
/// term fills. The text is known to be well-formed; if it is not, it stops early.
class Tokens {
 public:
  Tokens(syntax::ByteSource& bytes, const store::Input& input, syntax::FormatId format, std::string base,
         Waiting& waiting, std::vector<Declaration>& declarations)
      : text_(bytes, max_token),
        scanner_(text_, format, max_nesting),
        source_(input.path),
        by_line_(format == syntax::FormatId::ntriples || format == syntax::FormatId::nquads),
        base_(std::move(base)),
        waiting_(waiting),
        declarations_(declarations),
        type_(waiting.find(rdf::iri(rdf::rdfns::type))) {}

  void run() {
    // Line-based formats declare no prefixes, so there is no more to learn from them.
    while (!(by_line_ && waiting_.done())) {
      const TokenKind kind = scanner_.next(term_);
      if (kind == TokenKind::end || kind == TokenKind::fault) return;
      if (directive_ != TokenKind::end)
        directive(kind);
      else
        statement(kind);
    }
  }

 private:
  struct Frame {
    Role next = Role::subject;
    bool in_list = false;
    TermId subject;
    TermId predicate;
  };

  void statement(TokenKind kind) {
    switch (kind) {
      case TokenKind::at_prefix:
      case TokenKind::sparql_prefix:
      case TokenKind::at_base:
      case TokenKind::sparql_base:
        directive_ = kind;
        return;
      case TokenKind::dot:
      case TokenKind::open_brace:
      case TokenKind::close_brace:
        frames_.assign(1, {});
        return;
      case TokenKind::semicolon:
        top().next = Role::predicate;
        return;
      case TokenKind::open_square:
        frames_.push_back({Role::predicate, false, {}, {}});
        return;
      case TokenKind::open_round:
        frames_.push_back({Role::object, true, {}, {}});
        return;
      case TokenKind::close_square:
      case TokenKind::close_round:
        if (frames_.size() > 1) frames_.pop_back();
        advance({});
        return;
      case TokenKind::a:
        take(type_);
        return;
      case TokenKind::iri:
      case TokenKind::name:
      case TokenKind::literal:
      case TokenKind::blank:
        take(kind == TokenKind::blank ? TermId() : find(kind));
        return;
      default:
        return;
    }
  }

  Frame& top() { return frames_.back(); }

  void take(TermId term) {
    const Frame& frame = top();
    if (term) waiting_.meet({frame.next, term, frame.subject, frame.predicate, scanner_.position()}, source_);
    advance(term);
  }

  void advance(TermId term) {
    Frame& frame = top();
    if (frame.in_list || frame.next == Role::object) return;
    if (frame.next == Role::subject) {
      frame.subject = term;
      frame.next = Role::predicate;
    } else {
      frame.predicate = term;
      frame.next = Role::object;
    }
  }

  TermId find(TokenKind kind) {
    if (waiting_.done()) return {};
    if (kind != TokenKind::literal) return waiting_.find(rdf::iri(expand(term_.iri)));
    datatype_ = term_.datatype.text.empty() ? std::string() : expand(term_.datatype);
    return waiting_.find(rdf::literal(term_.text, datatype_, term_.language));
  }

  std::string expand(const syntax::IriText& iri) const {
    if (iri.is_name) {
      const auto space = prefixes_.find(std::string_view(iri.text).substr(0, iri.prefix_length));
      return std::string(space.value_or("")).append(iri.text, iri.prefix_length + 1);
    }
    if (rdf::is_absolute_iri(iri.text) || base_.empty()) return iri.text;
    return rdf::resolve_iri(iri.text, base_);
  }

  void directive(TokenKind kind) {
    if (kind == TokenKind::name) {
      declared_ = term_.iri.text.substr(0, term_.iri.prefix_length);
      declared_at_ = scanner_.position();
      return;
    }
    const bool ends_with_dot = directive_ == TokenKind::at_prefix || directive_ == TokenKind::at_base;
    if (kind == TokenKind::iri) {
      const std::string iri = expand(term_.iri);
      if (directive_ == TokenKind::at_base || directive_ == TokenKind::sparql_base)
        base_ = iri;
      else
        declare(iri);
    }
    if (ends_with_dot ? kind == TokenKind::dot : kind == TokenKind::iri) directive_ = TokenKind::end;
  }

  void declare(const std::string& iri) {
    prefixes_.set(declared_, iri);
    declarations_.push_back({declared_, iri, source_, declared_at_});
  }

  syntax::TextInput text_;
  syntax::Scanner scanner_;
  const std::string& source_;
  bool by_line_;
  std::string base_;
  Waiting& waiting_;
  std::vector<Declaration>& declarations_;
  TermId type_;
  syntax::TermText term_;
  std::string datatype_;
  rdf::Prefixes prefixes_;
  std::vector<Frame> frames_{1};
  TokenKind directive_ = TokenKind::end;
  std::string declared_;
  Position declared_at_;
};

/// For formats whose readers alone know places: those of whole statements.
class Statements final : public rdf::QuadSink {
 public:
  Statements(const std::string& source, Waiting& waiting, std::vector<Declaration>& declarations)
      : source_(source), waiting_(waiting), declarations_(declarations) {}

  bool prefix(std::string_view name, std::string_view iri) override {
    declarations_.push_back({std::string(name), std::string(iri), source_, last_});
    return true;
  }

  bool quad(const rdf::QuadView& quad, rdf::Nesting, Position position) override {
    last_ = position;
    const TermId subject = waiting_.find(quad.subject);
    const TermId predicate = waiting_.find(quad.predicate);
    const TermId object = waiting_.find(quad.object);
    waiting_.meet({Role::subject, subject, {}, {}, position}, source_);
    waiting_.meet({Role::predicate, predicate, subject, {}, position}, source_);
    waiting_.meet({Role::object, object, subject, predicate, position}, source_);
    return true;
  }

 private:
  const std::string& source_;
  Waiting& waiting_;
  std::vector<Declaration>& declarations_;
  Position last_{1, 1};
};

bool has_tokens(syntax::FormatId format) {
  return format == syntax::FormatId::turtle || format == syntax::FormatId::trig ||
         format == syntax::FormatId::ntriples || format == syntax::FormatId::nquads;
}

void place_in(const store::Input& input, const std::string& base, Waiting& waiting,
              std::vector<Declaration>& declarations) {
  const syntax::Format* format =
      input.format.empty() ? syntax::format_of_file(input.path) : syntax::find_format(input.format);
  if (format == nullptr) return;
  auto bytes = syntax::open_file(input.path);
  if (!bytes) return;
  if (has_tokens(format->id)) {
    Tokens(**bytes, input, format->id, base, waiting, declarations).run();
    return;
  }
  syntax::ReadOptions options;
  options.format = format->id;
  options.source = input.path;
  options.base = base;
  Statements sink(input.path, waiting, declarations);
  (void)syntax::read(**bytes, options,
                     sink);  // what is wrong with the file has been said by the first reading
}

}  // namespace

std::vector<Declaration> place_findings(std::span<const store::Input> inputs, const std::string& base,
                                        const store::Snapshot& snapshot, Findings& findings) {
  std::vector<Declaration> declarations;
  Waiting waiting(snapshot, findings.unplaced());
  for (const store::Input& input : inputs) place_in(input, base, waiting, declarations);
  waiting.settle();
  return declarations;
}

}  // namespace tamizdat::query
