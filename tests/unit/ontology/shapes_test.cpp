// The rows of the shapes that core SHACL makes us write out, one for each predicate: none may be missing or
// misspelled.
#include "graph.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace {

using ontology_test::Graph;
using ontology_test::Node;
using ontology_test::text;

using Names = std::set<std::string>;

std::filesystem::path source(const std::string& path) {
  return std::filesystem::path(TAMIZDAT_SOURCE_DIR) / path;
}

class Shapes : public testing::Test {
 protected:
  Shapes() { graph.load(source("ontology/shapes.ttl")); }

  Node only(Node subject, std::string_view predicate) {
    const std::vector<Node> found = graph.objects(subject, graph.term(predicate));
    if (found.size() != 1) {
      throw std::runtime_error(std::string(predicate) + " occurs " + std::to_string(found.size()) + " times");
    }
    return found[0];
  }

  // What shape:Claim lets a claim have as predicate.
  Names claimPredicates() {
    for (const Node property : graph.objects(graph.term("shape:Claim"), graph.term("sh:property"))) {
      if (only(property, "sh:path") == graph.term("rdf:predicate")) {
        return namesIn(only(property, "sh:in"));
      }
    }
    return {};
  }

  Names namesIn(Node list) {
    Names names;
    for (const Node item : graph.list(list)) {
      names.insert(text(item));
    }
    return names;
  }

  // The predicates of the rows of shape:NeverAsserted or shape:Asserted. Each row speaks twice of its
  // predicate.
  Names rows(std::string_view shape) {
    Names names;
    for (const Node row : graph.objects(graph.term(shape), graph.term("sh:or"))) {
      Node guarded = nullptr;
      Node compared = nullptr;
      for (const Node choice : graph.list(row)) {
        const std::vector<Node> negations = graph.objects(choice, graph.term("sh:not"));
        const Node inner = negations.empty() ? choice : negations[0];
        const std::vector<Node> paths = graph.objects(inner, graph.term("sh:path"));
        if (paths.empty()) {
          continue;
        }
        if (paths[0] == graph.term("rdf:predicate")) {
          guarded = only(inner, "sh:hasValue");
        } else {
          EXPECT_EQ(graph.list(paths[0]).at(0), graph.term("rdf:subject"));
          EXPECT_EQ(only(inner, "sh:disjoint"), graph.term("rdf:object"));
          compared = graph.list(paths[0]).at(1);
        }
      }
      EXPECT_NE(guarded, nullptr);
      EXPECT_EQ(guarded, compared) << "a row of " << shape << " speaks of two predicates";
      EXPECT_TRUE(names.insert(text(guarded)).second) << text(guarded) << " has two rows in " << shape;
    }
    return names;
  }

  Graph graph;
};

TEST_F(Shapes, LetClaimsHaveEveryPropertyOfOursThatDescribesNoClaim) {
  Graph vocabulary;
  vocabulary.load(source("ontology/ontology.ttl"));
  const Names aboutClaims{"statedIn", "mentionedIn", "heldBy",  "hedge",        "phase",
                          "manner",   "sense",       "negated", "alternativeTo"};
  const std::string own = text(vocabulary.term("asl:"));
  Names expected;
  for (const Node property :
       vocabulary.subjects(vocabulary.term("rdf:type"), vocabulary.term("rdf:Property"))) {
    if (aboutClaims.count(text(property).substr(own.size())) == 0) {
      expected.insert(text(property));
    }
  }
  Names found;
  for (const std::string& name : claimPredicates()) {
    if (name.starts_with(own)) {
      found.insert(name);
    }
  }
  EXPECT_EQ(found, expected);
}

TEST_F(Shapes, WatchEveryPredicateOfAViewForBeingAsserted) {
  EXPECT_EQ(rows("shape:NeverAsserted"), claimPredicates());
}

TEST_F(Shapes, WatchEveryPredicateOfAClaimForNotBeingAsserted) {
  Names expected = claimPredicates();
  expected.erase(text(graph.term("asl:characterizedAs")));
  EXPECT_EQ(rows("shape:Asserted"), expected);
}

TEST_F(Shapes, LetEntitiesHaveEveryPredicateThatMayBeClaimedOfThem) {
  const Names open = namesIn(only(graph.term("shape:NothingFromOutside"), "sh:ignoredProperties"));
  Names missing;
  for (const std::string& name : claimPredicates()) {
    if (open.count(name) == 0) {
      missing.insert(name);
    }
  }
  EXPECT_EQ(missing, Names{text(graph.term("asl:characterizedAs"))});
}

}  // namespace
