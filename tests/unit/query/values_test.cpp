#include "query/values.hpp"

#include <gtest/gtest.h>

#include "rdf/vocabulary.hpp"

using namespace tamizdat;

TEST(Number, compares_exactly_whatever_its_spelling) {
  const auto n = [](std::string_view text) { return *query::parse_number(text); };
  EXPECT_EQ(n("3.50"), n("+03.5"));
  EXPECT_EQ(n("1e3"), n("1000"));
  EXPECT_EQ(n("-0"), n("0.0"));
  EXPECT_LT(n("9007199254740992"), n("9007199254740993"));
  EXPECT_LT(n("-2"), n("-1.5"));
  EXPECT_LT(n("-1"), n("0"));
  EXPECT_LT(n("0.09"), n("0.1"));
  EXPECT_LT(n("999"), n("1e3"));
  EXPECT_LT(n("1e999"), n("INF"));
  EXPECT_LT(n("-INF"), n("-1e999"));
}

TEST(Number, is_nothing_else) {
  for (const std::string_view text : {"", "x", "1.2.3", "NaN", "1e", "0x10", "--1", "1 ", "."}) {
    EXPECT_FALSE(query::parse_number(text).has_value()) << text;
  }
}

TEST(Time, covers_what_its_precision_says) {
  const auto span = [](std::string_view text) { return *query::parse_time(text); };
  EXPECT_EQ(span("1970").begin, 0);
  EXPECT_EQ(span("1970-01-01").end, 86399);
  EXPECT_EQ(span("1970-01-01T01:00:00+01:00").begin, 0);
  EXPECT_EQ(span("193X").begin, span("1930").begin);
  EXPECT_EQ(span("193X").end, span("1939").end);
  EXPECT_EQ(span("195X/196X").begin, span("1950").begin);
  EXPECT_EQ(span("195X/196X").end, span("1969-12-31").end);
  EXPECT_EQ(span("1948~").end, span("1948").end);
  EXPECT_EQ(span("2000-02").end, span("2000-02-29").end);
  EXPECT_EQ(span("1900-02").end, span("1900-02-28").end);
  EXPECT_LT(span("-0044").end, span("0001").begin);
  EXPECT_LT(span("../1948").begin, span("-0044").begin);
}

TEST(Time, is_nothing_else) {
  for (const std::string_view text : {"", "48", "1948-13", "1948-02-30", "1950/1940", "../..", "1948-1",
                                      "1948T", "hello", "1948-06-28T25:00:00"}) {
    EXPECT_FALSE(query::parse_time(text).has_value()) << text;
  }
}

TEST(Value, goes_by_the_datatype) {
  EXPECT_TRUE(query::value_of(rdf::literal("5", rdf::xsd::integer)).number.has_value());
  EXPECT_FALSE(query::value_of(rdf::literal("5")).number.has_value());
  EXPECT_FALSE(query::value_of(rdf::literal("five", rdf::xsd::integer)).number.has_value());
  EXPECT_TRUE(
      query::value_of(rdf::literal("196X", "http://id.loc.gov/datatypes/edtf/EDTF")).time.has_value());
  EXPECT_TRUE(query::value_of(rdf::literal("196X", "http://id.loc.gov/datatypes/edtf")).time.has_value());
  EXPECT_TRUE(query::value_of(rdf::literal("1898", rdf::schema::Date)).time.has_value());
  EXPECT_TRUE(query::value_of(rdf::literal("1898-05", rdf::dcterms::W3CDTF)).time.has_value());
}
