// Documents, graphs, the data set and errors as answers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "answer/document.hpp"
#include "answer/graph_document.hpp"
#include "answer/hash_documents.hpp"
#include "answer/home.hpp"
#include "answer/problem.hpp"
#include "unit/answer/fixture.hpp"

namespace tamizdat::answer {
namespace {

using test::emitted;
using test::line;
using testing::Contains;
using testing::HasSubstr;

constexpr std::string_view data = R"(
  graph <http://example.org/data/a.ttl>
  doc:article rdfs:label "Article"
  art:s10 rdfs:label "Ten"
  art:s2 rdfs:label "Two"
  art:s2 ex:note _:n
  _:n ex:p "inside"
  graph <http://example.org/data/b.ttl>
  id:a a ex:Person
  id:a rdfs:label "A"
  id:a ex:p id:b
  id:b a ex:Person
  doc:dataset a void:Dataset
  doc:dataset dcterms:title "The set"@en
  doc:dataset dcterms:license <https://creativecommons.org/licenses/by-sa/4.0/>
  <http://elsewhere.example/x#y> rdfs:label "not here")";

TEST(Document, DescribesItselfAndAllItsHashThingsInReadingOrder) {
  auto found = document_at(test::publication(data), "http://example.org/article");
  ASSERT_TRUE(found);
  const auto told = emitted(**found);
  EXPECT_EQ(told.data, (std::vector<std::string>{
                           line("doc:article", "rdfs:label", "\"Article\""),
                           line("art:s2", "rdfs:label", "\"Two\""),
                           line("art:s2", "ex:note", "_:n"),
                           line("_:n", "ex:p", "\"inside\""),
                           line("art:s10", "rdfs:label", "\"Ten\""),
                       }));
}

TEST(Document, IsNoneWithoutHashThingsOrOutsideTheBase) {
  const auto publication = test::publication(data);
  EXPECT_FALSE(document_at(publication, "http://example.org/id/a"));
  EXPECT_FALSE(document_at(publication, "http://elsewhere.example/x"));
}

TEST(NaturalOrder, ComparesNumbersByValue) {
  EXPECT_TRUE(natural_less("s2", "s10"));
  EXPECT_FALSE(natural_less("s10", "s2"));
  EXPECT_TRUE(natural_less("s5", "s5-1"));
  EXPECT_TRUE(natural_less("s5-9", "s10-1"));
  EXPECT_FALSE(natural_less("s5", "s5"));
  EXPECT_TRUE(natural_less("s05", "s5") != natural_less("s5", "s05"));
}

TEST(GraphDocument, HoldsTheTriplesOfItsGraphAndNoOthers) {
  auto found = graph_at(test::publication(data), "http://example.org/data/a.ttl");
  ASSERT_TRUE(found);
  const auto told = emitted(**found);
  EXPECT_EQ(told.data.size(), 5U);
  EXPECT_EQ(told.count(line("id:a", "ex:p", "id:b")), 0U);
  EXPECT_THAT(told.about, Contains(HasSubstr("void#triples> \"5\"")));
}

TEST(GraphDocument, IsNotFoundForOtherIris) {
  EXPECT_FALSE(graph_at(test::publication(data), "http://example.org/id/a"));
}

TEST(Publication, ReadsTheDataSetDescription) {
  const auto publication = test::publication(data);
  EXPECT_EQ(publication->dataset, "http://example.org/dataset");
  EXPECT_EQ(publication->title, "The set");
  EXPECT_EQ(publication->licence, "https://creativecommons.org/licenses/by-sa/4.0/");
  EXPECT_EQ(publication->licence_label, "CC BY-SA 4.0");
}

TEST(Publication, HasDefaultsForDataWithoutADescription) {
  const auto publication = test::publication("id:a ex:p id:b");
  EXPECT_EQ(publication->dataset, "http://example.org/dataset");
  EXPECT_EQ(publication->title, "example.org");
  EXPECT_TRUE(publication->licence.empty());
}

TEST(Home, CountsKindsAndDescribesTheDataSet) {
  const auto publication = test::publication(data);
  const Home home(publication);
  const auto kinds = home.kinds();
  ASSERT_FALSE(kinds.empty());
  EXPECT_EQ(kinds[0].klass, test::id(*publication, "ex:Person"));
  EXPECT_EQ(kinds[0].things, 2U);
  const auto told = emitted(home);
  EXPECT_THAT(told.data, Contains(line("doc:dataset", "dcterms:title", "\"The set\"@en")));
  EXPECT_THAT(told.data, Contains(HasSubstr("void#triples>")));
  EXPECT_THAT(home.examples(), Contains(test::id(*publication, "id:a")));
}

TEST(Problem, IsAnAnswerInRdfAndInTheFieldsOfRfc9457) {
  const Problem problem(test::publication("id:a ex:p id:b"),
                        rdf::Error(rdf::Code::not_found, "nothing is said about it", "look at the overview"),
                        404, "http://example.org/id/x");
  EXPECT_EQ(problem.type(), "http://example.org/-/problems#not-found");
  EXPECT_EQ(problem.title(), "Not found");
  EXPECT_EQ(problem.detail(), "Nothing is said about it. Look at the overview.");
  EXPECT_EQ(problem.status(), 404U);
  EXPECT_EQ(problem.instance(), "http://example.org/id/x");
  const auto told = emitted(problem);
  EXPECT_THAT(told.data, Contains(HasSubstr("statusCodeValue> \"404\"")));
  EXPECT_EQ(told.open, 0);
}

}  // namespace
}  // namespace tamizdat::answer
