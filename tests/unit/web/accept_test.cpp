#include "web/accept.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tamizdat::web {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// "type/subtype=weight" for each member understood.
std::vector<std::string> read(std::string_view header) {
  std::vector<std::string> out;
  for (const MediaRange& range : parse_accept(header)) {
    std::string text(range.type);
    text += '/';
    text += range.subtype;
    text += '=';
    text += std::to_string(range.weight);
    out.push_back(text);
  }
  return out;
}

TEST(Accept, ReadsTypesAndWeights) {
  EXPECT_THAT(read("text/turtle"), ElementsAre("text/turtle=1000"));
  EXPECT_THAT(read("text/turtle;q=0.5, */*;q=0"), ElementsAre("text/turtle=500", "*/*=0"));
  EXPECT_THAT(read("text/*;q=0.333"), ElementsAre("text/*=333"));
  EXPECT_THAT(read("a/b;q=1.000"), ElementsAre("a/b=1000"));
  EXPECT_THAT(read("a/b ; Q=0.7\t,\tc/d"), ElementsAre("a/b=700", "c/d=1000"));
  EXPECT_THAT(read("a/b;level=1;q=0.2"), ElementsAre("a/b=200"));
  EXPECT_THAT(read("a/b;q=0.2;level=1"), ElementsAre("a/b=200"));
  EXPECT_THAT(read("a/b;q=0"), ElementsAre("a/b=0"));
  EXPECT_THAT(read("a/b;;q=0.1;"), ElementsAre("a/b=100"));
}

TEST(Accept, LeavesOutEmptyMembers) {
  EXPECT_THAT(read(""), IsEmpty());
  EXPECT_THAT(read(" , ,,\t"), IsEmpty());
  EXPECT_THAT(read(",a/b,,c/d,"), ElementsAre("a/b=1000", "c/d=1000"));
}

TEST(Accept, LeavesOutMalformedMembersAndKeepsTheRest) {
  for (const char* bad :
       {"text",       "/",          "text/",         "/turtle",   "*/turtle",     "te xt/turtle",
        "a/b/c",      "a/b;q=2",    "a/b;q=1.001",   "a/b;q=-1",  "a/b;q=x",      "a/b;q=",
        "a/b;q",      "a/b;q=0,5x", "a/b;q=\"0.5\"", "a/b;=1",    "a/b;x=\"open", "a/b x",
        "a/b;q=0.5x", "a/b;q=.",    "\xC3\xA9/b",    "a/b;q=1e-1"}) {
    EXPECT_THAT(read(bad), testing::Not(testing::Contains(testing::StartsWith("a/b=1000")))) << bad;
    const std::vector<std::string> list = read("c/d, " + std::string(bad));
    ASSERT_FALSE(list.empty()) << bad;
    EXPECT_EQ(list.front(), "c/d=1000");
  }
}

TEST(Accept, UnderstandsWhatAgentsAreKnownToSend) {
  EXPECT_THAT(read("text/html, image/gif, *; q=.2, */*; q=.2"),
              ElementsAre("text/html=1000", "image/gif=1000", "*/*=200", "*/*=200"));
  EXPECT_THAT(read("a/b;q=0.98765"), ElementsAre("a/b=987"));
  EXPECT_THAT(read("a/b; q = 0.5"), ElementsAre("a/b=500"));
}

TEST(Accept, QuotedStringsMayHoldCommasSemicolonsAndQuotes) {
  EXPECT_THAT(read(R"(a/b;profile="x,y;q=0";q=0.5, c/d)"), ElementsAre("a/b=500", "c/d=1000"));
  EXPECT_THAT(read(R"(a/b;x="\",\\";q=0.5,c/d)"), ElementsAre("a/b=500", "c/d=1000"));
}

TEST(Accept, LooksAtABoundedNumberOfMembers) {
  std::string header;
  for (int i = 0; i < 100000; ++i) header += "a/b,";
  EXPECT_EQ(parse_accept(header).size(), max_members);
}

TEST(Accept, ParametersAreTakenOneByOne) {
  std::string_view rest = R"( ; a=b ;C="d\"e";f=g)";
  Parameter p;
  ASSERT_TRUE(next_parameter(rest, p));
  EXPECT_EQ(p.name, "a");
  EXPECT_EQ(p.value, "b");
  ASSERT_TRUE(next_parameter(rest, p));
  EXPECT_EQ(p.name, "C");
  EXPECT_EQ(unquoted(p.value), "d\"e");
  ASSERT_TRUE(next_parameter(rest, p));
  EXPECT_EQ(p.value, "g");
  EXPECT_FALSE(next_parameter(rest, p));
  EXPECT_TRUE(rest.empty());
}

TEST(Accept, FitGrowsWithSpecificity) {
  struct Row {
    const char* range;
    const char* type;
    Fit fit;
  };
  const Row rows[] = {
      {"*/*", "text/turtle", Fit::anything},
      {"text/*", "text/turtle", Fit::type},
      {"TEXT/Turtle", "text/turtle", Fit::exact},
      {"text/turtle;charset=UTF-8", "text/turtle", Fit::with_parameters},
      {"text/turtle;charset=\"utf-8\"", "text/turtle", Fit::with_parameters},
      {"application/n-triples;charset=utf-8", "application/n-triples", Fit::with_parameters},
      {"text/turtle;charset=iso-8859-1", "text/turtle", Fit::none},
      {"text/turtle;version=1.2", "text/turtle", Fit::exact},
      {"text/html;level=1", "text/html", Fit::none},
      {"*/*;level=1", "text/html", Fit::none},
      {"text/*", "application/trig", Fit::none},
      {"text/turtle", "text/turtles", Fit::none},
      {"application/ld+json;profile=\"http://www.w3.org/ns/json-ld#compacted\"", "application/ld+json",
       Fit::with_parameters},
      {"application/ld+json;profile=\"http://www.w3.org/ns/json-ld#expanded\"", "application/ld+json",
       Fit::exact},
  };
  for (const Row& row : rows) {
    const auto ranges = parse_accept(row.range);
    ASSERT_EQ(ranges.size(), 1U) << row.range;
    EXPECT_EQ(fit(ranges[0], row.type), row.fit) << row.range;
  }
}

TEST(AcceptLanguage, GivesLanguagesBestFirst) {
  EXPECT_THAT(preferred_languages("de;q=0.5, fr, en-GB;q=0.7, *;q=0.1"), ElementsAre("fr", "en-gb", "de"));
  EXPECT_THAT(preferred_languages("de, DE, en;q=0"), ElementsAre("de"));
  EXPECT_THAT(preferred_languages("de;q=x, , ru"), ElementsAre("ru"));
  EXPECT_THAT(preferred_languages(""), IsEmpty());
}

TEST(AcceptEncoding, WeighsCodings) {
  struct Row {
    const char* header;
    const char* coding;
    Weight weight;
  };
  const Row rows[] = {
      {"", "gzip", 0},
      {"", "identity", 1000},
      {"br,gzip,deflate", "gzip", 1000},
      {"br,gzip,deflate", "identity", 1000},
      {"gzip;q=0", "gzip", 0},
      {"GZIP;q=0.5", "gzip", 500},
      {"*", "br", 1000},
      {"*;q=0", "identity", 0},
      {"identity;q=0", "identity", 0},
      {"*;q=0, identity;q=0.1", "identity", 100},
      {"gzip, *;q=0", "br", 0},
  };
  for (const Row& row : rows) EXPECT_EQ(coding_weight(row.header, row.coding), row.weight) << row.header;
}

}  // namespace
}  // namespace tamizdat::web
