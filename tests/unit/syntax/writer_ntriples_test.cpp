#include <gmock/gmock.h>

#include "rdf/vocabulary.hpp"
#include "support/writing.hpp"

using namespace tamizdat;
using namespace tamizdat::test;
using rdf::blank;
using rdf::iri;
using rdf::literal;
using std::string_view_literals::operator""sv;
using syntax::FormatId;

namespace {

std::string line(rdf::TermView object, FormatId format = FormatId::ntriples) {
  return Written(format).quad(iri("http://s"), iri("http://p"), object).text();
}

}  // namespace

TEST(NTriplesWriter, writes_the_canonical_form) {
  EXPECT_EQ(line(iri("http://o")), "<http://s> <http://p> <http://o> .\n");
  EXPECT_EQ(line(literal("a")), "<http://s> <http://p> \"a\" .\n");
  EXPECT_EQ(line(literal("a", rdf::xsd::string)), "<http://s> <http://p> \"a\" .\n");
  EXPECT_EQ(line(literal("a", {}, "en-GB")), "<http://s> <http://p> \"a\"@en-GB .\n");
  EXPECT_EQ(line(literal("1", rdf::xsd::integer)),
            "<http://s> <http://p> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n");
}

TEST(NTriplesWriter, escapes_what_the_grammar_demands_and_nothing_else) {
  EXPECT_EQ(line(literal("q\" b\\ n\n r\r t\t é 🦊 \x7F")),
            "<http://s> <http://p> \"q\\\" b\\\\ n\\n r\\r t\t é 🦊 \x7F\" .\n");
}

TEST(NTriplesWriter, keeps_text_after_a_NUL) {
  EXPECT_EQ(line(literal("a\0b"sv)), "<http://s> <http://p> \"a\\u0000b\" .\n");
}

TEST(NTriplesWriter, an_IRI_cannot_end_its_own_brackets) {
  EXPECT_EQ(line(iri("http://o> <http://evil")),
            "<http://s> <http://p> <http://o\\u003E\\u0020\\u003Chttp://evil> .\n");
  EXPECT_EQ(line(literal("x", "http://d> .\n<http://evil")),
            "<http://s> <http://p> \"x\"^^<http://d\\u003E\\u0020.\\u000A\\u003Chttp://evil> .\n");
}

TEST(NTriplesWriter, blank_labels_are_valid_and_stay_different) {
  EXPECT_EQ(line(blank("b1")), "<http://s> <http://p> _:b1 .\n");
  EXPECT_EQ(line(blank("a.b")), "<http://s> <http://p> _:a.b .\n");
  EXPECT_EQ(line(blank("é")), "<http://s> <http://p> _:__-C3-A9 .\n") << "valid, but many readers refuse it";
  EXPECT_EQ(line(blank("a.")), "<http://s> <http://p> _:__a-2E .\n");
  EXPECT_EQ(line(blank("-a")), "<http://s> <http://p> _:__-2Da .\n");
  EXPECT_EQ(line(blank("")), "<http://s> <http://p> _:__ .\n");
  EXPECT_EQ(line(blank("__")), "<http://s> <http://p> _:__-5F-5F .\n");
  EXPECT_EQ(line(blank("x> <y> .\n")), "<http://s> <http://p> _:__x-3E-20-3Cy-3E-20-2E-0A .\n");
}

TEST(NTriplesWriter, a_repeat_in_a_row_is_left_out_whatever_its_graph) {
  Written w(FormatId::ntriples);
  w.quad(iri("http://s"), iri("http://p"), literal("a"), iri("http://g1"));
  w.quad(iri("http://s"), iri("http://p"), literal("a"), iri("http://g2"));
  w.quad(iri("http://s"), iri("http://p"), literal("b"), iri("http://g2"));
  EXPECT_EQ(w.text(), "<http://s> <http://p> \"a\" .\n<http://s> <http://p> \"b\" .\n");
}

TEST(NTriplesWriter, a_repeat_is_seen_also_when_the_output_has_been_taken_away) {
  Written w(FormatId::ntriples, nullptr, true);
  w.quad(iri("http://s"), iri("http://p"), literal("a"));
  w.quad(iri("http://s"), iri("http://p"), literal("a"));
  EXPECT_EQ(w.text(), "<http://s> <http://p> \"a\" .\n");
}

TEST(NQuadsWriter, keeps_the_same_triple_in_several_graphs) {
  Written w(FormatId::nquads);
  w.quad(iri("http://s"), iri("http://p"), literal("a"));
  w.quad(iri("http://s"), iri("http://p"), literal("a"), iri("http://g"));
  w.quad(iri("http://s"), iri("http://p"), literal("a"), blank("g"));
  EXPECT_EQ(w.text(),
            "<http://s> <http://p> \"a\" .\n<http://s> <http://p> \"a\" <http://g> .\n"
            "<http://s> <http://p> \"a\" _:g .\n");
}

TEST(NTriplesWriter, refuses_what_is_no_triple) {
  EXPECT_TRUE(Written(FormatId::ntriples).refuses(literal("s"), iri("http://p"), iri("http://o")));
  EXPECT_TRUE(Written(FormatId::ntriples).refuses(iri("http://s"), blank("p"), iri("http://o")));
  EXPECT_TRUE(Written(FormatId::ntriples).refuses(iri("http://s"), iri("http://p"), {}));
  EXPECT_TRUE(
      Written(FormatId::ntriples).refuses(iri("http://s"), iri("http://p"), iri("http://o"), literal("g")));
}

TEST(NTriplesWriter, refuses_a_language_tag_that_is_none_and_says_where) {
  Written w(FormatId::ntriples);
  EXPECT_TRUE(w.refuses(iri("http://s"), iri("http://p"), literal("a", {}, "en .\n<http://evil> ")));
  EXPECT_EQ(w.writer().error().code, rdf::Code::inexpressible);
  EXPECT_THAT(w.writer().error().message, testing::HasSubstr("<http://s>"));
  EXPECT_TRUE(w.refuses(iri("http://s"), iri("http://p"), literal("a"))) << "an error lasts";
  EXPECT_FALSE(w.writer().finish().has_value());
}
