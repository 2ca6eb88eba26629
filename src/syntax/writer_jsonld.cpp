// JSON-LD 1.1 with compact IRIs. The context is made from the prefixes used in the first 64 KiB, which are
// held back so that it can stand first, where streaming processors want it; prefixes first used later are
// written in full. All nodes stand in one "@graph", so that data of the default graph are at top level; named
// graphs are nodes of their own with an "@graph".
//
// An IRI whose scheme is a prefix in use ("geo:1,2") would be taken for a compact one: it is written under an
// empty context ("@context": null). A predicate that comes again after others would repeat a key: the node is
// written in two objects of one "@id".
#include <algorithm>
#include <vector>

#include "rdf/vocabulary.hpp"
#include "syntax/json_literal.hpp"
#include "syntax/jsonld_context.hpp"
#include "syntax/jsonld_frame.hpp"
#include "syntax/nesting_writer.hpp"
#include "syntax/writer_text.hpp"

namespace tamizdat::syntax {
namespace {

// Deeper levels keep this one: else size would be quadratic in depth.
constexpr std::size_t deepest_indent = 12;

bool is_absolute(const rdf::TermView& term) {
  if (term.is_iri()) return is_absolute_iri(term.text);
  return !term.is_literal() || term.datatype.empty() || is_absolute_iri(term.datatype);
}

bool opens(rdf::Nesting nesting) {
  return has(nesting, rdf::Nesting::object_begins) || has(nesting, rdf::Nesting::list_begins);
}

class JsonLdWriter final : public NestingWriter<JsonLdFrame> {
 public:
  JsonLdWriter(std::string& out, const WriteOptions& options)
      : NestingWriter(out, options, JsonLdContext::is_term), context_(prefixes_) {}

  bool quad(const rdf::QuadView& quad, rdf::Nesting nesting, rdf::Position) override {
    if (!accepts(quad) || !has_absolute_iris(quad)) return false;
    close_others(quad.subject);
    if (depth_ > 1 && top().list)
      add_to_list(quad, nesting);
    else
      add_to_node(quad, nesting);
    if (body_.size() > 2 * held_back) release();
    return true;
  }

  rdf::Result<void> finish() override {
    if (failed()) return outcome();
    end_node();
    leave_graph();
    release();
    out_ += first_ ? "]\n}\n" : "\n  ]\n}\n";
    return {};
  }

 private:
  void begin(const rdf::TermView& subject, bool anonymous, bool list, bool bare) {
    JsonLdFrame& frame = push(subject, anonymous, list);
    frame.bare = bare;
    frame.has_id = false;
    frame.empty = true;
    frame.included = 0;
    frame.forget_keys();
  }

  // ---- checks

  bool has_absolute_iris(const rdf::QuadView& quad) {
    const bool is_known = depth_ > 0 && top().is_about(quad.subject);
    const bool fine = (is_known || is_absolute(quad.subject)) && is_absolute(quad.predicate) &&
                      is_absolute(quad.graph) && is_absolute(quad.object);
    return fine || fail(rdf::Code::inexpressible, "JSON-LD would lose what is not an absolute IRI", quad);
  }

  bool is_mistaken(const rdf::TermView& term) { return term.is_iri() && context_.mistakes(term.text); }

  // ---- structure

  void add_to_list(const rdf::QuadView& quad, rdf::Nesting nesting) {
    if (!brings_item(quad)) return;
    if (!top().empty) body_ += ", ";
    top().empty = false;
    append_value(quad.object, nesting);
  }

  void add_to_node(const rdf::QuadView& quad, rdf::Nesting nesting) {
    if (depth_ == 0 || !(quad.graph == graph_.view()) || !top().is_about(quad.subject)) {
      end_node();
      enter_graph(quad.graph);
      begin_node(quad.subject, quad.subject.is_blank() && has(nesting, rdf::Nesting::subject_begins),
                 graph_bare_ || is_mistaken(quad.subject) || is_mistaken(quad.predicate));
    }
    const bool type_key = is_type_key(quad, nesting);
    if (top().predicate != quad.predicate.text || top().type_key != type_key || top().empty)
      begin_key(quad.predicate.text, type_key);
    else
      top().next_value(body_);
    if (type_key)
      append_reference(quad.object);
    else
      append_value(quad.object, nesting);
  }

  bool is_type_key(const rdf::QuadView& quad, rdf::Nesting nesting) {
    if (quad.predicate.text != rdf::rdfns::type || quad.object.is_literal()) return false;
    if (quad.object.is_blank()) return !opens(nesting);
    return top().bare || !is_mistaken(quad.object);
  }

  void begin_node(const rdf::TermView& subject, bool anonymous, bool bare) {
    if (!first_) body_ += ',';
    first_ = false;
    new_line(0);
    body_ += '{';
    begin(subject, anonymous, false, bare);
    if (bare && !graph_bare_) append_empty_context();
    if (!anonymous) append_id();
  }

  void append_empty_context() {
    begin_member();
    body_ += "\"@context\": null";
  }

  void append_id() {
    begin_member();
    body_ += "\"@id\": ";
    append_reference(top().term());
    top().has_id = true;
  }

  void begin_member() {
    JsonLdFrame& frame = top();
    if (!frame.empty) body_ += ',';
    frame.empty = false;
    new_line(depth_);
  }

  void begin_key(std::string_view predicate, bool type_key) {
    top().end_values(body_);
    const bool mistaken = !type_key && !top().bare && context_.mistakes(predicate);
    if (mistaken || !top().may_have(predicate, type_key)) split_node(top().bare || mistaken);
    begin_member();
    top().add_key(predicate, type_key);
    if (type_key)
      body_ += "\"@type\"";
    else
      append_iri_string(predicate);
    top().begin_values(body_);
  }

  /// Goes on with the node in another object of the same "@id": beside the first one, where that says nothing
  /// new; in a list, where it would be another item, inside it.
  void split_node(bool bare) {
    if (!top().has_id) append_id();
    if (depth_ == 1)
      split_at_top(bare);
    else if (frames_[depth_ - 2].list)
      split_inside(bare);
    else
      split_beside(bare);
  }

  void split_at_top(bool bare) {
    const rdf::Term subject(top().term());
    const bool anonymous = top().anonymous;
    end_node();
    begin_node(subject.view(), false, bare);
    top().anonymous = anonymous;
    if (anonymous) top().name = subject.text;
  }

  void split_beside(bool bare) {
    const rdf::Term subject(top().term());
    close_nested();
    top().next_value(body_);
    body_ += '{';
    begin(subject.view(), true, false, bare);
    if (bare && !frames_[depth_ - 2].bare) append_empty_context();
    append_id();
  }

  void split_inside(bool bare) {
    begin_member();
    body_ += "\"@included\": {";
    JsonLdFrame& frame = top();
    ++frame.included;
    frame.empty = true;
    frame.forget_keys();
    if (bare && !frame.bare) append_empty_context();
    frame.bare = bare;
    append_id();
  }

  void close_object() {
    top().end_values(body_);
    if (top().empty) append_id();  // some readers drop {}
    new_line(depth_ - 1);
    body_ += '}';
    for (; top().included > 0; --top().included) body_ += '}';
  }

  void close_nested() override {
    if (top().list)
      body_ += "]}";
    else
      close_object();
    --depth_;
  }

  void end_top_level() override { end_node(); }

  void end_node() {
    if (depth_ == 0) return;
    while (depth_ > 1) close_nested();
    close_object();
    depth_ = 0;
    if (body_.size() > held_back) release();
  }

  void enter_graph(const rdf::TermView& graph) {
    if (graph == graph_.view()) return;
    leave_graph();
    if (graph.is_none()) return;
    if (!first_) body_ += ',';
    graph_bare_ = is_mistaken(graph);
    new_line(0);
    body_ += '{';
    new_line(1);
    if (graph_bare_) {
      body_ += "\"@context\": null,";
      new_line(1);
    }
    body_ += "\"@id\": ";
    append_reference(graph);
    body_ += ',';
    new_line(1);
    body_ += "\"@graph\": [";
    indent_ = 2;
    graph_ = rdf::Term(graph);
    first_ = true;
  }

  void leave_graph() {
    if (graph_.kind == rdf::TermKind::none) return;
    indent_ = 0;
    new_line(1);
    body_ += ']';
    new_line(0);
    body_ += '}';
    graph_ = rdf::Term();
    graph_bare_ = false;
    first_ = false;
  }

  // ---- values

  void append_value(const rdf::TermView& object, rdf::Nesting nesting) {
    if (object.is_literal()) {
      append_literal(object);
    } else if (object.is_blank() && opens(nesting)) {
      const bool list = has(nesting, rdf::Nesting::list_begins);
      body_ += list ? "{\"@list\": [" : "{";
      begin(object, true, list, top().bare);
    } else if (object.is_iri() && object.text == rdf::rdfns::nil) {
      body_ += "{\"@list\": []}";
    } else {
      body_ += '{';
      append_local_context(object.is_iri() ? object.text : std::string_view());
      body_ += "\"@id\": ";
      append_reference(object);
      body_ += '}';
      escaped_ = false;
    }
  }

  void append_literal(const rdf::TermView& literal) {
    if (append_native_json(body_, literal)) return;
    if (literal.language.empty() && literal.datatype.empty()) {
      append_json_string(body_, literal.text);
      return;
    }
    body_ += '{';
    append_local_context(literal.datatype);
    body_ += "\"@value\": ";
    append_json_string(body_, literal.text);
    if (!literal.language.empty()) {
      body_.append(", \"@language\": \"").append(literal.language) += '"';
    } else {
      body_ += ", \"@type\": ";
      append_iri_string(literal.datatype);
    }
    body_ += '}';
    escaped_ = false;
  }

  /// Puts a value object out of reach of the context if its IRI needs that.
  void append_local_context(std::string_view iri) {
    if (top().bare || iri.empty() || !context_.mistakes(iri)) return;
    body_ += "\"@context\": null, ";
    escaped_ = true;
  }

  void append_reference(const rdf::TermView& term) {
    if (term.is_blank()) {
      body_ += "\"_:";
      append_blank_label(body_, term.text);
      body_ += '"';
    } else {
      append_iri_string(term.text);
    }
  }

  void append_iri_string(std::string_view iri) {
    body_ += '"';
    const bool bare = escaped_ || graph_bare_ || (depth_ > 0 && top().bare);
    if (bare)
      body_ += iri;
    else
      context_.append_iri(body_, iri);
    body_ += '"';
  }

  // ---- bytes

  /// Hands over everything. Values that might still become arrays become arrays.
  void release() {
    for (std::size_t i = 0; i < depth_; ++i) frames_[i].make_array(body_);
    if (!context_.is_written()) {
      out_ += "{\n";
      context_.write(out_);
      out_ += "  \"@graph\": [";
    }
    out_ += body_;
    body_.clear();
  }

  void new_line(std::size_t level) {
    constexpr std::string_view blanks = "                                                ";
    body_ += '\n';
    const std::size_t steps = std::min(level, deepest_indent) + 2 + indent_;
    body_ += blanks.substr(0, 2 * std::min(steps, blanks.size() / 2));
  }

  JsonLdContext context_;
  rdf::Term graph_;
  std::size_t indent_ = 0;
  bool graph_bare_ = false;
  bool escaped_ = false;  // within a value under an empty context
  bool first_ = true;     // no node yet in the present "@graph"
};

}  // namespace

std::unique_ptr<QuadWriter> make_jsonld_writer(std::string& out, const WriteOptions& options) {
  return std::make_unique<JsonLdWriter>(out, options);
}

}  // namespace tamizdat::syntax
