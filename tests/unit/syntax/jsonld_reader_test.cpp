// What the writer writes is read back in writer_roundtrip_test.cpp; here is what is refused.
#include "syntax/jsonld_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/isomorphism.hpp"

using namespace tamizdat;

namespace {

std::string read(std::string_view json) {
  test::QuadList list;
  const auto read = syntax::read_own_jsonld(json, list);
  return read ? test::to_string(list.quads) : "refused: " + read.error().message;
}

}  // namespace

TEST(JsonLdReader, reads_nodes_inside_nodes_and_lists) {
  EXPECT_EQ(
      read(R"({"@context": {"ex": "http://e.example/"}, "@graph": [
    {"@id": "ex:a", "@type": ["ex:T"], "ex:p": [1, true, "x", {"@value": "y", "@language": "en"}]},
    {"@id": "ex:g", "@graph": [{"@id": "ex:a", "ex:p": {"@id": "_:b"}}]}]})"),
      "<http://e.example/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://e.example/T> .\n"
      "<http://e.example/a> <http://e.example/p> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n"
      "<http://e.example/a> <http://e.example/p> \"true\"^^<http://www.w3.org/2001/XMLSchema#boolean> .\n"
      "<http://e.example/a> <http://e.example/p> \"x\" .\n"
      "<http://e.example/a> <http://e.example/p> \"y\"@en .\n"
      "<http://e.example/a> <http://e.example/p> _:b <http://e.example/g> .\n");
}

TEST(JsonLdReader, knows_a_graph_with_a_name_at_the_top) {
  EXPECT_EQ(read(R"({"@id": "http://e.example/g", "@graph": {"@id": "urn:a", "urn:p": "x"}})"),
            "<urn:a> <urn:p> \"x\" <http://e.example/g> .\n");
}

TEST(JsonLdReader, refuses_what_it_does_not_understand) {
  for (const std::string_view json :
       {R"({"@context": "https://schema.org/", "@id": "urn:a"})",
        R"({"@context": {"@vocab": "http://e.example/"}, "@id": "urn:a"})",
        R"({"@context": {"p": {"@id": "http://e.example/p", "@type": "@id"}}, "@id": "urn:a"})",
        R"({"@context": {"name": "http://e.example/name"}, "@id": "urn:a", "name": "x"})",
        R"({"@id": "relative", "urn:p": "x"})", R"({"@id": "urn:a", "p": "x"})",
        R"({"@id": "urn:a", "@reverse": {"urn:p": {"@id": "urn:b"}}})",
        R"({"@id": "urn:a", "urn:p": {"@value": 1, "@type": "urn:t"}})",
        R"({"@id": "urn:a", "urn:p": {"@value": "x", "@direction": "rtl"}})",
        R"({"@id": "urn:a", "urn:p": 1.5})", R"({"@id": "urn:a", "urn:p": null})",
        R"({"@id": "urn:a", "urn:p": {"@set": []}})", R"({"@id": 7})", R"("text")", R"([1])", "", "{",
        R"({"@id": "urn:a"} {})"})
    EXPECT_THAT(read(json), testing::StartsWith("refused: ")) << json;
}

TEST(JsonLdReader, refuses_to_nest_for_ever) {
  EXPECT_THAT(read(std::string(100'000, '[')), testing::StartsWith("refused: "));
}

TEST(JsonLdReader, stops_when_the_receiver_has_enough) {
  struct Full : rdf::QuadSink {
    bool quad(const rdf::QuadView&, rdf::Nesting, rdf::Position) override { return false; }
  } full;
  const auto read = syntax::read_own_jsonld(R"({"@id": "urn:a", "urn:p": "x"})", full);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, rdf::Code::cancelled);
}
