// Pages of other people's data: what FOAF, schema.org, OWL, Dublin Core and nameless things look like.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "html/page.hpp"
#include "html/pages.hpp"
#include "html/text.hpp"
#include "unit/answer/fixture.hpp"
#include "unit/html/words.hpp"

namespace tamizdat::html {
namespace {

using testing::HasSubstr;
using testing::Not;

PageContext context(const answer::Publication& publication, std::vector<std::string> languages) {
  return {publication,
          templates(),
          messages(),
          std::move(languages),
          {},
          "-/assets/x/style.css",
          "-/assets/x/icon.svg",
          "http://example.org/id/a.html",
          "/id/a"};
}

std::string page_of(const std::shared_ptr<const answer::Publication>& publication, std::string_view word,
                    std::vector<std::string> languages) {
  return page(answer::Entity(publication, test::id(*publication, word)),
              context(*publication, std::move(languages)));
}

std::string thing(std::string_view data, std::vector<std::string> languages = {"en"}) {
  return page_of(test::publication(data), "id:a", std::move(languages));
}

TEST(PagesOfOtherData, TellKindsApartThatAreCalledAlike) {
  const auto made = thing("id:a a foaf:Person\n id:a a schema:Person");
  EXPECT_THAT(made, HasSubstr(">person</bdi>"));
  EXPECT_THAT(made, testing::AnyOf(HasSubstr(">person (schema:Person)</bdi>"),
                                   HasSubstr(">person (foaf:Person)</bdi>")));
}

TEST(PagesOfOtherData, TellRelationsApartThatAreCalledAlike) {
  const auto made = thing("id:a dcterms:language \"de\"\n id:a schema:inLanguage \"de\"", {"de"});
  EXPECT_THAT(made, HasSubstr(">Sprache</bdi>"));
  EXPECT_THAT(made, HasSubstr(">Sprache (schema:inLanguage)</bdi>"));
}

TEST(PagesOfOtherData, TellRelationsApartThatLeadHereAndAreCalledAlike) {
  const auto made = thing("id:b dcterms:creator id:a\n id:b schema:creator id:a");
  EXPECT_THAT(made, testing::AnyOf(HasSubstr(">creator (schema:creator)</bdi>"),
                                   HasSubstr(">creator (dcterms:creator)</bdi>")));
}

TEST(PagesOfOtherData, SayTheKindOfWhatStandsInsideInWords) {
  const auto made = thing("id:a ex:at _:b\n _:b a schema:PostalAddress\n _:b ex:city \"Prague\"");
  EXPECT_THAT(made, HasSubstr("<bdi>postal address</bdi>"));
  EXPECT_THAT(made, Not(HasSubstr("<bdi>schema:PostalAddress</bdi>")));
}

TEST(PagesOfOtherData, CallAnEmptyListSo) {
  const auto made = thing("id:a ex:parts rdf:nil", {"fr"});
  EXPECT_THAT(made, HasSubstr(">liste vide</bdi>"));
  EXPECT_THAT(made, Not(HasSubstr("class=\"neighbourhood\""))) << "and nothing is a neighbour for it";
}

TEST(PagesOfOtherData, NameLicencesAndVersionsSoThatTheySaySomething) {
  const auto made = thing(R"(
    id:a dcterms:license <https://creativecommons.org/licenses/by-nc/3.0/de/>
    id:a dcterms:rights <http://creativecommons.org/publicdomain/zero/1.0/>
    id:a owl:imports <http://elsewhere.example/foaf/0.1/>)");
  EXPECT_THAT(made, HasSubstr("<bdi>CC BY-NC 3.0 DE</bdi>"));
  EXPECT_THAT(made, HasSubstr("<bdi>CC0 1.0</bdi>"));
  EXPECT_THAT(made, HasSubstr("<bdi>elsewhere.example/foaf/0.1</bdi>"));
}

TEST(PagesOfOtherData, BeginWithNoMoreOfADescriptionThanLeavesRoomForFacts) {
  std::string words;
  for (int i = 0; i < 1000; ++i) words += "lorem ";
  const auto made = thing("id:a dcterms:description \"" + words + "\"\n id:a ex:p id:b");
  const auto lead = made.substr(made.find("<p class=\"lead\">"));
  const auto shown = lead.substr(0, lead.find("</p>"));
  EXPECT_LT(shown.size(), 1200U);
  EXPECT_THAT(shown, HasSubstr("lorem …</bdi>")) << "cut between words, and it says so";
  EXPECT_THAT(made, HasSubstr("<details class=\"long\">")) << "the rest is further down";
}

TEST(PagesOfOtherData, CountWhatLeadsHereAsTheyListIt) {
  const auto made = thing(R"(
    id:b ex:p id:a
    _:s a rdf:Statement
    _:s rdf:subject id:a
    _:s rdf:predicate ex:q
    _:s rdf:object "view")");
  EXPECT_THAT(made, HasSubstr("What leads here <span class=\"count\">1</span>"));
}

TEST(PagesOfOtherData, SayWhatBeginsAndWhatEndsASpan) {
  const auto made = thing(R"(
    id:a ex:by id:b
    id:a schema:datePublished "1925"^^xsd:gYear
    id:b schema:birthDate "1883"^^xsd:gYear
    id:b schema:deathDate "1924"^^xsd:gYear)");
  EXPECT_THAT(made, HasSubstr(">born</bdi> <bdi class=\"how\">– died</bdi>"));
}

TEST(PagesOfOtherData, CallStatementsWithoutANameAfterWhatTheySay) {
  constexpr std::string_view said = R"(
    id:earth rdfs:label "Earth"
    id:earth ex:orbits id:sun
    ex:orbits rdfs:label "orbits"@en
    id:sun rdfs:label "Sun")";
  const std::string statement = R"(
    _:s a rdf:Statement
    _:s rdf:subject id:a
    _:s rdf:predicate ex:orbits
    _:s rdf:object id:sun
    _:s dcterms:source id:book
    id:a rdfs:label "Earth"
    id:a ex:orbits id:sun)";
  EXPECT_THAT(thing(statement + std::string(said)), HasSubstr("aria-label=\"Claim: Earth orbits Sun\""));
  const auto page = thing(std::string(said) + R"(
    id:a a rdf:Statement
    id:a rdf:subject id:earth
    id:a rdf:predicate ex:orbits
    id:a rdf:object id:sun)");
  EXPECT_THAT(page, HasSubstr("<h1><bdi>Earth orbits Sun</bdi></h1>"));
  EXPECT_THAT(page, HasSubstr("<title>Earth orbits Sun"));
}

TEST(PagesOfOtherData, CallTermsOfKnownVocabulariesInTheReadersLanguageAndByTheirIris) {
  const auto publication = test::publication("id:a a foaf:Person");
  EXPECT_THAT(page_of(publication, "foaf:Person", {"de"}),
              HasSubstr("<h1><bdi>Person (foaf:Person)</bdi></h1>"));
  EXPECT_THAT(page_of(publication, "id:a", {"de"}), HasSubstr("<h1><bdi>a</bdi></h1>"));
}

TEST(PagesOfOtherData, LinkToAPictureThatIsAThingOfTheData) {
  const auto made = thing("id:a schema:image id:photo\n id:photo a schema:ImageObject");
  EXPECT_THAT(made, Not(HasSubstr("<img src=\"/id/photo")));
  EXPECT_THAT(made, HasSubstr("<a href=\"/id/photo\""));
  EXPECT_THAT(made, Not(HasSubstr("content=\"http://example.org/id/photo\"")));
}

TEST(PagesOfOtherData, SpeakOfBothSpellingsOfSchemaOrg) {
  const auto made =
      thing("id:a <https://schema.org/birthDate> \"1990-01-01\"^^<https://schema.org/Date>", {"fr"});
  EXPECT_THAT(made, HasSubstr(">né</bdi>"));
  EXPECT_THAT(made, HasSubstr(">1er janvier 1990</bdi>"));
}

TEST(PagesOfOtherData, MakeWordsOfNamesWithAbbreviations) {
  const auto made = thing(
      "id:a ex:RSAPublicKey id:b\n id:a ex:hasURI id:b\n id:a ex:asWKT id:b\n id:a ex:isAMemberOf id:b");
  EXPECT_THAT(made, HasSubstr(">RSA public key</bdi>"));
  EXPECT_THAT(made, HasSubstr(">has URI</bdi>"));
  EXPECT_THAT(made, HasSubstr(">as WKT</bdi>"));
  EXPECT_THAT(made, HasSubstr(">is a member of</bdi>"));
}

TEST(PagesOfOtherData, CallNamelessClassesAfterWhatTheySay) {
  const auto made = thing(R"(
    id:a a owl:Class
    _:list rdf:first id:b
    _:list rdf:rest _:more
    _:more rdf:first id:a
    _:more rdf:rest rdf:nil
    id:b rdfs:label "Play"
    _:only a owl:Restriction
    _:only owl:onProperty ex:author
    _:only owl:allValuesFrom id:a
    _:none owl:complementOf id:a)");
  EXPECT_THAT(made, HasSubstr("<bdi>(Play, a)</bdi>")) << "the whole list, wherever in it";
  EXPECT_THAT(made, HasSubstr("<bdi>restriction: author</bdi>"));
  EXPECT_THAT(made, HasSubstr("<bdi>everything but a</bdi>"));
  EXPECT_THAT(thing("_:list rdf:first id:a\n _:list rdf:rest _:list"), HasSubstr("<bdi>(a, a, a, a …)</bdi>"))
      << "a list without an end";
}

TEST(PagesOfOtherData, CallUnionsAfterTheirClasses) {
  const auto made = thing(R"(
    _:either rdfs:subClassOf id:a
    _:either owl:unionOf _:list
    _:list rdf:first id:b
    _:list rdf:rest rdf:nil)");
  EXPECT_THAT(made, HasSubstr("<bdi>any of (b)</bdi>"));
}

TEST(PagesOfOtherData, SayOnceWhatIsNarrower) {
  const auto publication = test::publication(R"(
    id:scheme a skos:ConceptScheme
    id:a a skos:Concept
    id:a skos:topConceptOf id:scheme
    id:a skos:narrower id:b
    id:b a skos:Concept
    id:b skos:inScheme id:scheme)");
  const auto scheme = answer::vocabulary_at(publication, "http://example.org/id/scheme");
  ASSERT_TRUE(scheme.has_value());
  const auto made = page(**scheme, context(*publication, {"en"}));
  EXPECT_THAT(made, HasSubstr("narrower concepts"));
  EXPECT_THAT(made, Not(HasSubstr(">narrower</bdi>")));
}

TEST(PagesOfOtherData, QuoteViewsInTheirTitlesAndDoNotForgetTheirNegations) {
  const auto page = thing(R"(
    id:a a rdf:Statement
    id:a rdf:subject id:sun
    id:a rdf:predicate ex:orbits
    id:a rdf:object id:earth
    id:a ex:denied "true"^^xsd:boolean
    id:a ex:printed "false"^^xsd:boolean)",
                          {"ru"});
  EXPECT_THAT(page, HasSubstr("<h1><bdi>«sun orbits earth», denied</bdi></h1>"));
}

TEST(PagesOfOtherData, SpeakOfOwlInTheReadersLanguage) {
  const auto made = thing(R"(
    id:a rdfs:subClassOf _:r
    _:r a owl:Restriction
    _:r owl:onProperty id:p
    _:r owl:someValuesFrom id:b)",
                          {"de"});
  EXPECT_THAT(made, HasSubstr(">Einschränkung</bdi>"));
  EXPECT_THAT(made, HasSubstr(">mindestens ein Wert ist</bdi>"));
}

TEST(PagesOfOtherData, CallWhatHasNoNameByItsKind) {
  const auto made = thing("_:b ex:agent id:a\n _:b a prov:Attribution\n _:c ex:agent id:a", {"fr"});
  EXPECT_THAT(made, HasSubstr(">attribution sans nom</bdi>"));
  EXPECT_THAT(made, HasSubstr(">quelque chose sans nom</bdi>"));
}

TEST(PagesOfOtherData, LinkTextsThatAreWebAddresses) {
  const auto made = thing(R"data(
    id:a schema:url "https://library.example/"
    id:a ex:words "see https://library.example/b"
    id:a ex:two "http://a.example/ http://b.example/"
    id:a ex:bare "http://"
    id:a ex:trap "javascript:alert(1)//https://x.example")data");
  EXPECT_THAT(made, HasSubstr("<a href=\"https://library.example/\" class=\"external\""));
  EXPECT_THAT(made, Not(HasSubstr("href=\"see")));
  EXPECT_THAT(made, Not(HasSubstr("href=\"http://a.example/ ")));
  EXPECT_THAT(made, Not(HasSubstr("href=\"http://\"")));
  EXPECT_THAT(made, Not(HasSubstr("href=\"javascript")));
}

TEST(PagesOfOtherData, TellSearchEnginesNothingTwice) {
  const auto made =
      thing("id:a schema:description \"Keeps books\"@en\n id:a schema:image <http://x.example/a.jpg>");
  const auto times = [&](const std::string& what) {
    std::size_t count = 0;
    for (auto at = made.find(what); at != std::string::npos; at = made.find(what, at + 1)) ++count;
    return count;
  };
  EXPECT_EQ(times("\"schema:description\""), 1U);
  EXPECT_EQ(times("\"schema:image\""), 1U);
}

TEST(PagesOfOtherData, TellSearchEnginesInWhichLanguageADescriptionIs) {
  EXPECT_THAT(thing("id:a rdfs:comment \"Hält Bücher\"@de"),
              HasSubstr("\"schema:description\": {\"@value\": \"Hält Bücher\", \"@language\": \"de\"}"));
}

TEST(Text, IsCutBetweenWordsIfOneIsNear) {
  EXPECT_EQ(cut_at_word("one two three", 9), "one two");
  EXPECT_EQ(cut_at_word("one two", 9), "one two");
  const std::string endless(100, 'x');
  EXPECT_EQ(cut_at_word("a " + endless, 90).size(), 90U);
}

TEST(Text, RunsAsItsScriptDoesWhereATagNamesOne) {
  EXPECT_EQ(direction("az-Arab"), "rtl");
  EXPECT_EQ(direction("ar-Latn"), "ltr");
  EXPECT_EQ(direction("zh-cmn-Hans-CN"), "ltr");
  EXPECT_EQ(direction("ar-arb-Latn"), "ltr");
  EXPECT_EQ(direction("ms-arab"), "rtl");
  EXPECT_EQ(direction("ar-EG"), "rtl");
  EXPECT_EQ(direction("de-CH-1996"), "ltr");
  EXPECT_EQ(direction("he-x-Latn"), "rtl");
  EXPECT_EQ(direction("ks"), "rtl");
}

}  // namespace
}  // namespace tamizdat::html
