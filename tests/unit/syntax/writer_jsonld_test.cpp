#include "unit/syntax/writer_cases.hpp"

using namespace tamizdat;
using namespace tamizdat::test;

namespace {

std::string value(rdf::TermView object, const rdf::Prefixes& table = prefixes) {
  const std::string text = Written(FormatId::jsonld, &table).quad(iri(s), iri(p), object).text();
  const std::string before = "\"ex:p\": ";
  const auto at = text.find(before);
  if (at == std::string::npos) return "no such key in: " + text;
  return text.substr(at + before.size(), text.find("\n    }\n  ]", at) - at - before.size());
}

}  // namespace

TEST(JsonLdWriter, writes_compact_nodes_under_a_context_of_the_prefixes_used) {
  Written w(FormatId::jsonld, &prefixes);
  w.quad(iri(s), iri(rdf::rdfns::type), iri(ex("Person")));
  w.quad(iri(s), iri(p), literal("one", {}, "en"));
  w.quad(iri(s), iri(p), literal("two"));
  w.quad(iri(s), iri(q), iri(o));
  EXPECT_EQ(w.text(), R"({
  "@context": {
    "ex": "http://example.org/"
  },
  "@graph": [
    {
      "@id": "ex:s",
      "@type": "ex:Person",
      "ex:p":[{"@value": "one", "@language": "en"}, "two"],
      "ex:q": {"@id": "ex:o"}
    }
  ]
}
)");
}

TEST(JsonLdWriter, writes_an_empty_graph_for_nothing) {
  EXPECT_EQ(Written(FormatId::jsonld, &prefixes).text(), "{\n  \"@graph\": []\n}\n");
}

TEST(JsonLdWriter, keeps_lexical_forms_and_uses_native_values_only_where_they_come_back_the_same) {
  EXPECT_EQ(value(literal("42", rdf::xsd::integer)), "42");
  EXPECT_EQ(value(literal("-42", rdf::xsd::integer)), "-42");
  EXPECT_EQ(value(literal("true", rdf::xsd::boolean)), "true");
  EXPECT_EQ(value(literal("042", rdf::xsd::integer)), R"({"@value": "042", "@type": "xsd:integer"})");
  EXPECT_EQ(value(literal("1", rdf::xsd::boolean)), R"({"@value": "1", "@type": "xsd:boolean"})");
  EXPECT_EQ(value(literal("3.50", rdf::xsd::decimal)), R"({"@value": "3.50", "@type": "xsd:decimal"})");
  EXPECT_EQ(value(literal("1.5E0", rdf::xsd::double_)), R"({"@value": "1.5E0", "@type": "xsd:double"})");
  EXPECT_EQ(value(literal("12345678901234567890", rdf::xsd::integer)),
            R"({"@value": "12345678901234567890", "@type": "xsd:integer"})")
      << "a double cannot hold it";
}

TEST(JsonLdWriter, escapes_strings) {
  EXPECT_EQ(value(literal("\"\\\n\r\t\b\f\0\x1F é🦊"sv)), R"("\"\\\n\r\t\b\f\u0000\u001F é🦊")");
}

TEST(JsonLdWriter, a_prefix_without_a_delimiter_says_that_it_is_one) {
  rdf::Prefixes table = prefixes;
  table.set("go", "http://purl.org/obo/GO_");
  const std::string text =
      Written(FormatId::jsonld, &table).quad(iri(s), iri(p), iri("http://purl.org/obo/GO_1")).text();
  EXPECT_THAT(text, HasSubstr(R"("go": {"@id": "http://purl.org/obo/GO_", "@prefix": true})"));
  EXPECT_THAT(text, HasSubstr(R"("@version": 1.1)"));
  EXPECT_THAT(text, HasSubstr(R"({"@id": "go:1"})"));
}

TEST(JsonLdWriter, an_IRI_is_not_taken_for_a_compact_one) {
  rdf::Prefixes table = prefixes;
  table.set("geo", "http://example.org/geo#");
  // First seen as a scheme, the name is left out of the context.
  EXPECT_THAT(
      Written(FormatId::jsonld, &table).quad(iri("geo:1,2"), iri(p), iri("http://example.org/geo#x")).text(),
      HasSubstr(R"("ex:p": {"@id": "http://example.org/geo#x"})"));
  // First seen as a prefix, it is put out of force where it would mislead.
  const std::string text = Written(FormatId::jsonld, &table)
                               .quad(iri(s), iri("http://example.org/geo#p"), iri("geo:1,2"))
                               .quad(iri("geo:3"), iri(p), literal("x", "geo:t"))
                               .text();
  EXPECT_THAT(text, HasSubstr(R"("geo:p": {"@context": null, "@id": "geo:1,2"})"));
  EXPECT_THAT(text,
              HasSubstr("\"@context\": null,\n      \"@id\": \"geo:3\",\n      \"http://example.org/p\""));
  EXPECT_THAT(Written(FormatId::jsonld, &table).quad(iri(s), iri(p), iri("http://example.org///x")).text(),
              HasSubstr(R"("http://example.org///x")"))
      << "ex://x would be absolute";
}

TEST(JsonLdWriter, a_predicate_that_comes_again_makes_no_key_twice) {
  Written w(FormatId::jsonld, &prefixes);
  w.quad(iri(s), iri(p), literal("1"));
  w.quad(iri(s), iri(q), literal("2"));
  w.quad(iri(s), iri(p), literal("3"));
  const std::string text = w.text();
  EXPECT_THAT(
      text,
      HasSubstr("      \"ex:q\": \"2\"\n    },\n    {\n      \"@id\": \"ex:s\",\n      \"ex:p\": \"3\"\n"));
}

TEST(JsonLdWriter, rdf_type_of_something_that_is_no_class_is_an_ordinary_key) {
  EXPECT_THAT(Written(FormatId::jsonld, &prefixes).quad(iri(s), iri(rdf::rdfns::type), literal("x")).text(),
              HasSubstr(R"("rdf:type": "x")"));
}

TEST(JsonLdWriter, writes_lists_and_nested_nodes) {
  Written w(FormatId::jsonld, &prefixes);
  w.nested(iri(s), iri(p), blank("l1"), Nesting::list_begins);
  w.quad(blank("l1"), iri(rdf::rdfns::first), literal("a"));
  w.quad(blank("l1"), iri(rdf::rdfns::rest), iri(rdf::rdfns::nil));
  w.end("l1");
  w.nested(iri(s), iri(q), blank("b"), Nesting::object_begins);
  w.quad(blank("b"), iri(p), iri(rdf::rdfns::nil));
  w.end("b");
  const std::string text = w.text();
  EXPECT_THAT(text, HasSubstr(R"("ex:p": {"@list": ["a"]})"));
  EXPECT_THAT(text, HasSubstr("\"ex:q\": {\n        \"ex:p\": {\"@list\": []}\n      }"));
}

TEST(JsonLdWriter, named_graphs_stand_beside_the_default_graph) {
  Written w(FormatId::jsonld, &prefixes);
  w.quad(iri(s), iri(p), literal("a"));
  w.quad(iri(s), iri(p), literal("b"), iri(ex("g")));
  EXPECT_EQ(w.text(), R"({
  "@context": {
    "ex": "http://example.org/"
  },
  "@graph": [
    {
      "@id": "ex:s",
      "ex:p": "a"
    },
    {
      "@id": "ex:g",
      "@graph": [
        {
          "@id": "ex:s",
          "ex:p": "b"
        }
      ]
    }
  ]
}
)");
}

TEST(JsonLdWriter, an_IRI_that_processors_would_drop_is_an_error) {
  for (const auto bad : {"relative", "http://a b", "http://a>b", ":x", "1a:b"}) {
    Written w(FormatId::jsonld, &prefixes);
    EXPECT_TRUE(w.refuses(iri(s), iri(p), iri(bad))) << bad;
    EXPECT_EQ(w.writer().error().code, rdf::Code::inexpressible);
  }
}
