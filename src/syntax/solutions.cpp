#include "syntax/solutions.hpp"

#include <utility>

#include "syntax/turtle_literal.hpp"
#include "syntax/writer_text.hpp"

namespace tamizdat::syntax {
namespace {

/// SPARQL 1.1 Query Results CSV §3: RFC 4180 with CRLF, values without their syntax.
class CsvWriter final : public SolutionWriter {
 public:
  CsvWriter(std::string& out, const std::vector<std::string>& variables) : out_(out) {
    for (std::size_t i = 0; i < variables.size(); ++i) {
      if (i != 0) out_ += ',';
      append_field(variables[i]);
    }
    out_ += "\r\n";
  }

  bool row(std::span<const rdf::TermView> terms) override {
    for (std::size_t i = 0; i < terms.size(); ++i) {
      if (i != 0) out_ += ',';
      if (terms[i].is_blank())
        append_field("_:" + std::string(terms[i].text));
      else
        append_field(terms[i].text);
    }
    out_ += "\r\n";
    return true;
  }

  void finish() override {}

 private:
  void append_field(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
      out_ += text;
      return;
    }
    out_ += '"';
    for (const char c : text) {
      if (c == '"') out_ += '"';
      out_ += c;
    }
    out_ += '"';
  }

  std::string& out_;
};

/// SPARQL 1.1 Query Results TSV §4: terms in the syntax of SPARQL and Turtle.
class TsvWriter final : public SolutionWriter {
 public:
  TsvWriter(std::string& out, const std::vector<std::string>& variables) : out_(out) {
    for (std::size_t i = 0; i < variables.size(); ++i) {
      if (i != 0) out_ += '\t';
      out_.append("?").append(variables[i]);
    }
    out_ += '\n';
  }

  bool row(std::span<const rdf::TermView> terms) override {
    for (std::size_t i = 0; i < terms.size(); ++i) {
      if (i != 0) out_ += '\t';
      append_term(terms[i]);
    }
    out_ += '\n';
    return true;
  }

  void finish() override {}

 private:
  void append_term(const rdf::TermView& term) {
    switch (term.kind) {
      case rdf::TermKind::none:
        break;
      case rdf::TermKind::iri:
        append_iri(out_, term.text);
        break;
      case rdf::TermKind::blank:
        out_ += "_:";
        append_blank_label(out_, term.text);
        break;
      case rdf::TermKind::literal:
        append_literal(term);
        break;
    }
  }

  void append_literal(const rdf::TermView& term) {
    if (is_bare_in_turtle(term)) {
      out_ += term.text;
      return;
    }
    // Tabs and line ends would break the table, so the long strings of Turtle are no choice here.
    static constexpr ByteSet special("\"\\\t\n\r");
    out_ += '"';
    append_escaped(out_, term.text, special, [](std::string& out, std::string_view text, std::size_t at) {
      constexpr std::string_view raw = "\"\\\t\n\r";
      constexpr std::string_view names = "\"\\tnr";
      out += '\\';
      out += names[raw.find(text[at])];
      return at + 1;
    });
    out_ += '"';
    if (!term.language.empty()) {
      out_.append("@").append(term.language);
    } else if (!term.datatype.empty()) {
      out_ += "^^";
      append_iri(out_, term.datatype);
    }
  }

  std::string& out_;
};

/// SPARQL 1.1 Query Results JSON §3.
class JsonWriter final : public SolutionWriter {
 public:
  JsonWriter(std::string& out, std::vector<std::string> variables)
      : out_(out), variables_(std::move(variables)) {
    out_ += "{\"head\":{\"vars\":[";
    for (std::size_t i = 0; i < variables_.size(); ++i) {
      if (i != 0) out_ += ',';
      append_string(variables_[i]);
    }
    out_ += "]},\"results\":{\"bindings\":[";
  }

  bool row(std::span<const rdf::TermView> terms) override {
    out_ += std::exchange(first_, false) ? "\n{" : ",\n{";
    bool first = true;
    for (std::size_t i = 0; i < terms.size(); ++i) {
      if (terms[i].is_none()) continue;
      if (!std::exchange(first, false)) out_ += ',';
      append_string(variables_[i]);
      append_binding(terms[i]);
    }
    out_ += '}';
    return true;
  }

  void finish() override { out_ += "\n]}}\n"; }

 private:
  void append_binding(const rdf::TermView& term) {
    out_ += term.is_iri()     ? ":{\"type\":\"uri\""
            : term.is_blank() ? ":{\"type\":\"bnode\""
                              : ":{\"type\":\"literal\"";
    if (!term.language.empty()) {
      out_ += ",\"xml:lang\":";
      append_string(term.language);
    } else if (!term.datatype.empty()) {
      out_ += ",\"datatype\":";
      append_string(term.datatype);
    }
    out_ += ",\"value\":";
    append_string(term.text);
    out_ += '}';
  }

  void append_string(std::string_view text) {
    static constexpr ByteSet special("\"\\", ByteSet::Range{0, 0x1F});
    out_ += '"';
    append_escaped(out_, text, special, [](std::string& out, std::string_view all, std::size_t at) {
      constexpr std::string_view raw = "\"\\\n\r\t";
      constexpr std::string_view names = "\"\\nrt";
      if (const auto which = raw.find(all[at]); which != std::string_view::npos) {
        out += '\\';
        out += names[which];
      } else {
        append_uchar(out, all[at]);
      }
      return at + 1;
    });
    out_ += '"';
  }

  std::string& out_;
  std::vector<std::string> variables_;
  bool first_ = true;
};

}  // namespace

std::unique_ptr<SolutionWriter> make_solution_writer(FormatId format, std::string& out,
                                                     const std::vector<std::string>& variables) {
  switch (format) {
    case FormatId::csv:
      return std::make_unique<CsvWriter>(out, variables);
    case FormatId::tsv:
      return std::make_unique<TsvWriter>(out, variables);
    case FormatId::sparql_json:
      return std::make_unique<JsonWriter>(out, variables);
    default:
      return nullptr;
  }
}

}  // namespace tamizdat::syntax
