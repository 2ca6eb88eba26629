// Pages that are read in order of time, of a text, or of a hierarchy.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "html/pages.hpp"
#include "html/vocabulary_parts.hpp"
#include "unit/answer/fixture.hpp"

namespace tamizdat::html {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string page_of(const answer::Answer& answer, const answer::Publication& publication,
                    std::vector<std::string> languages = {"en"}) {
  static const Templates templates;
  static const Messages messages;
  return page(answer, {publication, templates, messages, std::move(languages), {}, {}, {}, {}, "/x"});
}

std::string thing(std::string_view data, std::string_view word) {
  const auto publication = test::publication(data);
  return page_of(answer::Entity(publication, test::id(*publication, word)), *publication);
}

constexpr std::string_view dates = R"(
  id:a ex:took id:b
  id:b rdfs:label "War"@en
  id:b ex:when "1939/1945"^^<http://id.loc.gov/datatypes/edtf/EDTF>
  id:c ex:near id:a
  id:c rdfs:label "Peace"@en
  id:c ex:when "1946"^^<http://www.w3.org/2001/XMLSchema#gYear>)";

TEST(TimelineOfAThing, ShowsWhatIsNearItInTheOrderOfTime) {
  const auto page = thing(dates, "id:a");
  const auto section = page.substr(page.find("class=\"around-in-time\""));
  EXPECT_THAT(section, HasSubstr("<span class=\"date\">1939–1945</span>"));
  EXPECT_LT(section.find(">War<"), section.find(">Peace<"));
  EXPECT_THAT(section, HasSubstr("<span>1939</span> <span>1946</span>"));
  EXPECT_THAT(section, HasSubstr("href=\"/timeline\""));
}

TEST(TimelineOfAThing, IsLeftOutWhereOnlyTheThingItselfHasDates) {
  EXPECT_THAT(thing(dates, "id:b"), Not(HasSubstr("around-in-time")));
}

TEST(TimelineOfAThing, LeavesOutTheDescriptionOfTheData) {
  const auto page = thing(R"(
    id:set void:exampleResource id:a
    id:set dcterms:issued "2026-11-25"^^<http://www.w3.org/2001/XMLSchema#date>
    id:a ex:knows id:b)",
                          "id:a");
  EXPECT_THAT(page, Not(HasSubstr("around-in-time")));
}

TEST(TimelinePage, SaysDatesInTheReadersLanguage) {
  const auto publication = test::publication(
      "id:b ex:on \"1948-06-12\"^^<http://www.w3.org/2001/XMLSchema#date>\nid:b rdfs:label \"B\"");
  const auto made = answer::timeline(publication, "");
  ASSERT_TRUE(made.has_value());
  EXPECT_THAT(page_of(**made, *publication, {"fr"}), HasSubstr("12 juin 1948"));
  EXPECT_THAT(page_of(**made, *publication, {"fr"}), HasSubstr("1 date"));
}

TEST(TimelinePage, WithoutDatesSaysSo) {
  const auto publication = test::publication("id:a ex:knows id:b");
  const auto made = answer::timeline(publication, "");
  ASSERT_TRUE(made.has_value());
  EXPECT_THAT(page_of(**made, *publication), HasSubstr("Nothing here has a date."));
}

constexpr std::string_view article = R"(
  doc:article rdfs:label "The article"
  art:s1 dcterms:isPartOf doc:article
  art:s1 rdfs:label "First section"
  art:s1 schema:position "1"
  art:s1-1 dcterms:isPartOf art:s1
  art:s1-1 schema:position "1"
  art:s1-1 rdfs:label "First sentence"
  art:s1-2 dcterms:isPartOf art:s1
  art:s1-2 schema:position "2"
  art:s1-2 rdfs:label "Second sentence"
  claim:c1 rdf:subject id:x
  claim:c1 rdf:predicate ex:knows
  claim:c1 rdf:object id:y
  claim:c1 rdfs:label "X knows Y."
  claim:c1 dcterms:source art:s1-2)";

TEST(Reading, ASentenceSaysWhereItStandsAndLeadsOn) {
  const auto page = thing(article, "art:s1-1");
  const auto place = page.substr(page.find("<nav class=\"place\""));
  EXPECT_LT(place.find(">The article<"), place.find(">First section<"));
  EXPECT_THAT(place, HasSubstr("rel=\"next\" title=\"Second sentence\""));
  EXPECT_THAT(place.substr(0, place.find("</nav>")), Not(HasSubstr("rel=\"prev\"")));
}

TEST(Reading, ASectionHasItsSentencesInOrderWithWhatEachClaims) {
  const auto page = thing(article, "art:s1");
  const auto parts = page.substr(page.find("<ol class=\"parts\">"));
  EXPECT_LT(parts.find(">First sentence<"), parts.find(">Second sentence<"));
  EXPECT_LT(parts.find(">Second sentence<"), parts.find(">X knows Y.<"));
}

TEST(Reading, WhatASentenceClaimsComesBeforeItsOtherFacts) {
  const auto page = thing(article, "art:s1-2");
  EXPECT_LT(page.find(">X knows Y.<"), page.find("<dl class=\"facts\">"));
}

TEST(Reading, OtherThingsHaveNoPlace) {
  const auto page = thing("id:a ex:knows id:b", "id:a");
  EXPECT_THAT(page, Not(HasSubstr("class=\"place\"")));
  EXPECT_THAT(page, Not(HasSubstr("class=\"parts\"")));
}

constexpr std::string_view vocabulary = R"(
  ex:Person a owl:Class
  ex:Person rdfs:label "person"@en
  ex:Person rdfs:label "Person"@de
  ex:Person rdfs:comment "Somebody."@en
  ex:Person rdfs:subClassOf foaf:Person
  ex:Author a owl:Class
  ex:Author rdfs:subClassOf ex:Person
  ex:wrote a owl:ObjectProperty
  ex:wrote rdfs:domain ex:Author
  ex:wrote rdfs:range ex:Work
  ex:Work a owl:Class
  id:a a ex:Author
  id:a rdfs:label "Ada"
  id:a ex:wrote id:b)";

std::string vocabulary_page(std::vector<std::string> languages = {"en"}) {
  const auto publication = test::publication(vocabulary);
  const auto made = answer::vocabulary_at(publication, "http://vocabulary.example/ns#");
  return made ? page_of(**made, *publication, std::move(languages)) : std::string();
}

TEST(VocabularyPage, HasAnchorsDefinitionsAndAHierarchy) {
  const auto page = vocabulary_page();
  EXPECT_THAT(page, HasSubstr("id=\"Person\""));
  EXPECT_THAT(page, HasSubstr("Somebody."));
  EXPECT_THAT(page, HasSubstr("<li class=\"in1\"><a href=\"#Author\""));
  EXPECT_LT(page.find("<h2>Classes</h2>"), page.find("<h2>Properties</h2>"));
}

std::string page_of_vocabulary(const std::string& lines) {
  const auto publication = test::publication(lines);
  const auto made = answer::vocabulary_at(publication, "http://vocabulary.example/ns#");
  return made ? page_of(**made, *publication) : std::string();
}

TEST(HomeOfAVocabulary, ShowsItsClassesAndNotThoseThatItIsWrittenIn) {
  const std::string terms =
      "ex:Author a owl:Class\n ex:Work a owl:Class\n ex:wrote a rdf:Property\n ex:wrote rdfs:domain "
      "ex:Author\n "
      "ex:wrote rdfs:range ex:Work\n foaf:Person a owl:Class\n ex:Author rdfs:subClassOf foaf:Person\n";
  const auto alone = test::publication(terms);
  const auto page = page_of(answer::Home(alone), *alone);
  EXPECT_THAT(page, HasSubstr("data=\"/-/picture?vocabulary=http%3A%2F%2Fvocabulary.example%2Fns%23\""));
  EXPECT_THAT(page, HasSubstr("<a href=\"/describe?iri=http%3A%2F%2Fvocabulary.example%2Fns%23Author&amp;"));
  const auto used = test::publication(terms + "id:a a ex:Author");
  EXPECT_THAT(page_of(answer::Home(used), *used), HasSubstr("data=\"/-/picture\""));
}

TEST(VocabularyPage, LeadsToThePagesOfTermsThatItHasNoRoomFor) {
  std::string lines;
  for (int i = 1; i <= 401; ++i) lines += "ex:t" + std::to_string(i) + " a owl:Class\n";
  const auto page = page_of_vocabulary(lines);
  EXPECT_THAT(page, HasSubstr("<a href=\"#t400\">"));
  EXPECT_THAT(page, Not(HasSubstr("<a href=\"#t401\"")));
  EXPECT_THAT(page, HasSubstr("<li class=\"in0\" id=\"t401\"><a href=\"/describe?iri=http%3A%2F%2F"
                              "vocabulary.example%2Fns%23t401&amp;format=html\">"));
}

TEST(VocabularyPage, TellsTermsApartThatAreCalledAlike) {
  const auto page = page_of_vocabulary(
      "ex:one a owl:Class\n ex:one rdfs:label \"Name\"\n ex:two a owl:Class\n ex:two rdfs:label \"Name\"");
  EXPECT_THAT(page, HasSubstr("<a href=\"#one\"><bdi>Name</bdi>"));
  EXPECT_THAT(page, HasSubstr("<a href=\"#two\"><bdi>Name (ex:two)</bdi>"));
}

TEST(VocabularyPage, HasAnAnchorForATermOfAnyName) {
  const auto page = page_of_vocabulary("ex:content a rdf:Property");
  const std::string anchor = " id=\"content\"";
  EXPECT_THAT(page, HasSubstr(anchor));
  EXPECT_EQ(page.find(anchor), page.rfind(anchor));
}

TEST(VocabularyPage, DrawsTheClassesThatAreConnectedMost) {
  std::string lines =
      "ex:author a rdf:Property\n ex:author rdfs:domain ex:zoo\n ex:author rdfs:range ex:zoo\n";
  for (int i = 1; i <= 40; ++i) lines += "ex:t" + std::to_string(i) + " a owl:Class\n";
  for (int i = 1; i <= 29; ++i) {
    const auto name = "ex:p" + std::to_string(i);
    lines += name + " a rdf:Property\n" + name + " rdfs:domain ex:zoo\n" + name + " rdfs:range ex:animal\n";
  }
  const auto publication = test::publication(lines + "ex:zoo a owl:Class\n ex:animal a owl:Class");
  const auto made = answer::vocabulary_at(publication, "http://vocabulary.example/ns#");
  ASSERT_TRUE(made.has_value());
  static const Templates templates;
  static const Messages messages;
  const auto picture = vocabulary_picture(answer::vocabulary_of(*publication, (*made)->things()),
                                          {*publication, templates, messages, {"en"}, {}, {}, {}, {}, "/x"});
  EXPECT_THAT(picture, HasSubstr("<title>zoo</title>"));
  EXPECT_THAT(picture, Not(HasSubstr("<title>ex:t24</title>")));
  EXPECT_THAT(picture, HasSubstr("+28")) << "one arrow for all that leads from one to the other";
}

TEST(VocabularyPage, SaysHowTheDataUseATerm) {
  const auto page = vocabulary_page();
  const auto author = page.substr(page.find("id=\"Author\""));
  EXPECT_THAT(author, HasSubstr(">1 thing</a>"));
  EXPECT_LT(author.find("in the data"), author.find(">Ada<"));
  EXPECT_THAT(page, HasSubstr("in other vocabularies"));
  EXPECT_THAT(page, HasSubstr("<bdi>foaf:Person</bdi>")) << "named with the vocabulary";
}

TEST(VocabularyPage, HasAPictureAndSpeaksTheReadersLanguage) {
  const auto page = vocabulary_page({"de"});
  EXPECT_THAT(page, HasSubstr("data=\"/-/picture?vocabulary=http%3A%2F%2Fvocabulary.example%2Fns%23\""));
  EXPECT_THAT(page, HasSubstr("<h2>Klassen</h2>"));
  EXPECT_THAT(page, HasSubstr(">Person<"));
}

TEST(VocabulariesPage, ListsThem) {
  const auto publication = test::publication(vocabulary);
  EXPECT_THAT(page_of(answer::Vocabularies(publication), *publication),
              HasSubstr("<code>http://vocabulary.example/ns#</code>"));
}

}  // namespace
}  // namespace tamizdat::html
