// RDF/XML: what raptor2 alone gets wrong, drops without a word, or leaves to its host.
#include <gtest/gtest.h>

#include <string>

#include "support/reading.hpp"

using namespace tamizdat;
using syntax::FormatId;
using test::told;

namespace {

constexpr std::string_view start =
    "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:e='x:'>\n";

test::Outcome read_xml(std::string_view content, std::string base = {}) {
  return test::read_as(FormatId::rdfxml, std::string(start).append(content).append("</rdf:RDF>"),
                       std::move(base));
}

}  // namespace

TEST(ReadRdfXml, literals_in_attributes_have_the_language_in_force) {
  EXPECT_EQ(told(read_xml("<rdf:Description rdf:about='x:s' xml:lang='fr' e:p='chat'/>")),
            "<x:s> <x:p> \"chat\"@fr .\n");
  EXPECT_EQ(told(read_xml("<rdf:Description xml:lang='de' rdf:about='x:s'><e:q><e:T e:p = \"é\" "
                          "rdf:about='x:o' rdf:value='1'/></e:q>"
                          "<e:r xml:lang=''><e:T rdf:about='x:u' e:p='none'/></e:r></rdf:Description><e:T "
                          "rdf:about='x:v' e:p='out'/>")),
            "<x:o> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <x:T> .\n"
            "<x:o> <x:p> \"é\"@de .\n"
            "<x:o> <http://www.w3.org/1999/02/22-rdf-syntax-ns#value> \"1\"@de .\n"
            "<x:s> <x:q> <x:o> .\n"
            "<x:u> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <x:T> .\n"
            "<x:u> <x:p> \"none\" .\n"
            "<x:s> <x:r> <x:u> .\n"
            "<x:v> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <x:T> .\n"
            "<x:v> <x:p> \"out\" .\n");
}

TEST(ReadRdfXml, markup_within_literals_keeps_its_attributes) {
  const auto outcome = read_xml(
      "<rdf:Description rdf:about='x:s' xml:lang='fr'><e:p rdf:parseType='Literal'><e:b "
      "e:c='d'>x</e:b></e:p></rdf:Description>");
  ASSERT_FALSE(outcome.error) << told(outcome);
  ASSERT_EQ(outcome.said.quads.size(), 1U);
  EXPECT_EQ(outcome.said.quads[0].object.datatype, "http://www.w3.org/1999/02/22-rdf-syntax-ns#XMLLiteral");
  EXPECT_EQ(outcome.said.quads[0].object.language, "");
  EXPECT_NE(outcome.said.quads[0].object.text.find("e:c=\"d\""), std::string::npos)
      << outcome.said.quads[0].object.text;
}

TEST(ReadRdfXml, language_tags_are_kept_as_written) {
  EXPECT_EQ(told(read_xml("<e:T rdf:about='x:s'><e:p xml:lang='de-CH-x-phonebk-1901-abcdefg'>a</e:p></e:T>")),
            "<x:s> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <x:T> .\n<x:s> <x:p> "
            "\"a\"@de-CH-x-phonebk-1901-abcdefg .\n");
}

TEST(ReadRdfXml, what_RDF_has_dropped_is_refused_not_skipped) {
  EXPECT_TRUE(read_xml("<rdf:Description rdf:aboutEach='#n'><e:p>a</e:p></rdf:Description>", "x://h/").error);
  EXPECT_TRUE(read_xml("<rdf:Description rdf:aboutEachPrefix='x:'><e:p>a</e:p></rdf:Description>").error);
  EXPECT_TRUE(
      read_xml("<rdf:Description rdf:about='x:s' rdf:bagID='b'><e:p>a</e:p></rdf:Description>", "x://h/")
          .error);
}

TEST(ReadRdfXml, relative_IRIs_need_a_base) {
  const auto outcome = read_xml("<rdf:Description rdf:about='s'><e:p>a</e:p></rdf:Description>");
  ASSERT_TRUE(outcome.error);
  EXPECT_EQ(rdf::to_string(*outcome.error).find("test:2:"), 0U) << told(outcome);
  EXPECT_NE(outcome.error->message.find("the IRI <s> is relative, and no base is known"), std::string::npos);
  EXPECT_EQ(told(read_xml("<rdf:Description rdf:about='a/../s' e:p='a'/>", "x://h/b/c")),
            "<x://h/b/s> <x:p> \"a\" .\n");
  EXPECT_EQ(told(read_xml("<rdf:Description xml:base='http://q/a/' rdf:about='../s/./t' e:p='a'/>")),
            "<http://q/s/t> <x:p> \"a\" .\n");
}

TEST(ReadRdfXml, bad_IRIs_are_refused) {
  for (const std::string_view iri :
       {"http://a b/", "http://a/&lt;", "http://a/{}", "http://a/&#xD;&#xA;X:y", "http://a:b/"}) {
    const auto outcome = read_xml("<rdf:Description rdf:about='" + std::string(iri) + "' e:p='a'/>");
    ASSERT_TRUE(outcome.error) << iri;
    EXPECT_EQ(outcome.error->code, rdf::Code::invalid_iri);
    EXPECT_EQ(outcome.error->position.line, 2U);
  }
}

TEST(ReadRdfXml, bad_IRIs_have_the_place_of_their_tag_wherever_the_statement_ends) {
  struct Row {
    const char* text;
    std::uint64_t line;
    std::uint64_t column;
  };
  for (const Row& row :
       {Row{"<e:T e:about='not this one'\n rdf:about='http://x y'>\n<e:p>a</e:p></e:T>", 2, 1},
        Row{"<e:T rdf:about='x:s'>\n  <e:p rdf:datatype = \"x:{}\">\na\n</e:p></e:T>", 3, 3},
        Row{"<e:T rdf:about='x:s'>\n <e:p>\n<e:T rdf:about='http://a^'>\n\n"
            "<e:p>1</e:p></e:T></e:p></e:T>",
            4, 1}}) {
    const auto outcome = read_xml(row.text);
    ASSERT_TRUE(outcome.error) << row.text;
    EXPECT_EQ(outcome.error->position.line, row.line) << told(outcome);
    EXPECT_EQ(outcome.error->position.column, row.column) << told(outcome);
  }
}

TEST(ReadRdfXml, blank_labels_are_of_the_file_and_never_meet) {
  syntax::ReadOptions options;
  options.format = FormatId::rdfxml;
  options.blank_prefix = "f7";
  EXPECT_EQ(
      told(test::read_text(std::string(start) + "<rdf:Description rdf:nodeID='anon1'><e:p><rdf:Description "
                                                "e:q='a'/></e:p></rdf:Description></rdf:RDF>",
                           options)),
      "_:f7anon1 <x:q> \"a\" .\n_:f7anon_1 <x:p> _:f7anon1 .\n");
}

TEST(ReadRdfXml, labels_of_blank_nodes_are_names_whatever_stands_before_them) {
  for (const char* const prefix : {"", "f7"}) {
    syntax::ReadOptions options;
    options.format = FormatId::rdfxml;
    options.blank_prefix = prefix;
    for (const std::string label : {"333-555", "a:b", ""}) {
      const auto outcome = test::read_text(
          std::string(start) + "<rdf:Description rdf:nodeID='" + label + "'/></rdf:RDF>", options);
      ASSERT_TRUE(outcome.error) << prefix << label;
      EXPECT_EQ(outcome.error->code, rdf::Code::invalid_syntax);
      EXPECT_EQ(outcome.error->position.line, 2U);
      EXPECT_NE(outcome.error->message.find("'" + label + "'"), std::string::npos) << told(outcome);
    }
  }
}

TEST(ReadRdfXml, encodings_that_extend_ascii_are_read_as_declared) {
  EXPECT_EQ(
      told(test::read_as(FormatId::rdfxml,
                         "<?xml version='1.0' encoding='ISO-8859-1'?>" + std::string(start) +
                             "<rdf:Description rdf:about='x:s' xml:lang='fr' e:p='caf\xE9'/></rdf:RDF>")),
      "<x:s> <x:p> \"café\"@fr .\n");
  EXPECT_EQ(test::read_as(FormatId::rdfxml,
                          std::string(start) + "<rdf:Description rdf:about='x:s' e:p='caf\xE9'/></rdf:RDF>")
                .error.value_or(rdf::Error())
                .code,
            rdf::Code::invalid_encoding);
  EXPECT_EQ(test::read_as(FormatId::rdfxml,
                          "<?xml version='1.0' encoding='UTF-7'?>" + std::string(start) + "</rdf:RDF>")
                .error.value_or(rdf::Error())
                .code,
            rdf::Code::invalid_encoding);
}

TEST(ReadRdfXml, errors_have_their_place) {
  const auto outcome = read_xml("<e:T>\n  <e:p></e:q>\n</e:T>");
  ASSERT_TRUE(outcome.error);
  EXPECT_EQ(outcome.error->code, rdf::Code::invalid_syntax);
  EXPECT_EQ(outcome.error->position.line, 3U);
  EXPECT_NE(outcome.error->position.column, 0U);
  EXPECT_EQ(told(test::read_as(FormatId::rdfxml, "@prefix e: <x:> .")),
            "test:1:1: this does not begin like XML (is it Turtle? Then say so with --from turtle)");
}

TEST(ReadRdfXml, prefixes_are_passed_on) {
  EXPECT_EQ(read_xml("").said.lines,
            "prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>\nprefix e: <x:>\n");
}

TEST(ReadRdfXml, pieces_of_any_size_give_the_same) {
  std::string text(start);
  for (int i = 0; i < 2000; ++i)
    text += "<e:T rdf:about='x:s" + std::to_string(i) +
            "' xml:lang='ru' e:p='ж'><!-- <e:T> --><e:q><![CDATA[<e:T>]]></e:q></e:T>\n";
  text += "</rdf:RDF>\n";
  const auto whole = test::read_as(FormatId::rdfxml, text);
  ASSERT_FALSE(whole.error) << told(whole);
  EXPECT_EQ(whole.said.quads.size(), 6000U);
  syntax::ReadOptions options;
  options.format = FormatId::rdfxml;
  for (const std::size_t size : {1U, 5U, 1000U}) {
    test::Pieces bytes(text, size);
    EXPECT_EQ(test::read_from(bytes, options).said.lines, whole.said.lines);
  }
}

TEST(ReadRdfXml, a_receiver_that_stops_is_obeyed) {
  class Once : public rdf::QuadSink {
   public:
    bool quad(const rdf::QuadView&, rdf::Nesting, rdf::Position) override { return ++count < 3; }
    int count = 0;
  } once;
  std::string text(start);
  for (int i = 0; i < 10; ++i) text += "<e:T rdf:about='x:s' e:p='a'/>";
  text += "</rdf:RDF>";
  const auto bytes = syntax::open_memory(text);
  syntax::ReadOptions options;
  options.format = FormatId::rdfxml;
  const auto done = syntax::read(**bytes, options, once);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, rdf::Code::cancelled);
  EXPECT_EQ(once.count, 3);
}
