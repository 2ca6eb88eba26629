// What follows from ontology and data under RDFS and simple OWL, the axioms of the aligned vocabularies
// included: nobody is anything surprising, and nothing that is only a view comes out as a fact.
#include "graph.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
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
using testing::HasSubstr;
using testing::IsEmpty;

using Problems = std::vector<std::string>;

constexpr std::string_view ownNamespace = "http://localhost:8080/ontology#";

// Types that no thing may have together, beyond what the vocabularies themselves declare disjoint.
// Each of the first is disjoint with each of the second.
struct Apart {
  std::vector<const char*> these;
  std::vector<const char*> those;
};

const std::vector<Apart>& apart() {
  static const std::vector<Apart> table{
      {{"skos:Concept"},
       {"asl:Person", "asl:Organization", "asl:Group", "asl:Regime", "asl:Place", "asl:Event", "asl:Work",
        "asl:Article", "asl:Section", "asl:Sentence", "asl:Claim", "schema:Quotation"}},
      {{"rdf:Statement", "sem:View", "prov:Entity"},
       {"asl:Person", "asl:Organization", "asl:Group", "asl:Current", "asl:Concept", "asl:Regime",
        "asl:Place", "asl:Event", "asl:Work", "asl:Section", "asl:Hedge"}},
      {{"rdf:Statement", "sem:View"}, {"asl:Sentence", "schema:Quotation"}},
      {{"foaf:Agent", "schema:Place", "sem:Event", "nif:String"},
       {"asl:Claim", "asl:Work", "asl:Concept", "asl:Regime"}},
      {{"foaf:Agent"}, {"schema:Place", "sem:Event", "schema:CreativeWork", "nif:String"}},
      {{"schema:Place"}, {"schema:Event", "schema:CreativeWork", "nif:String"}},
      {{"schema:Event"}, {"schema:CreativeWork", "nif:String"}},
      {{"schema:Quotation"}, {"asl:Claim", "asl:Work", "asl:Sentence"}},
  };
  return table;
}

// What a thing may turn out to be by the part it plays, besides its own kind and what is above it.
constexpr std::array<const char*, 7> parts{"sem:Actor",         "sem:Authority", "sem:Core",
                                           "prov:Entity",       "rdfs:Resource", "nif:String",
                                           "skos:ConceptScheme"};

class Closure : public testing::Test {
 protected:
  Closure() {
    loadFrom("ontology");
    loadFrom("data");
    graph.load(std::filesystem::path(TAMIZDAT_SOURCE_DIR) / "tests/ontology/aligned.ttl");
    for (const Triple& triple : graph.match(nullptr, type, nullptr)) {
      stated[triple.subject].insert(triple.object);
    }
  }

  // Shapes describe data and are none.
  void loadFrom(const char* folder) {
    for (const auto& file : turtleFiles(folder)) {
      if (file.filename() != "shapes.ttl") {
        graph.load(file);
      }
    }
  }

  bool isOwnClass(Node node) {
    return isIri(node) && text(node).starts_with(ownNamespace) &&
           graph.has(node, type, graph.term("owl:Class"));
  }

  std::set<Node> typesOf(Node thing) {
    const std::vector<Node> types = graph.objects(thing, type);
    return {types.begin(), types.end()};
  }

  std::vector<std::pair<Node, Node>> disjointPairs() {
    std::vector<std::pair<Node, Node>> pairs;
    for (const Triple& axiom : graph.match(nullptr, graph.term("owl:disjointWith"), nullptr)) {
      pairs.emplace_back(axiom.subject, axiom.object);
    }
    for (const Triple& axiom : graph.match(nullptr, graph.term("owl:members"), nullptr)) {
      const std::vector<Node> members = graph.list(axiom.object);
      for (std::size_t i = 0; i < members.size(); ++i) {
        for (std::size_t j = i + 1; j < members.size(); ++j) {
          pairs.emplace_back(members[i], members[j]);
        }
      }
    }
    for (const Apart& row : apart()) {
      for (const char* one : row.these) {
        for (const char* other : row.those) {
          pairs.emplace_back(graph.term(one), graph.term(other));
        }
      }
    }
    return pairs;
  }

  Problems thingsOfDisjointTypes() {
    Problems problems;
    for (const auto& [one, other] : disjointPairs()) {
      for (const Node thing : graph.subjects(type, one)) {
        if (graph.has(thing, type, other)) {
          problems.push_back(text(thing) + " is both " + text(one) + " and " + text(other));
        }
      }
    }
    return problems;
  }

  // Own things whose inferred types do not come from the kinds that the data gives them.
  Problems surprisingTypes() {
    std::set<Node> expectedParts;
    for (const char* part : parts) {
      expectedParts.insert(graph.term(part));
    }
    Problems problems;
    for (const auto& [thing, kinds] : stated) {
      std::set<Node> expected = kinds;
      for (const Node kind : kinds) {
        const std::vector<Node> above = graph.objects(kind, graph.term("rdfs:subClassOf"));
        expected.insert(above.begin(), above.end());
      }
      for (const Node found : typesOf(thing)) {
        if (expected.count(found) == 0 && expectedParts.count(found) == 0) {
          problems.push_back(text(thing) + " comes out as " + text(found));
        }
      }
    }
    return problems;
  }

  // Things that are of a class of ours by inference alone: nobody has said what they are.
  Problems thingsOnlyInferred() {
    Problems problems;
    for (const Triple& triple : graph.match(nullptr, type, nullptr)) {
      if (isOwnClass(triple.object) && stated.count(triple.subject) == 0) {
        problems.push_back(text(triple.subject) + " is only inferred to be " + text(triple.object));
      }
    }
    return problems;
  }

  Graph graph;
  const Node type = graph.term("rdf:type");
  std::map<Node, std::set<Node>> stated;
};

TEST_F(Closure, GrowsByInference) {
  const std::size_t before = graph.size();
  close(graph);
  EXPECT_GT(graph.size(), before);
  EXPECT_TRUE(graph.has(graph.term("id:leon-trotsky"), type, graph.term("foaf:Agent")));
  EXPECT_TRUE(graph.has(graph.term("id:left-opposition"), graph.term("asl:precedes"),
                        graph.term("id:founding-of-fourth-international")));
}

TEST_F(Closure, HoldsNothingOfTwoDisjointTypes) {
  close(graph);
  EXPECT_THAT(thingsOfDisjointTypes(), IsEmpty());
}

TEST_F(Closure, HoldsNoSurprisingType) {
  close(graph);
  EXPECT_THAT(surprisingTypes(), IsEmpty());
}

TEST_F(Closure, HoldsNothingWhoseKindIsOnlyInferred) {
  close(graph);
  EXPECT_THAT(thingsOnlyInferred(), IsEmpty());
}

TEST_F(Closure, ShowsAPersonRulingACurrentAsASurprise) {
  graph.add(graph.term("id:joseph-stalin"), graph.term("asl:ruled"), graph.term("id:stalinism"));
  close(graph);
  EXPECT_THAT(thingsOfDisjointTypes(), testing::Contains(HasSubstr("id/stalinism is both")));
  EXPECT_THAT(surprisingTypes(), testing::Contains(HasSubstr("id/stalinism comes out as")));
}

TEST_F(Closure, ShowsAMatchedPlaceAsASurprise) {
  graph.add(graph.term("id:britain"), graph.term("skos:closeMatch"), graph.term("id:britain"));
  close(graph);
  EXPECT_THAT(thingsOfDisjointTypes(), testing::Contains(HasSubstr("id/britain is both")));
}

TEST_F(Closure, ShowsAnEntityWithASentenceAsSourceAsASurprise) {
  graph.add(graph.term("id:emma-goldman"), graph.term("asl:statedIn"), graph.term("local:article#s3-1"));
  close(graph);
  EXPECT_THAT(thingsOfDisjointTypes(), testing::Contains(HasSubstr("id/emma-goldman is both")));
}

TEST_F(Closure, ShowsAnUndefinedSentenceAsOnlyInferred) {
  graph.add(graph.term("id:emma-goldman"), graph.term("asl:mentionedIn"), graph.term("local:article#s3-9"));
  close(graph);
  EXPECT_THAT(thingsOnlyInferred(), testing::Contains(HasSubstr("article#s3-9")));
}

TEST_F(Closure, KeepsClassesAndPropertiesApartFromTheThingsTheyDescribe) {
  close(graph);
  for (const char* kind : {"owl:Class", "rdf:Property"}) {
    for (const Node term : graph.subjects(type, graph.term(kind))) {
      for (const Node found : typesOf(term)) {
        EXPECT_FALSE(isOwnClass(found)) << text(term) << " is a term and a " << text(found);
      }
    }
  }
}

TEST_F(Closure, HasNoLiteralWhereAnObjectPropertyWantsAThing) {
  close(graph);
  for (const Node property : graph.subjects(type, graph.term("owl:ObjectProperty"))) {
    for (const Triple& triple : graph.match(nullptr, property, nullptr)) {
      EXPECT_FALSE(isLiteral(triple.object))
          << text(triple.subject) << " " << text(property) << " " << text(triple.object);
    }
  }
}

// The datatype of a literal as an IRI; Sord leaves it away for plain strings and language-tagged ones.
std::string datatypeOf(Node literal) {
  if (!language(literal).empty()) {
    return "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString";
  }
  const Node datatype = sord_node_get_datatype(literal);
  return datatype == nullptr ? "http://www.w3.org/2001/XMLSchema#string" : text(datatype);
}

TEST_F(Closure, HasALiteralOfTheRightTypeWhereADatatypePropertyWantsOne) {
  for (const Node property : graph.subjects(type, graph.term("owl:DatatypeProperty"))) {
    const std::vector<Node> ranges = graph.objects(property, graph.term("rdfs:range"));
    for (const Triple& triple : graph.match(nullptr, property, nullptr)) {
      ASSERT_TRUE(isLiteral(triple.object)) << text(triple.subject) << " " << text(property);
      for (const Node range : ranges) {
        EXPECT_EQ(datatypeOf(triple.object), text(range)) << text(triple.subject) << " " << text(property);
      }
    }
  }
}

TEST_F(Closure, LetsNothingComeBeforeItself) {
  close(graph);
  for (const Triple& triple : graph.match(nullptr, graph.term("asl:precedes"), nullptr)) {
    EXPECT_NE(triple.subject, triple.object) << text(triple.subject);
  }
}

TEST_F(Closure, LetsNoConceptBeBroaderThanItselfOrRelatedToABroaderOne) {
  close(graph);
  const Node related = graph.term("skos:related");
  for (const Triple& triple : graph.match(nullptr, graph.term("skos:broaderTransitive"), nullptr)) {
    EXPECT_NE(triple.subject, triple.object) << text(triple.subject);
    EXPECT_FALSE(graph.has(triple.subject, related, triple.object))
        << text(triple.subject) << " is both under and beside " << text(triple.object);
  }
}

class Claims : public Closure {
 protected:
  Triple reified(Node claim) {
    return {graph.objects(claim, graph.term("rdf:subject")).at(0),
            graph.objects(claim, graph.term("rdf:predicate")).at(0),
            graph.objects(claim, graph.term("rdf:object")).at(0)};
  }

  std::vector<Node> stand(std::string_view kind) { return graph.subjects(type, graph.term(kind)); }
};

TEST_F(Claims, AreAssertedWhenTheyAreNoViews) {
  ASSERT_GT(stand("asl:Claim").size(), 100U);
  for (const Node claim : stand("asl:Claim")) {
    const Triple triple = reified(claim);
    EXPECT_TRUE(graph.has(triple.subject, triple.predicate, triple.object)) << text(claim);
  }
}

TEST_F(Claims, AreNotEvenInferredWhenTheyAreViews) {
  close(graph);
  ASSERT_GT(stand("asl:View").size(), 30U);
  for (const Node view : stand("asl:View")) {
    const Triple triple = reified(view);
    EXPECT_FALSE(graph.has(triple.subject, triple.predicate, triple.object)) << text(view);
  }
}

// The years that a date in the profile of EDTF used here can lie in: YYYY, YYYX, YYXX, or two of them with a
// slash.
std::optional<std::pair<std::string, std::string>> yearsOf(const std::string& date) {
  const std::size_t slash = date.find('/');
  const std::string from = date.substr(0, slash);
  const std::string to = slash == std::string::npos ? from : date.substr(slash + 1);
  const auto filled = [](std::string year, char digit) {
    for (char& c : year) {
      c = c == 'X' ? digit : c;
    }
    return year;
  };
  if (from.size() != 4 || to.size() != 4) {
    return std::nullopt;
  }
  return std::pair{filled(from, '0'), filled(to, '9')};
}

TEST(Years, AreReadFromTheFormsOfDatesInUse) {
  EXPECT_EQ(yearsOf("1948"), (std::pair<std::string, std::string>("1948", "1948")));
  EXPECT_EQ(yearsOf("193X"), (std::pair<std::string, std::string>("1930", "1939")));
  EXPECT_EQ(yearsOf("195X/196X"), (std::pair<std::string, std::string>("1950", "1969")));
  EXPECT_EQ(yearsOf("late 1960s"), std::nullopt);
}

TEST_F(Claims, AndEventsBoundTheirDatesByTheYearsTheDatesCanLieIn) {
  const Node earliest = graph.term("sem:hasEarliestBeginTimeStamp");
  const Node latest = graph.term("sem:hasLatestEndTimeStamp");
  const std::vector<Triple> dates = graph.match(nullptr, graph.term("asl:when"), nullptr);
  ASSERT_THAT(dates, testing::Not(IsEmpty()));
  for (const Triple& date : dates) {
    const auto years = yearsOf(text(date.object));
    ASSERT_TRUE(years) << text(date.object);
    const std::vector<Node> from = graph.objects(date.subject, earliest);
    const std::vector<Node> to = graph.objects(date.subject, latest);
    ASSERT_EQ(from.size(), 1U) << text(date.subject);
    ASSERT_EQ(to.size(), 1U) << text(date.subject);
    EXPECT_EQ(text(from[0]), years->first) << text(date.subject);
    EXPECT_EQ(text(to[0]), years->second) << text(date.subject);
  }
}

}  // namespace
