#include "server/limits.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

using namespace tamizdat::server;
using namespace std::chrono_literals;

namespace {

const LimitRow& row(std::string_view name) {
  for (const LimitRow& one : limit_rows())
    if (one.name == name) return one;
  ADD_FAILURE() << "no limit " << name;
  return limit_rows().front();
}

}  // namespace

TEST(Limits, are_set_by_name_with_units) {
  Limits limits;
  ASSERT_TRUE(set_limit(limits, row("head-bytes"), "32K"));
  EXPECT_EQ(limits.head_bytes, 32768U);
  ASSERT_TRUE(set_limit(limits, row("body-bytes"), "2M"));
  EXPECT_EQ(limits.body_bytes, std::size_t{2} << 20U);
  ASSERT_TRUE(set_limit(limits, row("target-bytes"), "1000"));
  EXPECT_EQ(limits.target_bytes, 1000U);
  ASSERT_TRUE(set_limit(limits, row("idle-time"), "90"));
  EXPECT_EQ(limits.idle, 90s);
  ASSERT_TRUE(set_limit(limits, row("head-time"), "250ms"));
  EXPECT_EQ(limits.head, 250ms);
  ASSERT_TRUE(set_limit(limits, row("stop-time"), "2m"));
  EXPECT_EQ(limits.stop, 120s);
  ASSERT_TRUE(set_limit(limits, row("rate"), "7"));
  EXPECT_EQ(limits.rate, 7U);
}

TEST(Limits, refuse_what_makes_no_sense_and_say_what_would) {
  for (const char* text :
       {"", "x", "-1", "1k", "1KB", "10s", " 1K", "1 K", "99999999999999999999", "18014398509481985K"}) {
    Limits limits;
    const auto set = set_limit(limits, row("head-bytes"), text);
    ASSERT_FALSE(set) << text;
    EXPECT_NE(set.error().hint.find("from 1K to 1M"), std::string::npos) << set.error().hint;
    EXPECT_EQ(limits.head_bytes, Limits{}.head_bytes);
  }
  Limits limits;
  EXPECT_FALSE(set_limit(limits, row("connections"), "0"));
  EXPECT_FALSE(set_limit(limits, row("idle-time"), "0"));
  EXPECT_FALSE(set_limit(limits, row("idle-time"), "1h"));
}

TEST(Limits, every_row_reads_what_it_writes_at_both_ends) {
  for (const LimitRow& one : limit_rows()) {
    Limits limits;
    const std::string standard = limit_text(limits, one);
    EXPECT_TRUE(set_limit(limits, one, standard)) << one.name << ' ' << standard;
    EXPECT_EQ(limit_text(limits, one), standard);
  }
}

TEST(Limits, stand_in_the_documentation_as_in_the_table) {
  std::ifstream file(TAMIZDAT_SOURCE_DIR "/docs/limits.md");
  std::ostringstream text;
  text << file.rdbuf();
  ASSERT_FALSE(text.str().empty());
  EXPECT_NE(text.str().find(limits_in_markdown()), std::string::npos)
      << "docs/limits.md must hold this table:\n"
      << limits_in_markdown();
}
