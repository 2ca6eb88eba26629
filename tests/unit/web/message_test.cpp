#include "web/message.hpp"

#include <gtest/gtest.h>

namespace tamizdat::web {
namespace {

TEST(Fields, NamesCompareWithoutCaseAndRepeatsKeepTheirOrder) {
  Fields fields;
  fields.add("Accept", "text/turtle");
  fields.add("Host", "h.example");
  fields.add("ACCEPT", "text/html;q=0.5");
  EXPECT_EQ(fields.get("accept"), "text/turtle");
  EXPECT_EQ(fields.combined("Accept"), "text/turtle, text/html;q=0.5");
  EXPECT_TRUE(fields.has("hOST"));
  EXPECT_FALSE(fields.has("Hos"));
  EXPECT_EQ(fields.get("Cookie"), "");
  EXPECT_EQ(fields.combined("Cookie"), "");
}

TEST(Fields, SettingReplacesAllOfTheName) {
  Fields fields;
  fields.add("a", "1");
  fields.add("b", "2");
  fields.add("A", "3");
  fields.set("A", "4");
  EXPECT_EQ(fields.text(), "b: 2\r\nA: 4\r\n");
  fields.remove("B");
  EXPECT_EQ(fields.text(), "A: 4\r\n");
}

TEST(Fields, AreListedAsTheyWereAdded) {
  Fields fields;
  fields.add("Link", "<a:b>; rel=\"x: y\"");
  fields.add("Empty", "");
  std::string seen;
  for (const auto& [name, value] : fields.all()) {
    seen += name;
    seen += '=';
    seen += value;
    seen += '\n';
  }
  EXPECT_EQ(seen, "Link=<a:b>; rel=\"x: y\"\nEmpty=\n");
  EXPECT_TRUE(fields.has("empty"));
}

TEST(Fields, NothingThatIsAddedEndsItsLine) {
  Fields fields;
  fields.add("Location", "/x\r\nSet-Cookie: a=b");
  fields.add("X\r\nY", std::string_view("a\0b\x7F", 4));
  fields.add("Tab", " a\tb ");
  EXPECT_EQ(fields.text(), "Location: /xSet-Cookie: a=b\r\nXY: ab\r\nTab: a\tb\r\n");
  EXPECT_FALSE(fields.has("Set-Cookie"));
}

TEST(HeaderSafe, DropsControlsAndEncodesWhatIsNotAscii) {
  EXPECT_EQ(header_safe("plain \"value\""), "plain \"value\"");
  EXPECT_EQ(header_safe("a\r\nb\x01"
                        "c"),
            "abc");
  EXPECT_EQ(header_safe("/id/\u0110ilas"), "/id/%C4%90ilas");
}

TEST(Reason, IsKnownForWhatTheSiteAnswersAndEmptyForTheRest) {
  EXPECT_EQ(reason(303), "See Other");
  EXPECT_EQ(reason(431), "Request Header Fields Too Large");
  EXPECT_EQ(reason(299), "");
}

TEST(Trimmed, TakesOffSpacesAndTabs) {
  EXPECT_EQ(trimmed(" \t a b\t"), "a b");
  EXPECT_EQ(trimmed(" \t"), "");
  EXPECT_EQ(trimmed(""), "");
}

}  // namespace
}  // namespace tamizdat::web
