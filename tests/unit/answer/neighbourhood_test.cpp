#include "answer/neighbourhood.hpp"

#include <gtest/gtest.h>

#include "answer/overview.hpp"
#include "unit/answer/fixture.hpp"

namespace tamizdat::answer {
namespace {

using test::id;
using test::publication;

Neighbourhood around(const Publication& publication, std::string_view word) {
  return neighbourhood_of(publication, describe(publication, id(publication, word)));
}

TEST(Neighbourhood, HoldsWhatAThingLeadsToAndWhatLeadsToIt) {
  const auto data = publication(R"(
    id:a ex:knows id:b
    id:c ex:admires id:a
    id:a rdfs:label "A"
    id:a a ex:Person)");
  const auto made = around(*data, "id:a");
  ASSERT_EQ(made.spokes.size(), 2U);
  EXPECT_EQ(made.spokes[0].predicate, id(*data, "ex:knows"));
  EXPECT_FALSE(made.spokes[0].incoming);
  EXPECT_EQ(made.spokes[0].things, std::vector{id(*data, "id:b")});
  EXPECT_TRUE(made.spokes[1].incoming);
  EXPECT_EQ(made.spokes[1].things, std::vector{id(*data, "id:c")});
  EXPECT_EQ(made.shown, 2U);
  EXPECT_EQ(made.total, 2U);
}

TEST(Neighbourhood, LeavesOutClassesTextsAndOtherPlaces) {
  const auto data = publication(R"(
    id:a a ex:Person
    id:a ex:size "3"
    id:a owl:sameAs <http://elsewhere.example/a>
    id:a void:inDataset id:set)");
  EXPECT_TRUE(around(*data, "id:a").empty());
}

TEST(Neighbourhood, OfMoreThanFitKeepsSomeOfEachRelationAndTheTrueCount) {
  std::string lines;
  for (int i = 0; i < 60; ++i) lines += "id:fan" + std::to_string(i) + " ex:admires id:a\n";
  lines += "id:a ex:knows id:b\n";
  const auto data = publication(lines);
  const auto made = around(*data, "id:a");
  EXPECT_EQ(made.shown, Neighbourhood::most_things);
  EXPECT_EQ(made.total, 61U);
  ASSERT_EQ(made.spokes.size(), 2U);
  EXPECT_EQ(made.spokes[0].things.size(), 1U);
  EXPECT_EQ(made.spokes[1].total, 60U);
}

TEST(Neighbourhood, PrefersRelationsThatAreRare) {
  std::string lines;
  for (int i = 0; i < 20; ++i) {
    const auto name = std::to_string(i);
    lines += "id:a ex:relation" + name + " id:b" + name + "\n";
    // The first ten are common.
    for (int j = 0; i < 10 && j < 5; ++j)
      lines += "id:x" + std::to_string(j) + " ex:relation" + name + " id:y\n";
  }
  const auto data = publication(lines);
  const auto made = around(*data, "id:a");
  ASSERT_EQ(made.spokes.size(), Neighbourhood::most_spokes);
  for (const Spoke& spoke : made.spokes)
    EXPECT_EQ(data->snapshot->count({{}, spoke.predicate, {}}).count, 1U);
}

TEST(Neighbourhood, DoesNotHoldTheThingItself) {
  const auto data = publication("id:a ex:knows id:a");
  EXPECT_TRUE(around(*data, "id:a").empty());
}

TEST(Overview, CountsThingsOfClassesAndWhatLeadsFromOneToAnother) {
  const auto data = publication(R"(
    id:a a ex:Person
    id:b a ex:Person
    id:x a ex:Town
    id:a ex:lives id:x
    id:b ex:lives id:x
    id:a ex:knows id:b
    id:a ex:size "3")");
  const auto& overview = data->overview;
  ASSERT_EQ(overview.classes.size(), 2U);
  EXPECT_EQ(overview.classes[0].klass, id(*data, "ex:Person"));
  EXPECT_EQ(overview.classes[0].things, 2U);
  ASSERT_EQ(overview.links.size(), 2U);
  EXPECT_EQ(overview.links[0].from, 0U);
  EXPECT_EQ(overview.links[0].to, 1U);
  EXPECT_EQ(overview.links[0].triples, 2U);
  EXPECT_EQ(overview.links[0].predicate, id(*data, "ex:lives"));
  EXPECT_EQ(overview.links[1].from, overview.links[1].to);
}

TEST(Overview, CountsAThingOfTwoClassesForBoth) {
  const auto data = publication(R"(
    id:a a ex:Person
    id:a a ex:Author
    id:b a ex:Book
    id:a ex:wrote id:b)");
  EXPECT_EQ(data->overview.links.size(), 2U);
}

TEST(Overview, SaysHowManyRelationsConnectTwoClasses) {
  const auto data = publication(R"(
    id:a a ex:Person
    id:b a ex:Book
    id:c a ex:Book
    id:a ex:wrote id:b
    id:a ex:wrote id:c
    id:a ex:owns id:b)");
  ASSERT_EQ(data->overview.links.size(), 1U);
  EXPECT_EQ(data->overview.links[0].predicates, 2U);
  EXPECT_EQ(data->overview.links[0].predicate, id(*data, "ex:wrote"));
  EXPECT_EQ(data->overview.links[0].triples, 3U);
}

TEST(Overview, LeavesOutVocabulariesWhereThereIsMore) {
  const auto data = publication(R"(
    ex:Person a owl:Class
    ex:Town a owl:Class
    id:a a ex:Person)");
  ASSERT_EQ(data->overview.classes.size(), 1U);
  EXPECT_EQ(data->overview.classes[0].klass, id(*data, "ex:Person"));
}

TEST(Overview, IsBoundedAndCountsTheRest) {
  std::string lines;
  for (int i = 0; i < 40; ++i) {
    lines += "id:t" + std::to_string(i) + " a ex:Kind" + std::to_string(i) + "\n";
    for (int j = 0; j < 16; ++j)
      lines += "id:t" + std::to_string(i) + " ex:to id:t" + std::to_string(j) + "\n";
  }
  const auto data = publication(lines);
  EXPECT_EQ(data->overview.classes.size(), Overview::most_classes);
  EXPECT_EQ(data->overview.other_classes, 40U - Overview::most_classes);
  EXPECT_EQ(data->overview.links.size(), Overview::most_links);
  EXPECT_GT(data->overview.other_links, 0U);
}

TEST(Overview, GivesMarksToKindsThatAreNoStatements) {
  const auto data = publication(R"(
    id:s a rdf:Statement
    id:a a ex:Person)");
  EXPECT_EQ(data->overview.mark(id(*data, "ex:Person")), 0U);
  EXPECT_EQ(data->overview.mark(id(*data, "rdf:Statement")), Overview::most_classes);
}

}  // namespace
}  // namespace tamizdat::answer
