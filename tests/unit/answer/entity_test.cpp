#include "answer/entity.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/answer/fixture.hpp"

namespace tamizdat::answer {
namespace {

using test::emitted;
using test::line;
using testing::Contains;
using testing::Each;
using testing::HasSubstr;
using testing::Not;

test::Lines tell(std::string_view data, std::string_view thing = "id:a", EntityOptions options = {}) {
  auto publication = test::publication(data);
  const auto id = test::id(*publication, thing);
  EXPECT_TRUE(id) << thing;
  return emitted(Entity(publication, id, options));
}

TEST(Entity, TellsItsTriplesTypesFirst) {
  const auto told = tell(R"(
    id:a rdfs:label "A"@en
    id:a ex:p id:b
    id:a a ex:Thing
    id:b rdfs:label "B")");
  EXPECT_EQ(told.data.size(), 3U);
  EXPECT_EQ(told.data[0], line("id:a", "a", "ex:Thing"));
  EXPECT_THAT(told.data, Contains(line("id:a", "rdfs:label", "\"A\"@en")));
  EXPECT_THAT(told.data, Contains(line("id:a", "ex:p", "id:b")));
}

TEST(Entity, NestsBlankNodesInPlaceAndEachOnce) {
  const auto told = tell(R"(
    id:a ex:p _:b
    _:b ex:q _:c
    _:c ex:r "deep")");
  EXPECT_EQ(told.shape.substr(0, 7), ".[.[.]]");
  EXPECT_EQ(told.open, 0);
  EXPECT_EQ(told.data.size(), 3U);
}

TEST(Entity, TellsASharedBlankNodeOnceUnderItsLabel) {
  const auto told = tell(R"(
    id:a ex:p _:b
    id:a ex:q _:b
    _:b ex:r "shared")");
  EXPECT_EQ(told.count(line("_:b", "ex:r", "\"shared\"")), 1U);
  EXPECT_EQ(told.count(line("id:a", "ex:p", "_:b")), 1U);
  EXPECT_EQ(told.count(line("id:a", "ex:q", "_:b")), 1U);
  EXPECT_EQ(told.open, 0);
}

TEST(Entity, EndsOnCyclesOfBlankNodes) {
  const auto told = tell(R"(
    id:a ex:p _:b
    _:b ex:next _:c
    _:c ex:next _:b
    _:c ex:self _:c)");
  EXPECT_EQ(told.data.size(), 4U);
  EXPECT_EQ(told.count(line("_:c", "ex:next", "_:b")), 1U);
}

TEST(Entity, TellsListsAsListsWithNodesInsideNested) {
  const auto told = tell(R"(
    id:a ex:list _:l1
    _:l1 rdf:first "one"
    _:l1 rdf:rest _:l2
    _:l2 rdf:first _:x
    _:l2 rdf:rest rdf:nil
    _:x ex:p "inside")");
  EXPECT_EQ(told.shape.substr(0, 10), ".(...[.].]");
  EXPECT_EQ(told.data.size(), 6U);
}

TEST(Entity, DoesNotCallAMalformedListAList) {
  const auto told = tell(R"(
    id:a ex:list _:l1
    _:l1 rdf:first "one"
    _:l1 rdf:first "two"
    _:l1 rdf:rest rdf:nil)");
  EXPECT_THAT(told.shape, Not(HasSubstr("(")));
  EXPECT_EQ(told.data.size(), 4U);
}

TEST(Entity, CarriesItsIncomingTriplesUpToTheBoundAndSaysHowManyThereAre) {
  const auto told = tell(R"(
    id:a rdfs:label "A"
    id:x ex:p id:a
    id:y ex:p id:a
    id:z ex:p id:a)",
                         "id:a", {2, 200});
  EXPECT_EQ(told.data.size(), 3U);
  EXPECT_THAT(told.about, Contains(HasSubstr("totalItems> \"3\"")));
  EXPECT_THAT(told.about,
              Contains(HasSubstr("http://example.org/fragments?object=http%3A%2F%2Fexample.org%2Fid%2Fa")));
}

constexpr std::string_view claims = R"(
    id:a ex:role id:dissident
    claim:c1 a rdf:Statement
    claim:c1 rdf:subject id:a
    claim:c1 rdf:predicate ex:role
    claim:c1 rdf:object id:dissident
    claim:c1 dcterms:source art:s1
    claim:v1 rdf:subject id:a
    claim:v1 rdf:predicate ex:as
    claim:v1 rdf:object "traitor"
    claim:v1 sem:accordingTo id:b)";

TEST(Entity, CarriesTheStatementsAboutItWithTheirSources) {
  const auto told = tell(claims);
  EXPECT_EQ(told.count(line("claim:c1", "dcterms:source", "art:s1")), 1U);
  EXPECT_EQ(told.count(line("claim:c1", "rdf:subject", "id:a")), 1U);
}

TEST(Entity, NeverAssertsAView) {
  const auto told = tell(claims);
  EXPECT_EQ(told.count(line("claim:v1", "rdf:object", "\"traitor\"")), 1U);
  EXPECT_EQ(told.count(line("id:a", "ex:as", "\"traitor\"")), 0U);
}

TEST(Entity, CarriesTheViewsItHolds) {
  const auto told = tell(claims, "id:b");
  EXPECT_EQ(told.count(line("claim:v1", "rdf:object", "\"traitor\"")), 1U);
  EXPECT_EQ(told.count(line("claim:v1", "sem:accordingTo", "id:b")), 1U);
}

TEST(Entity, SaysWhatIsSaidAboutThePageInAGraphOfItsOwn) {
  const auto told = tell(R"(
    id:a rdfs:label "A"
    doc:dataset a void:Dataset
    doc:dataset dcterms:license <https://creativecommons.org/licenses/by-sa/4.0/>)");
  EXPECT_EQ(told.data.size(), 1U);
  EXPECT_THAT(told.about, Contains(HasSubstr("primaryTopic> <http://example.org/id/a>")));
  EXPECT_THAT(told.about, Contains(HasSubstr("license> <https://creativecommons.org/licenses/by-sa/4.0/>")));
  EXPECT_THAT(told.about, Contains(HasSubstr("hasFormat> <http://example.org/id/a.ttl>")));
  EXPECT_THAT(told.about, Contains(HasSubstr("inDataset> <http://example.org/dataset>")));
  EXPECT_THAT(told.about, Each(Not(testing::StartsWith("<http://example.org/id/a> "))));
}

TEST(Entity, InAFormatSpeaksOfTheDocumentByTheAddressOfThatFormat) {
  const auto publication = test::publication("id:a rdfs:label \"A\"");
  const auto entity = describe_iri(publication, "http://example.org/id/a");
  ASSERT_TRUE(entity);
  const auto told = emitted(**entity, &syntax::format(syntax::FormatId::ntriples));
  EXPECT_THAT(told.about,
              Contains(HasSubstr("<http://example.org/id/a.nt> <http://xmlns.com/foaf/0.1/primaryTopic> "
                                 "<http://example.org/id/a>")));
  EXPECT_THAT(told.about, Contains(HasSubstr("hasFormat> <http://example.org/id/a.ttl>")));
  EXPECT_THAT(told.about, Each(Not(HasSubstr("hasFormat> <http://example.org/id/a.nt>"))));
}

TEST(Entity, StopsWhenTheSinkStops) {
  auto publication = test::publication("id:a ex:p id:b\nid:a ex:p id:c\nid:a ex:p id:d");
  Entity entity(publication, test::id(*publication, "id:a"));
  test::Lines lines;
  lines.stop_after = 2;
  const auto result = entity.graph()->emit(lines);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, rdf::Code::cancelled);
  EXPECT_EQ(lines.data.size(), 2U);
}

TEST(Entity, IsFoundByIriAndByTheSkolemIriOfABlankNode) {
  auto publication = test::publication("id:a ex:p _:b\n_:b ex:q _:c\n_:c ex:back _:b");
  EXPECT_TRUE(describe_iri(publication, "http://example.org/id/a"));
  const auto skolem = publication->addresses.skolem_iri("b");
  auto found = describe_iri(publication, skolem);
  ASSERT_TRUE(found);
  const auto told = emitted(**found);
  EXPECT_THAT(told.data, Contains(testing::StartsWith('<' + skolem + '>')));
  EXPECT_THAT(told.data, Each(Not(HasSubstr("_:b "))));
}

TEST(Entity, ThatTheDataDoNotMentionIsNotFoundWithAHint) {
  const auto found = describe_iri(test::publication("id:a ex:p id:b"), "http://example.org/id/nobody");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, rdf::Code::not_found);
  EXPECT_FALSE(found.error().hint.empty());
}

TEST(Entity, ThatIsOnlyPointedAtIsDescribedByWhatPoints) {
  const auto told = tell("id:x ex:p id:a");
  EXPECT_EQ(told.data, std::vector<std::string>{line("id:x", "ex:p", "id:a")});
}

}  // namespace
}  // namespace tamizdat::answer
