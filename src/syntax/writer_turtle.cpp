// Turtle 1.1 and TriG 1.1. Consecutive quads are grouped by graph, subject and predicate; what the nesting
// flags announce is written in place. The first 64 KiB are held back, so that the prefixes they use can stand
// on top; later ones are declared between statements, and inside nested nodes, where nothing can be declared,
// IRIs of undeclared prefixes are written in full.
#include <algorithm>
#include <vector>

#include "rdf/vocabulary.hpp"
#include "syntax/nesting_writer.hpp"
#include "syntax/turtle_literal.hpp"
#include "syntax/writer_text.hpp"

namespace tamizdat::syntax {
namespace {

// Deeper levels keep this one: else size would be quadratic in depth.
constexpr std::size_t deepest_indent = 12;

struct Frame : NestingFrame {
  std::string predicate;
  bool empty = true;
};

class TurtleWriter final : public NestingWriter<Frame> {
 public:
  TurtleWriter(std::string& out, const WriteOptions& options, bool graphs)
      : NestingWriter(out, options, is_prefix_name), graphs_(graphs) {}

  bool prefix(std::string_view name, std::string_view iri) override {
    if (failed()) return false;
    if (prefixes_.would_redeclare(name, iri)) {
      if (!may_declare()) return true;
      end_statement();
      leave_graph();
      release();
    }
    prefixes_.set(name, iri);
    return true;
  }

  bool quad(const rdf::QuadView& quad, rdf::Nesting nesting, rdf::Position) override {
    if (!accepts(quad)) return false;
    if (to_ == &body_ && body_.size() > held_back) release();
    close_others(quad.subject);
    if (depth_ > 1 && top().list)
      add_to_list(quad, nesting);
    else
      add_to_node(quad, nesting);
    return true;
  }

  rdf::Result<void> finish() override {
    if (failed()) return outcome();
    end_statement();
    leave_graph();
    release();
    return {};
  }

 private:
  void begin(const rdf::TermView& subject, bool anonymous, bool list) {
    Frame& frame = push(subject, anonymous, list);
    frame.predicate.clear();
    frame.empty = true;
    object_known_ = false;
  }

  void add_to_list(const rdf::QuadView& quad, rdf::Nesting nesting) {
    if (!brings_item(quad)) return;
    *to_ += ' ';
    append_object(quad.object, nesting);
  }

  void add_to_node(const rdf::QuadView& quad, rdf::Nesting nesting) {
    const bool in_graph = !graphs_ || quad.graph == graph_.view();
    bool same_subject = depth_ > 0 && in_graph && top().is_about(quad.subject);
    if (same_subject && top().predicate == quad.predicate.text) {
      if (object_known_ && object_.view() == quad.object) return;
    }
    if (to_ == &out_ && (!same_subject || may_declare())) {
      declare_missing(quad);
      same_subject = same_subject && depth_ > 0;
    }
    if (!same_subject) begin_statement(quad, nesting);
    append_predicate(quad.predicate.text);
    append_object(quad.object, nesting);
  }

  void begin_statement(const rdf::QuadView& quad, rdf::Nesting nesting) {
    end_statement();
    if (graphs_) enter_graph(quad.graph);
    if (apart_) *to_ += '\n';
    apart_ = false;
    indent(0);
    const bool anonymous = quad.subject.is_blank() && has(nesting, rdf::Nesting::subject_begins);
    if (anonymous)
      *to_ += "[]";
    else
      append_term(quad.subject);
    begin(quad.subject, anonymous, false);
  }

  /// All that comes between the last object and the next one.
  void append_predicate(std::string_view predicate) {
    Frame& frame = top();
    if (!frame.empty && frame.predicate == predicate) {
      *to_ += " ,";
      new_line(depth_ + 1);
      apart_ = true;
      return;
    }
    if (!frame.empty) {
      *to_ += " ;";
      apart_ = true;
    }
    if (!frame.empty || depth_ > 1)
      new_line(depth_);
    else
      *to_ += ' ';
    frame.empty = false;
    frame.predicate = predicate;
    if (predicate == rdf::rdfns::type)
      *to_ += 'a';
    else
      append_name(predicate);
    *to_ += ' ';
  }

  void append_object(const rdf::TermView& object, rdf::Nesting nesting) {
    const bool list = has(nesting, rdf::Nesting::list_begins);
    if (object.is_blank() && (list || has(nesting, rdf::Nesting::object_begins))) {
      *to_ += list ? '(' : '[';
      begin(object, true, list);
      apart_ = true;
      return;
    }
    if (object.is_iri() && object.text == rdf::rdfns::nil)
      *to_ += "()";
    else
      append_term(object);
    remember(object);
  }

  void remember(const rdf::TermView& object) {
    object_.kind = object.kind;
    object_.text = object.text;
    object_.datatype.clear();
    object_.language.clear();
    if (!object.datatype.empty()) object_.datatype = object.datatype;
    if (!object.language.empty()) object_.language = object.language;
    object_known_ = true;
  }

  void close_nested() override {
    const Frame& frame = top();
    --depth_;
    object_known_ = false;
    if (frame.list) {
      *to_ += " )";
    } else {
      if (!frame.empty) new_line(depth_);
      *to_ += ']';
    }
  }

  void end_top_level() override { end_statement(); }

  void end_statement() {
    if (depth_ == 0) return;
    while (depth_ > 1) close_nested();
    depth_ = 0;
    object_known_ = false;
    *to_ += " .\n";
  }

  void enter_graph(const rdf::TermView& graph) {
    if (graph == graph_.view()) return;
    leave_graph();
    if (graph.is_none()) return;
    if (apart_) *to_ += '\n';
    apart_ = false;
    append_term(graph);
    *to_ += " {\n";
    graph_ = rdf::Term(graph);
  }

  void leave_graph() {
    if (graph_.kind == rdf::TermKind::none) return;
    *to_ += "}\n";
    apart_ = true;
    graph_ = rdf::Term();
  }

  void append_term(const rdf::TermView& term) {
    switch (term.kind) {
      case rdf::TermKind::none:
        break;
      case rdf::TermKind::iri:
        append_name(term.text);
        break;
      case rdf::TermKind::blank:
        *to_ += "_:";
        append_blank_label(*to_, term.text);
        break;
      case rdf::TermKind::literal:
        if (append_turtle_literal(*to_, term)) append_name(term.datatype);
        break;
    }
  }

  /// Prefixed if that can be said and the prefix is or can still be declared.
  void append_name(std::string_view iri) {
    const auto found = prefixes_.find(iri);
    if (found.use != nullptr && (found.use->used || to_ == &body_)) {
      const std::size_t start = to_->size();
      to_->append(found.use->name) += ':';
      if (append_local_name(*to_, found.local)) {
        found.use->used = true;
        return;
      }
      to_->resize(start);
    }
    append_iri(*to_, iri);
  }

  /// Between statements, or within one that can be ended and taken up again.
  bool may_declare() const { return depth_ == 0 || (depth_ == 1 && !frames_[0].anonymous); }

  void declare_missing(const rdf::QuadView& quad) {
    declare_missing(quad.subject);
    if (quad.predicate.text != rdf::rdfns::type) declare_missing(quad.predicate);
    declare_missing(quad.object);
    if (graphs_) declare_missing(quad.graph);
  }

  void declare_missing(const rdf::TermView& term) {
    if (term.is_iri()) declare_missing(term.text);
    if (term.is_literal() && !is_bare_in_turtle(term)) declare_missing(term.datatype);
  }

  void declare_missing(std::string_view iri) {
    const auto found = prefixes_.find(iri);
    if (found.use == nullptr || found.use->used) return;
    std::string local;
    if (!append_local_name(local, found.local)) return;
    end_statement();
    leave_graph();
    declare(*found.use);
    found.use->used = true;
  }

  void declare(const WriterPrefixes::Use& use) {
    to_->append("@prefix ").append(use.name).append(": ");
    append_iri(*to_, use.space);
    to_->append(" .\n");
  }

  /// Ends the holding back: prefixes first, then what has been written so far.
  void release() {
    if (to_ == &out_) return;
    to_ = &out_;
    const auto used = prefixes_.used();
    for (const auto& use : used) declare(use);
    if (!used.empty() && !body_.empty()) out_ += '\n';
    out_ += body_;
    body_ = std::string();
  }

  void new_line(std::size_t level) {
    *to_ += '\n';
    indent(level);
  }

  void indent(std::size_t level) {
    constexpr std::string_view blanks = "                                                        ";
    static_assert(blanks.size() == (deepest_indent + 2) * 4);
    const std::size_t inside = graph_.kind == rdf::TermKind::none ? 0 : 1;
    to_->append(blanks.substr(0, (std::min(level, deepest_indent + 1) + inside) * 4));
  }

  std::string* to_ = &body_;
  const bool graphs_;
  rdf::Term graph_;   // open graph block; none outside
  rdf::Term object_;  // the last one, to see repeats
  bool object_known_ = false;
  bool apart_ = false;  // the last statement took several lines: leave one empty
};

}  // namespace

std::unique_ptr<QuadWriter> make_turtle_writer(std::string& out, const WriteOptions& options, bool graphs) {
  return std::make_unique<TurtleWriter>(out, options, graphs);
}

}  // namespace tamizdat::syntax
