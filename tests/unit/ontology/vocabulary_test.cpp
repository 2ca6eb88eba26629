// The vocabulary itself: its header, the number, naming and kinds of its terms, and that nothing dangles.
#include "graph.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace {

using ontology_test::Graph;
using ontology_test::isIri;
using ontology_test::isLiteral;
using ontology_test::language;
using ontology_test::Node;
using ontology_test::text;
using ontology_test::Triple;
using ontology_test::turtleFiles;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

constexpr std::string_view ownNamespace = "http://localhost:8080/ontology#";
const std::set<std::string> languages{"en", "de", "fr", "es", "ru"};

std::filesystem::path source(const std::string& path) {
  return std::filesystem::path(TAMIZDAT_SOURCE_DIR) / path;
}

bool isOwn(Node node) {
  return isIri(node) && text(node).starts_with(ownNamespace);
}

// The ontology with its translations, without shapes and data.
class Vocabulary : public testing::Test {
 protected:
  Vocabulary() {
    graph.load(source("ontology/ontology.ttl"));
    graph.load(source("ontology/labels.ttl"));
  }

  std::vector<Node> classes() { return graph.subjects(graph.term("rdf:type"), graph.term("owl:Class")); }

  std::vector<Node> properties() {
    return graph.subjects(graph.term("rdf:type"), graph.term("rdf:Property"));
  }

  std::vector<Node> terms() {
    std::vector<Node> all = classes();
    for (const Node property : properties()) {
      all.push_back(property);
    }
    return all;
  }

  bool isA(Node node, std::string_view type) {
    return graph.has(node, graph.term("rdf:type"), graph.term(type));
  }

  // The terms whose values of the predicate are not in exactly the given languages, each once.
  std::vector<std::string> wronglyTranslated(std::string_view predicate) {
    std::vector<std::string> wrong;
    for (const Node term : terms()) {
      std::multiset<std::string> found;
      for (const Node label : graph.objects(term, graph.term(predicate))) {
        found.insert(language(label));
      }
      if (found != std::multiset<std::string>(languages.begin(), languages.end())) {
        wrong.push_back(text(term));
      }
    }
    return wrong;
  }

  Graph graph;
};

TEST_F(Vocabulary, HasOneHeaderThatSaysWhatItIsAndWhatMayBeDoneWithIt) {
  const std::vector<Node> headers = graph.subjects(graph.term("rdf:type"), graph.term("owl:Ontology"));
  ASSERT_THAT(headers, SizeIs(1));
  EXPECT_EQ(headers[0], graph.term("local:ontology"));
  for (const char* needed : {"dcterms:title", "dcterms:description", "dcterms:creator", "dcterms:license",
                             "dcterms:created", "dcterms:modified", "owl:versionInfo", "owl:versionIRI",
                             "vann:preferredNamespacePrefix", "vann:preferredNamespaceUri"}) {
    EXPECT_THAT(graph.objects(headers[0], graph.term(needed)), SizeIs(1)) << needed;
  }
  EXPECT_EQ(text(graph.objects(headers[0], graph.term("vann:preferredNamespacePrefix")).at(0)), "asl");
  EXPECT_EQ(text(graph.objects(headers[0], graph.term("vann:preferredNamespaceUri")).at(0)), ownNamespace);
  EXPECT_EQ(text(graph.objects(headers[0], graph.term("dcterms:license")).at(0)),
            "https://creativecommons.org/licenses/by-sa/4.0/");
}

TEST_F(Vocabulary, NamesItsVersionAlikeInTheVersionAndInItsAddress) {
  const Node header = graph.term("local:ontology");
  EXPECT_EQ(
      text(graph.objects(header, graph.term("owl:versionIRI")).at(0)),
      std::string(ownNamespace) + "v" + text(graph.objects(header, graph.term("owl:versionInfo")).at(0)));
}

TEST_F(Vocabulary, HasTwelveToEighteenClasses) {
  EXPECT_GE(classes().size(), 12U);
  EXPECT_LE(classes().size(), 18U);
}

TEST_F(Vocabulary, HasTwentyFiveToThirtySixProperties) {
  EXPECT_GE(properties().size(), 25U);
  EXPECT_LE(properties().size(), 36U);
}

TEST_F(Vocabulary, DefinesOnlyTermsOfItsOwnNamespace) {
  for (const Node term : terms()) {
    EXPECT_TRUE(isOwn(term)) << text(term);
  }
}

TEST_F(Vocabulary, LabelsEveryTermOnceInEachOfFiveLanguages) {
  EXPECT_THAT(wronglyTranslated("rdfs:label"), IsEmpty());
}

TEST_F(Vocabulary, CommentsEveryTermOnceInEachOfFiveLanguages) {
  EXPECT_THAT(wronglyTranslated("rdfs:comment"), IsEmpty());
}

TEST_F(Vocabulary, SaysOfEveryTermWhereItIsDefined) {
  for (const Node term : terms()) {
    EXPECT_THAT(graph.objects(term, graph.term("rdfs:isDefinedBy")),
                UnorderedElementsAre(graph.term("local:ontology")))
        << text(term);
  }
}

TEST_F(Vocabulary, GivesNoTwoClassesAndNoTwoPropertiesOneLabelInAnyLanguage) {
  for (const std::vector<Node>& kind : {classes(), properties()}) {
    std::map<std::string, Node> owners;
    for (const Node term : kind) {
      for (const Node label : graph.objects(term, graph.term("rdfs:label"))) {
        const auto [owner, fresh] = owners.emplace(text(label) + "@" + language(label), term);
        EXPECT_TRUE(fresh) << owner->first << " names " << text(owner->second) << " and " << text(term);
      }
    }
  }
}

TEST_F(Vocabulary, CallsEveryClassAClassForRdfsAndForOwl) {
  for (const Node term : classes()) {
    EXPECT_TRUE(isA(term, "rdfs:Class")) << text(term);
    EXPECT_FALSE(isA(term, "rdf:Property")) << text(term);
  }
}

TEST_F(Vocabulary, CallsEveryPropertyAnObjectOrADatatypePropertyUnlessItTakesBoth) {
  const std::set<Node> both{graph.term("asl:role"), graph.term("asl:characterizedAs")};
  for (const Node term : properties()) {
    const int kinds = static_cast<int>(isA(term, "owl:ObjectProperty")) +
                      static_cast<int>(isA(term, "owl:DatatypeProperty"));
    EXPECT_EQ(kinds, both.count(term) == 1 ? 0 : 1) << text(term);
  }
}

TEST_F(Vocabulary, GivesObjectPropertiesClassesAndDatatypePropertiesDatatypesAsRange) {
  for (const Triple& axiom : graph.match(nullptr, graph.term("rdfs:range"), nullptr)) {
    EXPECT_EQ(isA(axiom.object, "owl:Class"), isA(axiom.subject, "owl:ObjectProperty"))
        << text(axiom.subject);
  }
  for (const Triple& axiom : graph.match(nullptr, graph.term("rdfs:domain"), nullptr)) {
    EXPECT_TRUE(isA(axiom.object, "owl:Class")) << text(axiom.subject);
  }
}

TEST_F(Vocabulary, IsAlignedWithEachOfTheSixVocabularies) {
  std::string targets;
  for (const char* relation : {"rdfs:subClassOf", "rdfs:subPropertyOf"}) {
    for (const Triple& axiom : graph.match(nullptr, graph.term(relation), nullptr)) {
      targets += text(axiom.object) + "\n";
    }
  }
  for (const char* name : {"foaf:", "schema:", "skos:", "prov:", "sem:", "nif:", "dcterms:"}) {
    EXPECT_THAT(targets, testing::HasSubstr(text(graph.term(name)))) << name;
  }
}

TEST_F(Vocabulary, IsAlignedOnlyWithTermsThatTheOtherVocabulariesHave) {
  Graph aligned;
  aligned.load(source("tests/ontology/aligned.ttl"));
  std::set<std::string> known{text(graph.term("rdf:Statement"))};
  for (const Triple& axiom : aligned.match(nullptr, nullptr, nullptr)) {
    known.insert(text(axiom.subject));
  }
  for (const char* relation : {"rdfs:subClassOf", "rdfs:subPropertyOf"}) {
    for (const Triple& axiom : graph.match(nullptr, graph.term(relation), nullptr)) {
      EXPECT_TRUE(isOwn(axiom.object) || known.count(text(axiom.object)) == 1)
          << text(axiom.subject) << " " << relation << " " << text(axiom.object);
    }
  }
}

TEST_F(Vocabulary, TakesEveryPairOfKindsThatIsNeitherUnderTheOtherAsDisjoint) {
  std::set<Node> members;
  for (const Triple& axiom : graph.match(nullptr, graph.term("owl:members"), nullptr)) {
    for (const Node member : graph.list(axiom.object)) {
      members.insert(member);
    }
  }
  for (const Node kind : classes()) {
    const std::vector<Node> above = graph.objects(kind, graph.term("rdfs:subClassOf"));
    const bool below = std::any_of(above.begin(), above.end(), [](Node node) { return isOwn(node); });
    EXPECT_NE(members.count(kind) == 1, below) << text(kind);
  }
}

TEST(Translations, AreMarkedAsEditorialAndHoldNothingButNames) {
  Graph graph;
  graph.load(source("ontology/labels.ttl"));
  const Node file = graph.term("local:ontology/labels.ttl");
  const std::vector<Node> descriptions = graph.objects(file, graph.term("dcterms:description"));
  ASSERT_THAT(descriptions, SizeIs(1));
  EXPECT_THAT(text(descriptions[0]), testing::HasSubstr("ditorial translation"));
  for (const Triple& triple : graph.match(nullptr, nullptr, nullptr)) {
    if (triple.subject == file) {
      continue;
    }
    EXPECT_TRUE(isOwn(triple.subject)) << text(triple.subject);
    EXPECT_TRUE(triple.predicate == graph.term("rdfs:label") ||
                triple.predicate == graph.term("rdfs:comment"))
        << text(triple.predicate);
    EXPECT_NE(language(triple.object), "en") << text(triple.object);
  }
}

// Ontology, shapes, translations and data together.
class Everything : public testing::Test {
 protected:
  Everything() {
    for (const char* folder : {"ontology", "data"}) {
      for (const auto& file : turtleFiles(folder)) {
        graph.load(file);
      }
    }
  }

  bool isDefined(Node term) { return !graph.match(term, graph.term("rdfs:isDefinedBy"), nullptr).empty(); }

  Graph graph;
};

TEST_F(Everything, UsesNoTermOfOursThatIsNotDefined) {
  const std::set<std::string> noTerms{
      std::string(ownNamespace),
      text(graph.objects(graph.term("local:ontology"), graph.term("owl:versionIRI")).at(0))};
  for (const Triple& triple : graph.match(nullptr, nullptr, nullptr)) {
    for (const Node node : {triple.subject, triple.predicate, triple.object}) {
      if (isOwn(node) && noTerms.count(text(node)) == 0) {
        EXPECT_TRUE(isDefined(node)) << text(node) << " is used and not defined";
      }
    }
  }
}

TEST_F(Everything, UsesEveryTermOfOursInTheData) {
  Graph data;
  for (const auto& file : turtleFiles("data")) {
    data.load(file);
  }
  std::set<std::string> used;
  for (const Triple& triple : data.match(nullptr, nullptr, nullptr)) {
    for (const Node node : {triple.predicate, triple.object}) {
      if (!isLiteral(node)) {
        used.insert(text(node));
      }
    }
  }
  for (const Triple& definition : graph.match(nullptr, graph.term("rdfs:isDefinedBy"), nullptr)) {
    EXPECT_EQ(used.count(text(definition.subject)), 1U) << text(definition.subject) << " is never used";
  }
}

}  // namespace
