#include "answer/statistics.hpp"

#include <gtest/gtest.h>

#include "unit/answer/fixture.hpp"

namespace tamizdat::answer {
namespace {

using test::id;

constexpr std::string_view people = R"(
id:ada a ex:Person
id:ada a ex:Writer
id:ada ex:knows id:karl
id:ada ex:knows id:rosa
id:ada rdfs:label "Ada"
id:karl a ex:Person
id:karl rdfs:label "Ada"
id:karl owl:sameAs <http://www.wikidata.org/entity/Q1>
id:karl owl:sameAs <http://www.wikidata.org/entity/Q2>
id:karl owl:sameAs <http://dbpedia.org/resource/Karl>
id:karl owl:sameAs id:charles
<http://elsewhere.example/x> a ex:Person
graph id:second
id:ada a ex:Person
)";

const ClassUse& of_class(const Publication& publication, std::string_view klass) {
  for (const ClassUse& use : publication.statistics.classes)
    if (use.klass == id(publication, klass)) return use;
  throw std::out_of_range("no such class");
}

const PropertyUse& of_property(const std::vector<PropertyUse>& uses, store::TermId property) {
  for (const PropertyUse& use : uses)
    if (use.property == property) return use;
  throw std::out_of_range("no such property");
}

TEST(Statistics, CountEachTripleOfTheUnionOnce) {
  const auto publication = test::publication(people);
  const Statistics& all = publication->statistics;
  EXPECT_EQ(all.triples, 12U);
  EXPECT_EQ(all.subjects, 3U);
  EXPECT_EQ(all.objects, 9U);
  EXPECT_EQ(all.entities, 2U) << "what lies elsewhere is described elsewhere";
}

TEST(Statistics, TellThingsAndTriplesOfEachClass) {
  const auto publication = test::publication(people);
  EXPECT_EQ(publication->statistics.classes.front().klass, id(*publication, "ex:Person"));
  EXPECT_EQ(of_class(*publication, "ex:Person").things, 3U);
  EXPECT_EQ(of_class(*publication, "ex:Person").triples, 12U);
  EXPECT_EQ(of_class(*publication, "ex:Writer").things, 1U);
  EXPECT_EQ(of_class(*publication, "ex:Writer").triples, 5U);
}

TEST(Statistics, TellSubjectsAndObjectsOfEachProperty) {
  const auto publication = test::publication(people);
  const auto& label = of_property(publication->statistics.properties, id(*publication, "rdfs:label"));
  EXPECT_EQ(label.triples, 2U);
  EXPECT_EQ(label.subjects, 2U);
  EXPECT_EQ(label.objects, 1U);
  const auto& knows = of_property(publication->statistics.properties, id(*publication, "ex:knows"));
  EXPECT_EQ(knows.triples, 2U);
  EXPECT_EQ(knows.subjects, 1U);
  EXPECT_EQ(knows.objects, 2U);
}

TEST(Statistics, TellWhatIsSaidOfTheThingsOfAClass) {
  const auto publication = test::publication(people);
  const auto& writer = of_class(*publication, "ex:Writer");
  EXPECT_EQ(writer.properties.size(), 3U);
  EXPECT_EQ(of_property(writer.properties, id(*publication, "ex:knows")).triples, 2U);
  EXPECT_EQ(of_property(writer.properties, id(*publication, "ex:knows")).subjects, 1U);
}

TEST(Statistics, CountLinksByWhereTheyLead) {
  const auto publication = test::publication(people);
  const auto& links = publication->statistics.links;
  ASSERT_EQ(links.size(), 2U) << "what lies under the base is no other data set";
  EXPECT_EQ(links[0].target, "http://www.wikidata.org/");
  EXPECT_EQ(links[0].triples, 2U);
  EXPECT_EQ(links[1].target, "http://dbpedia.org/");
}

TEST(Statistics, NameTheVocabulariesInUse) {
  const auto publication = test::publication(people);
  EXPECT_EQ(publication->statistics.vocabularies,
            (std::vector<std::string>{
                "http://vocabulary.example/ns#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
                "http://www.w3.org/2000/01/rdf-schema#", "http://www.w3.org/2002/07/owl#"}));
}

TEST(Statistics, FindEveryIriUnderTheBase) {
  const auto publication = test::publication(people);
  std::vector<std::string> found;
  for (const auto local : publication->statistics.local)
    found.emplace_back(publication->snapshot->term(local).text);
  std::sort(found.begin(), found.end());
  EXPECT_EQ(found, (std::vector<std::string>{"http://example.org/id/ada", "http://example.org/id/charles",
                                             "http://example.org/id/karl", "http://example.org/id/rosa"}));
}

TEST(Statistics, OfNothingAreZero) {
  const auto publication = test::publication("");
  EXPECT_EQ(publication->statistics.triples, 0U);
  EXPECT_TRUE(publication->statistics.classes.empty());
  EXPECT_TRUE(publication->statistics.local.empty());
}

TEST(Statistics, KnowWhereIrisLie) {
  EXPECT_EQ(authority_of("http://www.wikidata.org/entity/Q1"), "http://www.wikidata.org/");
  EXPECT_EQ(authority_of("urn:isbn:1"), "");
  EXPECT_EQ(authority_of("http://bare.example"), "");
  EXPECT_EQ(namespace_of("http://example.org/ns#Person"), "http://example.org/ns#");
  EXPECT_EQ(namespace_of("http://example.org/ns/Person"), "http://example.org/ns/");
}

}  // namespace
}  // namespace tamizdat::answer
