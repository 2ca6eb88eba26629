#include "web/target.hpp"

#include <gtest/gtest.h>

namespace tamizdat::web {
namespace {

TEST(Target, IsTakenApart) {
  const auto target = Target::parse("/id/x?a=b&c=d?e");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path(), "/id/x");
  EXPECT_EQ(target->query(), "a=b&c=d?e");
  EXPECT_EQ(target->whole(), "/id/x?a=b&c=d?e");
  EXPECT_EQ(Target::parse("/id/x")->query(), "");
  EXPECT_EQ(Target::parse("/id/x?")->query(), "");
}

TEST(Target, MustBeAPathOfUtf8) {
  for (const char* bad : {"", "*", "id/x", "http://h/x", "/x#y", "/%", "/%0", "/%zz", "/%00", "/\xC0\xAF",
                          "/%C0%AF", "/x?y=%E9"}) {
    const auto target = Target::parse(bad);
    ASSERT_FALSE(target) << bad;
    EXPECT_EQ(target.error().code, rdf::Code::bad_request) << bad;
  }
}

struct Row {
  const char* target;
  const char* value;  // of "p"; null: absent
};

TEST(Target, ParametersAreDecoded) {
  const Row rows[] = {
      {"/x", nullptr},
      {"/x?", nullptr},
      {"/x?q=1", nullptr},
      {"/x?pp=1", nullptr},
      {"/x?P=1", nullptr},
      {"/x?p", ""},
      {"/x?p=", ""},
      {"/x?p=a", "a"},
      {"/x?&&p=a&", "a"},
      {"/x?a=b;p=c", nullptr},  // only & separates
      {"/x?p=a;b", "a;b"},
      {"/x?p=a=b", "a=b"},
      {"/x?p=a%26b%3D", "a&b="},
      {"/x?p=a+b", "a+b"},  // IRIs and media types may have a plus
      {"/x?p=a%20b%2Bc", "a b+c"},
      {"/x?%70=a", "a"},
      {"/x?p=%C3%A9", "\u00E9"},
      {"/x?p=\u00E9", "\u00E9"},
      {"/x?p=http://h/a?b", "http://h/a?b"},
      {"/x?p=a&p=a", "a"},
      {"/x?p=a&p=%61", "a"},
  };
  for (const Row& row : rows) {
    const auto target = Target::parse(row.target);
    ASSERT_TRUE(target) << row.target;
    const auto value = target->parameter("p");
    ASSERT_TRUE(value) << row.target;
    EXPECT_EQ(value->has_value(), row.value != nullptr) << row.target;
    if (row.value != nullptr && value->has_value()) {
      EXPECT_EQ(**value, row.value) << row.target;
    }
  }
}

TEST(Target, AParameterCannotHaveTwoValues) {
  for (const char* text : {"/x?p=a&p=b", "/x?p=a&q=1&p", "/x?p=a&%70=b"}) {
    const auto target = Target::parse(text);
    ASSERT_TRUE(target);
    const auto value = target->parameter("p");
    ASSERT_FALSE(value) << text;
    EXPECT_EQ(value.error().code, rdf::Code::bad_request);
    EXPECT_EQ(value.error().source, "parameter p");
  }
}

}  // namespace
}  // namespace tamizdat::web
