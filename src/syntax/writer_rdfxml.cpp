// RDF 1.1 XML. Consecutive quads of one subject make one node element, named by the type if that comes first;
// what the nesting flags announce stands in place. The first 64 KiB are held back, so that the namespaces
// they use stand on the root; those that come later are declared where they are used.
//
// What cannot be said is an error: predicates that end in no XML name or are words of the syntax itself
// (rdf:about, rdf:li …), text with characters that XML 1.0 has no place for, and IRIs that readers, who
// resolve all of them, would change: relative ones, and those with dot segments.
#include <algorithm>
#include <vector>

#include "rdf/iri.hpp"
#include "rdf/vocabulary.hpp"
#include "syntax/nesting_writer.hpp"
#include "syntax/writer_text.hpp"
#include "syntax/xml_text.hpp"

namespace tamizdat::syntax {
namespace {

/// Names of the rdf namespace that are neither property nor node elements (RDF 1.1 XML §6.1.2–§6.1.4), and
/// rdf:li, which stands for another name.
constexpr std::string_view words_of_the_syntax[] = {
    "RDF",      "ID",          "about",     "parseType",       "resource", "nodeID",
    "datatype", "Description", "aboutEach", "aboutEachPrefix", "bagID",    "li"};

constexpr std::string_view reserved_namespaces[] = {"http://www.w3.org/XML/1998/namespace",
                                                    "http://www.w3.org/2000/xmlns/"};

bool survives_resolving(std::string_view iri) {
  if (!is_absolute_iri(iri)) return false;
  if (iri.find("/.") == std::string_view::npos) return true;
  const std::string_view path = rdf::parse_iri(iri).path;
  return rdf::remove_dot_segments(path) == path;
}

template <class Range>
bool contains(const Range& range, std::string_view text) {
  return std::find(std::begin(range), std::end(range), text) != std::end(range);
}

/// A node element or a collection; nested ones stand in a property element.
struct Frame : NestingFrame {
  bool open = false;     // its start tag has been written
  std::string element;   // name of the node element
  std::string property;  // name of the property element around it; empty for items and at top level
};

class RdfXmlWriter final : public NestingWriter<Frame> {
 public:
  RdfXmlWriter(std::string& out, const WriteOptions& options) : NestingWriter(out, options, is_xml_prefix) {}

  bool quad(const rdf::QuadView& quad, rdf::Nesting nesting, rdf::Position) override {
    if (!accepts(quad) || !is_expressible(quad)) return false;
    if (to_ == &body_ && body_.size() > held_back) release();
    close_others(quad.subject);
    if (depth_ > 1 && top().list) return add_to_list(quad, nesting);
    return add_to_node(quad, nesting);
  }

  rdf::Result<void> finish() override {
    if (failed()) return outcome();
    end_node();
    release();
    out_ += "</rdf:RDF>\n";
    return {};
  }

 private:
  void begin(const rdf::TermView& subject, bool anonymous, bool list, std::string_view property) {
    Frame& frame = push(subject, anonymous, list);
    frame.open = list;
    frame.property = property;
    object_known_ = false;
  }

  // ---- checks

  bool is_expressible(const rdf::QuadView& quad) {
    const auto survives = [](const rdf::TermView& t) { return !t.is_iri() || survives_resolving(t.text); };
    if (!survives(quad.subject) || !survives(quad.object) || !is_absolute_iri(quad.predicate.text) ||
        (!quad.object.datatype.empty() && !survives_resolving(quad.object.datatype)))
      return fail(rdf::Code::inexpressible,
                  "RDF/XML would read an IRI that is not absolute, or has dot segments, as another one",
                  quad);
    if (quad.object.is_literal() && !is_xml_text(quad.object.text))
      return fail(rdf::Code::inexpressible, "the text has a character that XML 1.0 cannot carry", quad);
    return true;
  }

  // ---- structure

  bool add_to_list(const rdf::QuadView& quad, rdf::Nesting nesting) {
    if (!brings_item(quad)) return true;
    if (quad.object.is_literal() || has(nesting, rdf::Nesting::list_begins))
      return fail(rdf::Code::internal, "an item that is no node in a collection", quad);
    if (quad.object.is_blank() && has(nesting, rdf::Nesting::object_begins)) {
      begin(quad.object, true, false, {});
      return true;
    }
    new_line(2 * depth_);
    *to_ += "<rdf:Description";
    append_reference(quad.object, "rdf:about");
    *to_ += "/>";
    return true;
  }

  bool add_to_node(const rdf::QuadView& quad, rdf::Nesting nesting) {
    const bool same = depth_ > 0 && top().is_about(quad.subject);
    if (same && object_known_ && predicate_ == quad.predicate.text && object_.view() == quad.object)
      return true;
    if (!same) {
      end_node();
      begin(quad.subject, quad.subject.is_blank() && has(nesting, rdf::Nesting::subject_begins), false, {});
    }
    if (!top().open && opens_typed_element(quad)) {
      remember(quad);
      return true;
    }
    if (!top().open) open_node("rdf:Description");
    return add_property(quad, nesting);
  }

  /// Takes an rdf:type that comes first, and has a declared prefix, as the name of the element.
  bool opens_typed_element(const rdf::QuadView& quad) {
    if (quad.predicate.text != rdf::rdfns::type || !quad.object.is_iri()) return false;
    if (!make_name(quad.object.text) || !declaration_.empty()) return false;
    open_node(tag_);
    return true;
  }

  void open_node(std::string_view element) {
    Frame& frame = top();
    frame.element = element;
    frame.open = true;
    new_line(2 * depth_ - 1);
    *to_ += '<';
    *to_ += element;
    if (!frame.anonymous) append_reference(frame.term(), "rdf:about");
    *to_ += '>';
  }

  bool add_property(const rdf::QuadView& quad, rdf::Nesting nesting) {
    if (!make_name(quad.predicate.text))
      return fail(rdf::Code::inexpressible, "RDF/XML has no element for this predicate", quad);
    new_line(2 * depth_);
    *to_ += '<';
    *to_ += tag_;
    *to_ += declaration_;
    const bool list = has(nesting, rdf::Nesting::list_begins);
    if (quad.object.is_literal()) {
      append_literal(quad.object);
    } else if (quad.object.is_blank() && (list || has(nesting, rdf::Nesting::object_begins))) {
      *to_ += list ? " rdf:parseType=\"Collection\">" : ">";
      begin(quad.object, true, list, tag_);
      return true;
    } else {
      append_reference(quad.object, "rdf:resource");
      *to_ += "/>";
    }
    remember(quad);
    return true;
  }

  void append_literal(const rdf::TermView& literal) {
    if (!literal.language.empty()) {
      to_->append(" xml:lang=\"").append(literal.language) += '"';
    } else if (!literal.datatype.empty()) {
      *to_ += " rdf:datatype=\"";
      append_xml_attribute(*to_, literal.datatype);
      *to_ += '"';
    }
    *to_ += '>';
    append_xml_text(*to_, literal.text);
    to_->append("</").append(tag_) += '>';
  }

  void append_reference(const rdf::TermView& term, std::string_view attribute) {
    *to_ += ' ';
    if (term.is_blank()) {
      *to_ += "rdf:nodeID=\"";
      append_blank_label(*to_, term.text, LabelStyle::xml);
    } else {
      *to_ += attribute;
      *to_ += "=\"";
      append_xml_attribute(*to_, term.text);
    }
    *to_ += '"';
  }

  void remember(const rdf::QuadView& quad) {
    predicate_ = quad.predicate.text;
    object_ = rdf::Term(quad.object);
    object_known_ = true;
  }

  void close_nested() override {
    close_element();
    --depth_;
    object_known_ = false;
    const Frame& closed = frames_[depth_];
    if (closed.property.empty()) return;
    new_line(2 * depth_);
    to_->append("</").append(closed.property) += '>';
  }

  void close_element() {
    const Frame& frame = top();
    if (frame.list) return;
    if (!frame.open) open_node("rdf:Description");
    new_line(2 * depth_ - 1);
    to_->append("</").append(frame.element) += '>';
  }

  void end_top_level() override { end_node(); }

  void end_node() {
    if (depth_ == 0) return;
    while (depth_ > 1) close_nested();
    close_element();
    depth_ = 0;
    object_known_ = false;
    *to_ += '\n';
  }

  // ---- names

  /// Puts the element name for an IRI into tag_, and into declaration_ the namespace it brings with it.
  bool make_name(std::string_view iri) {
    declaration_.clear();
    if (iri.starts_with(rdf::rdfns::iri)) return make_rdf_name(iri.substr(rdf::rdfns::iri.size()));
    const auto found = prefixes_.find(iri);
    if (found.use != nullptr && found.use->name != "rdf" && is_nc_name(found.local) && may_use(*found.use)) {
      tag_ = found.use->name;
      if (!tag_.empty()) tag_ += ':';
      tag_ += found.local;
      return true;
    }
    const std::size_t split = split_for_xml(iri);
    if (split == iri.size() || contains(reserved_namespaces, iri.substr(0, split))) return false;
    const std::string prefix = free_prefix();
    tag_ = prefix + ':';
    tag_ += iri.substr(split);
    declaration_ = " xmlns:" + prefix + "=\"";
    append_xml_attribute(declaration_, iri.substr(0, split));
    declaration_ += '"';
    return true;
  }

  bool make_rdf_name(std::string_view local) {
    if (!is_nc_name(local) || contains(words_of_the_syntax, local)) return false;
    tag_ = "rdf:";
    tag_ += local;
    return true;
  }

  bool may_use(WriterPrefixes::Use& use) {
    if (!use.used && to_ == &out_) return false;
    if (!is_absolute_iri(use.space) || contains(reserved_namespaces, use.space)) return false;
    return use.used = true;
  }

  /// "ns", or the first of its kind that the publisher does not use.
  std::string free_prefix() {
    std::string name = "ns";
    for (int i = 0; prefixes_.knows(name); ++i) name = "ns" + std::to_string(i);
    return name;
  }

  // ---- bytes

  void release() {
    if (to_ == &out_) return;
    to_ = &out_;
    out_ += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rdf:RDF";
    append_namespace("rdf", rdf::rdfns::iri);
    for (const auto& use : prefixes_.used()) append_namespace(use.name, use.space);
    out_ += ">\n";
    out_ += body_;
    body_ = std::string();
  }

  void append_namespace(std::string_view name, std::string_view space) {
    out_ += "\n    xmlns";
    if (!name.empty()) out_.append(":").append(name);
    out_ += "=\"";
    append_xml_attribute(out_, space);
    out_ += '"';
  }

  void new_line(std::size_t level) {
    constexpr std::string_view blanks = "                                                ";
    *to_ += '\n';
    *to_ += blanks.substr(0, std::min(2 * level, blanks.size()));
  }

  std::string* to_ = &body_;
  std::string tag_;
  std::string declaration_;
  std::string predicate_;  // with object_: the last triple of the present node, to see repeats
  rdf::Term object_;
  bool object_known_ = false;
};

}  // namespace

std::unique_ptr<QuadWriter> make_rdfxml_writer(std::string& out, const WriteOptions& options) {
  return std::make_unique<RdfXmlWriter>(out, options);
}

}  // namespace tamizdat::syntax
