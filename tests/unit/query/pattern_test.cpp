// Patterns, bindings and filters against a plain reading of what they mean, on random data.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <set>

#include "query/bindings.hpp"
#include "query/filters.hpp"
#include "query/pattern.hpp"
#include "rdf/vocabulary.hpp"
#include "store/builder.hpp"

using namespace tamizdat;
using store::Quad;

namespace {

constexpr std::array<std::string_view, 6> names = {"http://e/a", "http://e/b", "http://e/c",
                                                   "http://e/d", "http://e/e", "http://e/f"};

/// Few terms, used in every position, so that repetitions abound.
std::shared_ptr<const store::Snapshot> random_snapshot(unsigned seed) {
  std::mt19937 random(seed);
  const auto pick = [&] { return names[random() % names.size()]; };
  store::Builder builder;
  for (int i = 0; i < 150; ++i) {
    const std::string number = std::to_string(random() % 40);
    const std::string year = std::to_string(1910 + random() % 80);
    const std::array<rdf::TermView, 4> objects = {
        rdf::iri(pick()), rdf::literal(number, rdf::xsd::integer),
        rdf::literal(number, {}, random() % 2 == 0 ? "en" : "de-AT"), rdf::literal(year, rdf::xsd::gYear)};
    const rdf::TermView graph = random() % 4 == 0 ? rdf::TermView{} : rdf::iri(pick());
    builder.quad({rdf::iri(pick()), rdf::iri(pick()), objects[random() % 4], graph}, {}, {});
  }
  return builder.finish();
}

std::vector<Quad> all(store::Cursor& cursor) {
  std::vector<Quad> quads;
  for (Quad q; cursor.next(q);) quads.push_back(q);
  EXPECT_TRUE(cursor.status().has_value());
  return quads;
}

std::vector<Quad> sorted(std::vector<Quad> quads) {
  std::sort(quads.begin(), quads.end());
  return quads;
}

query::Slot random_slot(std::mt19937& random) {
  constexpr std::array<std::string_view, 3> variables = {"x", "y", ""};
  if (random() % 3 == 0) return {rdf::Term(rdf::iri(names[random() % names.size()])), {}};
  return {{}, std::string(variables[random() % variables.size()])};
}

query::QuadPattern random_pattern(std::mt19937& random, query::Graphs graphs) {
  query::QuadPattern p{random_slot(random), random_slot(random), random_slot(random), {}, false, graphs};
  if (graphs == query::Graphs::each) p.graph = random_slot(random);
  return p;
}

/// The definition: each quad of the scope, tried place by place.
std::vector<Quad> plainly(const query::QuadPattern& p, const store::Snapshot& s) {
  std::vector<Quad> found;
  const bool each = p.graphs == query::Graphs::each;
  const auto cursor = s.match({{}, {}, {}, each ? store::Scope::each() : store::Scope::all_as_one()});
  for (Quad q; cursor->next(q);) {
    std::vector<std::pair<std::string, store::TermId>> bound;
    const auto fits = [&](const query::Slot& slot, store::TermId id) {
      if (!slot.is_open()) return id && s.term(id) == slot.term.view();
      if (slot.variable.empty()) return true;
      bound.emplace_back(slot.variable, id);
      return true;
    };
    bool ok = fits(p.subject, q.subject) && fits(p.predicate, q.predicate) && fits(p.object, q.object) &&
              (!each || fits(p.graph, q.graph));
    for (const auto& [name, id] : bound) {
      for (const auto& [other, other_id] : bound) ok = ok && (name != other || id == other_id);
    }
    if (ok) found.push_back(q);
  }
  return sorted(found);
}

query::Naming naming(const store::Snapshot& s) {
  const auto shown = [&](store::TermId id) { return s.term(id).text.substr(0, 10); };
  return {shown, [=](store::TermId id, std::uint64_t) {
            return std::vector<std::string_view>{"another", shown(id)};
          }};
}

}  // namespace

TEST(Pattern, answers_like_the_definition_with_any_repetition_of_variables) {
  std::mt19937 random(7);
  for (unsigned seed = 0; seed < 6; ++seed) {
    const auto s = random_snapshot(seed);
    const auto repeats = query::Repeats::of(*s);
    for (int i = 0; i < 400; ++i) {
      const auto p = random_pattern(random, i % 2 == 0 ? query::Graphs::all_as_one : query::Graphs::each);
      const auto bound = query::bind(p, *s);
      const auto cursor = query::open(bound, *s, *repeats);
      const auto expected = plainly(p, *s);
      EXPECT_EQ(cursor->estimate().count, expected.size());
      EXPECT_TRUE(cursor->estimate().exact);
      EXPECT_EQ(query::count(bound, *s, *repeats), expected.size());
      EXPECT_EQ(sorted(all(*cursor)), expected);
    }
  }
}

TEST(Pattern, pages_cut_from_a_cursor_make_the_whole_each_once) {
  std::mt19937 random(3);
  const auto s = random_snapshot(1);
  const auto repeats = query::Repeats::of(*s);
  for (int i = 0; i < 50; ++i) {
    const auto bound = query::bind(random_pattern(random, query::Graphs::all_as_one), *s);
    const auto whole = all(*query::open(bound, *s, *repeats));
    std::vector<Quad> pages;
    for (std::uint64_t at = 0; at < whole.size(); at += 7) {
      const auto cursor = query::open(bound, *s, *repeats);
      EXPECT_EQ(cursor->skip(at), at);
      Quad q;
      for (int k = 0; k < 7 && cursor->next(q); ++k) pages.push_back(q);
    }
    EXPECT_EQ(pages, whole);
  }
}

TEST(Bindings, a_match_is_compatible_with_at_least_one_row_and_comes_once) {
  std::mt19937 random(11);
  const auto s = random_snapshot(2);
  const auto repeats = query::Repeats::of(*s);
  for (int i = 0; i < 300; ++i) {
    const auto p = random_pattern(random, i % 2 == 0 ? query::Graphs::all_as_one : query::Graphs::each);
    query::Bindings bindings{{"x", "y", "unused"}, {}};
    for (std::size_t rows = random() % 5; rows > 0; --rows) {
      std::vector<rdf::Term> row(3);
      for (auto& value : row) {
        if (random() % 2 == 0) value = rdf::Term(rdf::iri(names[random() % names.size()]));
      }
      bindings.rows.push_back(row);
    }
    std::set<Quad> expected;
    for (const auto& row : bindings.rows) {
      query::QuadPattern put = p;
      for (const auto slot : {&query::QuadPattern::subject, &query::QuadPattern::predicate,
                              &query::QuadPattern::object, &query::QuadPattern::graph}) {
        query::Slot& place = put.*slot;
        if (place.variable == "x" && row[0].kind != rdf::TermKind::none)
          place = {row[0], {}};
        else if (place.variable == "y" && row[1].kind != rdf::TermKind::none)
          place = {row[1], {}};
      }
      for (const Quad& q : plainly(put, *s)) expected.insert(q);
    }
    const auto cursor = query::open_any(query::bind_each(p, bindings, *s), *s, *repeats);
    const auto estimate = cursor->estimate();
    const auto found = all(*cursor);
    EXPECT_EQ(sorted(found), std::vector<Quad>(expected.begin(), expected.end()));
    EXPECT_GE(estimate.count, found.size());
    EXPECT_TRUE(!estimate.exact || estimate.count == found.size());
  }
}

TEST(Values, are_read_as_SPARQL_writes_them) {
  const auto s = random_snapshot(1);
  const auto b = query::parse_bindings(
      "(?s $o) { (<http://e/a> UNDEF) (<ex:comunica:unknown> \"x\\\"y\"@en)\n(<http://e/b> 5) (<http://e/c> "
      "'''a'b''') }",
      *s, 10);
  ASSERT_TRUE(b.has_value()) << rdf::to_string(b.error());
  EXPECT_EQ(b->variables, (std::vector<std::string>{"s", "o"}));
  ASSERT_EQ(b->rows.size(), 4U);
  EXPECT_EQ(b->rows[0][1].kind, rdf::TermKind::none);
  EXPECT_EQ(b->rows[1][1].view(), rdf::literal("x\"y", {}, "en"));
  EXPECT_EQ(b->rows[2][1].view(), rdf::literal("5", rdf::xsd::integer));
  EXPECT_EQ(b->rows[3][1].view(), rdf::literal("a'b"));
  EXPECT_TRUE(query::parse_bindings("?s { <http://e/a> <http://e/b> }", *s, 10).has_value());
  EXPECT_TRUE(query::parse_bindings("(?s) { }", *s, 10).has_value());
}

TEST(Values, have_characters_as_code_points_in_texts_and_IRIs) {
  const auto s = random_snapshot(1);
  const auto b = query::parse_bindings(R"(?s { "\u0008\U0001F600é" <http://e/\u00E9> "\u0041"@en })", *s, 10);
  ASSERT_TRUE(b.has_value()) << rdf::to_string(b.error());
  ASSERT_EQ(b->rows.size(), 3U);
  EXPECT_EQ(b->rows[0][0].view(), rdf::literal("\b\U0001F600é"));
  EXPECT_EQ(b->rows[1][0].view(), rdf::iri("http://e/é"));
  EXPECT_EQ(b->rows[2][0].view(), rdf::literal("A", {}, "en"));
}

TEST(Values, that_are_broken_or_too_many_are_refused_with_a_reason) {
  const auto s = random_snapshot(1);
  for (const std::string_view bad :
       {"", "(?s)", "(?s) {", "(?s) { (<http://e/a>", "(?s) { (<http://e/a> <http://e/b>) }", "(s) { }",
        "(?s) { (\"a) }", "(?s) { } x", "?s { ( }", R"(?s { "\u004" })", R"(?s { "\uD800" })",
        R"(?s { "\U00110000" })", R"(?s { "\q" })", R"(?s { <http://e/\n> })"}) {
    const auto b = query::parse_bindings(bad, *s, 10);
    ASSERT_FALSE(b.has_value()) << bad;
    EXPECT_EQ(b.error().code, rdf::Code::bad_request);
  }
  EXPECT_EQ(query::parse_bindings("?s { <http://e/a> <http://e/a> <http://e/a> }", *s, 2).error().code,
            rdf::Code::unprocessable);
}

TEST(Filters, pass_exactly_what_their_definition_says) {
  const auto s = random_snapshot(5);
  const auto repeats = query::Repeats::of(*s);
  const auto label = naming(*s);
  const query::QuadPattern any{};
  const auto everything = all(*s->match({}));
  const auto expect = [&](const query::Filters& f, auto passes) {
    std::vector<Quad> expected;
    std::copy_if(everything.begin(), everything.end(), std::back_inserter(expected), passes);
    const auto found = query::filter(any, f, *s, *repeats, label, 1000);
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(sorted(*found), sorted(expected));
    EXPECT_FALSE(expected.empty()) << "the case tests nothing";
  };
  const auto object = [&](const Quad& q) { return s->term(q.object); };
  const auto number = [](const rdf::TermView& t) { return std::stoi(std::string(t.text)); };
  query::Filters f;
  f.language = "de";
  expect(f, [&](const Quad& q) { return object(q).language == "de-AT"; });
  f = {};
  f.language = "";
  expect(f, [&](const Quad& q) { return object(q).is_literal() && object(q).language.empty(); });
  f = {};
  f.datatype = std::string(rdf::xsd::integer);
  expect(f, [&](const Quad& q) { return object(q).datatype == rdf::xsd::integer; });
  f = {};
  f.min = query::Value{query::parse_number("9"), {}};
  f.max = query::Value{query::parse_number("30.5"), {}};
  expect(f, [&](const Quad& q) {
    return object(q).datatype == rdf::xsd::integer && number(object(q)) >= 9 && number(object(q)) <= 30;
  });
  f = {};
  f.min = query::Value{{}, query::parse_time("1940-05")};
  expect(f, [&](const Quad& q) { return object(q).datatype == rdf::xsd::gYear && number(object(q)) > 1940; });
  f = {};
  f.branches.push_back({rdf::Term(rdf::iri(names[0])), rdf::Term(rdf::iri(names[1]))});
  f.branches.push_back({rdf::Term(rdf::iri(names[2])), {}});
  expect(f, [&](const Quad& q) {
    bool first = false;
    bool second = false;
    for (const Quad& o : everything) {
      first = first || (o.subject == q.subject && s->term(o.predicate).text == names[0] &&
                        s->term(o.object).text == names[1]);
      second = second || (o.subject == q.subject && s->term(o.predicate).text == names[2]);
    }
    return first && second;
  });
  f = {};
  f.label_prefix = "HTTP://E/B";
  expect(f, [&](const Quad& q) { return s->term(q.subject).text == names[1]; });
}

TEST(Filters, sort_by_value_with_numbers_as_numbers) {
  const auto s = random_snapshot(5);
  const auto repeats = query::Repeats::of(*s);
  query::Filters f;
  f.datatype = std::string(rdf::xsd::integer);
  f.sort = query::SortKey::object_value;
  f.descending = true;
  const auto found = query::filter({}, f, *s, *repeats, naming(*s), 1000);
  ASSERT_TRUE(found.has_value());
  ASSERT_GT(found->size(), 5U);
  for (std::size_t i = 1; i < found->size(); ++i) {
    EXPECT_GE(std::stoi(std::string(s->term((*found)[i - 1].object).text)),
              std::stoi(std::string(s->term((*found)[i].object).text)));
  }
}

TEST(Filters, refuse_what_exceeds_the_bound_and_say_how_much_it_is) {
  const auto s = random_snapshot(5);
  const auto repeats = query::Repeats::of(*s);
  query::Filters f;
  f.language = "en";
  const auto refused = query::filter({}, f, *s, *repeats, naming(*s), 10);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, rdf::Code::unprocessable);
  EXPECT_NE(refused.error().message.find(std::to_string(s->info().triples)), std::string::npos);
}

TEST(Filters, with_branches_and_repeated_variables_pass_what_their_definition_says) {
  std::mt19937 random(23);
  std::size_t found_in_all = 0;
  for (unsigned seed = 0; seed < 4; ++seed) {
    const auto s = random_snapshot(seed);
    const auto repeats = query::Repeats::of(*s);
    const auto everything = all(*s->match({}));
    for (int i = 0; i < 300; ++i) {
      const auto p = random_pattern(random, i % 2 == 0 ? query::Graphs::all_as_one : query::Graphs::each);
      query::Filters f;
      f.branches.push_back({rdf::Term(rdf::iri(names[random() % names.size()])), {}});
      if (random() % 2 == 0) f.branches[0].object = rdf::Term(rdf::iri(names[random() % names.size()]));
      std::vector<Quad> expected;
      for (const Quad& q : plainly(p, *s)) {
        const bool has = std::any_of(everything.begin(), everything.end(), [&](const Quad& o) {
          return o.subject == q.subject && s->term(o.predicate) == f.branches[0].predicate.view() &&
                 (f.branches[0].object.kind == rdf::TermKind::none ||
                  s->term(o.object) == f.branches[0].object.view());
        });
        if (has) expected.push_back(q);
      }
      const auto found = query::filter(p, f, *s, *repeats, naming(*s), 1000);
      ASSERT_TRUE(found.has_value());
      EXPECT_EQ(sorted(*found), sorted(expected));
      found_in_all += expected.size();
    }
  }
  EXPECT_GT(found_in_all, 100U);
}

TEST(Filters, look_for_a_prefix_in_every_label_and_count_the_labels) {
  const auto s = random_snapshot(5);
  const auto repeats = query::Repeats::of(*s);
  query::Naming names_of = naming(*s);
  names_of.all = [](store::TermId, std::uint64_t most) {
    return std::vector<std::string_view>(std::min<std::uint64_t>(most, 100), "Đurđevac");
  };
  query::Filters f;
  f.label_prefix = "đURĐ";
  const auto found = query::filter({}, f, *s, *repeats, names_of, 100000);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->size(), s->info().triples);
  EXPECT_EQ(query::filter({}, f, *s, *repeats, names_of, 1000).error().code, rdf::Code::unprocessable);
}

TEST(Filters, sort_by_label_without_regard_to_case) {
  const auto s = random_snapshot(5);
  const auto repeats = query::Repeats::of(*s);
  query::Naming mixed = naming(*s);
  mixed.shown = [&](store::TermId id) -> std::string_view {
    const char last = s->term(id).text.back();
    return last == 'a' ? "B" : last == 'b' ? "a" : "ц";
  };
  query::Filters f;
  f.sort = query::SortKey::subject_label;
  const auto found = query::filter({}, f, *s, *repeats, mixed, 1000);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(s->term(found->front().subject).text, names[1]);
  EXPECT_GT(s->term(found->back().subject).text, names[1]);
}
