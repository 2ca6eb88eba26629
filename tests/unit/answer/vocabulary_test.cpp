#include "answer/vocabulary.hpp"

#include <gtest/gtest.h>

#include "answer/vocabularies.hpp"
#include "unit/answer/fixture.hpp"

namespace tamizdat::answer {
namespace {

using test::id;
using test::publication;

constexpr std::string_view data = R"(
  ex:Author rdfs:subClassOf ex:Person
  ex:Author a owl:Class
  ex:Person a rdfs:Class
  ex:Person owl:equivalentClass foaf:Person
  ex:wrote a owl:ObjectProperty
  ex:wrote rdfs:domain ex:Author
  ex:wrote rdfs:range ex:Work
  ex:Work a owl:Class
  ex:published a owl:ObjectProperty
  ex:published rdfs:subPropertyOf ex:wrote
  ex:version rdfs:label "1"
  id:a a ex:Author
  id:b a ex:Work
  id:a ex:wrote id:b)";

Vocabulary made(const Publication& publication) {
  std::vector<store::TermId> terms;
  for (const auto word : {"ex:Author", "ex:Person", "ex:Work", "ex:wrote", "ex:published", "ex:version"})
    terms.push_back(id(publication, word));
  return vocabulary_of(publication, terms);
}

TEST(Vocabulary, TellsClassesFromPropertiesAndBothFromTheRest) {
  const auto published = publication(data);
  const auto vocabulary = made(*published);
  EXPECT_EQ(vocabulary.classes.size(), 3U);
  EXPECT_EQ(vocabulary.properties.size(), 2U);
  EXPECT_EQ(vocabulary.others, std::vector{id(*published, "ex:version")});
}

TEST(Vocabulary, PutsWhatIsMoreGeneralBeforeWhatIsBelowIt) {
  const auto published = publication(data);
  const auto vocabulary = made(*published);
  EXPECT_EQ(vocabulary.classes[0].term, id(*published, "ex:Person"));
  EXPECT_EQ(vocabulary.classes[1].term, id(*published, "ex:Author"));
  EXPECT_EQ(vocabulary.classes[1].depth, 1U);
  EXPECT_EQ(vocabulary.classes[0].narrower, std::vector{id(*published, "ex:Author")});
}

TEST(Vocabulary, KnowsWhatConnectsWhat) {
  const auto published = publication(data);
  const auto vocabulary = made(*published);
  EXPECT_EQ(vocabulary.find(id(*published, "ex:wrote"))->ranges, std::vector{id(*published, "ex:Work")});
  EXPECT_EQ(vocabulary.find(id(*published, "ex:Author"))->starts, std::vector{id(*published, "ex:wrote")});
  EXPECT_EQ(vocabulary.find(id(*published, "ex:Work"))->ends, std::vector{id(*published, "ex:wrote")});
}

TEST(Vocabulary, TakesWhatIsSaidOfAUnionForSaidOfEachClassInIt) {
  const auto published = publication(R"(
    ex:Film a owl:Class
    ex:Play a owl:Class
    ex:author a owl:ObjectProperty
    ex:author rdfs:domain _:either
    ex:author rdfs:range _:either
    _:either owl:unionOf _:list
    _:list rdf:first ex:Film
    _:list rdf:rest _:more
    _:more rdf:first ex:Play
    _:more rdf:rest rdf:nil)");
  const std::vector both = {id(*published, "ex:Film"), id(*published, "ex:Play")};
  const std::vector author = {id(*published, "ex:author")};
  EXPECT_EQ(vocabulary_of(*published, author).properties[0].domains, both);
  EXPECT_EQ(vocabulary_of(*published, author).properties[0].ranges, both);
  for (const auto& one : vocabulary_of(*published, both).classes) {
    EXPECT_EQ(one.starts, author);
    EXPECT_EQ(one.ends, author);
  }
}

TEST(Vocabulary, LivesWithUnionsOfEndlessLists) {
  const auto published = publication(R"(
    ex:Film a owl:Class
    ex:author a owl:ObjectProperty
    ex:author rdfs:domain _:either
    _:either owl:unionOf _:list
    _:list rdf:first ex:Film
    _:list rdf:rest _:list)");
  const std::vector terms = {id(*published, "ex:Film"), id(*published, "ex:author")};
  EXPECT_EQ(vocabulary_of(*published, terms).properties[0].domains, std::vector{terms[0]});
}

TEST(Vocabulary, KnowsWhatConnectsWhatInTheWordsOfSchemaOrg) {
  for (const std::string space : {"http://schema.org/", "https://schema.org/"}) {
    const auto published =
        publication("ex:Film a rdfs:Class\n ex:author a rdf:Property\n ex:author <" + space +
                    "domainIncludes> ex:Film\n ex:author <" + space + "rangeIncludes> ex:Film");
    const std::vector film = {id(*published, "ex:Film")};
    const std::vector author = {id(*published, "ex:author")};
    EXPECT_EQ(vocabulary_of(*published, author).properties[0].domains, film);
    EXPECT_EQ(vocabulary_of(*published, author).properties[0].ranges, film);
    EXPECT_EQ(vocabulary_of(*published, film).classes[0].starts, author);
    EXPECT_EQ(vocabulary_of(*published, film).classes[0].ends, author);
  }
}

TEST(Vocabulary, NamesWhatItIsAlignedWith) {
  const auto published = publication(data);
  const auto vocabulary = made(*published);
  EXPECT_EQ(vocabulary.classes[0].alignments, std::vector{id(*published, "foaf:Person")});
  EXPECT_TRUE(vocabulary.classes[1].alignments.empty()) << "what is above it is its own";
}

TEST(Vocabulary, CountsUsesAndGivesExamples) {
  const auto published = publication(data);
  const auto vocabulary = made(*published);
  const auto* author = vocabulary.find(id(*published, "ex:Author"));
  EXPECT_EQ(author->uses, 1U);
  EXPECT_EQ(author->examples, std::vector{id(*published, "id:a")});
  EXPECT_EQ(vocabulary.find(id(*published, "ex:wrote"))->examples,
            (std::vector{id(*published, "id:a"), id(*published, "id:b")}));
}

TEST(Vocabulary, LivesWithCircles) {
  const auto published = publication(R"(
    ex:A a owl:Class
    ex:B a owl:Class
    ex:A rdfs:subClassOf ex:B
    ex:B rdfs:subClassOf ex:A)");
  const std::vector terms = {id(*published, "ex:A"), id(*published, "ex:B")};
  EXPECT_EQ(vocabulary_of(*published, terms).classes.size(), 2U);
}

constexpr std::string_view thesaurus = R"(
  id:scheme a skos:ConceptScheme
  id:animals a skos:Concept
  id:animals skos:topConceptOf id:scheme
  id:dogs a skos:Concept
  id:dogs skos:inScheme id:scheme
  id:dogs skos:broader id:animals
  id:cats a skos:Concept
  id:cats skos:inScheme id:scheme
  id:animals skos:narrower id:cats
  id:cats skos:related id:dogs
  id:book dcterms:subject id:cats
  id:loose a skos:Concept)";

TEST(Vocabularies, AreSchemesOfConceptsToo) {
  const auto published = publication(thesaurus);
  const auto all = loaded_vocabularies(*published);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].space, "http://example.org/id/");
  EXPECT_EQ(all[0].terms, std::vector{id(*published, "id:loose")})
      << "what is in a scheme has its place there";
  EXPECT_EQ(all[1].space, "http://example.org/id/scheme");
  EXPECT_TRUE(all[1].is_scheme);
  EXPECT_EQ(all[1].terms.size(), 3U);
  EXPECT_TRUE(vocabulary_at(published, "http://example.org/id/scheme").has_value());
}

TEST(Vocabulary, OrdersConceptsByBroaderAndNarrowerAlike) {
  const auto published = publication(thesaurus);
  const std::vector terms = {id(*published, "id:cats"), id(*published, "id:dogs"),
                             id(*published, "id:animals")};
  const auto vocabulary = vocabulary_of(*published, terms);
  ASSERT_EQ(vocabulary.concepts.size(), 3U);
  EXPECT_EQ(vocabulary.concepts[0].term, terms[2]);
  EXPECT_EQ(vocabulary.concepts[0].narrower.size(), 2U);
  EXPECT_EQ(vocabulary.concepts[1].depth, 1U);
  EXPECT_EQ(vocabulary.concepts[2].depth, 1U);
}

TEST(Vocabulary, OrdersConceptsByNameInTheReadersLanguage) {
  const auto published = publication(R"(
    id:c1 a skos:Concept
    id:c1 skos:prefLabel "zebra"@en
    id:c1 skos:prefLabel "Affe"@de
    id:c2 a skos:Concept
    id:c2 skos:prefLabel "ape"@en
    id:c2 skos:prefLabel "Zebra"@de)");
  const std::vector terms = {id(*published, "id:c1"), id(*published, "id:c2")};
  EXPECT_EQ(vocabulary_of(*published, terms, {"en"}).concepts[0].term, terms[1]);
  EXPECT_EQ(vocabulary_of(*published, terms, {"de"}).concepts[0].term, terms[0]);
}

TEST(Vocabulary, CountsWhatUsesAConceptAndNotWhatHoldsTheSchemeTogether) {
  const auto published = publication(thesaurus);
  const std::vector terms = {id(*published, "id:cats"), id(*published, "id:dogs"),
                             id(*published, "id:animals")};
  const auto vocabulary = vocabulary_of(*published, terms);
  const auto* cats = vocabulary.find(id(*published, "id:cats"));
  EXPECT_EQ(cats->uses, 1U);
  EXPECT_EQ(cats->examples, std::vector{id(*published, "id:book")});
  EXPECT_EQ(vocabulary.find(id(*published, "id:dogs"))->uses, 0U);
}

TEST(Vocabularies, AreFoundByWhatTheirTermsShare) {
  const auto published = publication(data);
  const auto all = loaded_vocabularies(*published);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].space, "http://vocabulary.example/ns#");
  EXPECT_EQ(all[0].terms.size(), 5U);
  EXPECT_TRUE(vocabulary_at(published, "http://vocabulary.example/ns#").has_value());
  EXPECT_TRUE(vocabulary_at(published, "http://vocabulary.example/ns").has_value());
  EXPECT_FALSE(vocabulary_at(published, "http://nowhere.example/").has_value());
}

TEST(Vocabularies, DescribeAllTheirTerms) {
  const auto published = publication(data);
  const auto made = vocabulary_at(published, "http://vocabulary.example/ns#");
  ASSERT_TRUE(made.has_value());
  const auto lines = test::emitted(**made);
  EXPECT_EQ(lines.count(test::line("ex:wrote", "rdfs:domain", "ex:Author")), 1U);
  EXPECT_EQ(lines.count(test::line("ex:Author", "a", "owl:Class")), 1U);
  EXPECT_EQ((*made)->head().document,
            "http://example.org/vocabulary?iri=http%3A%2F%2Fvocabulary.example%2Fns%23");
}

}  // namespace
}  // namespace tamizdat::answer
