#include "web/negotiate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tamizdat::web {
namespace {

using syntax::Family;

std::string_view choose(std::string_view accept, Family family = Family::graph) {
  const Negotiation result = negotiate(accept, offers_of(family));
  return result.chosen == nullptr ? "none" : result.chosen->name;
}

struct Row {
  const char* accept;
  const char* chosen;
};

TEST(Negotiate, WithoutPreferenceTurtleIsSent) {
  for (const char* accept : {"", "*/*", "*/*;q=0.1", ",", "nonsense", "*"})
    EXPECT_EQ(choose(accept), "turtle");
}

TEST(Negotiate, TheClientsWeightsDecide) {
  const Row rows[] = {
      {"text/turtle, application/ld+json;q=0.8", "turtle"},
      {"text/turtle;q=0.7, application/ld+json;q=0.8", "jsonld"},
      {"application/n-quads;q=0.001", "nquads"},
      {"text/html, text/turtle;q=0.999", "html"},
      {"text/html;q=0.5, text/turtle", "turtle"},
      {"application/trig, application/n-quads", "nquads"},
      {"text/turtle;q=0, */*", "jsonld"},
      {"text/turtle;q=0", "none"},
      {"*/*;q=0", "none"},
      {"image/png", "none"},
      {"text/csv", "none"},
      {"application/problem+json", "none"},
      {"image/png, */*;q=0.1", "turtle"},
  };
  for (const Row& row : rows) EXPECT_EQ(choose(row.accept), row.chosen) << row.accept;
}

TEST(Negotiate, TheMostSpecificRangeWinsNotTheBestWeight) {
  const Row rows[] = {
      {"*/*, text/turtle;q=0.1", "jsonld"},
      {"text/*;q=0.9, text/turtle;q=0.2, application/ld+json;q=0.5", "html"},
      {"*/*;q=0.9, application/*;q=0.2", "turtle"},
      {"*/*;q=0.1, application/*;q=0.2", "jsonld"},
      {"text/turtle;charset=utf-8;q=0.1, text/turtle, application/trig;q=0.5", "trig"},
      {"text/turtle;charset=iso-8859-1, application/trig;q=0.5", "trig"},
      {"text/html;level=1, application/n-triples;q=0.2", "ntriples"},
  };
  for (const Row& row : rows) EXPECT_EQ(choose(row.accept), row.chosen) << row.accept;
}

TEST(Negotiate, WhatIsNamedGoesBeforeWhatAnAsteriskCovers) {
  const Row rows[] = {
      {"text/html, */*", "html"},
      {"*/*, text/html", "html"},
      {"text/html, application/xhtml+xml, image/jxr, */*", "html"},
      {"application/json, text/plain, */*", "jsonld"},  // axios
      {"application/rdf+xml, application/*", "rdfxml"},
      {"text/html;q=0.9, */*", "turtle"},
      {"text/*, */*", "turtle"},
  };
  for (const Row& row : rows) EXPECT_EQ(choose(row.accept), row.chosen) << row.accept;
}

TEST(Negotiate, MediaTypesHaveNoCase) {
  EXPECT_EQ(choose("TEXT/TURTLE"), "turtle");
  EXPECT_EQ(choose("Application/LD+JSON"), "jsonld");
}

TEST(Negotiate, AliasesCountWhereTheyAreNamed) {
  const Row rows[] = {
      {"application/json", "jsonld"},
      {"application/x-turtle", "turtle"},
      {"text/n3", "turtle"},
      {"text/plain", "ntriples"},
      {"application/xml", "rdfxml"},
      {"application/xhtml+xml", "html"},
      {"application/json, application/ld+json;q=0.1, text/turtle;q=0.5", "turtle"},
      {"text/turtle;q=0, text/n3;q=0.9, */*;q=0.5", "jsonld"},
      {"text/plain;q=0, */*", "turtle"},
  };
  for (const Row& row : rows) EXPECT_EQ(choose(row.accept), row.chosen) << row.accept;
}

TEST(Negotiate, ATypeNamedTwiceCountsAtItsBetterWeight) {
  EXPECT_EQ(choose("text/turtle;q=0.2, text/turtle;q=0.9, application/trig;q=0.5"), "turtle");
  EXPECT_EQ(choose("text/turtle;q=0.9, text/turtle;q=0.2, application/trig;q=0.5"), "turtle");
}

// The headers of real clients, as a logging server saw them.
const Row clients[] = {
    // Comunica, rdf-dereference
    {"application/n-quads,application/trig;q=0.95,application/ld+json;q=0.9,application/n-triples;q=0.8,"
     "text/turtle;q=0.6,application/rdf+xml;q=0.5,text/n3;q=0.35,application/xml;q=0.3,image/svg+xml;q=0.3,"
     "text/xml;q=0.3,text/html;q=0.2,application/xhtml+xml;q=0.18,application/json;q=0.135,text/shaclc;q=0.1,"
     "text/shaclc-ext;q=0.05",
     "nquads"},
    // ldf-client
    {"application/trig;q=1.0,application/n-quads;q=0.7,text/turtle;q=0.6,application/n-triples;q=0.3,"
     "text/n3;q=0.2",
     "trig"},
    // rdflib
    {"application/rdf+xml,text/rdf+n3;q=0.9,application/xhtml+xml;q=0.5, */*;q=0.1", "rdfxml"},
    {"text/turtle,application/x-turtle, */*;q=0.1", "turtle"},
    {"text/plain, */*;q=0.1", "ntriples"},
    {"text/n3, */*;q=0.1", "turtle"},
    {"application/ld+json, application/json;q=0.9, */*;q=0.1", "jsonld"},
    {"application/sparql-results+xml, application/rdf+xml", "rdfxml"},
    // SPARQLWrapper
    {"application/sparql-results+json,application/json,text/javascript,application/javascript", "jsonld"},
    {"application/turtle,text/turtle", "turtle"},
    {"text/csv", "none"},
    // rapper; with -g it names types twice with different weights, and RDF/XML, N-Triples, Turtle alike
    {"application/rdf+xml, text/rdf;q=0.6, */*;q=0.1", "rdfxml"},
    {"application/rdf+xml, text/rdf;q=0.6, application/n-triples, text/plain;q=0.1, text/turtle, "
     "application/x-turtle, application/turtle, text/n3;q=0.3, text/rdf+n3;q=0.3, application/rdf+n3;q=0.3, "
     "application/x-trig, application/rss;q=0.8, application/rss+xml;q=0.8, text/rss;q=0.8, "
     "application/xml;q=0.3, text/xml;q=0.3, application/atom+xml;q=0.3, text/html;q=0.2, "
     "application/xhtml+xml;q=0.4, text/html;q=0.6, application/xhtml+xml;q=0.8, application/json;q=0.1, "
     "text/json;q=0.1, text/x-nquads, */*;q=0.1",
     "turtle"},
    {"text/turtle, application/x-turtle, application/turtle, text/n3;q=0.3, text/rdf+n3;q=0.3, "
     "application/rdf+n3;q=0.3, */*;q=0.1",
     "turtle"},
    {"text/x-nquads, */*;q=0.1", "nquads"},
    // jsonld.js, Comunica's JSON-LD contexts
    {"application/ld+json, application/json", "jsonld"},
    {"application/ld+json", "jsonld"},
    // pyRdfa
    {"text/html, application/xhtml+xml", "html"},
    // Chromium
    {"text/html,application/xhtml+xml,application/xml;q=0.9,image/jxl,image/avif,image/webp,image/apng,"
     "*/*;q=0.8,application/signed-exchange;v=b3;q=0.7",
     "html"},
    // yasgui
    {"application/sparql-results+json,*/*;q=0.9", "turtle"},
    {"application/n-triples,*/*;q=0.9", "ntriples"},
    // curl
    {"*/*", "turtle"},
};

TEST(Negotiate, RealClientsGetTheRichestFormatThatTheyRead) {
  for (const Row& row : clients) EXPECT_EQ(choose(row.accept), row.chosen) << row.accept;
}

TEST(Negotiate, EveryOfferIsChosenByItsOwnTypeAndByEachAlias) {
  for (const Family family : {Family::graph, Family::page, Family::solutions, Family::problem}) {
    for (const syntax::Format* offer : offers_of(family)) {
      EXPECT_EQ(choose(offer->media_type, family), offer->name);
      for (const std::string_view alias : offer->media_aliases) {
        EXPECT_EQ(choose(alias, family), offer->name) << alias;
      }
    }
  }
}

TEST(Negotiate, TablesAreOfferedAfterGraphsUnlessTheyAreWhatWasAskedFor) {
  const auto choose_table = [](std::string_view accept) {
    return negotiate(accept, offers_of(Family::graph, true)).chosen->name;
  };
  EXPECT_EQ(choose_table("*/*"), "turtle");
  EXPECT_EQ(choose_table("text/csv, text/turtle;q=0.5"), "csv");
  EXPECT_EQ(choose("*/*", Family::solutions), "csv");
  EXPECT_EQ(choose("text/turtle", Family::solutions), "turtle");
}

TEST(Negotiate, ErrorsArePlainJsonUnlessAnythingElseIsAskedFor) {
  EXPECT_EQ(choose("", Family::problem), "problem");
  EXPECT_EQ(choose("*/*", Family::problem), "problem");
  EXPECT_EQ(choose("text/turtle", Family::problem), "turtle");
  EXPECT_EQ(choose("text/html,*/*;q=0.8", Family::problem), "html");
}

TEST(Negotiate, ExplainsEachCandidate) {
  const Negotiation result = negotiate("text/turtle;q=0.25, text/n3;q=0.9, application/*;q=0.5, image/png",
                                       offers_of(Family::graph));
  ASSERT_NE(result.chosen, nullptr);
  EXPECT_EQ(result.candidates.front().weight, 250);
  EXPECT_EQ(result.candidates.front().fit, Fit::exact);
  EXPECT_EQ(result.candidates.front().range, "text/turtle;q=0.25");
  const std::string text = explain(result);
  EXPECT_THAT(text, testing::HasSubstr("text/turtle: 0.25, text/turtle;q=0.25 names it\n"));
  EXPECT_THAT(text,
              testing::HasSubstr("application/ld+json: 0.5, application/*;q=0.5 fits the type (chosen)\n"));
  EXPECT_THAT(text, testing::HasSubstr("text/html: 0, no range fits\n"));
}

TEST(Negotiate, WeightsAreWrittenAsTheyAreSent) {
  EXPECT_EQ(to_string(Weight{1000}), "1");
  EXPECT_EQ(to_string(Weight{850}), "0.85");
  EXPECT_EQ(to_string(Weight{5}), "0.005");
  EXPECT_EQ(to_string(Weight{0}), "0");
}

}  // namespace
}  // namespace tamizdat::web
