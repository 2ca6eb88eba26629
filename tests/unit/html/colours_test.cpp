#include "html/colours.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "html/assets.hpp"
#include "html/card.hpp"
#include "unit/answer/fixture.hpp"

namespace tamizdat::html {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

Rgb colour(std::string_view text) {
  return parse_colour(text).value_or(Rgb{});
}

TEST(Colours, AreReadAsPublishersWriteThem) {
  EXPECT_EQ(hex(colour("#A3291d")), "a3291d");
  EXPECT_EQ(hex(colour("c3f")), "cc33ff");
  for (const std::string_view wrong : {"", "#", "#12", "#12345g", "red", "#1234567", "rgb(1,2,3)"})
    EXPECT_FALSE(parse_colour(wrong)) << wrong;
}

// The examples are those of the definition: black on white is 21, and #767676 on white just passes.
TEST(Colours, HaveTheContrastThatWcagDefines) {
  EXPECT_NEAR(contrast(colour("000"), colour("fff")), 21, 0.001);
  EXPECT_NEAR(contrast(colour("fff"), colour("fff")), 1, 0.001);
  EXPECT_NEAR(contrast(colour("767676"), colour("fff")), 4.54, 0.01);
  EXPECT_NEAR(contrast(colour("fff"), colour("f00")), 4.0, 0.01);
}

TEST(Colours, StayReadableWhateverIsChosen) {
  constexpr std::array<int, 6> parts = {0, 51, 102, 153, 204, 255};
  for (const int red : parts) {
    for (const int green : parts) {
      for (const int blue : parts) {
        const Rgb chosen{static_cast<std::uint8_t>(red), static_cast<std::uint8_t>(green),
                         static_cast<std::uint8_t>(blue)};
        for (const Backgrounds& ground : {by_day(), by_night()}) {
          const Rgb shade = readable_on(chosen, ground);
          for (const Rgb& under : {ground.paper, ground.sheet, ground.mark})
            ASSERT_GE(contrast(shade, under), 4.5) << hex(chosen) << " became " << hex(shade);
        }
      }
    }
  }
}

TEST(Colours, StayAsTheyAreWhereTheyCanBeRead) {
  EXPECT_EQ(hex(readable_on(colour("#7a1f15"), by_day())), "7a1f15");
  EXPECT_EQ(hex(readable_on(colour("#f5c0b8"), by_night())), "f5c0b8");
}

/// The value of a variable in the rules for day or night.
std::string in_style(std::string_view name, bool night) {
  const Assets assets;
  const std::string& style = assets.find("style.css")->content;
  const auto from = night ? style.find("prefers-color-scheme: dark") : 0;
  const auto at = style.find("--" + std::string(name) + ": #", from);
  return style.substr(at + name.size() + 5, 6);
}

TEST(Colours, AreMeasuredAgainstTheStyleSheetsOwn) {
  for (const bool night : {false, true}) {
    const Backgrounds& ground = night ? by_night() : by_day();
    EXPECT_EQ(in_style("paper", night), hex(ground.paper));
    EXPECT_EQ(in_style("sheet", night), hex(ground.sheet));
    EXPECT_EQ(in_style("mark", night), hex(ground.mark));
  }
}

TEST(Colours, AreNamedByTheirAddress) {
  const auto chosen = Colours::of("#A3291D", "#1d4f73");
  ASSERT_TRUE(chosen);
  EXPECT_EQ(colours_address(*chosen), "-/colours/a3291d-1d4f73.css");
  const auto again = Colours::named("a3291d-1d4f73");
  ASSERT_TRUE(again);
  EXPECT_EQ(again->style(), chosen->style());
  EXPECT_THAT(chosen->style(), HasSubstr("prefers-color-scheme: dark"));
  EXPECT_THAT(chosen->style(), HasSubstr("--link: #"));
  for (const std::string_view wrong :
       {"", "A3291D", "#a3291d", "a3291d-", "a3291d-x", "a3291d-1d4f73-1d4f73", "red"})
    EXPECT_FALSE(Colours::named(wrong)) << wrong;
}

std::uint32_t number_at(const std::string& bytes, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = at; i < at + 4; ++i) number = number << 8U | static_cast<unsigned char>(bytes[i]);
  return number;
}

TEST(Card, IsASmallPictureOfTheSizeThatPagesSay) {
  const auto publication = test::publication(R"(
    doc:dataset a void:Dataset
    doc:dataset dcterms:title "Письма и другие"
    doc:dataset schema:color "#006600")");
  const auto bytes = card(*publication);
  ASSERT_THAT(bytes, StartsWith("\x89PNG\r\n\x1a\n"));
  EXPECT_EQ(number_at(bytes, 16), card_width);
  EXPECT_EQ(number_at(bytes, 20), card_height);
  EXPECT_THAT(bytes, testing::EndsWith("IEND\xae\x42\x60\x82"));
  EXPECT_LT(bytes.size(), 20'000U);
  EXPECT_THAT(bytes, HasSubstr(std::string("\x00\x66\x00", 3))) << "the publisher's colour is in the palette";
}

TEST(Card, DiffersWithTheTitle) {
  const auto titled = [](const std::string& title) {
    return card(
        *test::publication("doc:dataset a void:Dataset\ndoc:dataset dcterms:title \"" + title + "\""));
  };
  EXPECT_NE(titled("One"), titled("Another one"));
  EXPECT_THAT(titled(std::string(5000, 'x')), StartsWith("\x89PNG"));
}

}  // namespace
}  // namespace tamizdat::html
