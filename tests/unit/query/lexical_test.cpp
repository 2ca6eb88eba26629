#include "query/lexical.hpp"

#include <gtest/gtest.h>

#include "query/edits.hpp"
#include "query/language_tag.hpp"

namespace tamizdat::query {
namespace {

struct Case {
  std::string_view type;
  std::string_view good;  // texts, separated by '|'
  std::string_view bad;
};

const Case cases[] = {
    {"boolean", "true|false|1|0", "TRUE|yes||2"},
    {"integer", "0|-1|+007|123456789012345678901234567890", "1.0|| 1|1 |-|1e3"},
    {"decimal", "1|1.|.5|-0.10|+3", ".|1e3|1,5|INF|"},
    {"double", "1|1.5e-3|.5E+2|INF|-INF|+INF|NaN", "inf|nan|1e|e5|1.5e2.5|"},
    {"byte", "-128|127|+1", "128|-129|1.0"},
    {"unsignedLong", "18446744073709551615|-0", "18446744073709551616|-1"},
    {"positiveInteger", "1|0001", "0|-1"},
    {"nonPositiveInteger", "0|-3", "1"},
    {"date", "2024-02-29|2023-12-31Z|-0044-03-15|12024-01-01+14:00|0000-02-29",
     "2023-02-29|2023-2-1|24-01-01|2023-13-01|012024-01-01|2023-01-01+15:00|2023-01-01T00:00:00"},
    {"time", "00:00:00|23:59:59.999Z|24:00:00", "24:00:01|12:60:00|12:00|12:00:60|12:00:00."},
    {"dateTime", "2024-01-01T00:00:00|2024-01-01T24:00:00.0-05:30",
     "2024-01-01|2024-01-01 00:00:00|2024-01-01T25:00:00|2024-01-01t00:00:00"},
    {"dateTimeStamp", "2024-01-01T00:00:00Z|2024-01-01T00:00:00+01:00", "2024-01-01T00:00:00"},
    {"gYear", "2024|-0001|12345|2024Z", "24|02024|2024-01|+2024"},
    {"gYearMonth", "2024-02", "2024|2024-13|2024-2"},
    {"gMonthDay", "--02-29|--12-31Z", "--02-30|02-29|--2-9"},
    {"gMonth", "--12", "--13|12|--1"},
    {"gDay", "---31", "---32|31"},
    {"duration", "P1Y|-P1Y2M3DT4H5M6.7S|PT0S|P1M", "P|PT|1Y|P1S|P1YT|P1M1Y|PT1.5H|P-1Y"},
    {"yearMonthDuration", "P1Y2M", "P1D|P1YT1H"},
    {"dayTimeDuration", "P1DT2H|PT1.5S", "P1Y|P1M"},
    {"hexBinary", "|0fB7", "0|0g"},
    {"base64Binary", "|AAAA|AA==|AAA=|A A A A", "AAA|AB==|A===|AAAA=|=AAA|AAAA "},
    {"language", "en|en-GB|x-klingon", "|en_GB|toolonglanguage|en-"},
    {"token", "a b|", " a|a  b|a\nb"},
    {"NCName", "a-b.c|_x", "1a|a:b|"},
    {"anyURI", "|http://example.org/|relative/path", "a b|<x>"},
};

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> out;
  while (true) {
    const auto bar = text.find('|');
    out.push_back(text.substr(0, bar));
    if (bar == std::string_view::npos) return out;
    text.remove_prefix(bar + 1);
  }
}

TEST(LexicalForms, FollowXmlSchema) {
  for (const Case& c : cases) {
    const std::string type = "http://www.w3.org/2001/XMLSchema#" + std::string(c.type);
    for (const auto text : split(c.good))
      EXPECT_FALSE(lexical_fault(type, text)) << c.type << " '" << text << "'";
    for (const auto text : split(c.bad))
      EXPECT_TRUE(lexical_fault(type, text)) << c.type << " '" << text << "'";
  }
}

TEST(LexicalForms, HaveExamplesThatAreRight) {
  for (const Case& c : cases) {
    const std::string type = "http://www.w3.org/2001/XMLSchema#" + std::string(c.type);
    for (const auto text : split(c.bad)) {
      const auto example = lexical_fault(type, text);
      ASSERT_TRUE(example) << c.type << " '" << text << "'";
      EXPECT_FALSE(lexical_fault(type, *example)) << c.type << ' ' << *example;
    }
  }
}

TEST(LexicalForms, AreUnknownForOtherDatatypes) {
  EXPECT_EQ(datatype_kind("http://example.org/type"), Datatype::unknown);
  EXPECT_FALSE(lexical_fault("http://example.org/type", "anything"));
  EXPECT_EQ(datatype_kind("http://www.w3.org/2001/XMLSchema#datetime"), Datatype::misspelt);
  EXPECT_EQ(meant_datatype("http://www.w3.org/2001/XMLSchema#datetime"), "dateTime");
  EXPECT_EQ(datatype_kind("http://www.w3.org/2001/XMLSchema#ID"), Datatype::unsuitable);
  EXPECT_TRUE(lexical_fault("http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON", "{"));
}

TEST(Edtf, KnowsLevelsZeroToTwo) {
  for (const auto text :
       split("1985-04-12|1985-04|1985|1985-04-12T23:20:30Z|1964/2008|2004-06/2006-08|Y170000002|"
             "2001-21|1984?|2004-06~|2004-06-11%|201X|20XX|2004-XX|1985-04-XX|1985-XX-XX|1985-04-12/..|"
             "../1985|1985-04-12/|/1985|-1985|1984~/2004-06|Y-17E7|1950S2|[1667,1668,1670..1672]|"
             "[..1760-12-03]|[1760-12..]|{1960,1961-12}|2004-06~-11|?2004-06-~11|156X-12-25|2001-34|1960~/"
             "1962?"))
    EXPECT_TRUE(is_edtf(text)) << text;
  for (const auto text : split("|85|1985-13|1985-02-30|2023-02-29|1985/04/12|April "
                               "1985|1985-4|1985-04-12T|/|[]|1985-14-01|2001-21-01|c1985|1985-04-12 10:00"))
    EXPECT_FALSE(is_edtf(text)) << text;
}

TEST(LanguageTags, FollowRfc5646) {
  for (const auto tag : split("en|en-GB|zh-Hant-TW|de-CH-1901|sl-rozaj-biske|x-mine|en-x-mine|i-klingon|es-"
                              "419|zh-cmn|en-a-bbb-x-a|de-DE-u-co-phonebk|sgn-BE-FR|haw"))
    EXPECT_TRUE(is_language_tag(tag)) << tag;
  for (const auto tag : split("englishlanguage|e|en-|a-b|x|en-x|de-419-DE|en-a|1en"))
    EXPECT_FALSE(is_language_tag(tag)) << tag;
  std::string_view meant;
  EXPECT_TRUE(is_unknown_language("CZ", meant));
  EXPECT_EQ(meant, "cs");
  EXPECT_FALSE(is_unknown_language("cs-CZ", meant));
  EXPECT_FALSE(is_unknown_language("haw", meant));
}

TEST(Nearest, FindsWhatWasMeant) {
  EXPECT_EQ(edit_distance("knwos", "knows", 5), 1U);
  EXPECT_EQ(edit_distance("abc", "xyz", 2), 2U);
  Nearest nearest("Persom");
  for (const std::string_view name : {"Town", "Person", "Personal"}) nearest.consider(name);
  EXPECT_EQ(nearest.best(), "Person");
  Nearest none("Apple");
  none.consider("Zebra");
  EXPECT_EQ(none.best(), "");
}

}  // namespace
}  // namespace tamizdat::query
