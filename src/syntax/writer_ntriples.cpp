// N-Triples and N-Quads in canonical form (RDF 1.1 N-Triples §4): one space, one line each, UTF-8 raw, and
// only the four escapes that the grammar demands. U+0000 is escaped too, since C programs lose what follows.
#include "syntax/writer_base.hpp"
#include "syntax/writer_text.hpp"

namespace tamizdat::syntax {
namespace {

constexpr ByteSet escaped(std::string_view("\"\\\n\r\0", 5));

std::size_t append_escape(std::string& out, std::string_view text, std::size_t at) {
  switch (text[at]) {
    case '\n':
      out += "\\n";
      break;
    case '\r':
      out += "\\r";
      break;
    case '\0':
      append_uchar(out, '\0');
      break;
    default:
      out += '\\';
      out += text[at];
  }
  return at + 1;
}

void append_literal(std::string& out, const rdf::TermView& literal) {
  out += '"';
  append_escaped(out, literal.text, escaped, append_escape);
  out += '"';
  if (!literal.language.empty()) {
    out += '@';
    out += literal.language;
  } else if (!literal.datatype.empty()) {
    out += "^^";
    append_iri(out, literal.datatype);
  }
}

void append_term(std::string& out, const rdf::TermView& term) {
  switch (term.kind) {
    case rdf::TermKind::none:
      return;
    case rdf::TermKind::iri:
      append_iri(out, term.text);
      break;
    case rdf::TermKind::blank:
      out += "_:";
      append_blank_label(out, term.text);
      break;
    case rdf::TermKind::literal:
      append_literal(out, term);
      break;
  }
  out += ' ';
}

/// Holds nothing back but, without graphs, the last line, so that it can see it come again.
class LineWriter final : public WriterBase {
 public:
  LineWriter(std::string& out, bool graphs) : out_(out), graphs_(graphs) {}

  bool quad(const rdf::QuadView& quad, rdf::Nesting, rdf::Position) override {
    if (!accepts(quad)) return false;
    const std::size_t start = out_.size();
    append_term(out_, quad.subject);
    append_term(out_, quad.predicate);
    append_term(out_, quad.object);
    if (graphs_) append_term(out_, quad.graph);
    out_ += ".\n";
    if (!graphs_) leave_out_repeat(start);
    return true;
  }

  rdf::Result<void> finish() override { return outcome(); }

 private:
  void leave_out_repeat(std::size_t start) {
    const std::string_view line = std::string_view(out_).substr(start);
    if (line == last_)
      out_.resize(start);
    else
      last_.assign(line);
  }

  std::string& out_;
  std::string last_;
  bool graphs_;
};

}  // namespace

std::unique_ptr<QuadWriter> make_line_writer(std::string& out, bool graphs) {
  return std::make_unique<LineWriter>(out, graphs);
}

}  // namespace tamizdat::syntax
