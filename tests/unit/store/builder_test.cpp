#include "store/builder.hpp"

#include <gtest/gtest.h>

using namespace tamizdat;
using store::Scope;

namespace {

store::Quad only(const store::Snapshot& s, const store::Pattern& p) {
  store::Quad q;
  const auto cursor = s.match(p);
  EXPECT_EQ(cursor->estimate().count, 1U);
  EXPECT_TRUE(cursor->next(q));
  store::Quad more;
  EXPECT_FALSE(cursor->next(more));
  EXPECT_TRUE(cursor->status().has_value());
  return q;
}

}  // namespace

TEST(Builder, what_goes_in_comes_out) {
  store::Builder b;
  b.set_default_graph("http://x/g");
  b.quad({rdf::iri("http://x/s"), rdf::iri("http://x/p"), rdf::literal("o", {}, "en-GB"), {}}, {}, {});
  const auto s = b.finish();
  const auto subject = s->find(rdf::iri("http://x/s"));
  ASSERT_TRUE(subject.has_value());
  const auto q = only(*s, {*subject, {}, {}, Scope::each()});
  EXPECT_EQ(s->term(q.predicate), rdf::iri("http://x/p"));
  EXPECT_EQ(s->term(q.object), rdf::literal("o", {}, "EN-gb"));
  EXPECT_EQ(s->term(q.object).language, "en-GB");
  EXPECT_EQ(s->term(q.graph), rdf::iri("http://x/g"));
  EXPECT_EQ(s->info().graphs.size(), 1U);
  EXPECT_FALSE(s->info().has_default_graph);
}

TEST(Builder, running_out_of_term_numbers_is_an_error) {
  store::Builder b;
  b.limit_terms(2);
  EXPECT_TRUE(b.quad({rdf::iri("http://x/s"), rdf::iri("http://x/p"), rdf::iri("http://x/s"), {}}, {}, {}));
  EXPECT_EQ(b.error(), nullptr);
  EXPECT_FALSE(b.quad({rdf::iri("http://x/s"), rdf::iri("http://x/p"), rdf::iri("http://x/o"), {}}, {}, {}));
  ASSERT_NE(b.error(), nullptr);
  EXPECT_NE(b.error()->message.find("536 million"), std::string::npos);
}
