#include "answer/place.hpp"

#include <gtest/gtest.h>

#include "unit/answer/fixture.hpp"

namespace tamizdat::answer {
namespace {

using test::id;
using test::publication;

constexpr std::string_view article = R"(
  art:s1 dcterms:isPartOf doc:article
  art:s2 dcterms:isPartOf doc:article
  art:s3 dcterms:isPartOf doc:article
  art:s1 schema:position "1"
  art:s2 schema:position "2"
  art:s3 schema:position "10"
  art:s1-1 dcterms:isPartOf art:s1
  art:s1-2 dcterms:isPartOf art:s1
  art:s1-1 schema:position "1"
  art:s1-2 schema:position "2"
  art:s3-1 dcterms:isPartOf art:s3
  art:s3-1 schema:position "1")";

TEST(Place, NamesTheWholesFromTheOutermost) {
  const auto data = publication(article);
  const auto place = place_of(*data, id(*data, "art:s1-2"));
  EXPECT_EQ(place.wholes, (std::vector{id(*data, "doc:article"), id(*data, "art:s1")}));
}

TEST(Place, LeadsToTheNextAndThePreviousPart) {
  const auto data = publication(article);
  const auto first = place_of(*data, id(*data, "art:s1-1"));
  EXPECT_FALSE(first.previous);
  EXPECT_EQ(first.next, id(*data, "art:s1-2"));
  const auto section = place_of(*data, id(*data, "art:s2"));
  EXPECT_EQ(section.previous, id(*data, "art:s1"));
  EXPECT_EQ(section.next, id(*data, "art:s3"));
}

TEST(Place, LeadsOnIntoTheNextWholeThatHasParts) {
  const auto data = publication(article);
  EXPECT_EQ(place_of(*data, id(*data, "art:s1-2")).next, id(*data, "art:s3-1"));
  EXPECT_EQ(place_of(*data, id(*data, "art:s3-1")).previous, id(*data, "art:s1-2"));
  EXPECT_FALSE(place_of(*data, id(*data, "art:s3-1")).next);
}

TEST(Place, HasThePartsInTheOrderOfTheirPositions) {
  const auto data = publication(article);
  const auto place = place_of(*data, id(*data, "doc:article"));
  EXPECT_EQ(place.parts, (std::vector{id(*data, "art:s1"), id(*data, "art:s2"), id(*data, "art:s3")}));
  EXPECT_EQ(place.parts_total, 3U);
}

TEST(Place, OfWhatHasNoPositionHasNoNext) {
  const auto data = publication("id:a dcterms:isPartOf id:whole\nid:b dcterms:isPartOf id:whole");
  const auto place = place_of(*data, id(*data, "id:a"));
  EXPECT_EQ(place.wholes.size(), 1U);
  EXPECT_FALSE(place.next);
}

TEST(Place, EndsWhereWholesGoInACircle) {
  const auto data =
      publication("id:a dcterms:isPartOf id:b\nid:b dcterms:isPartOf id:a\nid:a schema:position \"1\"");
  EXPECT_EQ(place_of(*data, id(*data, "id:a")).wholes.size(), 1U);
}

TEST(Place, LeadsFromAStatementToTheNextOfItsSource) {
  std::string lines = "art:s1 dcterms:isPartOf doc:article\n";
  for (const auto* name : {"claim:c10", "claim:c2"})
    lines += std::string(name) + " rdf:subject id:x\n" + name + " rdf:predicate ex:p\n" + name +
             " rdf:object id:y\n" + name + " dcterms:source art:s1\n";
  const auto data = publication(lines);
  const auto place = place_of(*data, id(*data, "claim:c2"));
  EXPECT_EQ(place.wholes, (std::vector{id(*data, "doc:article"), id(*data, "art:s1")}));
  EXPECT_EQ(place.next, id(*data, "claim:c10"));
  EXPECT_FALSE(place.previous);
}

TEST(Place, OfAThingThatIsPartOfNothingIsEmpty) {
  const auto data = publication("id:a ex:knows id:b");
  EXPECT_TRUE(place_of(*data, id(*data, "id:a")).empty());
}

}  // namespace
}  // namespace tamizdat::answer
