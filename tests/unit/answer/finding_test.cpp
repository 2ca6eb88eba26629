#include "answer/finding.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "answer/kinds.hpp"
#include "answer/labels.hpp"
#include "answer/search.hpp"
#include "rdf/vocabulary.hpp"
#include "unit/answer/fixture.hpp"

namespace tamizdat::answer {
namespace {

using test::publication;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> found(const Search& search) {
  std::vector<std::string> things;
  for (const auto& hit : search.hits())
    things.emplace_back(search.publication().snapshot->term(hit.thing).text);
  return things;
}

std::vector<std::string> listed(const Answer& answer) {
  const auto* things = dynamic_cast<const ThingsOfKind*>(&answer);
  std::vector<std::string> iris;
  if (things == nullptr) return iris;
  for (const auto thing : things->things())
    iris.emplace_back(things->publication().snapshot->term(thing).text);
  return iris;
}

/// A kind with more things than are ordered at once, in an order that is not that of their IRIs.
std::shared_ptr<const Publication> crowd(std::size_t things) {
  store::Builder builder;
  for (std::size_t i = 0; i < things; ++i) {
    const std::string iri = "http://example.org/id/" + std::to_string(i);
    const std::string name = "name " + std::to_string(100'000 + (things - i));
    builder.quad(
        {rdf::iri(iri), rdf::iri(rdf::rdfns::type), rdf::iri("http://vocabulary.example/ns#Many"), {}},
        rdf::Nesting::none, {});
    builder.quad({rdf::iri(iri), rdf::iri(rdf::rdfs::label), rdf::literal(name), {}}, rdf::Nesting::none, {});
  }
  return publish(builder.finish(), Addresses(std::string(test::base)), Identity::see_other);
}

TEST(Finding, IsReadyAtOnceForSmallData) {
  const auto data = publication("id:a rdfs:label \"Ada\"");
  const auto made = data->finding->get();
  ASSERT_TRUE(made);
  EXPECT_EQ((*made)->index->texts(), 1U);
}

TEST(Finding, OfLargeDataIsMadeBesideAndSaysSoUntilItIsThere) {
  const auto data = crowd(5 * Finding::small);
  const auto early = search(data, "q=name");
  EXPECT_TRUE(early || early.error().code == rdf::Code::unavailable);
  data->finding->wait();
  const auto later = search(data, "q=name");
  ASSERT_TRUE(later);
  EXPECT_FALSE((*later)->pages().total().exact);
}

// Claims are called by sentences, and there are many more of them than of the things they speak of.
TEST(Finding, PutsThingsBeforeTheStatementsThatNameThem) {
  std::string data = "id:ada rdfs:label \"Countess Ada\"\n";
  for (int i = 0; i < 30; ++i) {
    const std::string claim = "claim:c" + std::to_string(i);
    data += claim + " rdf:subject id:ada\n" + claim + " rdfs:label \"Ada did " + std::to_string(i) + "\"\n";
  }
  const auto published = publication(data);
  const auto answer = search(published, "q=ada");
  ASSERT_TRUE(answer);
  EXPECT_EQ(found(**answer).front(), "http://example.org/id/ada");
  EXPECT_EQ((*answer)->pages().total().count, 31U);
  const auto typed = suggestions(*published, "q=ad");
  ASSERT_TRUE(typed);
  EXPECT_EQ(typed->names.front(), "Countess Ada");
  EXPECT_GT(typed->names.size(), 1U) << "statements are suggested too, but later";
}

TEST(Finding, IsLeftWhenThePublicationGoes) {
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(crowd(5 * Finding::small)->finding != nullptr);
}

TEST(Finding, OrdersTheThingsOfLargeKindsByName) {
  const std::size_t things = 5 * Finding::small;
  const auto data = crowd(things);
  data->finding->wait();
  const auto first = kinds(data, "class=http%3A%2F%2Fvocabulary.example%2Fns%23Many", {});
  ASSERT_TRUE(first);
  ASSERT_EQ(listed(**first).size(), 100U);
  EXPECT_EQ(listed(**first).front(), "http://example.org/id/" + std::to_string(things - 1));
  EXPECT_EQ((*first)->head().total->count, things);
  const auto last = kinds(data, "class=http%3A%2F%2Fvocabulary.example%2Fns%23Many&page=100", {});
  ASSERT_TRUE(last);
  EXPECT_EQ(listed(**last).back(), "http://example.org/id/0");
}

TEST(SearchAnswer, CountsKindsOfAllThatWasFound) {
  const auto data = publication(R"(
    id:a rdfs:label "Ada one"
    id:a a ex:Person
    id:b rdfs:label "Ada two"
    id:b a ex:Person
    id:c rdfs:label "Ada three"
    id:c a ex:Ship)");
  const auto all = search(data, "q=ada");
  ASSERT_TRUE(all);
  ASSERT_EQ((*all)->facets().size(), 2U);
  EXPECT_EQ((*all)->facets().front().things, 2U);
  EXPECT_EQ((*all)->facets().front().kind, test::id(*data, "ex:Person"));
  const auto ships = search(data, "q=ada&class=http%3A%2F%2Fvocabulary.example%2Fns%23Ship");
  ASSERT_TRUE(ships);
  EXPECT_THAT(found(**ships), ElementsAre("http://example.org/id/c"));
  EXPECT_EQ((*ships)->facets().size(), 2U) << "one can go to the other kind from here";
}

TEST(SearchAnswer, HasPagesThatLeadToEachOther) {
  std::string lines;
  for (int i = 0; i < 45; ++i)
    lines += "id:t" + std::to_string(i) + " rdfs:label \"thing number " + std::to_string(i) + "\"\n";
  const auto data = publication(lines);
  const auto second = search(data, "q=thing&page=2&lang=de");
  ASSERT_TRUE(second);
  const ListPages& pages = (*second)->pages();
  EXPECT_EQ(pages.count(), 3U);
  EXPECT_EQ((*second)->hits().size(), 20U);
  EXPECT_EQ(pages.first(), "http://example.org/search?q=thing&lang=de");
  EXPECT_EQ(pages.previous(), pages.first());
  EXPECT_EQ(pages.next(), "http://example.org/search?q=thing&page=3&lang=de");
  EXPECT_EQ(pages.last(), pages.next());
  EXPECT_EQ(search(data, "q=thing&page=3").value()->hits().size(), 5U);
  EXPECT_EQ(search(data, "q=thing&page=4").error().code, rdf::Code::not_found);
  EXPECT_EQ(search(data, "q=thing&page=99999999999999999999").error().code, rdf::Code::bad_request);
  EXPECT_EQ(search(data, "q=thing&page=18446744073709551615").error().code, rdf::Code::not_found);
}

TEST(SearchAnswer, TellsPositionsAndScoresAndTheTextThatAnswered) {
  const auto data = publication(R"(
    id:a rdfs:label "Milovan Đilas"
    id:a skos:altLabel "Djido")");
  const auto answer = search(data, "q=djido");
  ASSERT_TRUE(answer);
  const auto lines = test::emitted(**answer);
  EXPECT_EQ(lines.count("<http://example.org/search?q=djido#list> <http://www.w3.org/ns/hydra/core#member> "
                        "<http://example.org/id/a>"),
            1U);
  EXPECT_EQ(lines.count("_:r1 <http://schema.org/text> \"Djido\""), 1U);
  EXPECT_EQ(lines.count("_:r1 <http://schema.org/item> <http://example.org/id/a>"), 1U);
  EXPECT_EQ(lines.count(test::line("id:a", "rdfs:label", "\"Milovan Đilas\"")), 1U);
  EXPECT_EQ(lines.open, 0);
}

TEST(KindList, IsByNameInTheLanguageOfTheReader) {
  const auto data = publication(R"(
    id:a a ex:One
    id:b a ex:Two
    ex:One rdfs:label "alpha"@en
    ex:One rdfs:label "Zeta"@de
    ex:Two rdfs:label "beta"@en
    ex:Two rdfs:label "Mitte"@de)");
  const auto order = [&](std::vector<std::string> languages) {
    const auto made = kinds(data, "", std::move(languages));
    std::vector<store::TermId> classes;
    for (const auto& kind : dynamic_cast<const Kinds&>(**made).kinds()) classes.push_back(kind.klass);
    return classes;
  };
  const auto one = test::id(*data, "ex:One");
  const auto two = test::id(*data, "ex:Two");
  EXPECT_THAT(order({"en"}), ElementsAre(one, two));
  EXPECT_THAT(order({"de"}), ElementsAre(two, one));
}

TEST(SuggestionsForWords, AreNamesEachOnceWithTheWayThere) {
  const auto data = publication(R"(
    id:a rdfs:label "Ada"
    id:b rdfs:label "Ada"
    id:c dcterms:description "about Ada")");
  const auto made = suggestions(*data, "q=ad");
  ASSERT_TRUE(made);
  EXPECT_THAT(made->names, ElementsAre("Ada"));
  EXPECT_EQ(made->urls.size(), 1U);
  EXPECT_THAT(made->urls.front(), HasSubstr("http://example.org/id/"));
}

TEST(SuggestionsForWords, SayKindsInTheLanguageThatIsAskedFor) {
  const auto data = publication(R"(
    id:a rdfs:label "Ada"
    id:a a ex:Person
    ex:Person rdfs:label "person"@en
    ex:Person rdfs:label "Mensch"@de)");
  EXPECT_THAT(suggestions(*data, "q=ad")->kinds, ElementsAre("person"));
  EXPECT_THAT(suggestions(*data, "q=ad&lang=de")->kinds, ElementsAre("Mensch"));
}

}  // namespace
}  // namespace tamizdat::answer
