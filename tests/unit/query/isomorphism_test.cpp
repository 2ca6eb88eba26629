#include "query/isomorphism.hpp"

#include <gtest/gtest.h>

#include "support/isomorphism.hpp"
#include "support/random_quads.hpp"
#include "syntax/reader.hpp"

namespace tamizdat::query {
namespace {

HeldGraph graph_of(std::string_view turtle, TermNumbers& terms) {
  HeldGraph graph(terms);
  auto bytes = syntax::open_memory(turtle);
  syntax::ReadOptions options;
  options.base = "http://example.org/";
  const auto read = syntax::read(**bytes, options, graph);
  EXPECT_TRUE(read) << rdf::to_string(read.error());
  graph.complete();
  return graph;
}

Sameness compared(std::string_view a, std::string_view b, std::uint64_t most_steps = 100'000'000) {
  TermNumbers terms;
  return compare(graph_of(a, terms), graph_of(b, terms), most_steps);
}

/// A ring of blank nodes.
std::string ring(std::string_view name, int length) {
  std::string text;
  for (int i = 0; i < length; ++i)
    text.append("_:")
        .append(name)
        .append(std::to_string(i))
        .append(" <p> _:")
        .append(name)
        .append(std::to_string((i + 1) % length) + " .\n");
  return text;
}

TEST(Isomorphism, DoesNotDependOnOrderOrLabels) {
  EXPECT_EQ(compared("<a> <p> _:x . _:x <q> _:y . _:y <q> \"1\" .",
                     "_:one <q> \"1\" . _:two <q> _:one . <a> <p> _:two ."),
            Sameness::same);
}

TEST(Isomorphism, TakesARepeatedTripleOnce) {
  EXPECT_EQ(compared("<a> <p> <b> .", "<a> <p> <b> , <b> ."), Sameness::same);
}

TEST(Isomorphism, TellsApartWhatDiffersInOneTerm) {
  constexpr std::string_view some = "<a> <p> \"x\"@en .";
  EXPECT_EQ(compared(some, "<a> <p> \"x\"@EN ."), Sameness::same);
  for (const std::string_view other : {"<a> <p> \"x\"@de .", "<a> <p> \"x\" .", "<a> <p> \"x\"^^<t> .",
                                       "<a> <p> <x> .", "<a> <p> _:x .", ""})
    EXPECT_EQ(compared(some, other), Sameness::different) << other;
}

TEST(Isomorphism, TellsApartWhatHangsOnWhichBlankNode) {
  EXPECT_EQ(compared("<a> <p> [ <q> 1 ; <r> 2 ] , [ <q> 3 ; <r> 4 ] .",
                     "<a> <p> [ <q> 1 ; <r> 4 ] , [ <q> 3 ; <r> 2 ] ."),
            Sameness::different);
  EXPECT_EQ(compared("_:a <p> _:b .", "_:a <p> _:a ."), Sameness::different);
}

TEST(Isomorphism, TellsApartWhatColoursCannot) {
  EXPECT_EQ(compared(ring("a", 3) + ring("b", 3), ring("c", 6)), Sameness::different);
  EXPECT_EQ(compared(ring("a", 6), ring("c", 6)), Sameness::same);
  // Two triangles and a hexagon in one piece each, so that only trying helps.
  const auto joined = [](const std::string& text, std::string_view names, int length) {
    std::string all = text;
    for (const char name : names)
      for (int i = 0; i < length; ++i)
        all.append("_:hub <q> _:").append(1, name).append(std::to_string(i)).append(" .\n");
    return all;
  };
  EXPECT_EQ(compared(joined(ring("a", 3) + ring("b", 3), "ab", 3), joined(ring("c", 6), "c", 6)),
            Sameness::different);
  EXPECT_EQ(
      compared(joined(ring("a", 3) + ring("b", 3), "ab", 3), joined(ring("c", 3) + ring("d", 3), "dc", 3)),
      Sameness::same);
}

TEST(Isomorphism, PairsManyThatAreAlikeWithoutTryingAll) {
  std::string a;
  std::string b;
  for (int i = 0; i < 2000; ++i) {
    a += "[] <p> [ <q> 1 ] .\n";
    b += "[ <p> [ <q> 1 ] ] .\n";
  }
  EXPECT_EQ(compared(a, b), Sameness::same);
  EXPECT_EQ(compared(a, b + "[] <p> 3 ."), Sameness::different);
}

TEST(Isomorphism, SaysSoWhereItGivesUp) {
  std::string star;
  for (int i = 0; i < 300; ++i) star += "_:hub <p> [] .\n";
  EXPECT_EQ(compared(star, star, 1000), Sameness::undecided);
  EXPECT_EQ(compared(star, star), Sameness::same);
}

TEST(Isomorphism, AgreesWithTheDefinitionOnRandomGraphs) {
  // Few names and many blank nodes: much is alike.
  std::uint64_t seed = 7;
  const auto next = [&seed](std::uint64_t below) {
    seed = seed * 6364136223846793005U + 1442695040888963407U;
    return (seed >> 33U) % below;
  };
  int same = 0;
  for (int round = 0; round < 400; ++round) {
    test::QuadList lists[2];
    TermNumbers terms;
    HeldGraph graphs[2] = {HeldGraph(terms), HeldGraph(terms)};
    for (int side = 0; side < 2; ++side) {
      for (int i = 0; i < 3; ++i) {
        const std::string subject = "b" + std::to_string(next(2));
        const std::string object = "b" + std::to_string(next(2));
        const rdf::QuadView quad{rdf::blank(subject), rdf::iri("http://p.example/"), rdf::blank(object), {}};
        lists[side].quad(quad, rdf::Nesting::none, {});
        graphs[side].quad(quad, rdf::Nesting::none, {});
      }
      graphs[side].complete();
    }
    const bool expected = test::isomorphic(lists[0].quads, lists[1].quads);
    EXPECT_EQ(compare(graphs[0], graphs[1]), expected ? Sameness::same : Sameness::different) << round;
    same += expected ? 1 : 0;
  }
  EXPECT_GT(same, 5);
}

TEST(Isomorphism, CountsWhatOneGraphHasBeyondAnother) {
  TermNumbers terms;
  const auto all = graph_of("<a> <p> 1 , 2 , [] .", terms);
  EXPECT_EQ(all.lacks(graph_of("<a> <p> 2 .", terms)), 0U);
  EXPECT_EQ(all.lacks(graph_of("<a> <p> 2 , 3 , 4 .", terms)), 2U);
}

}  // namespace
}  // namespace tamizdat::query
