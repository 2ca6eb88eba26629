// Any quads (as N-Quads, as far as they can be read): a writer writes what reads back as the same, or says
// that its format cannot; JSON-LD, which is not read here, is JSON at least.
#include <boost/json/parse.hpp>
#include <cstdint>
#include <string>

#include "fuzz/require.hpp"
#include "support/reading.hpp"
#include "syntax/writer.hpp"

using namespace tamizdat;
using fuzz::require;

namespace {

constexpr syntax::FormatId fuzzed_format = syntax::FormatId::TAMIZDAT_FORMAT;
constexpr std::size_t compared_quads = 40;  // isomorphism of adversarial graphs is slow

std::vector<test::OwnedQuad> wanted(std::vector<test::OwnedQuad> quads) {
  if (syntax::format(fuzzed_format).graphs) return quads;
  for (test::OwnedQuad& quad : quads) quad.graph = rdf::Term();
  return quads;
}

// Readers of RDF/XML resolve absolute references too, and take dot segments out (RFC 3986 §5.2.2); those of
// the other formats leave them as they are.
bool is_resolved_otherwise(const rdf::Term& term) {
  return fuzzed_format == syntax::FormatId::rdfxml && term.kind == rdf::TermKind::iri &&
         (term.text.find("/.") != std::string::npos || term.text.find(":.") != std::string::npos);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::vector<test::OwnedQuad> quads = test::read_as(syntax::FormatId::nquads, input).said.quads;
  if (quads.size() > compared_quads) return 0;
  for (const test::OwnedQuad& quad : quads) {
    if (is_resolved_otherwise(quad.subject) || is_resolved_otherwise(quad.object)) return 0;
  }
  std::string text;
  rdf::Prefixes prefixes = rdf::Prefixes::well_known();
  prefixes.set("", "http://h.example/");
  const auto writer = syntax::make_writer(fuzzed_format, text, {&prefixes});
  for (const test::OwnedQuad& quad : quads) {
    if (writer->quad(quad.view(), rdf::Nesting::none, {})) continue;
    require(writer->error().code == rdf::Code::inexpressible, "a writer failed",
            rdf::to_string(writer->error()));
    return 0;
  }
  const auto finished = writer->finish();
  require(finished.has_value(), "a writer failed at the end", text);
  if (!syntax::format(fuzzed_format).readable) {
    boost::json::error_code error;
    boost::json::parse(text, error);
    require(!error, "no JSON", text);
    return 0;
  }
  const auto again = test::read_as(fuzzed_format, text, "http://base.example/");
  require(!again.error, "what was written cannot be read", test::told(again) + "\n" + text);
  require(test::isomorphic(wanted(quads), again.said.quads), "what was written reads otherwise", text);
  return 0;
}
