// What every store must do, run on each of them: a new store adds its builder to `Builders`.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <set>
#include <thread>

#include "store/builder.hpp"
#include "support/naive_store.hpp"

using namespace tamizdat;
using namespace std::string_view_literals;
using store::Order;
using store::Pattern;
using store::Quad;
using store::Scope;
using store::TermId;

namespace {

using Builders = ::testing::Types<store::Builder, test::NaiveBuilder>;

struct OwnedQuad {
  rdf::Term subject, predicate, object, graph;
  [[nodiscard]] rdf::QuadView view() const {
    return {subject.view(), predicate.view(), object.view(), graph.view()};
  }
};

using Texts = std::vector<std::array<std::string, 4>>;

Texts read_all(const store::Snapshot& s, store::Cursor& cursor) {
  Texts texts;
  Quad q;
  while (cursor.next(q)) {
    const auto text = [&](TermId id) { return rdf::to_string(s.term(id)); };
    texts.push_back({text(q.subject), text(q.predicate), text(q.object), text(q.graph)});
  }
  EXPECT_TRUE(cursor.status().has_value());
  return texts;
}

Texts sorted(Texts texts) {
  std::sort(texts.begin(), texts.end());
  return texts;
}

std::vector<Quad> ids(const store::Snapshot& s, const Pattern& p, std::uint64_t skip = 0) {
  std::vector<Quad> all;
  const auto cursor = s.match(p);
  if (skip > 0) cursor->skip(skip);
  Quad q;
  while (cursor->next(q)) all.push_back(q);
  return all;
}

std::array<TermId, 4> in_order(const Quad& q, Order order) {
  switch (order) {
    case Order::pos:
      return {q.predicate, q.object, q.subject, q.graph};
    case Order::osp:
      return {q.object, q.subject, q.predicate, q.graph};
    default:
      return {q.subject, q.predicate, q.object, q.graph};
  }
}

// Few terms, so that triples meet again in other graphs.
class RandomData {
 public:
  explicit RandomData(unsigned seed) : random_(seed) {}

  std::vector<OwnedQuad> quads(std::size_t count, bool graphs) {
    std::vector<OwnedQuad> all;
    for (std::size_t i = 0; i < count; ++i)
      all.push_back({subject(), resource("p", 4), object(), graphs ? graph() : rdf::Term()});
    return all;
  }

 private:
  std::size_t below(std::size_t n) { return random_() % n; }
  rdf::Term resource(std::string_view stem, std::size_t n) {
    return rdf::Term(rdf::iri("http://x/" + std::string(stem) + std::to_string(below(n))));
  }
  rdf::Term blank() { return rdf::Term(rdf::blank("b" + std::to_string(below(4)))); }
  rdf::Term subject() { return below(4) == 0 ? blank() : resource("s", 12); }
  rdf::Term graph() { return below(3) == 0 ? rdf::Term() : below(8) == 0 ? blank() : resource("g", 4); }
  rdf::Term object() {
    static constexpr std::array languages = {"en"sv, "EN"sv, "de-x-aaaaaaaaaaaaaaaaaa1"sv,
                                             "de-x-aaaaaaaaaaaaaaaaaa2"sv};
    const std::string text = std::to_string(below(3));
    switch (below(6)) {
      case 0:
        return rdf::Term(rdf::literal(text));
      case 1:
        return rdf::Term(rdf::literal(text, {}, languages[below(4)]));
      case 2:
        return rdf::Term(rdf::literal(text, "http://x/type" + std::to_string(below(2))));
      case 3:
        return rdf::Term(rdf::literal(s("a\0"sv) + text));
      case 4:
        return blank();
      default:
        return resource("s", 12);
    }
  }
  static std::string s(std::string_view v) { return std::string(v); }

  std::mt19937 random_;
};

template <class B>
std::shared_ptr<const store::Snapshot> build(const std::vector<OwnedQuad>& quads) {
  B builder;
  for (const OwnedQuad& q : quads) builder.quad(q.view(), {}, {});
  return builder.finish();
}

OwnedQuad make(std::string_view s, std::string_view p, const rdf::TermView& o, std::string_view g = {}) {
  return {rdf::Term(rdf::iri(s)), rdf::Term(rdf::iri(p)), rdf::Term(o),
          g.empty() ? rdf::Term() : rdf::Term(rdf::iri(g))};
}

// Patterns over all terms of a snapshot, those of no data included, with every scope.
class RandomPatterns {
 public:
  RandomPatterns(const store::Snapshot& s, unsigned seed) : random_(seed) {
    for (const Quad& q : ids(s, {{}, {}, {}, Scope::each()}))
      for (const TermId id : {q.subject, q.predicate, q.object, q.graph})
        if (id) terms_.insert(id);
    for (const Quad& q : ids(s, {{}, {}, {}, Scope::each()})) quads_.push_back(q);
  }

  Pattern next() {
    Quad q = quads_.empty() ? Quad() : quads_[random_() % quads_.size()];
    if (random_() % 4 == 0) q = {any(), any(), any(), any()};
    const auto maybe = [&](TermId id) { return random_() % 2 == 0 ? id : TermId(); };
    return {maybe(q.subject), maybe(q.predicate), maybe(q.object), scope(q.graph)};
  }

 private:
  TermId any() {
    if (terms_.empty()) return {};
    auto at = terms_.begin();
    std::advance(at, static_cast<long>(random_() % terms_.size()));
    return *at;
  }
  Scope scope(TermId graph) {
    switch (random_() % 4) {
      case 0:
        return Scope::all_as_one();
      case 1:
        return Scope::each();
      case 2:
        return Scope::default_graph();
      default:
        return Scope::named(graph);
    }
  }

  std::mt19937 random_;
  std::set<TermId> terms_;
  std::vector<Quad> quads_;
};

// The same pattern with the ids of another snapshot.
std::optional<Pattern> translate(const Pattern& p, const store::Snapshot& from, const store::Snapshot& to) {
  bool known = true;
  const auto id = [&](TermId old) {
    const auto found = old ? to.find(from.term(old)) : std::optional<TermId>(TermId());
    known = known && found.has_value();
    return found.value_or(TermId());
  };
  Pattern q{id(p.subject), id(p.predicate), id(p.object), p.scope};
  if (p.scope.kind() == Scope::Kind::one) q.scope = Scope::named(id(p.scope.graph()));
  if (!known) return std::nullopt;
  return q;
}

}  // namespace

template <class B>
class Store : public ::testing::Test {};
TYPED_TEST_SUITE(Store, Builders);

TYPED_TEST(Store, without_quads_answers_nothing) {
  const auto s = TypeParam().finish();
  EXPECT_EQ(s->count({}).count, 0U);
  EXPECT_EQ(s->count({{}, {}, {}, Scope::each()}).count, 0U);
  EXPECT_EQ(s->count({{}, {}, {}, Scope::default_graph()}).count, 0U);
  Quad q;
  EXPECT_FALSE(s->match({})->next(q));
  EXPECT_EQ(s->match({})->skip(3), 0U);
  EXPECT_FALSE(s->find(rdf::iri("http://x/")).has_value());
  EXPECT_TRUE(s->term({}).is_none());
  EXPECT_TRUE(s->info().graphs.empty());
  EXPECT_FALSE(s->info().has_default_graph);
}

TYPED_TEST(Store, keeps_terms_apart_that_differ_anywhere) {
  const std::vector<rdf::TermView> terms = {
      rdf::iri("http://x/a"),
      rdf::blank("http://x/a"),
      rdf::literal("http://x/a"),
      rdf::literal(""),
      rdf::literal("a\0b"sv),
      rdf::literal("a\0c"sv),
      rdf::literal("a"),
      rdf::literal("a", "http://x/a"),
      rdf::literal("a", "http://x/b"),
      rdf::literal("a", {}, "http"),
      rdf::literal("a", {}, "x-aaaaaaaaaaaaaaaaaa1"),
      rdf::literal("a", {}, "x-aaaaaaaaaaaaaaaaaa2"),
  };
  std::vector<OwnedQuad> quads;
  for (const auto& t : terms) quads.push_back(make("http://x/s", "http://x/p", t));
  const auto s = build<TypeParam>(quads);
  EXPECT_EQ(s->info().triples, terms.size());
  std::set<TermId> seen;
  for (const auto& t : terms) {
    const auto id = s->find(t);
    ASSERT_TRUE(id.has_value()) << rdf::to_string(t);
    EXPECT_EQ(s->term(*id), t);
    EXPECT_EQ(s->term(*id).text, t.text);
    EXPECT_EQ(id->kind(), t.kind);
    EXPECT_EQ(s->count({{}, {}, *id}).count, 1U);
    seen.insert(*id);
  }
  EXPECT_EQ(seen.size(), terms.size());
}

TYPED_TEST(Store, takes_equal_terms_as_one_and_keeps_the_first_spelling) {
  const auto s =
      build<TypeParam>({make("http://x/s", "http://x/p", rdf::literal("a", {}, "EN-gb")),
                        make("http://x/s", "http://x/p", rdf::literal("a", {}, "en-GB")),
                        make("http://x/s", "http://x/p", rdf::literal("b", {}, "en-GB")),
                        make("http://x/s", "http://x/p", rdf::literal("c")),
                        make("http://x/s", "http://x/p", rdf::literal("c", rdf::TermView{}.text))});
  EXPECT_EQ(s->info().triples, 3U);
  EXPECT_EQ(s->term(*s->find(rdf::literal("a", {}, "en-gb"))).language, "EN-gb");
  EXPECT_EQ(s->term(*s->find(rdf::literal("b", {}, "EN-GB"))).language, "en-GB");
}

TYPED_TEST(Store, gives_a_term_the_same_id_in_every_place) {
  const auto s = build<TypeParam>({make("http://x/a", "http://x/a", rdf::iri("http://x/a"), "http://x/a")});
  const auto q = ids(*s, {{}, {}, {}, Scope::each()}).at(0);
  EXPECT_EQ(q, (Quad{q.subject, q.subject, q.subject, q.subject}));
}

TYPED_TEST(Store, counts_a_triple_of_several_graphs_once_in_the_union_and_once_in_each_graph) {
  const auto o = rdf::iri("http://x/o");
  const auto s = build<TypeParam>(
      {make("http://x/s", "http://x/p", o), make("http://x/s", "http://x/p", o, "http://x/g1"),
       make("http://x/s", "http://x/p", o, "http://x/g2"), make("http://x/s", "http://x/p", o, "http://x/g2"),
       make("http://x/z", "http://x/p", o, "http://x/g2")});
  const TermId p = *s->find(rdf::iri("http://x/p"));
  const TermId g1 = *s->find(rdf::iri("http://x/g1"));
  const TermId g2 = *s->find(rdf::iri("http://x/g2"));
  EXPECT_EQ(s->count({{}, p, {}, Scope::all_as_one()}).count, 2U);
  EXPECT_EQ(s->count({{}, p, {}, Scope::each()}).count, 4U);
  EXPECT_EQ(s->count({{}, p, {}, Scope::default_graph()}).count, 1U);
  EXPECT_EQ(s->count({{}, p, {}, Scope::named(g1)}).count, 1U);
  EXPECT_EQ(s->count({{}, p, {}, Scope::named(g2)}).count, 2U);
  EXPECT_EQ(s->count({{}, p, {}, Scope::named(p)}).count, 0U);
  EXPECT_EQ(s->info().quads, 4U);
  EXPECT_EQ(s->info().triples, 2U);
  EXPECT_EQ(s->info().graphs, (std::vector{g1, g2}));
  EXPECT_TRUE(s->info().has_default_graph);
}

TYPED_TEST(Store, puts_quads_without_a_graph_into_the_default_graph_of_the_moment) {
  TypeParam b;
  const auto q = make("http://x/s", "http://x/p", rdf::iri("http://x/o"));
  b.set_default_graph("http://x/1");
  b.quad(q.view(), {}, {});
  b.set_default_graph("http://x/2");
  b.quad(q.view(), {}, {});
  b.quad(make("http://x/s", "http://x/p", rdf::iri("http://x/o"), "http://x/0").view(), {}, {});
  b.set_default_graph("http://x/empty");
  b.set_default_graph({});
  const auto s = b.finish();
  EXPECT_EQ(s->info().graphs.size(), 3U);
  EXPECT_FALSE(s->info().has_default_graph);
  EXPECT_FALSE(s->find(rdf::iri("http://x/empty")).has_value());
}

TYPED_TEST(Store, answers_every_pattern_in_every_scope_like_the_naive_store) {
  for (unsigned seed = 0; seed < 24; ++seed) {
    const auto data = RandomData(seed).quads(seed * 13, seed % 3 != 0);
    const auto s = build<TypeParam>(data);
    const auto naive = build<test::NaiveBuilder>(data);
    EXPECT_EQ(s->info().quads, naive->info().quads);
    EXPECT_EQ(s->info().triples, naive->info().triples);
    EXPECT_EQ(s->info().terms, naive->info().terms);
    RandomPatterns patterns(*naive, seed);
    for (int i = 0; i < 200; ++i) {
      const Pattern asked = patterns.next();
      const auto p = translate(asked, *naive, *s);
      ASSERT_TRUE(p.has_value());
      const auto expected = sorted(read_all(*naive, *naive->match(asked)));
      const auto cursor = s->match(*p);
      EXPECT_EQ(cursor->estimate().count, expected.size());
      EXPECT_TRUE(cursor->estimate().exact);
      EXPECT_EQ(s->count(*p).count, expected.size());
      ASSERT_EQ(sorted(read_all(*s, *cursor)), expected) << "seed " << seed << ", pattern " << i;
    }
  }
}

TYPED_TEST(Store, yields_in_the_order_it_declares_and_skips_as_if_it_had_read) {
  for (unsigned seed = 1; seed < 12; ++seed) {
    const auto s = build<TypeParam>(RandomData(seed).quads(seed * 20, seed % 3 != 0));
    RandomPatterns patterns(*s, seed);
    for (int i = 0; i < 40; ++i) {
      const Pattern p = patterns.next();
      const auto all = ids(*s, p);
      const Order order = s->match(p)->order();
      EXPECT_TRUE(order == Order::none ||
                  std::is_sorted(all.begin(), all.end(), [&](const Quad& a, const Quad& b) {
                    return in_order(a, order) < in_order(b, order);
                  }));
      for (std::size_t n = 0; n <= all.size(); ++n)
        ASSERT_EQ(ids(*s, p, n), std::vector<Quad>(all.begin() + static_cast<long>(n), all.end()));
    }
  }
}

TYPED_TEST(Store, mixes_reading_and_skipping) {
  for (unsigned seed = 3; seed < 9; ++seed) {
    const auto s = build<TypeParam>(RandomData(seed).quads(150, true));
    for (const Pattern& p : {Pattern{{}, {}, {}, Scope::each()},
                             Pattern{{}, *s->find(rdf::iri("http://x/p1")), {}, Scope::each()}}) {
      const auto all = ids(*s, p);
      std::mt19937 random(seed);
      const auto cursor = s->match(p);
      std::size_t at = 0;
      Quad q;
      while (at < all.size()) {
        ASSERT_TRUE(cursor->next(q));
        ASSERT_EQ(q, all[at++]);
        const std::size_t step = random() % 4;
        const std::size_t can = std::min(step, all.size() - at);
        ASSERT_EQ(cursor->skip(step), can);
        at += can;
      }
      EXPECT_FALSE(cursor->next(q));
    }
  }
}

TYPED_TEST(Store, says_how_many_a_skip_passed_over) {
  const auto s = build<TypeParam>(RandomData(5).quads(50, true));
  const auto cursor = s->match({});
  const auto count = cursor->estimate().count;
  EXPECT_EQ(cursor->skip(count - 1), count - 1);
  EXPECT_EQ(cursor->skip(~std::uint64_t{0}), 1U);
  EXPECT_EQ(cursor->skip(1), 0U);
  EXPECT_EQ(cursor->estimate().count, count);
}

TYPED_TEST(Store, answers_nothing_for_ids_it_never_gave) {
  const auto s = build<TypeParam>(RandomData(2).quads(50, true));
  for (const auto kind : {rdf::TermKind::iri, rdf::TermKind::blank, rdf::TermKind::literal}) {
    const TermId stranger(kind, TermId::max_index);
    EXPECT_TRUE(s->term(stranger).is_none());
    EXPECT_EQ(s->count({stranger, {}, {}}).count, 0U);
    EXPECT_EQ(s->count({{}, stranger, {}}).count, 0U);
    EXPECT_EQ(s->count({{}, {}, stranger, Scope::each()}).count, 0U);
    EXPECT_EQ(s->count({{}, {}, {}, Scope::named(stranger)}).count, 0U);
  }
  EXPECT_TRUE(s->term(TermId::from_value(~0U)).is_none());
  EXPECT_EQ(s->count({TermId::from_value(~0U), {}, {}}).count, 0U);
}

TYPED_TEST(Store, stops_when_cancelled_and_says_so) {
  const auto s = build<TypeParam>(RandomData(2).quads(50, true));
  const auto cursor = s->match({});
  Quad q;
  EXPECT_TRUE(cursor->next(q));
  cursor->cancel();
  EXPECT_FALSE(cursor->next(q));
  const auto status = cursor->status();
  ASSERT_TRUE(status.has_error());
  EXPECT_EQ(status.error().code, rdf::Code::cancelled);
}

TYPED_TEST(Store, lives_as_long_as_its_cursors) {
  auto s = build<TypeParam>(RandomData(2).quads(50, true));
  const std::weak_ptr<const store::Snapshot> watch = s;
  auto cursor = s->match({});
  s.reset();
  EXPECT_FALSE(watch.expired());
  Quad q;
  while (cursor->next(q)) EXPECT_TRUE(q.subject);
  cursor.reset();
  EXPECT_TRUE(watch.expired());
}

TYPED_TEST(Store, has_one_version_for_one_content) {
  const auto data = RandomData(7).quads(60, true);
  const auto other = RandomData(8).quads(60, true);
  const auto a = build<TypeParam>(data);
  const auto b = build<TypeParam>(data);
  EXPECT_EQ(a->info().version, b->info().version);
  EXPECT_NE(a->info().version, build<TypeParam>(other)->info().version);
  EXPECT_EQ(ids(*a, {{}, {}, {}, Scope::each()}), ids(*b, {{}, {}, {}, Scope::each()}));
}

TYPED_TEST(Store, keeps_the_first_prefix_for_a_name) {
  TypeParam b;
  b.prefix("a", "http://x/");
  b.prefix("a", "http://y/");
  EXPECT_EQ(b.finish()->prefixes().find("a"), "http://x/");
}

TYPED_TEST(Store, is_read_by_many_threads_at_once) {
  const auto s = build<TypeParam>(RandomData(9).quads(200, true));
  const auto expected = ids(*s, {{}, {}, {}, Scope::each()});
  std::array<bool, 4> same{};
  std::vector<std::thread> threads;
  for (bool& result : same)
    threads.emplace_back([&] {
      result = ids(*s, {{}, {}, {}, Scope::each()}) == expected &&
               s->find(rdf::iri("http://x/p1")) == s->find(rdf::iri("http://x/p1"));
    });
  for (auto& t : threads) t.join();
  EXPECT_EQ(same, (std::array{true, true, true, true}));
}
