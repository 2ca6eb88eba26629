#include "syntax/writer.hpp"

#include <utility>

#include "syntax/nesting_guard.hpp"
#include "syntax/writer_base.hpp"
#include "syntax/writer_text.hpp"

namespace tamizdat::syntax {
namespace {

std::string in_words(const rdf::QuadView& quad) {
  std::string text;
  for (const rdf::TermView& term : {quad.subject, quad.predicate, quad.object, quad.graph}) {
    std::string one = rdf::to_string(term);
    constexpr std::size_t enough = 200;
    if (one.size() > enough) {
      std::size_t end = enough;
      while (end > 0 && (static_cast<unsigned char>(one[end]) & 0xC0) == 0x80) --end;
      one = one.substr(0, end) + "…";
    }
    if (!text.empty() && !one.empty()) text += ' ';
    text += one;
  }
  return text;
}

/// What makes the quad no quad of RDF 1.1; empty if nothing does.
std::string_view fault(const rdf::QuadView& quad) {
  if (!quad.subject.is_iri() && !quad.subject.is_blank()) return "a subject is an IRI or a blank node";
  if (!quad.predicate.is_iri()) return "a predicate is an IRI";
  if (quad.object.is_none()) return "a triple has an object";
  if (quad.graph.is_literal()) return "a graph name is an IRI or a blank node";
  if (!quad.object.language.empty() && !is_language_tag(quad.object.language)) return "not a language tag";
  return {};
}

}  // namespace

bool WriterBase::accepts(const rdf::QuadView& quad) {
  if (failed_) return false;
  const std::string_view what = fault(quad);
  return what.empty() || fail(rdf::Code::inexpressible, std::string(what), quad);
}

bool WriterBase::fail(rdf::Code code, std::string what, const rdf::QuadView& quad) {
  failed_ = true;
  error_ = rdf::Error(code, std::move(what) + ": " + in_words(quad));
  return false;
}

rdf::Result<void> WriterBase::outcome() const {
  if (failed_) return error_;
  return {};
}

std::unique_ptr<QuadWriter> make_writer(FormatId format, std::string& out, const WriteOptions& options) {
  // Parsers of XML and JSON commonly refuse deeper documents.
  constexpr NestingRules turtle = {static_cast<std::size_t>(-1), true, false};
  constexpr NestingRules json = {64, true, false};
  constexpr NestingRules xml = {24, false, true};
  switch (format) {
    case FormatId::turtle:
      return guard_nesting(make_turtle_writer(out, options, false), turtle);
    case FormatId::trig:
      return guard_nesting(make_turtle_writer(out, options, true), turtle);
    case FormatId::ntriples:
      return make_line_writer(out, false);
    case FormatId::nquads:
      return make_line_writer(out, true);
    case FormatId::jsonld:
      return guard_nesting(make_jsonld_writer(out, options), json);
    case FormatId::rdfxml:
      return guard_nesting(make_rdfxml_writer(out, options), xml);
    default:
      return nullptr;
  }
}

}  // namespace tamizdat::syntax
