#include "query/bindings.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <utility>

#include "rdf/ascii.hpp"
#include "rdf/utf8.hpp"
#include "rdf/vocabulary.hpp"

namespace tamizdat::query {
namespace {

using rdf::Code;
using rdf::Error;
using rdf::Term;
using store::Quad;
using store::Snapshot;

constexpr std::string_view parameter = "values";

/// A reader for the block, named after the rules of the SPARQL grammar.
class ValuesReader {
 public:
  ValuesReader(std::string_view text, const Snapshot& snapshot, std::size_t max_rows)
      : text_(text), snapshot_(snapshot), max_rows_(max_rows) {}

  rdf::Result<Bindings> read_data_block() {
    Bindings bindings;
    accept_word("VALUES");
    one_variable_ = peek() == '?' || peek() == '$';
    if (auto read = read_variables(bindings); !read) return read.error();
    if (!accept('{')) return fail("expected '{' before the rows");
    while (!accept('}')) {
      if (at_end()) return fail("the block is not closed by '}'");
      if (bindings.rows.size() == max_rows_) {
        return Error(Code::unprocessable,
                     "more than " + std::to_string(max_rows_) + " bindings in one request",
                     "send them in several requests")
            .at("parameter values");
      }
      auto row = read_row(bindings.variables.size());
      if (!row) return row.error();
      bindings.rows.push_back(std::move(*row));
    }
    if (!at_end()) return fail("something follows the closing '}'");
    return bindings;
  }

 private:
  rdf::Result<void> read_variables(Bindings& bindings) {
    if (one_variable_) {
      bindings.variables.push_back(read_variable());
      return {};
    }
    if (!accept('(')) return fail("expected '(' before the variables");
    while (!accept(')')) {
      if (peek() != '?' && peek() != '$') return fail("expected a variable such as ?x, or ')'");
      bindings.variables.push_back(read_variable());
    }
    return {};
  }

  std::string read_variable() {
    ++at_;
    const std::size_t begin = at_;
    while (at_ < text_.size() && std::string_view(" \t\r\n(){}?$").find(text_[at_]) == std::string_view::npos)
      ++at_;
    return std::string(text_.substr(begin, at_ - begin));
  }

  rdf::Result<std::vector<Term>> read_row(std::size_t width) {
    std::vector<Term> row;
    if (!one_variable_ && !accept('(')) return fail("expected '(' before a row");
    while (one_variable_ ? row.empty() : !accept(')')) {
      if (at_end() || peek() == '}') return fail("a row is not closed by ')'");
      auto value = read_value();
      if (!value) return value.error();
      row.push_back(std::move(*value));
    }
    if (row.size() == width) return row;
    return fail("a row has " + std::to_string(row.size()) + " values for " + std::to_string(width) +
                " variables");
  }

  rdf::Result<Term> read_value() {
    if (accept_word("UNDEF")) return Term{};
    if (peek() == '<') return read_iri();
    if (peek() == '"' || peek() == '\'') return read_literal();
    const std::string_view word = read_word();
    if (word.empty()) return fail("expected an IRI, a literal or UNDEF");
    if (word == "true" || word == "false") return Term(rdf::literal(word, rdf::xsd::boolean));
    if (const std::string_view number = numeric_datatype(word); !number.empty())
      return Term(rdf::literal(word, number));
    return parse_term(parameter, word, snapshot_);
  }

  rdf::Result<Term> read_iri() {
    const auto close = text_.find('>', at_);
    if (close == std::string_view::npos) return fail("an IRI is not closed by '>'");
    std::string iri;
    while (at_ <= close) {
      if (text_[at_] != '\\') {
        iri += text_[at_++];
      } else if (!read_code_point(iri)) {
        return fail("an escape that SPARQL does not know");
      }
    }
    return parse_term(parameter, iri, snapshot_);
  }

  rdf::Result<Term> read_literal() {
    auto value = read_string();
    if (!value) return value.error();
    std::string_view language;
    Term datatype;
    if (at_ < text_.size() && text_[at_] == '@') {
      ++at_;
      language = read_word();
      if (language.empty()) return fail("expected a language after '@'");
    } else if (text_.substr(at_).starts_with("^^")) {
      at_ += 2;
      auto iri = at_ < text_.size() && text_[at_] == '<' ? read_iri()
                                                         : parse_term(parameter, read_word(), snapshot_);
      if (!iri) return iri.error();
      datatype = std::move(*iri);
    }
    return Term(rdf::literal(*value, datatype.text, language));
  }

  /// SPARQL's STRING_LITERAL1, 2 and the long ones, with their escapes.
  rdf::Result<std::string> read_string() {
    const char quote = text_[at_];
    const std::string three(3, quote);
    const bool is_long = text_.substr(at_).starts_with(three);
    const std::string_view delimiter =
        is_long ? std::string_view(three) : std::string_view(three).substr(0, 1);
    at_ += delimiter.size();
    std::string value;
    while (at_ < text_.size()) {
      if (text_.substr(at_).starts_with(delimiter)) {
        at_ += delimiter.size();
        return value;
      }
      if (text_[at_] == '\\') {
        if (!read_escape(value)) return fail("an escape that SPARQL does not know");
      } else {
        value += text_[at_++];
      }
    }
    return fail("a string is not closed");
  }

  bool read_escape(std::string& value) {
    constexpr std::string_view names = "tbnrf\\\"'";
    constexpr std::string_view meanings = "\t\b\n\r\f\\\"'";
    if (at_ + 1 >= text_.size()) return false;
    const auto which = names.find(text_[at_ + 1]);
    if (which == std::string_view::npos) return read_code_point(value);
    value += meanings[which];
    at_ += 2;
    return true;
  }

  /// SPARQL §19.2: \u and four hexadecimal digits, or \U and eight.
  bool read_code_point(std::string& value) {
    const char kind = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
    const std::size_t digits = kind == 'u' ? 4 : 8;
    if ((kind != 'u' && kind != 'U') || text_.size() - at_ < digits + 2) return false;
    char32_t character = 0;
    for (const char c : text_.substr(at_ + 2, digits)) {
      if (!rdf::is_hex(c)) return false;
      character = (character << 4U) | static_cast<char32_t>(rdf::hex_value(c));
    }
    at_ += digits + 2;
    return rdf::append_utf8(value, character);
  }

  std::string_view read_word() {
    skip_space();
    const std::size_t begin = at_;
    while (at_ < text_.size() &&
           std::string_view(" \t\r\n(){}<>\"").find(text_[at_]) == std::string_view::npos)
      ++at_;
    return text_.substr(begin, at_ - begin);
  }

  static std::string_view numeric_datatype(std::string_view word) {
    const auto count = [&](std::string_view set) {
      return std::count_if(word.begin(), word.end(),
                           [&](char c) { return set.find(c) != std::string_view::npos; });
    };
    const auto all = static_cast<std::ptrdiff_t>(word.size());
    if (count("0123456789") == 0 || count("0123456789+-.eE") != all) return {};
    if (count("eE") > 0) return rdf::xsd::double_;
    if (count(".") > 0) return rdf::xsd::decimal;
    return rdf::xsd::integer;
  }

  void skip_space() {
    while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos)
      ++at_;
  }
  bool at_end() {
    skip_space();
    return at_ == text_.size();
  }
  char peek() {
    skip_space();
    return at_ < text_.size() ? text_[at_] : '\0';
  }
  bool accept(char c) {
    if (peek() != c) return false;
    ++at_;
    return true;
  }
  bool accept_word(std::string_view word) {
    skip_space();
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }
  Error fail(std::string_view message) const {
    return Error(Code::bad_request, std::string(message) + " at character " + std::to_string(at_ + 1),
                 "write (?x ?y) { (<http://example.org/a> UNDEF) (<http://example.org/b> \"text\"@en) }")
        .at("parameter values");
  }

  std::string_view text_;
  const Snapshot& snapshot_;
  std::size_t max_rows_;
  std::size_t at_ = 0;
  bool one_variable_ = false;
};

struct Place {
  const Slot QuadPattern::*slot;
  void (*put)(store::Pattern&, store::TermId);
  Places pairs;  ///< that it belongs to
};
constexpr std::array<Place, 4> all_places = {{
    {&QuadPattern::subject, [](store::Pattern& p, store::TermId id) { p.subject = id; },
     Places::subject_predicate | Places::subject_object | Places::subject_graph},
    {&QuadPattern::predicate, [](store::Pattern& p, store::TermId id) { p.predicate = id; },
     Places::subject_predicate | Places::predicate_object | Places::predicate_graph},
    {&QuadPattern::object, [](store::Pattern& p, store::TermId id) { p.object = id; },
     Places::subject_object | Places::predicate_object | Places::object_graph},
    {&QuadPattern::graph,
     [](store::Pattern& p, store::TermId graph) { p.scope = store::Scope::named(graph); },
     Places::subject_graph | Places::predicate_graph | Places::object_graph},
}};

/// A variable of the bindings, and a place of the pattern where it stands.
struct Target {
  std::size_t variable;
  const Place* place;
};

std::vector<Target> targets_in(const QuadPattern& pattern, const std::vector<std::string>& variables) {
  std::vector<Target> targets;
  for (const Place& place : all_places) {
    const Slot& slot = pattern.*place.slot;
    if (!slot.is_open() || slot.variable.empty()) continue;
    const auto at = std::find(variables.begin(), variables.end(), slot.variable);
    if (at == variables.end()) continue;
    targets.push_back({static_cast<std::size_t>(at - variables.begin()), &place});
  }
  return targets;
}

/// Puts one row into a pattern.
BoundPattern put(BoundPattern pattern, const std::vector<Target>& targets, const std::vector<Term>& row,
                 const Snapshot& snapshot) {
  for (const auto& [variable, place] : targets) {
    const Term& value = row[variable];
    if (value.kind == rdf::TermKind::none) continue;
    const auto id = snapshot.find(value.view());
    if (!id) {
      pattern.impossible = true;
      return pattern;
    }
    place->put(pattern.pattern, *id);
    pattern.equal = without(pattern.equal, place->pairs);
  }
  return pattern;
}

bool same_scope(const store::Scope& a, const store::Scope& b) {
  return a.kind() == b.kind() && a.graph() == b.graph();
}

/// Whether every quad that matches `narrow` matches `wide`.
bool covers(const BoundPattern& wide, const BoundPattern& narrow) {
  const auto takes = [](store::TermId w, store::TermId n) { return !w || w == n; };
  const auto& w = wide.pattern;
  const auto& n = narrow.pattern;
  return (wide.equal == Places::none || wide.equal == narrow.equal) && takes(w.subject, n.subject) &&
         takes(w.predicate, n.predicate) && takes(w.object, n.object) &&
         (w.scope.kind() != store::Scope::Kind::one || same_scope(w.scope, n.scope));
}

bool may_share(const BoundPattern& a, const BoundPattern& b) {
  const auto meet = [](store::TermId x, store::TermId y) { return !x || !y || x == y; };
  const auto& p = a.pattern;
  const auto& q = b.pattern;
  const bool graphs = p.scope.kind() != store::Scope::Kind::one ||
                      q.scope.kind() != store::Scope::Kind::one || p.scope.graph() == q.scope.graph();
  return graphs && meet(p.subject, q.subject) && meet(p.predicate, q.predicate) && meet(p.object, q.object);
}

bool fits(const Quad& quad, const BoundPattern& bound) {
  return matches(quad, bound.pattern) && includes(equal_places(quad), bound.equal);
}

class AnyCursor : public store::Cursor {
 public:
  AnyCursor(std::vector<BoundPattern> patterns, const Snapshot& snapshot, const Repeats& repeats)
      : patterns_(std::move(patterns)), snapshot_(snapshot.shared_from_this()) {
    for (std::size_t i = 0; i < patterns_.size(); ++i) {
      cursors_.push_back(query::open(patterns_[i], snapshot, repeats));
      total_ += cursors_.back()->estimate().count;
      earlier_.emplace_back();
      for (std::size_t j = 0; j < i; ++j) {
        if (may_share(patterns_[i], patterns_[j])) earlier_.back().push_back(j);
      }
      disjoint_ = disjoint_ && earlier_.back().empty();
    }
  }

  bool next(Quad& quad) override {
    for (; at_ < cursors_.size(); ++at_) {
      while (!cancelled_ && cursors_[at_]->next(quad)) {
        const auto& before = earlier_[at_];
        const bool seen = std::any_of(before.begin(), before.end(),
                                      [&](std::size_t j) { return fits(quad, patterns_[j]); });
        if (!seen) return true;
      }
      if (cancelled_ || !cursors_[at_]->status()) return false;
    }
    return false;
  }

  std::uint64_t skip(std::uint64_t count) override {
    std::uint64_t passed = 0;
    if (!disjoint_) {
      for (Quad quad; passed < count && next(quad);) ++passed;
      return passed;
    }
    for (; at_ < cursors_.size(); ++at_) {
      passed += cursors_[at_]->skip(count - passed);
      if (passed == count) break;
    }
    return passed;
  }

  store::Estimate estimate() const override { return {total_, disjoint_}; }
  store::Order order() const override { return store::Order::none; }
  rdf::Result<void> status() const override {
    if (cancelled_) return Error(Code::cancelled, "the answer was cancelled");
    if (at_ < cursors_.size()) return cursors_[at_]->status();
    return {};
  }
  void cancel() override { cancelled_ = true; }

 private:
  std::vector<BoundPattern> patterns_;
  std::vector<std::unique_ptr<store::Cursor>> cursors_;
  std::vector<std::vector<std::size_t>>
      earlier_;  // for each pattern, those before it that may share a quad with it
  std::shared_ptr<const Snapshot> snapshot_;
  std::size_t at_ = 0;
  std::uint64_t total_ = 0;
  bool disjoint_ = true;
  std::atomic<bool> cancelled_ = false;
};

}  // namespace

rdf::Result<Bindings> parse_bindings(std::string_view text, const Snapshot& snapshot, std::size_t max_rows) {
  return ValuesReader(text, snapshot, max_rows).read_data_block();
}

std::vector<BoundPattern> bind_each(const QuadPattern& pattern, const Bindings& bindings,
                                    const Snapshot& snapshot) {
  std::vector<BoundPattern> patterns;
  const BoundPattern unrestricted = bind(pattern, snapshot);
  if (unrestricted.impossible) return patterns;
  const auto targets = targets_in(pattern, bindings.variables);
  patterns.reserve(bindings.rows.size());
  for (const auto& row : bindings.rows) {
    const BoundPattern candidate = put(unrestricted, targets, row, snapshot);
    const auto covers_it = [&](const BoundPattern& p) { return covers(p, candidate); };
    if (candidate.impossible || std::any_of(patterns.begin(), patterns.end(), covers_it)) continue;
    std::erase_if(patterns, [&](const BoundPattern& p) { return covers(candidate, p); });
    patterns.push_back(candidate);
  }
  return patterns;
}

std::unique_ptr<store::Cursor> open_any(std::vector<BoundPattern> patterns, const Snapshot& snapshot,
                                        const Repeats& repeats) {
  return std::make_unique<AnyCursor>(std::move(patterns), snapshot, repeats);
}

}  // namespace tamizdat::query
