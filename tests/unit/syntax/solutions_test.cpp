#include "syntax/solutions.hpp"

#include <gtest/gtest.h>

#include <array>

#include "rdf/vocabulary.hpp"

using namespace tamizdat;
using syntax::FormatId;

namespace {

std::string written(FormatId format) {
  std::string out;
  const auto writer = syntax::make_solution_writer(format, out, {"x", "y"});
  const std::array<rdf::TermView, 2> first = {rdf::iri("http://a/"),
                                              rdf::literal("say \"hi\",\r\n\tthere", {}, "en")};
  const std::array<rdf::TermView, 2> second = {rdf::TermView{}, rdf::literal("5", rdf::xsd::integer)};
  const std::array<rdf::TermView, 2> third = {rdf::blank("b"), rdf::literal("1 . x", rdf::xsd::integer)};
  for (const auto& row : {first, second, third}) writer->row(row);
  writer->finish();
  return out;
}

}  // namespace

TEST(Solutions, as_csv_quote_as_RFC_4180_says_and_end_lines_with_CRLF) {
  EXPECT_EQ(written(FormatId::csv), "x,y\r\nhttp://a/,\"say \"\"hi\"\",\r\n\tthere\"\r\n,5\r\n_:b,1 . x\r\n");
}

TEST(Solutions, as_tsv_are_terms_of_turtle_on_one_line_each) {
  EXPECT_EQ(written(FormatId::tsv),
            "?x\t?y\n<http://a/>\t\"say \\\"hi\\\",\\r\\n\\tthere\"@en\n\t5\n_:b\t\"1 . "
            "x\"^^<http://www.w3.org/2001/XMLSchema#integer>\n");
}

TEST(Solutions, as_json_leave_out_what_is_not_bound) {
  EXPECT_EQ(written(FormatId::sparql_json),
            "{\"head\":{\"vars\":[\"x\",\"y\"]},\"results\":{\"bindings\":[\n"
            "{\"x\":{\"type\":\"uri\",\"value\":\"http://a/\"},"
            "\"y\":{\"type\":\"literal\",\"xml:lang\":\"en\",\"value\":\"say \\\"hi\\\",\\r\\n\\tthere\"}},\n"
            "{\"y\":{\"type\":\"literal\",\"datatype\":\"http://www.w3.org/2001/"
            "XMLSchema#integer\",\"value\":\"5\"}},\n"
            "{\"x\":{\"type\":\"bnode\",\"value\":\"b\"},"
            "\"y\":{\"type\":\"literal\",\"datatype\":\"http://www.w3.org/2001/"
            "XMLSchema#integer\",\"value\":\"1 . x\"}}\n]}}\n");
}
