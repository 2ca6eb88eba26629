#include "store/schema.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "rdf/vocabulary.hpp"
#include "store/builder.hpp"

using namespace tamizdat;
using store::TermId;

namespace {

std::string ex(std::string_view name) {
  return "http://x/" + std::string(name);
}

class SchemaTest : public ::testing::Test {
 protected:
  void say(std::string_view s, std::string_view p, std::string_view o) {
    builder_.quad({rdf::iri(ex(s)), rdf::iri(p), rdf::iri(ex(o)), {}}, {}, {});
  }
  void freeze() {
    snapshot_ = builder_.finish();
    schema_ = store::Schema::of(*snapshot_);
  }
  TermId id(std::string_view name) { return snapshot_->find(rdf::iri(ex(name))).value(); }
  std::string names(const std::vector<TermId>& ids) {
    EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
    std::vector<std::string> all;
    for (const TermId i : ids) all.emplace_back(snapshot_->term(i).text.substr(9));
    std::sort(all.begin(), all.end());
    std::string text;
    for (const auto& name : all) text += name + " ";
    return text;
  }

  store::Builder builder_;
  std::shared_ptr<const store::Snapshot> snapshot_;
  std::shared_ptr<const store::Schema> schema_;
};

}  // namespace

TEST_F(SchemaTest, is_reflexive_and_transitive) {
  say("a", rdf::rdfs::subClassOf, "b");
  say("b", rdf::rdfs::subClassOf, "c");
  say("b", rdf::rdfs::subClassOf, "d");
  say("p", rdf::rdfs::subPropertyOf, "q");
  say("a", "http://x/p", "z");
  freeze();
  EXPECT_TRUE(schema_->is_subclass(id("a"), id("c")));
  EXPECT_TRUE(schema_->is_subclass(id("c"), id("c")));
  EXPECT_TRUE(schema_->is_subclass(id("z"), id("z")));
  EXPECT_FALSE(schema_->is_subclass(id("c"), id("a")));
  EXPECT_FALSE(schema_->is_subclass(id("z"), id("a")));
  EXPECT_TRUE(schema_->is_subproperty(id("p"), id("q")));
  EXPECT_FALSE(schema_->is_subproperty(id("a"), id("b")));
  EXPECT_EQ(names(schema_->superclasses(id("a"))), "a b c d ");
  EXPECT_EQ(names(schema_->subclasses(ex("c"))), "a b c ");
  EXPECT_EQ(names(schema_->subclasses(ex("z"))), "z ");
  EXPECT_EQ(names(schema_->subproperties(ex("q"))), "p q ");
  EXPECT_EQ(names(schema_->subproperties(ex("never-said"))), "");
}

TEST_F(SchemaTest, goes_round_a_cycle_once) {
  say("a", rdf::rdfs::subClassOf, "b");
  say("b", rdf::rdfs::subClassOf, "c");
  say("c", rdf::rdfs::subClassOf, "a");
  say("c", rdf::rdfs::subClassOf, "c");
  freeze();
  for (const auto* x : {"a", "b", "c"}) {
    EXPECT_EQ(names(schema_->superclasses(id(x))), "a b c ");
    for (const auto* y : {"a", "b", "c"}) EXPECT_TRUE(schema_->is_subclass(id(x), id(y)));
  }
}

TEST_F(SchemaTest, of_data_without_a_schema_knows_each_term_as_itself) {
  say("a", "http://x/p", "b");
  freeze();
  EXPECT_TRUE(schema_->is_subclass(id("a"), id("a")));
  EXPECT_FALSE(schema_->is_subclass(id("a"), id("b")));
  EXPECT_EQ(names(schema_->subclasses(ex("a"))), "a ");
}

TEST_F(SchemaTest, passes_over_classes_that_are_text_and_takes_blank_ones) {
  builder_.quad({rdf::iri(ex("a")), rdf::iri(rdf::rdfs::subClassOf), rdf::literal("b"), {}}, {}, {});
  builder_.quad({rdf::iri(ex("a")), rdf::iri(rdf::rdfs::subClassOf), rdf::blank("b"), {}}, {}, {});
  freeze();
  EXPECT_EQ(schema_->superclasses(id("a")).size(), 2U);
  EXPECT_TRUE(schema_->is_subclass(id("a"), *snapshot_->find(rdf::blank("b"))));
}

TEST_F(SchemaTest, bears_a_chain_too_long_to_be_closed) {
  constexpr int length = 5000;
  for (int i = 0; i < length; ++i)
    say("c" + std::to_string(i), rdf::rdfs::subClassOf, "c" + std::to_string(i + 1));
  freeze();
  EXPECT_TRUE(schema_->is_subclass(id("c1"), id("c" + std::to_string(length))));
  EXPECT_FALSE(schema_->is_subclass(id("c" + std::to_string(length)), id("c1")));
  EXPECT_EQ(schema_->subclasses(ex("c" + std::to_string(length))).size(), std::size_t{length} + 1);
}
