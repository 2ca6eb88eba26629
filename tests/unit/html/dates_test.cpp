#include "html/dates.hpp"

#include <gtest/gtest.h>

namespace tamizdat::html {
namespace {

constexpr std::string_view edtf = "http://id.loc.gov/datatypes/edtf/EDTF";
constexpr std::string_view xsd_date = "http://www.w3.org/2001/XMLSchema#date";
constexpr std::string_view xsd_time = "http://www.w3.org/2001/XMLSchema#dateTime";
constexpr std::string_view xsd_year = "http://www.w3.org/2001/XMLSchema#gYear";

struct Case {
  std::string_view text;
  std::string_view datatype;
  std::string_view said;
  friend void PrintTo(const Case& c, std::ostream* out) { *out << '"' << c.text << '"'; }
};

const Language& in(const std::string& language) {
  static const Messages all;
  return all.choose(std::vector{language});
}

class Dates : public testing::TestWithParam<Case> {};

TEST_P(Dates, AreReadAsPeopleWriteThem) {
  EXPECT_EQ(readable_date(GetParam().text, GetParam().datatype, in("en")), GetParam().said);
}

INSTANTIATE_TEST_SUITE_P(
    Edtf, Dates,
    testing::Values(Case{"195X/196X", edtf, "1950s and 1960s"}, Case{"193X/196X", edtf, "1930s to 1960s"},
                    Case{"193X", edtf, "1930s"}, Case{"19XX", edtf, "1900–1999"}, Case{"1948", edtf, "1948"},
                    Case{"1927/1953", edtf, "1927–1953"}, Case{"1948-06", edtf, "June 1948"},
                    Case{"1948-06-12", edtf, "12 June 1948"}, Case{"1948-21", edtf, "spring 1948"},
                    Case{"1984?", edtf, "1984, uncertain"}, Case{"1984~", edtf, "about 1984"},
                    Case{"1984%", edtf, "about 1984, uncertain"}, Case{"1927/..", edtf, "since 1927"},
                    Case{"../1953", edtf, "until 1953"}, Case{"-0044", edtf, "44 BC"}));

INSTANTIATE_TEST_SUITE_P(
    Xsd, Dates,
    testing::Values(Case{"2026-11-25", xsd_date, "25 November 2026"}, Case{"1967", xsd_year, "1967"},
                    Case{"2026-11-25T20:00:00Z", xsd_time, "25 November 2026, 20:00 UTC"}));

INSTANTIATE_TEST_SUITE_P(
    Level2, Dates,
    testing::Values(Case{"[1667,1668,1670..1672]", edtf, "1667, 1668 or 1670–1672"},
                    Case{"{1960,1961-12}", edtf, "1960 and December 1961"},
                    Case{"[..1760-12-03]", edtf, "until 3 December 1760"}, Case{"[1984]", edtf, "1984"},
                    Case{"Y170000002", edtf, "the year 170,000,002"},
                    Case{"Y-17E7", edtf, "the year 170,000,000 BC"}, Case{"1950S2", edtf, "about 1950"},
                    Case{"2004-?06-~11", edtf, "about 11 June 2004, uncertain"},
                    Case{"2004?-06", edtf, "June 2004, uncertain"}, Case{"1XXX", edtf, "1000–1999"},
                    Case{"XXXX-12-25", edtf, "25 December of an unknown year"},
                    Case{"1985-XX-XX", edtf, "1985"}, Case{"1984-06-2X", edtf, "June 1984"},
                    Case{"2001-34", edtf, "quarter 2 of 2001"}, Case{"2001-41", edtf, "half 2 of 2001"},
                    Case{"2001-29", edtf, "spring 2001"}));

INSTANTIATE_TEST_SUITE_P(NotUnderstood, Dates,
                         testing::Values(Case{"soon after", edtf, "soon after"},
                                         Case{"1948-13", edtf, "1948-13"}, Case{"", edtf, ""},
                                         Case{"/", edtf, "/"}, Case{"[1667", edtf, "[1667"},
                                         Case{"[", edtf, "["}, Case{"[,]", edtf, "[,]"},
                                         Case{"Y99E99", edtf, "Y99E99"}, Case{"2001-42", edtf, "2001-42"},
                                         Case{"1948/", "", "1948/"}, Case{"2026-1", xsd_date, "2026-1"},
                                         Case{"2026-11-", xsd_date, "2026-11-"}, Case{"<b>", edtf, "<b>"}));

TEST(DatesInOtherLanguages, FollowTheirOwnHabits) {
  EXPECT_EQ(readable_date("1948-06-12", xsd_date, in("de")), "12. Juni 1948");
  EXPECT_EQ(readable_date("1948-06-12", xsd_date, in("es")), "12 de junio de 1948");
  EXPECT_EQ(readable_date("1948-06-12", xsd_date, in("ru")), "12 июня 1948");
  EXPECT_EQ(readable_date("1948-06", edtf, in("ru")), "июнь 1948");
  EXPECT_EQ(readable_date("195X/196X", edtf, in("fr")), "années 1950 et 1960");
  EXPECT_EQ(readable_date("195X/196X", edtf, in("de")), "1950er und 1960er Jahre");
  EXPECT_EQ(readable_date("1984~", edtf, in("de")), "um 1984");
}

}  // namespace
}  // namespace tamizdat::html
