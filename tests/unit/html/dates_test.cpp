#include "html/dates.hpp"

#include "html/durations.hpp"

#include <gtest/gtest.h>

namespace tamizdat::html {
namespace {

constexpr std::string_view edtf = "http://id.loc.gov/datatypes/edtf/EDTF";
constexpr std::string_view xsd_date = "http://www.w3.org/2001/XMLSchema#date";
constexpr std::string_view xsd_time = "http://www.w3.org/2001/XMLSchema#dateTime";
constexpr std::string_view xsd_month_day = "http://www.w3.org/2001/XMLSchema#gMonthDay";
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
                    Case{"../1953", edtf, "until 1953"}, Case{"-0043", edtf, "44 BC"}));

INSTANTIATE_TEST_SUITE_P(
    Xsd, Dates,
    testing::Values(Case{"2026-11-25", xsd_date, "25 November 2026"}, Case{"1967", xsd_year, "1967"},
                    Case{"2026-11-25T20:00:00Z", xsd_time, "25 November 2026, 20:00 UTC"},
                    Case{"2026-11-25Z", xsd_date, "25 November 2026"},
                    Case{"2026-11-25-05:00", xsd_date, "25 November 2026"},
                    Case{"1967+14:00", xsd_year, "1967"}, Case{"12000", xsd_year, "the year 12,000"},
                    Case{"2024-02-29T23:59:59.123+02:00", xsd_time, "29 February 2024, 23:59 UTC+2"},
                    Case{"2024-02-29T23:59:59-10:30", xsd_time, "29 February 2024, 23:59 UTC−10:30"},
                    Case{"2024-02-29T23:59:59+00:00", xsd_time, "29 February 2024, 23:59 UTC"},
                    Case{"2024-02-29T23:59:59Z", "http://www.w3.org/2001/XMLSchema#dateTimeStamp",
                         "29 February 2024, 23:59 UTC"},
                    Case{"--12-25", xsd_month_day, "25 December"}, Case{"--04-01Z", xsd_month_day, "1 April"},
                    Case{"--12", "http://www.w3.org/2001/XMLSchema#gMonth", "December"}));

// Year 0 is 1 BC.
INSTANTIATE_TEST_SUITE_P(BeforeOurEra, Dates,
                         testing::Values(Case{"-0043-03-15", xsd_date, "15 March 44 BC"},
                                         Case{"0000", xsd_year, "1 BC"}, Case{"-0499", xsd_year, "500 BC"},
                                         Case{"-50XX", edtf, "5100–5001 BC"},
                                         Case{"-012X", edtf, "130–121 BC"},
                                         Case{"-11999", xsd_year, "the year 12,000 BC"},
                                         Case{"Y-170000001", edtf, "the year 170,000,002 BC"}));

INSTANTIATE_TEST_SUITE_P(OfOtherTypes, Dates,
                         testing::Values(Case{"1898-05", "http://schema.org/Date", "May 1898"},
                                         Case{"1898-05-01", "https://schema.org/Date", "1 May 1898"},
                                         Case{"1898", "http://purl.org/dc/terms/W3CDTF", "1898"},
                                         Case{"193X", "http://id.loc.gov/datatypes/edtf", "1930s"},
                                         Case{"193X", "http://id.loc.gov/datatypes/edtfish", "193X"}));

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

INSTANTIATE_TEST_SUITE_P(
    NotUnderstood, Dates,
    testing::Values(Case{"soon after", edtf, "soon after"}, Case{"1948-13", edtf, "1948-13"},
                    Case{"", edtf, ""}, Case{"/", edtf, "/"}, Case{"[1667", edtf, "[1667"},
                    Case{"[", edtf, "["}, Case{"[,]", edtf, "[,]"}, Case{"Y99E99", edtf, "Y99E99"},
                    Case{"2001-42", edtf, "2001-42"}, Case{"1948/", "", "1948/"},
                    Case{"--13-01", xsd_month_day, "--13-01"}, Case{"--", xsd_month_day, "--"},
                    Case{"--12-", xsd_month_day, "--12-"}, Case{"Z", xsd_date, "Z"},
                    Case{"2026-1", xsd_date, "2026-1"}, Case{"2026-11-", xsd_date, "2026-11-"},
                    Case{"<b>", edtf, "<b>"}));

TEST(DatesInOtherLanguages, FollowTheirOwnHabits) {
  EXPECT_EQ(readable_date("1948-06-12", xsd_date, in("de")), "12. Juni 1948");
  EXPECT_EQ(readable_date("1948-06-12", xsd_date, in("es")), "12 de junio de 1948");
  EXPECT_EQ(readable_date("1948-06-12", xsd_date, in("ru")), "12 июня 1948");
  EXPECT_EQ(readable_date("1948-06", edtf, in("ru")), "июнь 1948");
  EXPECT_EQ(readable_date("195X/196X", edtf, in("fr")), "années 1950 et 1960");
  EXPECT_EQ(readable_date("195X/196X", edtf, in("de")), "1950er und 1960er Jahre");
  EXPECT_EQ(readable_date("1984~", edtf, in("de")), "um 1984");
  EXPECT_EQ(readable_date("1948-06-01", xsd_date, in("fr")), "1er juin 1948");
  EXPECT_EQ(readable_date("--06-01", xsd_month_day, in("de")), "1. Juni");
  EXPECT_EQ(readable_date("--06-02", xsd_month_day, in("es")), "2 de junio");
}

struct Length {
  std::string_view text;
  std::string_view said;
  friend void PrintTo(const Length& c, std::ostream* out) { *out << '"' << c.text << '"'; }
};

class Durations : public testing::TestWithParam<Length> {};

TEST_P(Durations, AreReadAsPeopleSayThem) {
  EXPECT_EQ(readable_duration(GetParam().text, in("en")), GetParam().said);
}

INSTANTIATE_TEST_SUITE_P(
    Understood, Durations,
    testing::Values(Length{"PT5H30M", "5 hours 30 minutes"}, Length{"P1D", "1 day"}, Length{"-P1D", "−1 day"},
                    Length{"P1Y2M3DT4H5M6.7S", "1 year 2 months 3 days 4 hours 5 minutes 6.7 seconds"},
                    Length{"PT0S", "0 seconds"}, Length{"P1Y1M", "1 year 1 month"}));

INSTANTIATE_TEST_SUITE_P(NotUnderstood, Durations,
                         testing::Values(Length{"P", "P"}, Length{"PT", "PT"}, Length{"", ""},
                                         Length{"P1YT", "P1YT"}, Length{"P1", "P1"}, Length{"PD", "PD"},
                                         Length{"P1.5D", "P1.5D"}, Length{"PT5M5H", "PT5M5H"},
                                         Length{"P1H", "P1H"}, Length{"PT1.S", "PT1.S"}, Length{"-", "-"},
                                         Length{"P99999999999999999999D", "P99999999999999999999D"}));

TEST(DurationsInOtherLanguages, CountAsTheyDo) {
  EXPECT_EQ(readable_duration("P1Y2M5D", in("ru")), "1 год 2 месяца 5 дней");
  EXPECT_EQ(readable_duration("PT1H2M", in("fr")), "1 heure 2 minutes");
}

TEST(DurationTypes, AreKnownByTheirTypes) {
  EXPECT_TRUE(is_duration_type("http://www.w3.org/2001/XMLSchema#dayTimeDuration"));
  EXPECT_FALSE(is_duration_type("http://www.w3.org/2001/XMLSchema#date"));
  EXPECT_FALSE(is_duration_type(""));
}

TEST(Years, AreCountedFromOneInBothDirections) {
  EXPECT_EQ(readable_year(1948, in("en")), "1948");
  EXPECT_EQ(readable_year(0, in("en")), "1 BC");
  EXPECT_EQ(readable_year(-43, in("ru")), "44 до н. э.");
}

}  // namespace
}  // namespace tamizdat::html
