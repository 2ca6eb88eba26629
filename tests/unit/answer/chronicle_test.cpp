#include "answer/chronicle.hpp"

#include <gtest/gtest.h>

#include "answer/timeline.hpp"
#include "unit/answer/fixture.hpp"

namespace tamizdat::answer {
namespace {

using test::id;
using test::publication;

constexpr std::string_view xsd = "^^<http://www.w3.org/2001/XMLSchema#";

std::string dated(std::string_view subject, std::string_view property, std::string_view text,
                  std::string_view type) {
  return std::string(subject) + ' ' + std::string(property) + " \"" + std::string(text) + '"' +
         std::string(xsd) + std::string(type) + ">\n";
}

std::vector<store::TermId> things(const Publication& publication) {
  std::vector<store::TermId> all;
  for (const Dated& one : publication.chronicle.entries()) all.push_back(one.thing);
  return all;
}

TEST(Chronicle, HoldsEveryDatatypeOfTimeInTheOrderOfTime) {
  const auto data =
      publication(dated("id:a", "ex:when", "1950", "gYear") + dated("id:b", "ex:on", "1948-06-12", "date") +
                  dated("id:c", "ex:at", "1947-01-01T10:00:00Z", "dateTime") +
                  "id:d ex:when \"193X\"^^<http://id.loc.gov/datatypes/edtf/EDTF>\n"
                  "id:e ex:size \"3\"\n");
  const std::vector expected = {id(*data, "id:d"), id(*data, "id:c"), id(*data, "id:b"), id(*data, "id:a")};
  EXPECT_EQ(things(*data), expected);
}

TEST(Chronicle, ReadsPlainTextsOfKnownPropertiesAndThoseBelowThem) {
  const auto data = publication(R"(
    ex:founded rdfs:subPropertyOf dcterms:date
    id:a ex:founded "1948"
    id:b ex:other "1948"
    id:c dcterms:date "some time ago")");
  EXPECT_EQ(things(*data), std::vector{id(*data, "id:a")});
}

TEST(Chronicle, MakesOneOfABeginningAndItsEnd) {
  const auto data = publication(R"(
    id:a schema:startDate "1927"
    id:a schema:endDate "1953"
    id:b schema:startDate "1930")");
  ASSERT_EQ(data->chronicle.entries().size(), 2U);
  const Dated& first = data->chronicle.entries()[0];
  EXPECT_EQ(first.thing, id(*data, "id:a"));
  EXPECT_EQ(first.end_value, id(*data, "\"1953\""));
  EXPECT_GT(first.span.end - first.span.begin, std::int64_t{26} * 365 * 86400);
  EXPECT_FALSE(data->chronicle.entries()[1].end_value);
}

TEST(Chronicle, TakesOuterBoundsOnlyWhereNothingSaysItBetter) {
  const auto data = publication(R"(
    ex:early rdfs:subPropertyOf <http://semanticweb.cs.vu.nl/2009/11/sem/hasEarliestBeginTimeStamp>
    ex:late rdfs:subPropertyOf <http://semanticweb.cs.vu.nl/2009/11/sem/hasLatestEndTimeStamp>
    id:a ex:early "1960"
    id:a ex:late "1969"
    id:a ex:when "1967"^^<http://www.w3.org/2001/XMLSchema#gYear>
    id:b ex:early "1950"
    id:b ex:late "1959")");
  ASSERT_EQ(data->chronicle.entries().size(), 2U);
  EXPECT_EQ(data->chronicle.entries()[0].thing, id(*data, "id:b"));
  EXPECT_TRUE(data->chronicle.entries()[0].end_value);
  EXPECT_EQ(data->chronicle.entries()[1].value,
            id(*data, "\"1967\"^^<http://www.w3.org/2001/XMLSchema#gYear>"));
}

TEST(Chronicle, TellsADateOnceAlsoWhereAStatementSpeaksOfIt) {
  const auto data = publication(dated("id:a", "ex:when", "1950", "gYear") +
                                dated("id:claim", "rdf:object", "1950", "gYear"));
  EXPECT_EQ(things(*data), std::vector{id(*data, "id:a")});
}

TEST(Chronicle, FindsWhatOneThingHas) {
  std::string lines;
  for (int i = 0; i < 300; ++i)
    lines += dated("id:t" + std::to_string(i), "ex:when", std::to_string(1000 + i), "gYear");
  lines += dated("id:t7", "ex:again", "1999", "gYear") + "id:nothing ex:knows id:t1\n";
  const auto data = publication(lines);
  EXPECT_EQ(data->chronicle.of_thing(id(*data, "id:t7")).size(), 2U);
  EXPECT_EQ(data->chronicle.of_thing(id(*data, "id:t8")).size(), 1U);
  EXPECT_TRUE(data->chronicle.of_thing(id(*data, "id:nothing")).empty());
}

TEST(Timeline, HasPagesWithTheTrueCount) {
  std::string lines;
  for (int i = 0; i < 250; ++i)
    lines += dated("id:t" + std::to_string(i), "ex:when", std::to_string(1000 + i), "gYear");
  const auto data = publication(lines);
  const auto first = timeline(data, "");
  ASSERT_TRUE(first.has_value());
  EXPECT_EQ((*first)->head().total->count, 250U);
  EXPECT_EQ((*first)->entries().size(), 100U);
  const auto last = timeline(data, "page=3");
  ASSERT_TRUE(last.has_value());
  EXPECT_EQ((*last)->entries().size(), 50U);
  EXPECT_FALSE(timeline(data, "page=4").has_value());
}

TEST(Timeline, TellsTheDatesAsTheDataStateThem) {
  const auto data = publication("id:a rdfs:label \"A\"\n" + dated("id:a", "ex:when", "1950", "gYear"));
  const auto made = timeline(data, "");
  ASSERT_TRUE(made.has_value());
  const auto lines = test::emitted(**made);
  EXPECT_EQ(lines.count(test::line("id:a", "ex:when", "\"1950\"^^<http://www.w3.org/2001/XMLSchema#gYear>")),
            1U);
  EXPECT_EQ(lines.count(test::line("id:a", "rdfs:label", "\"A\"")), 1U);
}

}  // namespace
}  // namespace tamizdat::answer
