#include "answer/description.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "answer/labels.hpp"
#include "unit/answer/fixture.hpp"

namespace tamizdat::answer {
namespace {

struct Told {
  std::shared_ptr<const Publication> publication;
  Description description;

  [[nodiscard]] store::TermId id(std::string_view word) const { return test::id(*publication, word); }
  [[nodiscard]] const Fact* fact(std::string_view predicate) const {
    for (const auto& fact : description.facts)
      if (fact.predicate == id(predicate)) return &fact;
    return nullptr;
  }
};

Told tell(std::string_view data, std::string_view thing = "id:a", const Limits& limits = {}) {
  Told told{test::publication(data), {}};
  told.description = describe(*told.publication, told.id(thing), limits);
  return told;
}

constexpr std::string_view data = R"(
  ex:Claim rdfs:subClassOf rdf:Statement
  ex:statedIn rdfs:subPropertyOf dcterms:source
  ex:heldBy rdfs:subPropertyOf sem:accordingTo
  id:a ex:role id:dissident
  claim:c1 a ex:Claim
  claim:c1 rdfs:label "A became a dissident."@en
  claim:c1 rdf:subject id:a
  claim:c1 rdf:predicate ex:role
  claim:c1 rdf:object id:dissident
  claim:c1 ex:statedIn art:s1
  claim:c1 ex:phase "later"@en
  claim:v1 rdf:subject id:a
  claim:v1 rdf:predicate ex:as
  claim:v1 rdf:object "traitor"
  claim:v1 ex:heldBy id:b
  claim:v1 ex:statedIn art:s2
  claim:v2 rdf:subject id:a
  claim:v2 rdf:predicate ex:as
  claim:v2 rdf:object "hero"
  claim:v2 ex:heldBy id:c
  claim:v2 ex:statedIn art:s2
  claim:v3 rdf:subject id:b
  claim:v3 rdf:predicate ex:as
  claim:v3 rdf:object id:a
  claim:v3 ex:hedge id:some-say
  claim:broken rdf:subject id:a
  claim:broken rdf:predicate ex:role)";

TEST(Description, PutsAStatementAtTheFactThatItSupportsWithItsSourcesAndQualifiers) {
  const auto told = tell(data);
  const auto* role = told.fact("ex:role");
  ASSERT_NE(role, nullptr);
  ASSERT_EQ(role->values.size(), 1U);
  ASSERT_EQ(role->values[0].claims.size(), 1U);
  const auto& claim = role->values[0].claims[0];
  EXPECT_TRUE(claim.asserted);
  EXPECT_EQ(claim.sources, std::vector{told.id("art:s1")});
  ASSERT_EQ(claim.qualifiers.size(), 1U);
  EXPECT_EQ(claim.qualifiers[0].predicate, told.id("ex:phase"));
}

TEST(Description, KeepsViewsApartFromFactsAndSideBySide) {
  const auto told = tell(data);
  EXPECT_EQ(told.fact("ex:as"), nullptr);
  ASSERT_EQ(told.description.views.size(), 1U);
  const auto& question = told.description.views[0];
  EXPECT_EQ(question.predicate, told.id("ex:as"));
  ASSERT_EQ(question.answers.size(), 2U);
  EXPECT_FALSE(question.answers[0].asserted);
  EXPECT_EQ(question.answers[0].holders, std::vector{told.id("id:b")});
  EXPECT_TRUE(question.disputed());
}

TEST(Description, DoesNotCallSeveralAnswersOfOneHolderADispute) {
  const auto told = tell(R"(
    claim:v1 rdf:subject id:a
    claim:v1 rdf:predicate ex:as
    claim:v1 rdf:object "one"
    claim:v1 sem:accordingTo id:b
    claim:v2 rdf:subject id:a
    claim:v2 rdf:predicate ex:as
    claim:v2 rdf:object "two"
    claim:v2 sem:accordingTo id:b)");
  ASSERT_EQ(told.description.views.size(), 1U);
  EXPECT_FALSE(told.description.views[0].disputed());
}

TEST(Description, ShowsTheViewsThatAThingHoldsBesideWhatOthersSay) {
  const auto told = tell(data, "id:b");
  ASSERT_EQ(told.description.held.size(), 1U);
  const auto& question = told.description.held[0];
  EXPECT_EQ(question.subject, told.id("id:a"));
  EXPECT_EQ(question.answers.size(), 2U);
  EXPECT_TRUE(question.disputed());
}

TEST(Description, ShowsViewsAboutOthersThatNameTheThing) {
  const auto told = tell(data);
  ASSERT_EQ(told.description.mentions.size(), 1U);
  EXPECT_EQ(told.description.mentions[0].subject, told.id("id:b"));
}

TEST(Description, ListsWhatASourceStates) {
  const auto told = tell(data, "art:s2");
  ASSERT_EQ(told.description.stated.size(), 2U);
  EXPECT_EQ(told.description.stated[0].node, told.id("claim:v1"));
}

TEST(Description, OfAStatementSaysWhatItSays) {
  const auto told = tell(data, "claim:c1");
  ASSERT_TRUE(told.description.statement);
  EXPECT_EQ(told.description.statement->object, told.id("id:dissident"));
  EXPECT_TRUE(told.description.statement->asserted);
}

TEST(Description, TakesNoStatementFromANodeThatLacksAPart) {
  const auto told = tell(data);
  for (const auto& question : told.description.views)
    for (const auto& claim : question.answers) EXPECT_NE(claim.node, told.id("claim:broken"));
}

TEST(Description, GroupsWhatLeadsHereByRelationWithTrueCounts) {
  std::string many = "id:x ex:q id:a\n";
  for (int i = 0; i < 300; ++i) many += "id:n" + std::to_string(i) + " ex:p id:a\n";
  const auto told = tell(many);
  const auto& incoming = told.description.incoming;
  ASSERT_EQ(incoming.size(), 2U);
  EXPECT_EQ(incoming[0].predicate, told.id("ex:p"));
  EXPECT_EQ(incoming[0].total, 300U);
  EXPECT_LT(incoming[0].values.size(), 300U);
  EXPECT_EQ(incoming[1].total, 1U);
  EXPECT_EQ(told.description.incoming_total, 301U);
}

TEST(Description, ShowsWhoSaysThatSomethingLeadsHere) {
  const auto told = tell(data, "id:dissident");
  ASSERT_EQ(told.description.incoming.size(), 1U);
  ASSERT_EQ(told.description.incoming[0].values.size(), 1U);
  EXPECT_EQ(told.description.incoming[0].values[0].claims.size(), 1U);
}

TEST(Description, CountsTheValuesThatItLeavesOut) {
  std::string many = "id:a ex:z id:last\n";
  for (int i = 0; i < 500; ++i) many += "id:a ex:p id:n" + std::to_string(i) + "\n";
  const auto told = tell(many);
  ASSERT_NE(told.fact("ex:p"), nullptr);
  EXPECT_EQ(told.fact("ex:p")->total, 500U);
  EXPECT_EQ(told.fact("ex:p")->values.size(), Limits{}.values);
  EXPECT_NE(told.fact("ex:z"), nullptr) << "facts after a long one are still told";
  EXPECT_TRUE(told.description.truncated);
}

TEST(Description, TellsBlankNodesAndListsInPlaceAndEndsOnCycles) {
  const auto told = tell(R"(
    id:a ex:p _:b
    _:b ex:q _:c
    _:c ex:back _:b
    id:a ex:list _:l1
    _:l1 rdf:first "one"
    _:l1 rdf:rest _:l2
    _:l2 rdf:first "two"
    _:l2 rdf:rest rdf:nil)");
  ASSERT_NE(told.fact("ex:p"), nullptr);
  const auto& b = told.fact("ex:p")->values[0];
  ASSERT_EQ(b.inside.size(), 1U);
  ASSERT_EQ(b.inside[0].values[0].inside.size(), 1U);
  EXPECT_TRUE(b.inside[0].values[0].inside[0].values[0].inside.empty());
  const auto& list = told.fact("ex:list")->values[0];
  EXPECT_TRUE(list.is_list);
  EXPECT_EQ(list.items.size(), 2U);
}

TEST(Labels, PrefersTheReadersLanguageThenNoneThenEnglish) {
  const auto publication = test::publication(R"(
    id:a rdfs:label "english"@en
    id:a skos:prefLabel "deutsch"@de
    id:a rdfs:label "plain"
    id:b rdfs:label "russisch"@ru
    id:b rdfs:label "english"@en-GB)");
  const auto label = [&](std::string_view word, std::vector<std::string> wishes) {
    return std::string(Labels(*publication, std::move(wishes)).of(test::id(*publication, word)).text);
  };
  EXPECT_EQ(label("id:a", {"de"}), "deutsch");
  EXPECT_EQ(label("id:a", {"en"}), "english");
  EXPECT_EQ(label("id:a", {"fr"}), "plain");
  EXPECT_EQ(label("id:b", {"fr"}), "english");
  EXPECT_EQ(label("id:b", {"en"}), "english");
  EXPECT_EQ(label("id:b", {"ru", "en"}), "russisch");
}

TEST(Labels, FallBackToAReadableEndOfTheIri) {
  const auto publication = test::publication(R"(
    id:leon-trotsky ex:p <http://other.example/things/Milovan_%C4%90ilas>
    id:leon-trotsky foaf:knows dbr:Stalin)");
  Labels labels(*publication);
  EXPECT_EQ(labels.of(test::id(*publication, "id:leon-trotsky")).text, "leon-trotsky");
  EXPECT_EQ(labels.of(test::id(*publication, "<http://other.example/things/Milovan_%C4%90ilas>")).text,
            "Milovan_Đilas");
  EXPECT_EQ(labels.of(test::id(*publication, "dbr:Stalin")).text, "dbr:Stalin");
  EXPECT_FALSE(labels.of(test::id(*publication, "dbr:Stalin")).given);
}

TEST(Labels, ReadVocabularyNamesAsWords) {
  const auto publication = test::publication(R"(
    id:a dcterms:isPartOf id:b
    id:a <http://www.wikidata.org/prop/direct/P31> id:b
    id:a ex:hasURI id:b)");
  Labels labels(*publication);
  EXPECT_EQ(labels.word(test::id(*publication, "dcterms:isPartOf")).text, "is part of");
  EXPECT_EQ(labels.word(test::id(*publication, "<http://www.wikidata.org/prop/direct/P31>")).text, "P31");
  EXPECT_EQ(labels.word(test::id(*publication, "ex:hasURI")).text, "has URI");
}

}  // namespace
}  // namespace tamizdat::answer
