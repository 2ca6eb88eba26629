#include "unit/syntax/writer_cases.hpp"

using namespace tamizdat;
using namespace tamizdat::test;

namespace {

bool refused(rdf::TermView predicate, rdf::TermView object) {
  Written w(FormatId::rdfxml, &prefixes);
  return w.refuses(iri(s), predicate, object) && w.writer().error().code == rdf::Code::inexpressible &&
         w.writer().error().message.find(s) != std::string::npos;
}

std::string written(rdf::TermView object) {
  return Written(FormatId::rdfxml, &prefixes).quad(iri(s), iri(p), object).text();
}

std::string list_of(std::initializer_list<rdf::TermView> items) {
  Written w(FormatId::rdfxml, &prefixes);
  w.nested(iri(s), iri(p), blank("c0"), Nesting::list_begins);
  std::size_t i = 0;
  for (const auto& item : items) {
    const std::string cell = "c" + std::to_string(i), next = "c" + std::to_string(i + 1);
    w.quad(blank(cell), iri(rdf::rdfns::first), item);
    w.quad(blank(cell), iri(rdf::rdfns::rest), ++i == items.size() ? iri(rdf::rdfns::nil) : blank(next));
  }
  return w.end("c0").text();
}

}  // namespace

TEST(RdfXmlWriter, writes_typed_node_elements) {
  Written w(FormatId::rdfxml, &prefixes);
  w.quad(iri(s), iri(rdf::rdfns::type), iri(ex("Person")));
  w.quad(iri(s), iri(p), literal("one", {}, "en"));
  w.quad(iri(s), iri(p), literal("3", rdf::xsd::integer));
  w.quad(iri(s), iri(q), blank("b"));
  w.quad(blank("b"), iri(q), iri(o));
  EXPECT_EQ(w.text(), R"(<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF
    xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns:ex="http://example.org/">

  <ex:Person rdf:about="http://example.org/s">
    <ex:p xml:lang="en">one</ex:p>
    <ex:p rdf:datatype="http://www.w3.org/2001/XMLSchema#integer">3</ex:p>
    <ex:q rdf:nodeID="b"/>
  </ex:Person>

  <rdf:Description rdf:nodeID="b">
    <ex:q rdf:resource="http://example.org/o"/>
  </rdf:Description>
</rdf:RDF>
)");
}

TEST(RdfXmlWriter, escapes_text_and_keeps_its_whitespace) {
  EXPECT_THAT(written(literal(" <a>&\"'\r\n\t]]> ")),
              HasSubstr("<ex:p> &lt;a&gt;&amp;\"'&#13;\n\t]]&gt; </ex:p>"));
}

TEST(RdfXmlWriter, what_XML_cannot_carry_is_an_error_that_names_the_quad) {
  for (const auto text : {"\0"sv, "a\x01"sv, "\x1F"sv, "\x0B"sv, "\uFFFE"sv, "x\uFFFF"sv})
    EXPECT_TRUE(refused(iri(p), literal(text)));
  for (const auto text : {"\uFFFD"sv, "\uFEFF"sv, "\x7F"sv, "\u0085"sv, "\t\n\r"sv})
    EXPECT_FALSE(refused(iri(p), literal(text))) << text;
}

TEST(RdfXmlWriter, a_predicate_that_makes_no_element_name_is_an_error) {
  for (const auto bad : {"http://example.org/", "http://example.org/1", "http://example.org/a/",
                         "http://example.org/p?", "urn:1:2", "http://example.org/100%"})
    EXPECT_TRUE(refused(iri(bad), literal("x"))) << bad;
  EXPECT_FALSE(refused(iri("http://example.org/1a"), literal("x"))) << "the name is a, the namespace …/1";
}

TEST(RdfXmlWriter, IRIs_that_readers_would_change_are_an_error) {
  for (const std::string changing :
       {"http://e/a/../b", "http://e/a/./b", "http://e/a/..", "http://e/.", "b"}) {
    EXPECT_TRUE(refused(iri(p), iri(changing))) << changing;
    EXPECT_TRUE(refused(iri(p), literal("x", changing))) << changing;
  }
  for (const std::string kept : {"http://e/a..b/.c/...", "http://e/?a/../b", "http://e/#/./"})
    EXPECT_FALSE(refused(iri(p), iri(kept))) << kept;
}

TEST(RdfXmlWriter, words_of_the_syntax_are_no_predicates) {
  for (const auto word : {"RDF", "ID", "about", "parseType", "resource", "nodeID", "datatype", "Description",
                          "li", "aboutEach", "aboutEachPrefix", "bagID"})
    EXPECT_TRUE(refused(iri(std::string(rdf::rdfns::iri) + word), iri(o))) << word;
  for (const auto word : {"_1", "type", "value", "first", "Bag"})
    EXPECT_FALSE(refused(iri(std::string(rdf::rdfns::iri) + word), iri(o))) << word;
  EXPECT_TRUE(refused(iri("http://www.w3.org/2000/xmlns/x"), iri(o)));
}

TEST(RdfXmlWriter, a_type_that_makes_no_element_name_is_a_property) {
  const auto typed = [](const std::string& type) {
    return Written(FormatId::rdfxml, &prefixes).quad(iri(s), iri(rdf::rdfns::type), iri(type)).text();
  };
  EXPECT_THAT(typed(std::string(rdf::rdfns::iri) + "Description"), HasSubstr("<rdf:type rdf:resource="));
  EXPECT_THAT(typed(ex("1")), HasSubstr("<rdf:type rdf:resource="));
}

TEST(RdfXmlWriter, declares_a_namespace_of_no_prefix_where_it_is_used) {
  EXPECT_THAT(Written(FormatId::rdfxml, &prefixes).quad(iri(s), iri("http://other/p"), iri(o)).text(),
              HasSubstr("<ns:p xmlns:ns=\"http://other/\" rdf:resource="));
}

TEST(RdfXmlWriter, a_prefix_named_rdf_or_xml_for_something_else_is_not_used) {
  rdf::Prefixes table;
  table.set("rdf", "http://other/");
  table.set("xmlx", "http://third/");
  const std::string text = Written(FormatId::rdfxml, &table)
                               .quad(iri(s), iri("http://other/p"), iri(o))
                               .quad(iri(s), iri("http://third/p"), iri(o))
                               .text();
  EXPECT_THAT(text, HasSubstr("<ns:p xmlns:ns=\"http://other/\""));
  EXPECT_THAT(text, HasSubstr("<ns:p xmlns:ns=\"http://third/\""));
}

TEST(RdfXmlWriter, collections_hold_nodes_and_other_lists_are_cells_in_place) {
  EXPECT_THAT(list_of({iri(o), blank("x")}), testing::AllOf(HasSubstr("rdf:parseType=\"Collection\""),
                                                            HasSubstr("rdf:about=\"http://example.org/o\"/>"),
                                                            HasSubstr("rdf:nodeID=\"x\"/>")));
  const std::string cells = list_of({literal("1"), iri(o)});
  EXPECT_THAT(cells, Not(HasSubstr("Collection")));
  EXPECT_THAT(cells, HasSubstr("<rdf:first>1</rdf:first>"));
  EXPECT_THAT(cells, Not(HasSubstr("nodeID"))) << "cells stand in each other";
}

TEST(RdfXmlWriter, nodes_too_deep_for_XML_parsers_get_labels) {
  Written w(FormatId::rdfxml, &prefixes);
  std::string last;
  for (int i = 0; i < 300; ++i) {
    const std::string next = "b" + std::to_string(i);
    w.nested(i == 0 ? iri(s) : blank(last), iri(p), blank(next), Nesting::object_begins);
    last = next;
  }
  for (int i = 300; i-- > 0;) w.end("b" + std::to_string(i));
  EXPECT_THAT(w.text(), HasSubstr("rdf:nodeID=\"b299\""));
}

TEST(RdfXmlWriter, node_IDs_are_XML_names) {
  EXPECT_THAT(written(blank("1")), HasSubstr("rdf:nodeID=\"__1\""));
  EXPECT_THAT(written(blank("a b\"")), HasSubstr("rdf:nodeID=\"__a-20b-22\""));
}

TEST(RdfXmlWriter, leaves_out_a_repeat_in_a_row) {
  const std::string text = Written(FormatId::rdfxml, &prefixes)
                               .quad(iri(s), iri(p), literal("a"), iri(ex("g1")))
                               .quad(iri(s), iri(p), literal("a"), iri(ex("g2")))
                               .text();
  EXPECT_EQ(text.find("<ex:p>a"), text.rfind("<ex:p>a"));
}
