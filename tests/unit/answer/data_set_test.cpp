#include "answer/data_set.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "answer/home.hpp"
#include "unit/answer/fixture.hpp"

namespace tamizdat::answer {
namespace {

using test::line;

constexpr std::string_view described_data = R"(
doc:dataset a void:Dataset
doc:dataset dcterms:title "Written by hand"@en
doc:dataset void:triples "7"^^xsd:integer
doc:dataset void:vocabulary <http://vocabulary.example/ns>
doc:dataset dcterms:license <http://licence.example/by>
doc:dataset#part a void:Linkset
doc:dataset#part dcterms:title "A part"
id:ada a ex:Person
id:ada owl:sameAs <http://www.wikidata.org/entity/Q7259>
id:ada ex:knows id:ada
)";

test::Lines home_of(std::string_view data) {
  const auto publication = test::publication(data);
  return test::emitted(Home(publication));
}

std::size_t with(const test::Lines& lines, std::string_view subject, std::string_view predicate) {
  const std::string begin =
      to_string(test::term(subject).view()) + ' ' + to_string(test::term(predicate).view());
  return static_cast<std::size_t>(std::count_if(
      lines.data.begin(), lines.data.end(), [&](const std::string& one) { return one.starts_with(begin); }));
}

TEST(DataSet, KeepsWhatThePublisherWroteAndSaysItOnce) {
  const auto lines = home_of(described_data);
  EXPECT_EQ(lines.count(line("doc:dataset", "dcterms:title", "\"Written by hand\"@en")), 1U);
  EXPECT_EQ(with(lines, "doc:dataset", "dcterms:title"), 1U);
  EXPECT_EQ(with(lines, "doc:dataset", "void:triples"), 1U)
      << "the publisher's number stands, even if it is odd";
  EXPECT_EQ(with(lines, "doc:dataset", "dcterms:license"), 1U);
  EXPECT_EQ(lines.count(line("doc:dataset#part", "dcterms:title", "\"A part\"")), 1U);
}

TEST(DataSet, IsNoTermOfAVocabularyThatIsCalledDataset) {
  const auto publication = test::publication(R"(
doc:dataset a rdf:Property
doc:dataset rdfs:comment "A dataset contained in this catalog."
)");
  EXPECT_EQ(publication->dataset, "http://example.org/");
  EXPECT_EQ(publication->description, "");
  const auto lines = test::emitted(Home(publication));
  EXPECT_EQ(lines.count(line("<http://example.org/>", "a", "void:Dataset")), 1U);
  EXPECT_EQ(lines.count(line("doc:dataset", "a", "void:Dataset")), 0U);
}

TEST(DataSet, TellsAtHomeOfTheBaseAndOfItsHashThings) {
  constexpr std::string_view data = R"(
<http://example.org/> dcterms:title "Home"
<http://example.org/#me> a ex:Person
<http://example.org/#me> ex:knows id:ada
id:ada ex:knows <http://example.org/#me>
)";
  const auto lines = home_of(data);
  EXPECT_EQ(lines.count(line("<http://example.org/>", "dcterms:title", "\"Home\"")), 1U);
  EXPECT_EQ(lines.count(line("<http://example.org/#me>", "a", "ex:Person")), 1U);
  EXPECT_EQ(lines.count(line("<http://example.org/#me>", "ex:knows", "id:ada")), 1U);
  EXPECT_EQ(lines.count(line("id:ada", "ex:knows", "<http://example.org/#me>")), 0U);
}

TEST(DataSet, KnowsAVocabularyWithoutItsLastCharacterAgain) {
  const auto lines = home_of(described_data);
  EXPECT_EQ(lines.count(line("doc:dataset", "void:vocabulary", "<http://vocabulary.example/ns#>")), 0U);
  EXPECT_EQ(lines.count(line("doc:dataset", "void:vocabulary", "<http://www.w3.org/2002/07/owl#>")), 1U);
}

TEST(DataSet, SaysNothingTwice) {
  auto lines = home_of(described_data).data;
  std::sort(lines.begin(), lines.end());
  EXPECT_EQ(std::adjacent_find(lines.begin(), lines.end()), lines.end())
      << *std::adjacent_find(lines.begin(), lines.end());
}

TEST(DataSet, ThatNobodyDescribedIsDescribed) {
  const auto lines = home_of("id:ada a ex:Person");
  EXPECT_EQ(lines.count(line("doc:dataset", "a", "void:Dataset")), 1U);
  EXPECT_EQ(lines.count(line("doc:dataset", "a", "dcat:Dataset")), 1U);
  EXPECT_EQ(lines.count(line("doc:dataset", "void:triples", "\"1\"^^xsd:integer")), 1U);
  EXPECT_EQ(lines.count(line("doc:dataset", "void:entities", "\"1\"^^xsd:integer")), 1U);
  EXPECT_EQ(lines.count(line("doc:dataset", "void:uriSpace", "\"http://example.org/\"")), 1U);
}

TEST(DataSet, HasALinksetForEachTarget) {
  const auto lines = home_of(described_data);
  const std::string links = "<http://example.org/.well-known/void#links/www.wikidata.org/owl:sameAs>";
  EXPECT_EQ(lines.count(line(links, "a", "void:Linkset")), 1U);
  EXPECT_EQ(lines.count(line(links, "void:triples", "\"1\"^^xsd:integer")), 1U);
  EXPECT_EQ(lines.count(line(links, "void:linkPredicate", "owl:sameAs")), 1U);
  EXPECT_EQ(lines.count(line("<http://example.org/.well-known/void#target/www.wikidata.org>", "void:uriSpace",
                             "\"http://www.wikidata.org/\"")),
            1U);
}

TEST(DataSet, NamesTheFormatsOfTheTable) {
  const auto lines = home_of(described_data);
  for (const auto& format : syntax::formats()) {
    if (format.family != syntax::Family::graph || !format.writable) continue;
    EXPECT_EQ(lines.count(line("doc:dataset", "void:feature", "<" + std::string(format.iri) + ">")), 1U)
        << format.name;
  }
}

TEST(DataSet, ClosesEveryNodeItOpens) {
  EXPECT_EQ(home_of(described_data).open, 0);
  EXPECT_EQ(test::emitted(StatisticsPage(test::publication(described_data))).open, 0);
}

TEST(DataSet, StopsWhenTheReceiverHasEnough) {
  const auto publication = test::publication(described_data);
  const auto body = Home(publication).graph();
  test::Lines lines;
  lines.stop_after = 30;
  while (true) {
    const auto more = body->emit(lines);
    if (!more) {
      EXPECT_EQ(more.error().code, rdf::Code::cancelled);
      break;
    }
    ASSERT_TRUE(*more);
  }
}

TEST(DataSet, KnowsEveryAddressUnderTheBaseOnce) {
  const auto publication = test::publication(described_data);
  std::vector<std::string_view> found = publication->resources;
  std::sort(found.begin(), found.end());
  EXPECT_EQ(found,
            (std::vector<std::string_view>{"http://example.org/dataset", "http://example.org/id/ada"}));
}

TEST(DataSet, WritesTimesAsOthersReadThem) {
  EXPECT_EQ(date_text(1'000'000'000), "2001-09-09");
  EXPECT_EQ(date_time_text(1'000'000'000), "2001-09-09T01:46:40Z");
}

}  // namespace
}  // namespace tamizdat::answer
