#include "rdf/utf8.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

using namespace tamizdat;
using namespace std::string_view_literals;

TEST(Utf8, every_character_goes_out_and_comes_back) {
  std::string all;
  std::uint64_t count = 0;
  for (char32_t c = 0; c <= 0x110000; ++c) {
    std::string one;
    const bool good = rdf::append_utf8(one, c);
    EXPECT_EQ(good, c < 0x110000 && (c < 0xD800 || c > 0xDFFF)) << static_cast<unsigned>(c);
    if (!good) {
      EXPECT_TRUE(one.empty());
      continue;
    }
    std::size_t length = 0;
    ASSERT_EQ(rdf::first_code_point(one, length), c);
    ASSERT_EQ(length, one.size());
    ASSERT_TRUE(rdf::is_utf8(one)) << static_cast<unsigned>(c);
    all += one;
    ++count;
  }
  EXPECT_TRUE(rdf::is_utf8(all));
  EXPECT_EQ(rdf::count_code_points(all), count);
}

TEST(Utf8, malformed_bytes_are_found_where_they_stand) {
  for (const std::string_view bad :
       {"\x80"sv, "\xBF"sv, "\xC0\x80"sv, "\xC1\xBF"sv, "\xE0\x80\x80"sv, "\xE0\x9F\xBF"sv, "\xED\xA0\x80"sv,
        "\xED\xBF\xBF"sv, "\xF0\x80\x80\x80"sv, "\xF0\x8F\xBF\xBF"sv, "\xF4\x90\x80\x80"sv,
        "\xF5\x80\x80\x80"sv, "\xFF"sv, "\xFE"sv, "\xE9 "sv, "\xC3("sv, "\xE2\x82("sv, "\xF0\x9F\x98("sv}) {
    for (const std::size_t before : {0U, 1U, 7U, 31U, 32U, 33U, 100U}) {
      const std::string text = std::string(before, 'a') + std::string(bad) + "aaaa";
      const rdf::Utf8Scan scan = rdf::utf8_scan(text);
      EXPECT_EQ(scan.valid, before);
      EXPECT_FALSE(scan.truncated);
    }
  }
}

TEST(Utf8, a_cut_character_is_told_from_a_wrong_one) {
  const std::string text = "ab€";
  for (std::size_t n = 3; n < text.size(); ++n) {
    const rdf::Utf8Scan scan = rdf::utf8_scan(std::string_view(text).substr(0, n));
    EXPECT_EQ(scan.valid, 2U);
    EXPECT_TRUE(scan.truncated);
  }
  EXPECT_FALSE(rdf::utf8_scan("ab\xED\xA0").truncated) << "half a surrogate can never become good";
}

TEST(Utf8, ascii_is_noticed) {
  EXPECT_TRUE(rdf::utf8_scan(std::string(1000, 'x')).ascii);
  EXPECT_FALSE(rdf::utf8_scan(std::string(1000, 'x') + "é").ascii);
}
