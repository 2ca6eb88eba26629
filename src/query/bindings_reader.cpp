// The VALUES block of SPARQL, as text.
#include <utility>

#include "query/bindings.hpp"
#include "rdf/ascii.hpp"
#include "rdf/utf8.hpp"
#include "rdf/vocabulary.hpp"

namespace tamizdat::query {
namespace {

using rdf::Code;
using rdf::Error;
using rdf::Term;
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

}  // namespace

rdf::Result<Bindings> parse_bindings(std::string_view text, const Snapshot& snapshot, std::size_t max_rows) {
  return ValuesReader(text, snapshot, max_rows).read_data_block();
}

}  // namespace tamizdat::query
