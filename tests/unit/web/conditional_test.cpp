#include "web/conditional.hpp"

#include <gtest/gtest.h>

#include <set>

#include "web/date.hpp"

namespace tamizdat::web {
namespace {

constexpr std::time_t now = 1'700'000'000;     // Tue, 14 Nov 2023 22:13:20 GMT
constexpr std::time_t modified = 784'111'777;  // Sun, 06 Nov 1994 08:49:37 GMT
constexpr const char* exactly = "Sun, 06 Nov 1994 08:49:37 GMT";
constexpr const char* before = "Sun, 06 Nov 1994 08:49:36 GMT";
constexpr const char* after = "Sun, 06 Nov 1994 08:49:38 GMT";

TEST(HttpDate, IsWrittenAsImfFixdate) {
  EXPECT_EQ(http_date(modified), exactly);
  EXPECT_EQ(http_date(0), "Thu, 01 Jan 1970 00:00:00 GMT");
  EXPECT_EQ(http_date(-1), "Wed, 31 Dec 1969 23:59:59 GMT");
  EXPECT_EQ(http_date(951'782'400), "Tue, 29 Feb 2000 00:00:00 GMT");
  EXPECT_EQ(http_date(4'107'542'399), "Sun, 28 Feb 2100 23:59:59 GMT");
}

TEST(HttpDate, AllThreeFormsAreRead) {
  for (const char* text : {exactly, "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"})
    EXPECT_EQ(parse_http_date(text, now), modified) << text;
  EXPECT_EQ(parse_http_date("Wed Nov 16 08:49:37 1994", now), modified + 10 * 86400);
}

TEST(HttpDate, TwoDigitYearsLieAtMostFiftyYearsAhead) {
  const auto year = [](const char* text) { return http_date(*parse_http_date(text, now)).substr(12, 4); };
  EXPECT_EQ(year("Monday, 06-Nov-73 08:49:37 GMT"), "2073");
  EXPECT_EQ(year("Monday, 06-Nov-74 08:49:37 GMT"), "1974");
  EXPECT_EQ(year("Monday, 06-Nov-00 08:49:37 GMT"), "2000");
}

TEST(HttpDate, IsReadBackForEveryDay) {
  for (std::time_t t = -86400 * 400; t < std::time_t{86400} * 60000; t += 86399)
    ASSERT_EQ(parse_http_date(http_date(t), now), t) << http_date(t);
}

TEST(HttpDate, WhatIsNoDateIsNothing) {
  for (const char* text :
       {"", "yesterday", "1994-11-06", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 UTC",
        "Sun, 6 Nov 1994 08:49:37 GMT", "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 29 Feb 1900 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 08:60:37 GMT", "Sun, 00 Nov 1994 08:49:37 GMT",
        "Xxx, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Foo 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 GMT; length=3", "Sun Nov 6 08:49:37 1994"}) {
    EXPECT_FALSE(parse_http_date(text, now)) << text;
  }
}

TEST(EntityTag, DiffersWhereAnyPartDiffers) {
  using Parts = std::vector<std::string_view>;
  const Parts all[] = {{"a", "bc"}, {"ab", "c"}, {"abc"},     {"abc", ""},    {"", "abc"},
                       {},          {""},        {"a", "bd"}, {"a", "b", "c"}};
  std::set<std::string> tags;
  for (const Parts& parts : all) tags.insert(make_etag("v1", parts));
  EXPECT_EQ(tags.size(), std::size(all));
  EXPECT_NE(make_etag("v1", all[0]), make_etag("v2", all[0]));
  EXPECT_EQ(make_etag("v1", all[0]), make_etag("v1", all[0]));
  EXPECT_TRUE(make_etag("v1", all[0]).starts_with("\"v1-"));
}

TEST(EntityTag, ListsAreComparedWhole) {
  constexpr std::string_view tag = "\"v1-a,b\"";
  for (const char* list :
       {"\"v1-a,b\"", "\"x\", \"v1-a,b\"", "\"x\",\"v1-a,b\" , \"y\"", ", ,\"v1-a,b\"", "*", " * "}) {
    EXPECT_TRUE(matches_strongly(list, tag)) << list;
    EXPECT_TRUE(matches_weakly(list, tag)) << list;
  }
  for (const char* list :
       {"", "\"v1-a\"", "\"v1\"", "v1-a,b", "\"v1-a,b", "\"x\" \"", "\"V1-A,B\"", "\"*\""}) {
    EXPECT_FALSE(matches_strongly(list, tag)) << list;
    EXPECT_FALSE(matches_weakly(list, tag)) << list;
  }
  for (const char* list : {"W/\"v1-a,b\"", "\"x\", W/\"v1-a,b\""}) {
    EXPECT_TRUE(matches_weakly(list, tag)) << list;
    EXPECT_FALSE(matches_strongly(list, tag)) << list;
  }
}

struct Row {
  const char* method;
  std::vector<std::pair<const char*, const char*>> fields;
  Condition expected;
};

TEST(Conditions, AreEvaluatedInTheOrderOfTheStandard) {
  const Row rows[] = {
      {"GET", {}, Condition::met},
      // If-None-Match
      {"GET", {{"If-None-Match", "\"t\""}}, Condition::not_modified},
      {"HEAD", {{"If-None-Match", "\"t\""}}, Condition::not_modified},
      {"GET", {{"If-None-Match", "W/\"t\""}}, Condition::not_modified},
      {"GET", {{"If-None-Match", "*"}}, Condition::not_modified},
      {"GET", {{"If-None-Match", "\"x\""}, {"If-None-Match", "\"t\""}}, Condition::not_modified},
      {"GET", {{"If-None-Match", "\"x\""}}, Condition::met},
      {"GET", {{"If-None-Match", ""}}, Condition::met},
      {"PUT", {{"If-None-Match", "*"}}, Condition::failed},
      // If-Modified-Since
      {"GET", {{"If-Modified-Since", exactly}}, Condition::not_modified},
      {"GET", {{"If-Modified-Since", after}}, Condition::not_modified},
      {"GET", {{"If-Modified-Since", before}}, Condition::met},
      {"GET", {{"If-Modified-Since", "Sunday, 06-Nov-94 08:49:37 GMT"}}, Condition::not_modified},
      {"GET", {{"If-Modified-Since", "Sun Nov  6 08:49:37 1994"}}, Condition::not_modified},
      {"GET", {{"If-Modified-Since", "nonsense"}}, Condition::met},
      {"PUT", {{"If-Modified-Since", exactly}}, Condition::met},
      // If-None-Match makes If-Modified-Since void, both ways
      {"GET", {{"If-None-Match", "\"x\""}, {"If-Modified-Since", after}}, Condition::met},
      {"GET", {{"If-None-Match", "\"t\""}, {"If-Modified-Since", before}}, Condition::not_modified},
      // If-Match
      {"GET", {{"If-Match", "\"t\""}}, Condition::met},
      {"GET", {{"If-Match", "*"}}, Condition::met},
      {"GET", {{"If-Match", "\"x\""}}, Condition::failed},
      {"GET", {{"If-Match", "W/\"t\""}}, Condition::failed},
      {"GET", {{"If-Match", "\"t\""}, {"If-None-Match", "\"t\""}}, Condition::not_modified},
      {"GET", {{"If-Match", "\"x\""}, {"If-None-Match", "\"t\""}}, Condition::failed},
      // If-Unmodified-Since, void where If-Match is given
      {"GET", {{"If-Unmodified-Since", exactly}}, Condition::met},
      {"GET", {{"If-Unmodified-Since", before}}, Condition::failed},
      {"GET", {{"If-Unmodified-Since", "nonsense"}}, Condition::met},
      {"GET", {{"If-Match", "\"t\""}, {"If-Unmodified-Since", before}}, Condition::met},
      {"GET", {{"If-Unmodified-Since", exactly}, {"If-Modified-Since", exactly}}, Condition::not_modified},
  };
  for (const Row& row : rows) {
    Request request;
    request.method = row.method;
    std::string text = row.method;
    for (const auto& [name, value] : row.fields) {
      request.fields.add(name, value);
      text += std::string("; ") + name + ": " + value;
    }
    EXPECT_EQ(evaluate(request, {"\"t\"", modified}, now), row.expected) << text;
  }
}

TEST(Conditions, AnUnknownTimeIsNeverUnmodified) {
  Request request;
  request.method = "GET";
  request.fields.add("If-Modified-Since", after);
  EXPECT_EQ(evaluate(request, {"\"t\"", 0}, now), Condition::met);
}

}  // namespace
}  // namespace tamizdat::web
