// The questions that ontology/README.md says the data can answer are asked of the data.
#include "graph.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace {

using ontology_test::Graph;
using ontology_test::Node;
using ontology_test::text;
using ontology_test::Triple;
using ontology_test::turtleFiles;
using testing::IsEmpty;

using Pattern = std::vector<std::string>;  // three words
using Bindings = std::map<std::string, Node>;

std::vector<std::string> wordsOf(const std::string& line) {
  std::istringstream stream(line);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) {
    words.push_back(word);
  }
  return words;
}

// "a b c . d e f" as patterns of three words each.
std::vector<Pattern> patternsOf(const std::string& question) {
  std::vector<Pattern> patterns(1);
  for (const std::string& word : wordsOf(question)) {
    if (word == ".") {
      patterns.emplace_back();
    } else {
      patterns.back().push_back(word);
    }
  }
  return patterns;
}

// Every piece of code with a variable in it under the heading "What it can answer".
std::vector<std::string> questions() {
  std::ifstream file(std::string(TAMIZDAT_SOURCE_DIR) + "/ontology/README.md");
  std::stringstream whole;
  whole << file.rdbuf();
  const std::string page = whole.str();
  const std::size_t begin = page.find("## What it can answer");
  const std::size_t end = page.find("\n## ", begin);
  std::vector<std::string> found;
  for (std::size_t open = page.find('`', begin); open < end;) {
    const std::size_t shut = page.find('`', open + 1);
    const std::string code = page.substr(open + 1, shut - open - 1);
    if (code.find('?') != std::string::npos) {
      found.push_back(code);
    }
    open = page.find('`', shut + 1);
  }
  return found;
}

class Questions : public testing::Test {
 protected:
  Questions() {
    for (const auto& file : turtleFiles("data")) {
      graph.load(file);
    }
  }

  // A word of a pattern as a node, null for a variable that is not bound yet.
  Node resolve(const std::string& word, const Bindings& bindings) {
    if (word[0] == '?') {
      const auto bound = bindings.find(word);
      return bound == bindings.end() ? nullptr : bound->second;
    }
    if (word[0] == '"') {
      const std::size_t shut = word.find('"', 1);
      return graph.literal(word.substr(1, shut - 1), word.substr(shut + 3));
    }
    if (word == "true") {
      return graph.literal(word, "xsd:boolean");
    }
    if (word.find_first_not_of("0123456789") == std::string::npos) {
      return graph.literal(word, "xsd:integer");
    }
    return graph.term(word == "a" ? "rdf:type" : word);
  }

  std::size_t answers(const std::vector<Pattern>& patterns, std::size_t from = 0,
                      const Bindings& bindings = {}) {
    if (from == patterns.size()) {
      return 1;
    }
    const Pattern& pattern = patterns[from];
    std::size_t count = 0;
    for (const Triple& triple : graph.match(resolve(pattern[0], bindings), resolve(pattern[1], bindings),
                                            resolve(pattern[2], bindings))) {
      Bindings extended = bindings;
      const std::array<Node, 3> nodes{triple.subject, triple.predicate, triple.object};
      for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (pattern[i][0] == '?') {
          extended[pattern[i]] = nodes[i];
        }
      }
      count += answers(patterns, from + 1, extended);
    }
    return count;
  }

  Graph graph;
};

TEST_F(Questions, OfTheReadmeAreAtLeastADozen) {
  EXPECT_GE(questions().size(), 12U);
}

TEST_F(Questions, OfTheReadmeAreAllAnsweredByTheData) {
  for (const std::string& question : questions()) {
    const std::vector<Pattern> patterns = patternsOf(question);
    for (const Pattern& pattern : patterns) {
      ASSERT_EQ(pattern.size(), 3U) << question;
    }
    EXPECT_GT(answers(patterns), 0U) << question;
  }
}

TEST_F(Questions, ThatTheArticleLeavesOpenHaveNoAnswer) {
  EXPECT_EQ(answers(patternsOf("id:leon-trotsky schema:birthDate ?date")), 0U);
  EXPECT_EQ(answers(patternsOf("id:stalinist-regimes asl:characterizedAs ?what")), 0U);
}

TEST_F(Questions, OverSeveralPatternsAreJoined) {
  EXPECT_EQ(answers(patternsOf("?claim asl:negated true . ?claim rdf:predicate asl:opposes")), 0U);
  EXPECT_EQ(answers(patternsOf("id:qkopera a asl:Operation . id:qkopera asl:conductedBy ?body")), 1U);
}

}  // namespace
