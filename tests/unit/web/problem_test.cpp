#include "web/problem.hpp"

#include <gtest/gtest.h>

#include "web/message.hpp"

namespace tamizdat::web {
namespace {

TEST(Problem, EveryCodeHasAStatusOfAnError) {
  for (int code = 0; code <= static_cast<int>(rdf::Code::range_not_satisfiable); ++code) {
    const unsigned status = status_of(static_cast<rdf::Code>(code));
    EXPECT_GE(status, 400U);
    EXPECT_LT(status, 600U);
    EXPECT_NE(reason(status), "") << status;
  }
}

TEST(Problem, FaultsOfTheClientAreNotOurs) {
  using rdf::Code;
  EXPECT_EQ(status_of(Code::bad_request), 400U);
  EXPECT_EQ(status_of(Code::not_found), 404U);
  EXPECT_EQ(status_of(Code::precondition_failed), 412U);
  EXPECT_EQ(status_of(Code::target_too_long), 414U);
  EXPECT_EQ(status_of(Code::header_too_large), 431U);
  EXPECT_EQ(status_of(Code::not_implemented), 501U);
  EXPECT_EQ(status_of(Code::version_not_supported), 505U);
  EXPECT_EQ(status_of(Code::internal), 500U);
  EXPECT_EQ(status_of(Code::invalid_syntax), 500U);
}

TEST(Problem, JsonStringsHoldAnyText) {
  const auto json = [](std::string_view text) {
    std::string out;
    append_json_string(out, text);
    return out;
  };
  EXPECT_EQ(json("plain \u0110"), "\"plain \u0110\"");
  EXPECT_EQ(json("\"\\\n\r\t"), R"("\"\\\n\r\t")");
  EXPECT_EQ(json(std::string_view("\0\x1F\x7F", 3)), R"("\u0000\u001f\u007f")");
  EXPECT_EQ(json("</script>"), R"("\u003c/script>")");
  EXPECT_EQ(json("a\xFF"
                 "b\xC0\xAF"),
            "\"a\uFFFDb\uFFFD\uFFFD\"");
}

}  // namespace
}  // namespace tamizdat::web
