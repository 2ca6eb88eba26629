#include "query/term_syntax.hpp"

#include <gtest/gtest.h>

#include "store/builder.hpp"

using namespace tamizdat;

namespace {

std::shared_ptr<const store::Snapshot> snapshot() {
  store::Builder builder;
  builder.prefix("ex", "http://example.org/");
  const auto p = rdf::iri("http://example.org/p");
  builder.quad({rdf::iri("http://dbpedia.org/resource/Milovan_Đilas"), p, rdf::literal("x"), {}}, {}, {});
  builder.quad({rdf::iri("ex:taken-as-an-iri"), p, rdf::iri("http://example.org/caf%C3%A9"), {}}, {}, {});
  return builder.finish();
}

rdf::TermView term(std::string_view text, rdf::Term& owner) {
  const auto slot = query::parse_slot("object", text, *snapshot());
  EXPECT_TRUE(slot.has_value()) << text;
  owner = slot ? slot->term : rdf::Term();
  return owner.view();
}

struct Case {
  std::string_view text;
  rdf::TermView expected;
  friend void PrintTo(const Case& c, std::ostream* out) { *out << c.text; }
};

class ReadsAs : public ::testing::TestWithParam<Case> {};

TEST_P(ReadsAs, the_term_of_the_specification) {
  rdf::Term owner;
  EXPECT_EQ(term(GetParam().text, owner), GetParam().expected)
      << GetParam().text << " read as " << rdf::to_string(owner.view());
}

INSTANTIATE_TEST_SUITE_P(
    Slot, ReadsAs,
    ::testing::Values(Case{"http://a/b", rdf::iri("http://a/b")},
                      Case{"<http://a/b>", rdf::iri("http://a/b")}, Case{"urn:x:y", rdf::iri("urn:x:y")},
                      Case{"ex:p", rdf::iri("http://example.org/p")},
                      Case{"foaf:name", rdf::iri("http://xmlns.com/foaf/0.1/name")},
                      Case{"ex:taken-as-an-iri", rdf::iri("ex:taken-as-an-iri")},
                      Case{"http://dbpedia.org/resource/Milovan_%C4%90ilas",
                           rdf::iri("http://dbpedia.org/resource/Milovan_Đilas")},
                      Case{"http://example.org/café", rdf::iri("http://example.org/caf%C3%A9")},
                      Case{"\"text\"", rdf::literal("text")}, Case{"\"\"", rdf::literal("")},
                      Case{"\"say \"hi\"\"", rdf::literal("say \"hi\"")},
                      Case{"\"text\"@EN-gb", rdf::literal("text", {}, "en-GB")},
                      Case{"\"5\"^^xsd:integer",
                           rdf::literal("5", "http://www.w3.org/2001/XMLSchema#integer")},
                      Case{"\"5\"^^http://www.w3.org/2001/XMLSchema#integer",
                           rdf::literal("5", "http://www.w3.org/2001/XMLSchema#integer")},
                      Case{"\"a\"^^<http://www.w3.org/2001/XMLSchema#string>", rdf::literal("a")}));

class Refuses : public ::testing::TestWithParam<std::string_view> {};

TEST_P(Refuses, naming_the_parameter_and_showing_what_works) {
  const auto slot = query::parse_slot("object", GetParam(), *snapshot());
  ASSERT_FALSE(slot.has_value()) << GetParam();
  EXPECT_EQ(slot.error().code, rdf::Code::bad_request);
  EXPECT_EQ(slot.error().source, "parameter object");
  EXPECT_FALSE(slot.error().hint.empty());
}

INSTANTIATE_TEST_SUITE_P(Slot, Refuses,
                         ::testing::Values("plain", "nope:thing", "\"open", "\"a\"@", "\"a\"@-x", "\"a\"x",
                                           "\"a\"^^", "\"a\"^^nope:x", "_:b0", "http://a/ b", "<http://a/\n>",
                                           "id/relative", "?x y", "http://a/\"b"));

TEST(Slot, nothing_and_a_bare_question_mark_are_open_places) {
  for (const std::string_view text : {"", "?"}) {
    const auto slot = query::parse_slot("subject", text, *snapshot());
    ASSERT_TRUE(slot.has_value());
    EXPECT_TRUE(slot->is_open());
    EXPECT_EQ(slot->variable, "");
  }
  EXPECT_EQ(query::parse_slot("subject", "?x", *snapshot())->variable, "x");
}

TEST(ExplicitRepresentation, is_read_back_as_the_same_term) {
  const auto data = snapshot();
  for (const rdf::TermView& t :
       {rdf::iri("http://a/b"), rdf::literal("a \"q\" b"), rdf::literal("a", {}, "en"),
        rdf::literal("1", "http://www.w3.org/2001/XMLSchema#integer"), rdf::literal("\n\\")}) {
    const auto back = query::parse_term("object", query::explicit_representation(t), *data);
    ASSERT_TRUE(back.has_value());
    EXPECT_EQ(back->view(), t);
  }
  EXPECT_EQ(query::explicit_representation(rdf::literal("a", {}, "EN-gb")), "\"a\"@en-gb");
}

}  // namespace
