#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "html/assets.hpp"
#include "html/neighbourhood_picture.hpp"
#include "html/overview_picture.hpp"
#include "html/pages.hpp"
#include "html/svg.hpp"
#include "rdf/utf8.hpp"
#include "unit/answer/fixture.hpp"
#include "unit/html/words.hpp"

namespace tamizdat::html {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

PageContext context(const answer::Publication& publication, std::vector<std::string> languages = {"en"}) {
  return {publication, templates(), messages(), std::move(languages), {}, "-/assets/x/style.css", {}, {}, {}};
}

std::string picture(std::string_view data, std::string_view word = "id:a",
                    std::vector<std::string> languages = {"en"}) {
  const auto publication = test::publication(data);
  const auto description = answer::describe(*publication, test::id(*publication, word));
  return neighbourhood_picture(description, context(*publication, std::move(languages)));
}

std::string page_of(std::string_view data) {
  const auto publication = test::publication(data);
  return page(answer::Entity(publication, test::id(*publication, "id:a")), context(*publication));
}

TEST(BreakLines, KeepsWordsWholeWhereItCan) {
  EXPECT_THAT(break_lines("Congress for Cultural Freedom", 12, 4).lines(),
              ElementsAre("Congress for", "Cultural", "Freedom"));
  EXPECT_THAT(break_lines("Donaudampfschifffahrt", 10, 3).lines(),
              ElementsAre("Donaudampf", "schifffahr", "t"));
}

TEST(BreakLines, BreaksNamesOfTermsBeforeACapital) {
  EXPECT_THAT(break_lines("PersonalProfileDocument", 16, 2).lines(),
              ElementsAre("PersonalProfile", "Document"));
  EXPECT_THAT(break_lines("schoolHomepage of", 13, 2).lines(), ElementsAre("school", "Homepage of"));
  EXPECT_THAT(break_lines("aboutHTTPHeaders", 9, 3).lines(), ElementsAre("about", "HTTPHeade", "rs"));
}

TEST(BreakLines, LeavesNoNumberAlone) {
  EXPECT_THAT(break_lines("Trotskyism, sentence 5", 20, 3).lines(), ElementsAre("Trotskyism,", "sentence 5"));
  EXPECT_THAT(break_lines("Volume 5", 6, 3).lines(), ElementsAre("Volume", "5"));
}

TEST(BreakLines, SaysThatMoreWasThere) {
  const auto made = break_lines("one two three four", 8, 1);
  EXPECT_THAT(made.lines(), ElementsAre("one two"));
  EXPECT_TRUE(made.cut);
  EXPECT_FALSE(break_lines("one two", 8, 1).cut);
}

TEST(BreakLines, CountsWideLettersTwiceAndNeverCutsOneInTwo) {
  const auto made = break_lines("漢字漢字漢字", 4, 2);
  EXPECT_THAT(made.lines().front(), "漢字");
  for (const auto line : made.lines()) EXPECT_TRUE(rdf::is_utf8(line));
}

TEST(Layout, PutsThingsInRanksFromLeftToRight) {
  Diagram diagram;
  diagram.boxes = {{100, 20}, {100, 20}, {100, 20}};
  diagram.lines = {{0, 1}, {1, 2}};
  ASSERT_TRUE(lay_out(diagram));
  EXPECT_LT(diagram.boxes[0].centre.x + 100, diagram.boxes[1].centre.x + 1);
  EXPECT_LT(diagram.boxes[1].centre.x + 100, diagram.boxes[2].centre.x + 1);
  EXPECT_GE(diagram.lines[0].path.size(), 4U);
  EXPECT_GT(diagram.width, 300);
}

TEST(Layout, IsSafeFromManyThreads) {
  std::vector<std::thread> threads;
  std::vector<double> widths(4);
  for (auto& width : widths) {
    threads.emplace_back([&width] {
      for (int i = 0; i < 10; ++i) {
        Diagram diagram;
        diagram.boxes = {{100, 20}, {100, 20}};
        diagram.lines = {{0, 1}};
        if (lay_out(diagram)) width = diagram.width;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  for (const double width : widths) EXPECT_EQ(width, widths.front());
}

TEST(Picture, HasALinkWithAReadableNameForEachNeighbour) {
  const auto svg = picture(R"(
    id:a ex:knows id:b
    ex:knows rdfs:label "knows"@en
    ex:knows rdfs:label "kennt"@de
    id:b rdfs:label "Bob Bohm"@en
    id:b rdfs:label "Bob Böhm"@de)",
                           "id:a", {"de"});
  EXPECT_THAT(svg, HasSubstr("<a target=\"_top\" tabindex=\"-1\" href=\"/id/b\"><title>Bob Böhm</title>"));
  EXPECT_THAT(svg, HasSubstr(">Bob Böhm</tspan>"));
  EXPECT_THAT(svg, HasSubstr(">kennt</tspan>"));
  EXPECT_THAT(svg, HasSubstr("xml:lang=\"de\""));
  EXPECT_THAT(svg, HasSubstr("href=\"/-/assets/x/style.css\""));
}

TEST(Picture, TakesThePublishersColoursAfterTheStyleOfThePages) {
  const auto coloured = R"(
    <http://example.org/> a <http://www.w3.org/ns/dcat#Dataset>
    <http://example.org/> <http://schema.org/color> "#006600"
    id:a ex:knows id:b
    id:a a ex:Person
    id:b a ex:Town)";
  const auto sheets = HasSubstr(
      "<?xml-stylesheet type=\"text/css\" href=\"/-/assets/x/style.css\"?>\n"
      "<?xml-stylesheet type=\"text/css\" href=\"/-/colours/006600.css\"?>\n");
  EXPECT_THAT(picture(coloured), sheets);
  const auto publication = test::publication(coloured);
  EXPECT_THAT(overview_picture(context(*publication)), sheets);
  EXPECT_THAT(picture("id:a ex:knows id:b"), Not(HasSubstr("/-/colours/")));
}

TEST(Picture, TellsKindsApartByShapeAndSaysWhichIsWhich) {
  const auto svg = picture(R"(
    id:a ex:knows id:b
    id:a ex:lives id:c
    id:b a ex:Person
    id:c a ex:Town
    ex:Person rdfs:label "person"@en
    ex:Town rdfs:label "town"@en)");
  EXPECT_THAT(svg, HasSubstr("class=\"mark m0\""));
  EXPECT_THAT(svg, HasSubstr("class=\"mark m1\""));
  EXPECT_THAT(svg, HasSubstr(">person</tspan>"));
  EXPECT_THAT(svg, HasSubstr(">town</tspan>"));
}

TEST(Picture, HasNothingInItThatTextsMightSmuggleIn) {
  const std::string name = "</text><script>alert(1)</script>\xE2\x80\xAE&\x01";
  const auto svg =
      picture("id:a ex:knows id:b\nid:b rdfs:label \"" + name + "\"\nid:a ex:page <javascript:alert(1)>");
  EXPECT_THAT(svg, Not(HasSubstr("<script")));
  EXPECT_THAT(svg, Not(HasSubstr("href=\"javascript:")));
  EXPECT_THAT(svg, Not(HasSubstr("\xE2\x80\xAE")));
  EXPECT_THAT(svg, Not(HasSubstr("\x01")));
}

TEST(Picture, CutsLongNames) {
  const auto svg = picture("id:a ex:knows id:b\nid:b rdfs:label \"" + std::string(1'000'000, 'x') + "\"");
  EXPECT_LT(svg.size(), 4000U);
  EXPECT_THAT(svg, HasSubstr("…"));
}

TEST(Picture, SaysHowManyItLeavesOut) {
  std::string lines;
  for (int i = 0; i < 60; ++i) lines += "id:fan" + std::to_string(i) + " ex:admires id:a\n";
  EXPECT_THAT(picture(lines), HasSubstr(">36 more</tspan>"));
  const auto page = page_of(lines);
  EXPECT_THAT(page, HasSubstr("24 of 60"));
  EXPECT_THAT(page, HasSubstr("36 more"));
}

TEST(Picture, IsAsLargeAsThePageSays) {
  const std::string data = "id:a ex:knows id:b\nid:c ex:admires id:a\nid:a a ex:Person";
  const auto svg = picture(data);
  const auto page = page_of(data);
  const auto at = page.find("<object ");
  ASSERT_NE(at, std::string::npos);
  const auto width = page.find(" width=\"", at);
  EXPECT_THAT(svg, HasSubstr(page.substr(width, page.find('"', width + 8) - width)));
  EXPECT_THAT(page, HasSubstr("data=\"/-/picture?iri=http%3A%2F%2Fexample.org%2Fid%2Fa\""));
}

TEST(Picture, OfAThingAloneIsTheThing) {
  EXPECT_THAT(picture("id:a rdfs:label \"Alone\""), HasSubstr(">Alone</tspan>"));
  EXPECT_THAT(page_of("id:a rdfs:label \"Alone\""), Not(HasSubstr("<object")));
}

TEST(Picture, OfTheDataShowsKindsHowManyAndHowTheyConnect) {
  const auto publication = test::publication(R"(
    id:a a ex:Person
    id:b a ex:Person
    id:x a ex:Town
    id:a ex:lives id:x
    id:a ex:knows id:b
    ex:Person rdfs:label "person"@en
    ex:lives rdfs:label "lives in"@en)");
  const auto svg = overview_picture(context(*publication));
  EXPECT_THAT(svg, HasSubstr(">person</tspan>"));
  EXPECT_THAT(svg, HasSubstr(">2 things</tspan>"));
  EXPECT_THAT(svg, HasSubstr(">lives in\xC2\xA0·\xC2\xA0"
                             "1</tspan>"));
  EXPECT_THAT(svg, HasSubstr("↺ knows\xC2\xA0·\xC2\xA0"
                             "1"));
  const auto home = page(answer::Home(publication), context(*publication));
  EXPECT_THAT(home, HasSubstr("<object type=\"image/svg+xml\" data=\"/-/picture\""));
}

}  // namespace
}  // namespace tamizdat::html
