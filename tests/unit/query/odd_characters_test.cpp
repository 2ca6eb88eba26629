#include "query/odd_characters.hpp"

#include <gtest/gtest.h>

namespace tamizdat::query {
namespace {

TEST(OddCharacters, AreThoseThatNfcWouldChange) {
  EXPECT_TRUE(can_be_composed("Mu\u0308nchen"));
  EXPECT_TRUE(can_be_composed("\u212B"));
  EXPECT_TRUE(can_be_composed("\u1100\u1161"));
  EXPECT_FALSE(can_be_composed("München \uAC00 q\u0308 ascii"));
}

TEST(OddCharacters, AreLookalikesAndWhatCannotBeSeen) {
  EXPECT_EQ(mixed_script_word("http://e.example/p\u0430ypal"), "p\u0430ypal");
  EXPECT_EQ(mixed_script_word("http://e.example/Москва-Moscow/Ωmega"), "");
  EXPECT_EQ(invisible_character("a\u200Bb"), 0x200BU);
  EXPECT_EQ(invisible_character("a\u202Eb"), 0x202EU);
  EXPECT_EQ(invisible_character("äb漢字"), 0U);
  EXPECT_EQ(invisible_character("\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645"), 0U)
      << "Persian needs it";
}

}  // namespace
}  // namespace tamizdat::query
