#include "syntax/convert.hpp"

#include <gmock/gmock.h>

using namespace tamizdat;
using syntax::FormatId;
using testing::HasSubstr;

namespace {

struct Converted {
  std::string text;
  rdf::Result<syntax::Conversion> result = syntax::Conversion{};
  std::size_t largest = 0;
};

Converted convert(std::string_view text, FormatId from, FormatId to, std::string base = {}) {
  const auto source = syntax::open_memory(text);
  syntax::ConvertOptions options;
  options.from.format = from;
  options.from.source = "in";
  options.from.base = std::move(base);
  options.to = to;
  Converted converted;
  converted.result =
      syntax::convert(*source.value(), options, [&](std::string_view chunk) -> rdf::Result<void> {
        converted.text += chunk;
        converted.largest = std::max(converted.largest, chunk.size());
        return {};
      });
  return converted;
}

}  // namespace

TEST(Convert, keeps_prefixes_and_nesting_and_makes_everything_absolute) {
  const auto c = convert("@prefix id: <id/> .\nid:a id:p [ id:q ( 1 2 ) ] .\n", FormatId::turtle,
                         FormatId::turtle, "http://example.org/data/");
  ASSERT_TRUE(c.result.has_value());
  EXPECT_EQ(c.text,
            "@prefix id: <http://example.org/data/id/> .\n\n"
            "id:a id:p [\n        id:q ( 1 2 )\n    ] .\n");
}

TEST(Convert, nests_in_JSON_LD_and_RDF_XML_too) {
  const std::string_view turtle = "@prefix ex: <http://example.org/> .\nex:a ex:p [ ex:q ( 1 2 ) ] .\n";
  EXPECT_THAT(convert(turtle, FormatId::turtle, FormatId::jsonld).text,
              HasSubstr("\"ex:q\": {\"@list\": [1, 2]}"));
  EXPECT_THAT(convert(turtle, FormatId::turtle, FormatId::rdfxml).text,
              HasSubstr("<rdf:first rdf:datatype="));
}

TEST(Convert, says_where_in_the_input_stands_what_cannot_be_written) {
  const auto c = convert("<http://a> <http://b> \"c\" .\n<http://a> <http://example.org/1> \"c\" .\n",
                         FormatId::ntriples, FormatId::rdfxml);
  ASSERT_FALSE(c.result.has_value());
  EXPECT_EQ(c.result.error().code, rdf::Code::inexpressible);
  EXPECT_EQ(c.result.error().source, "in");
  EXPECT_EQ(c.result.error().position.line, 2U);
}

TEST(Convert, passes_on_the_errors_of_the_reader) {
  EXPECT_FALSE(convert("<http://a> <http://b> .\n", FormatId::turtle, FormatId::turtle).result.has_value());
  EXPECT_FALSE(convert("<a> <b> <c> .\n", FormatId::turtle, FormatId::turtle).result.has_value());
}

TEST(Convert, refuses_a_format_that_is_none_for_graphs) {
  const auto c = convert("", FormatId::turtle, FormatId::csv);
  ASSERT_FALSE(c.result.has_value());
  EXPECT_EQ(c.result.error().code, rdf::Code::unsupported_format);
}

TEST(Convert, hands_over_pieces_and_not_the_whole) {
  std::string lines;
  for (int i = 0; i < 50'000; ++i) lines += "<http://a/" + std::to_string(i) + "> <http://b/b> \"c\" .\n";
  for (const auto to : {FormatId::ntriples, FormatId::turtle, FormatId::jsonld, FormatId::rdfxml}) {
    const auto c = convert(lines, FormatId::ntriples, to);
    ASSERT_TRUE(c.result.has_value());
    EXPECT_GT(c.text.size(), std::size_t{1'000'000});
    EXPECT_LT(c.largest, std::size_t{200'000});
  }
}

TEST(Convert, says_how_much_lost_the_name_of_its_graph) {
  const std::string_view quads = "<s:s> <p:p> 1 . <g:g> { <s:s> <p:p> 2 . _:b <p:p> 3 . }";
  for (const auto to : {FormatId::turtle, FormatId::ntriples, FormatId::rdfxml})
    EXPECT_EQ(convert(quads, FormatId::trig, to).result->without_graph, 2U) << syntax::format(to).label;
  for (const auto to : {FormatId::trig, FormatId::nquads, FormatId::jsonld})
    EXPECT_EQ(convert(quads, FormatId::trig, to).result->without_graph, 0U) << syntax::format(to).label;
}

TEST(Convert, stops_when_the_output_cannot_be_written) {
  const auto source = syntax::open_memory("<http://a> <http://b> \"c\" .\n");
  syntax::ConvertOptions options;
  options.from.format = FormatId::ntriples;
  const auto result = syntax::convert(*source.value(), options, [](std::string_view) -> rdf::Result<void> {
    return rdf::Error(rdf::Code::unreadable, "the disk is full");
  });
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().message, "the disk is full");
}
