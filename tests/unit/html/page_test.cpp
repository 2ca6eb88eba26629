#include "html/page.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "html/assets.hpp"
#include "html/pages.hpp"
#include "html/text.hpp"
#include "unit/answer/fixture.hpp"
#include "unit/html/words.hpp"

namespace tamizdat::html {
namespace {

using testing::AnyOf;
using testing::Each;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

PageContext context(const answer::Publication& publication) {
  return {publication,
          templates(),
          messages(),
          {"en"},
          {{"Turtle", "/id/a.ttl", "text/turtle"}},
          "-/assets/x/style.css",
          "-/assets/x/icon.svg",
          "http://example.org/id/a.html",
          "/id/a"};
}

std::string thing(std::string_view data, std::string_view word = "id:a",
                  std::vector<std::string> languages = {"en"}) {
  const auto publication = test::publication(data);
  auto with = context(*publication);
  with.languages = std::move(languages);
  return page(answer::Entity(publication, test::id(*publication, word)), with);
}

/// The values of all attributes of one name.
std::vector<std::string> attributes(const std::string& page, const std::string& name) {
  std::vector<std::string> found;
  const std::string start = ' ' + name + "=\"";
  for (auto at = page.find(start); at != std::string::npos; at = page.find(start, at)) {
    at += start.size();
    found.push_back(page.substr(at, page.find('"', at) - at));
  }
  return found;
}

std::size_t count(const std::string& page, std::string_view what) {
  std::size_t times = 0;
  for (auto at = page.find(what); at != std::string::npos; at = page.find(what, at + what.size())) ++times;
  return times;
}

/// Elements that a browser would run; blocks of data are none.
std::size_t scripts(const std::string& page) {
  return count(page, "<script") - count(page, "<script type=\"application/ld+json\">");
}

TEST(ThingPage, CallsRelationsInTheReadersLanguageWhereTheDataDoNot) {
  const auto data = R"(
    id:a dcterms:license id:b
    id:a dcterms:source id:c
    id:a foaf:maker id:d
    dcterms:source rdfs:label "Vorlage"@de
    foaf:maker rdfs:label "maker"@en)";
  const auto german = thing(data, "id:a", {"de"});
  EXPECT_THAT(german, HasSubstr(">Lizenz</bdi>"));
  EXPECT_THAT(german, HasSubstr(">Vorlage</bdi>")) << "what the data say in this language goes before";
  EXPECT_THAT(german, HasSubstr(">geschaffen von</bdi>"));
  EXPECT_THAT(german, Not(HasSubstr(">maker</bdi>")));
  EXPECT_THAT(thing(data), HasSubstr(">maker</bdi>"));
}

constexpr std::string_view thesaurus = R"(
  id:scheme a skos:ConceptScheme
  id:scheme dcterms:title "Tiere"@de
  id:animals a skos:Concept
  id:animals skos:topConceptOf id:scheme
  id:animals skos:prefLabel "Tiere"@de
  <http://other.example/t#cats> a skos:Concept
  <http://other.example/t#cats> skos:inScheme id:scheme
  <http://other.example/t#cats> skos:broader id:animals
  <http://other.example/t#cats> skos:prefLabel "Katzen"@de
  <http://other.example/t#cats> skos:altLabel "Miezen"@de
  <http://other.example/t#cats> skos:scopeNote "Keine Hunde"@de
  id:book dcterms:subject <http://other.example/t#cats>)";

TEST(ThingPage, ShowsAddressesWithoutAHostWhole) {
  const auto made = thing("id:a ex:p <data:text/html,x>\n id:a ex:p <urn:isbn:1/2>");
  EXPECT_THAT(made, HasSubstr("<bdi>data:text/html,x</bdi>"));
  EXPECT_THAT(made, HasSubstr("<bdi>urn:isbn:1/2</bdi>"));
}

TEST(ThingPage, ShowsMailByItsAddressEverywhere) {
  const auto made = thing("id:a ex:p <mailto:ada@example.org>");
  EXPECT_THAT(made, Not(HasSubstr("<bdi>mailto:")));
  EXPECT_THAT(made, HasSubstr("<bdi>ada@example.org</bdi>"));
}

TEST(ThingPage, ShowsAddressesElsewhereWholeThatEndInANumber) {
  const auto made =
      thing("id:a ex:p <http://letters.example/box/12>\n id:a ex:p <http://letters.example/tolstoy>");
  EXPECT_THAT(made, HasSubstr("<bdi>letters.example/box/12</bdi>"));
  EXPECT_THAT(made, HasSubstr("<bdi>tolstoy</bdi>"));
}

TEST(SchemePage, IsATreeOfConceptsWithNotesAndUses) {
  const auto publication = test::publication(thesaurus);
  const auto scheme = answer::vocabulary_at(publication, "http://example.org/id/scheme");
  ASSERT_TRUE(scheme.has_value());
  auto with = context(*publication);
  with.languages = {"de"};
  const auto made = page(**scheme, with);
  EXPECT_THAT(made, HasSubstr("<h2>Begriffe</h2>"));
  EXPECT_THAT(made,
              HasSubstr("<li class=\"in1\"><a href=\"#http://other.example/t/cats\"><bdi>Katzen</bdi></a> "
                        "<span class=\"count\">1</span>"));
  EXPECT_THAT(made, HasSubstr("id=\"http://other.example/t/cats\""));
  EXPECT_THAT(made, HasSubstr("Miezen"));
  EXPECT_THAT(made, HasSubstr("Keine Hunde"));
  EXPECT_THAT(made, HasSubstr("engere Begriffe"));
  EXPECT_THAT(made, HasSubstr("1 Tripel"));
}

TEST(SchemePage, IsOneClickFromTheScheme) {
  EXPECT_THAT(thing(thesaurus, "id:scheme"),
              HasSubstr("href=\"/vocabulary?iri=http%3A%2F%2Fexample.org%2Fid%2Fscheme\""));
  EXPECT_THAT(thing(thesaurus, "id:animals"), Not(HasSubstr("href=\"/vocabulary?iri=")));
}

TEST(ThingPage, BeginsWithNameKindAndDescription) {
  const auto page = thing(R"(
    id:a a ex:Person
    ex:Person rdfs:label "person"@en
    id:a rdfs:label "Ada"@en
    id:a dcterms:description "Wrote programs."@en)");
  EXPECT_THAT(page, HasSubstr("<title>Ada"));
  EXPECT_THAT(page, HasSubstr(">Ada</bdi></h1>"));
  EXPECT_LT(page.find(">person<"), page.find("<h1>"));
  EXPECT_LT(page.find("<h1>"), page.find("class=\"lead\""));
  EXPECT_THAT(page, HasSubstr("<meta name=\"description\" content=\"Wrote programs.\">"));
}

TEST(ThingPage, ShowsLabelsInsteadOfIris) {
  const auto page = thing(R"(
    id:a ex:knows id:b
    ex:knows rdfs:label "knows"@en
    id:b rdfs:label "Bob"@en)");
  EXPECT_THAT(page, HasSubstr(">knows</bdi></a>"));
  EXPECT_THAT(page, HasSubstr("<a href=\"/id/b\"><bdi>Bob</bdi></a>"));
  EXPECT_THAT(page, HasSubstr("title=\"http://vocabulary.example/ns#knows\"><bdi>knows</bdi></a>"));
}

TEST(ThingPage, LinksADatatypeOnlyWhereTheDataSaySomethingOfIt) {
  EXPECT_THAT(
      thing("id:a ex:size \"7\"^^xsd:integer"),
      HasSubstr("<span class=\"tag\" title=\"http://www.w3.org/2001/XMLSchema#integer\">integer</span>"));
  EXPECT_THAT(thing(R"(
    id:a ex:size "7"^^ex:feet
    ex:feet rdfs:label "feet"@en)"),
              HasSubstr(">feet</a>"));
}

TEST(ThingPage, FollowsTheReadersLanguageAndMarksOthers) {
  constexpr std::string_view data = R"(
    id:a ex:knows id:b
    id:b rdfs:label "Böhm"@de
    id:b rdfs:label "Bohm"@en
    id:a ex:said "שלום"@he)";
  EXPECT_THAT(thing(data, "id:a", {"de"}), HasSubstr("<bdi>Böhm</bdi>"));
  EXPECT_THAT(thing(data, "id:a", {"en"}), HasSubstr(">Bohm</bdi>"));
  EXPECT_THAT(thing(data), HasSubstr("lang=\"he\" dir=\"rtl\">שלום</bdi> <span class=\"tag\">he</span>"));
}

TEST(ThingPage, SpeaksTheReadersLanguage) {
  constexpr std::string_view data = R"(
    id:a ex:knows id:b
    id:a ex:born "1948-06-12"^^<http://www.w3.org/2001/XMLSchema#date>
    id:b rdfs:label "Böhm"@de)";
  const auto german = thing(data, "id:a", {"de-AT", "en"});
  EXPECT_THAT(german, HasSubstr("<html lang=\"de\" dir=\"ltr\">"));
  EXPECT_THAT(german, HasSubstr("<h2>Tatsachen</h2>"));
  EXPECT_THAT(german, HasSubstr(">12. Juni 1948<"));
  EXPECT_THAT(german, HasSubstr("<bdi>Böhm</bdi>"));
  EXPECT_THAT(thing(data, "id:a", {"nah"}), HasSubstr("<h2>Facts</h2>"));
}

TEST(ThingPage, OffersItselfInEveryLanguageAndKeepsTheRestOfItsAddress) {
  const auto publication = test::publication("id:a ex:knows id:b");
  auto with = context(*publication);
  with.target = "/describe?lang=de&iri=x%26y&format=html";
  const auto made = page(answer::Entity(publication, test::id(*publication, "id:a")), with);
  for (const auto& [tag, language] : messages().all()) {
    const auto link =
        "<a href=\"/describe?iri=x%26y&amp;format=html&amp;lang=" + tag + "\" lang=\"" + tag + "\"";
    EXPECT_THAT(made, HasSubstr(link));
  }
  EXPECT_THAT(made, HasSubstr("hreflang=\"en\" aria-current=\"true\">English</a>"));
}

TEST(ThingPage, KeepsAChosenLanguageInItsLinks) {
  const auto publication = test::publication("id:a ex:knows id:b\n id:a ex:knows <http://other.example/#x>");
  auto with = context(*publication);
  with.languages = {"ru"};
  with.carried_language = "ru";
  const auto made = page(answer::Entity(publication, test::id(*publication, "id:a")), with);
  EXPECT_THAT(made, HasSubstr("href=\"/id/b?lang=ru\""));
  EXPECT_THAT(made, HasSubstr("href=\"/?lang=ru\" rel=\"home\""));
  EXPECT_THAT(made, HasSubstr("href=\"/describe?iri=http%3A%2F%2Fother.example%2F%23x&amp;lang=ru\""));
}

constexpr std::string_view hostile = R"(<script>alert(1)</script>"' onmouseover=x & )";

TEST(ThingPage, ShowsHostileLiteralsAsText) {
  for (const std::string_view property : {"rdfs:label", "dcterms:description", "skos:altLabel", "ex:p"}) {
    const auto page = thing("id:a " + std::string(property) + " \"" + std::string(hostile) + "\"@en");
    EXPECT_EQ(scripts(page), 0U) << property;
    EXPECT_EQ(count(page, "</script>"), 1U) << "nothing ends the block of data but its own end: " << property;
    EXPECT_THAT(page, HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39; onmouseover=x &amp;"))
        << property;
  }
}

TEST(ThingPage, ShowsHostileIrisAsText) {
  const auto page = thing("id:a ex:p <http://evil.example/\"><script>alert(1)</script>>");
  EXPECT_EQ(scripts(page), 0U);
}

TEST(ThingPage, NeverLinksScriptOrDataIris) {
  const auto page = thing(R"(
    id:a ex:p <javascript:alert(1)>
    id:a ex:p <JavaScript:alert(2)>
    id:a rdfs:seeAlso <javascript:alert(3)>
    id:a rdfs:seeAlso <data:text/html,x>
    id:a owl:sameAs <vbscript:x>
    id:a ex:p <http://other.example/ok>)");
  const auto links = attributes(page, "href");
  EXPECT_THAT(links,
              Each(AnyOf(StartsWith("/"), StartsWith("#"), StartsWith("http://"), StartsWith("https://"))));
  for (const auto& link : links) {
    EXPECT_THAT(link, Not(HasSubstr("javascript")));
    EXPECT_THAT(link, Not(HasSubstr("JavaScript")));
    EXPECT_THAT(link, Not(HasSubstr("data:")));
  }
}

TEST(ThingPage, LinksOutUnderAHeadingOfTheirOwn) {
  const auto page = thing("id:a owl:sameAs dbr:Ada\nid:a ex:p id:b");
  const auto heading = page.find("<h2>Elsewhere</h2>");
  ASSERT_NE(heading, std::string::npos);
  EXPECT_GT(
      page.find("href=\"http://dbpedia.org/resource/Ada\" class=\"external\" rel=\"external noopener\""),
      heading);
}

constexpr std::string_view claims = R"(
  id:a ex:role id:dissident
  claim:c1 rdf:subject id:a
  claim:c1 rdf:predicate ex:role
  claim:c1 rdf:object id:dissident
  claim:c1 dcterms:source art:s1
  claim:c1 rdfs:label "A became a dissident."@en
  art:s1 rdfs:label "Sentence 1"@en
  claim:v1 rdf:subject id:a
  claim:v1 rdf:predicate ex:as
  claim:v1 rdf:object "traitor"
  claim:v1 sem:accordingTo id:b
  claim:v1 ex:negated "true"^^xsd:boolean
  claim:v2 rdf:subject id:a
  claim:v2 rdf:predicate ex:as
  claim:v2 rdf:object "hero"
  claim:v2 sem:accordingTo id:c)";

TEST(ThingPage, MarksBesideEachFactWhoSaysSo) {
  const auto page = thing(claims);
  const auto fact = page.find(">dissident</bdi></a>");
  ASSERT_NE(fact, std::string::npos);
  const auto line = page.substr(fact, page.find("</dd>", fact) - fact);
  EXPECT_THAT(line, HasSubstr("href=\"/article#s1\""));
  EXPECT_THAT(line, HasSubstr("Sentence 1"));
  EXPECT_THAT(line, HasSubstr("href=\"/claim/c1\""));
  EXPECT_THAT(line, HasSubstr("A became a dissident."));
}

TEST(ThingPage, SetsViewsApartAndSideBySideWhereTheyDiffer) {
  const auto page = thing(claims);
  const auto views = page.find("<h2>Views about it</h2>");
  ASSERT_NE(views, std::string::npos);
  EXPECT_EQ(page.substr(0, views).find("traitor"), std::string::npos) << "no view stands among the facts";
  EXPECT_THAT(page, HasSubstr("disputed"));
  EXPECT_LT(views, page.find(">traitor<"));
  EXPECT_LT(views, page.find(">hero<"));
  EXPECT_THAT(page, HasSubstr("<span class=\"hedge\">negated</span>")) << "a flag is said in words";
}

TEST(ThingPage, OfAHolderShowsTheViewsHeld) {
  const auto page = thing(claims, "id:b");
  EXPECT_THAT(page, HasSubstr("<h2>Views held</h2>"));
  EXPECT_THAT(page, HasSubstr("<tr class=\"mine\">"));
}

TEST(ThingPage, OfASourceListsWhatIsClaimedThere) {
  const auto page = thing(claims, "art:s1");
  EXPECT_THAT(page, HasSubstr("What is claimed here"));
  EXPECT_THAT(page, HasSubstr(">A became a dissident.</bdi></a>"));
}

TEST(ThingPage, GroupsWhatLeadsHereWithCountsAndALinkToTheRest) {
  std::string many = "id:a rdfs:label \"A\"\n";
  for (int i = 0; i < 1500; ++i) many += "id:n" + std::to_string(i) + " ex:p id:a\n";
  const auto page = thing(many);
  EXPECT_THAT(page, HasSubstr("<span class=\"count\">1,500</span>"));
  EXPECT_THAT(page,
              HasSubstr("href=\"/fragments?predicate=http%3A%2F%2Fvocabulary.example%2Fns%23p&amp;object="
                        "http%3A%2F%2Fexample.org%2Fid%2Fa\">All 1,500</a>"));
  EXPECT_LT(page.size(), 60U * 1024U);
}

TEST(ThingPage, ReadsDatesAloudAndKeepsTheOriginal) {
  const auto page = thing("id:a ex:when \"195X/196X\"^^edtf:EDTF");
  EXPECT_THAT(page, HasSubstr("<h2>In time</h2>"));
  EXPECT_THAT(page, HasSubstr("title=\"195X/196X\">1950s and 1960s</bdi>"));
}

TEST(ThingPage, FoldsLongTextsAndBoundsEndlessOnes) {
  const auto page = thing("id:a ex:p \"" + std::string(1'000'000, 'x') + "\"");
  EXPECT_THAT(page, HasSubstr("<details class=\"long\">"));
  EXPECT_LT(page.size(), 60U * 1024U);
}

TEST(ThingPage, ShowsBlankNodesAndListsInPlace) {
  const auto page = thing(R"(
    id:a ex:address _:b
    _:b ex:city "Prague"
    id:a ex:parts _:l
    _:l rdf:first "one"
    _:l rdf:rest rdf:nil)");
  EXPECT_THAT(page, HasSubstr("<dl class=\"facts inner\">"));
  EXPECT_THAT(page, HasSubstr(">Prague<"));
  EXPECT_THAT(page, HasSubstr("<ol class=\"list\"><li>"));
}

TEST(ThingPage, OffersFormatsIriLicenceAndAttribution) {
  const auto page = thing(R"(
    id:a rdfs:label "A"
    doc:dataset a void:Dataset
    doc:dataset dcterms:license <https://creativecommons.org/licenses/by-sa/4.0/>
    doc:dataset dcterms:bibliographicCitation "By many hands")");
  EXPECT_THAT(page, HasSubstr("<a href=\"/id/a.ttl\" type=\"text/turtle\" rel=\"alternate\">Turtle</a>"));
  EXPECT_THAT(page, HasSubstr("<link rel=\"alternate\" type=\"text/turtle\" href=\"/id/a.ttl\""));
  EXPECT_THAT(page, HasSubstr("<code>http://example.org/id/a</code>"));
  EXPECT_THAT(page, HasSubstr("rel=\"license\">CC BY-SA 4.0</a>"));
  EXPECT_THAT(page, HasSubstr("By many hands"));
}

TEST(ThingPage, NeedsNoScriptNoInlineStyleAndNoOtherHost) {
  const auto page = thing(claims);
  EXPECT_EQ(scripts(page), 0U);
  EXPECT_EQ(count(page, "<style"), 0U);
  EXPECT_TRUE(attributes(page, "style").empty());
  EXPECT_TRUE(attributes(page, "src").empty());
  EXPECT_EQ(count(Assets().find("style.css")->content, "url("), 0U);
  EXPECT_EQ(count(Assets().find("style.css")->content, "@import"), 0U);
}

TEST(ThingPage, LooksRightWhenThereIsLittleToSay) {
  const auto only_type = thing("id:a a ex:Person");
  EXPECT_THAT(only_type, HasSubstr(">a</bdi></h1>"));
  EXPECT_EQ(count(only_type, "<h2>Facts</h2>"), 0U);
  const auto only_pointed_at = thing("id:x ex:p id:a");
  EXPECT_THAT(only_pointed_at, HasSubstr("The data say nothing of it"));
  const auto long_name = thing("id:a rdfs:label \"" + std::string(300, 'n') + "\"");
  EXPECT_THAT(long_name, HasSubstr(std::string(300, 'n') + "</bdi></h1>"));
}

TEST(ThingPage, ShowsPicturesOfItsOwnSiteAndLinksToOthers) {
  const auto page = thing(R"(
    id:a foaf:depiction <http://example.org/pictures/a.jpg>
    id:a ex:scan <http://example.org/b.PNG>
    <http://example.org/pictures/a.jpg> rdfs:label "A in 1927"@en
    id:a schema:image <http://pictures.example/c>
    id:a ex:seen <http://pictures.example/d.webp>)");
  EXPECT_THAT(page, HasSubstr("<img src=\"/pictures/a.jpg\" alt=\"A in 1927\" width=\"320\" height=\"240\""));
  EXPECT_THAT(attributes(page, "src"), Each(StartsWith("/"))) << "no page loads anything from elsewhere";
  for (const std::string picture : {"http://pictures.example/c", "http://pictures.example/d.webp"}) {
    const auto link = page.find("<a href=\"" + picture + "\" class=\"external\" rel=\"external noopener\"");
    ASSERT_NE(link, std::string::npos) << picture;
    const auto after = page.find("</a>", link);
    EXPECT_EQ(page.substr(after, 30), "</a> <span class=\"tag\">picture") << picture;
  }
  EXPECT_THAT(page, HasSubstr("<meta property=\"og:image\" content=\"http://example.org/pictures/a.jpg\">"));
}

TEST(ThingPage, ShowsWebLinksAsWhatTheyAre) {
  const auto page = thing(R"data(
    id:a foaf:homepage <http://a.example/>
    id:a ex:mail <mailto:a@a.example>
    id:a ex:archive "http://archive.example/a"^^xsd:anyURI
    id:a ex:trap "javascript:alert(1)"^^xsd:anyURI
    id:a ex:bare <http://bare.example/thing>
    id:a ex:told <http://told.example/thing>
    <http://told.example/thing> rdfs:label "Told")data");
  EXPECT_THAT(page, HasSubstr("<a href=\"http://a.example/\" class=\"external\""));
  EXPECT_THAT(page, HasSubstr("<a href=\"mailto:a@a.example\" class=\"external\" rel=\"external noopener\" "
                              "title=\"mailto:a@a.example\"><bdi>a@a.example</bdi></a>"));
  EXPECT_THAT(page, HasSubstr("<a href=\"http://archive.example/a\" class=\"external\""));
  EXPECT_THAT(page, HasSubstr("<a class=\"away\" href=\"http://bare.example/thing\""));
  EXPECT_THAT(page, Not(HasSubstr("<a class=\"away\" href=\"http://told.example/thing\"")));
  for (const auto& link : attributes(page, "href")) EXPECT_THAT(link, Not(HasSubstr("javascript")));
}

TEST(ThingPage, ShowsCoordinatesAsPlaces) {
  const auto page = thing(R"data(
    id:a <http://www.w3.org/2003/01/geo/wgs84_pos#lat> "52.520"^^xsd:decimal
    id:a <http://www.w3.org/2003/01/geo/wgs84_pos#long> "-13.405"^^xsd:decimal
    id:a ex:at "POINT(30.3 59.95)"^^<http://www.opengis.net/ont/geosparql#wktLiteral>
    id:a ex:shape "LINESTRING(0 0, 1 1)"^^<http://www.opengis.net/ont/geosparql#wktLiteral>)data");
  EXPECT_THAT(page,
              HasSubstr("<data class=\"place\" value=\"geo:52.52,-13.405\">52.52° N, 13.405° W</data>"));
  EXPECT_EQ(count(page, ">Coordinates</bdi>"), 1U) << "two halves of a place are one fact";
  EXPECT_THAT(page, HasSubstr("59.95° N, 30.3° E"));
  EXPECT_THAT(page, HasSubstr(">LINESTRING(0 0, 1 1)</bdi>"));
}

TEST(ThingPage, ShowsNumbersThatAreNoPlaceAsNumbers) {
  const auto page = thing("id:a schema:latitude \"95\"\nid:a schema:longitude \"13\"");
  EXPECT_THAT(page, Not(HasSubstr("class=\"place\"")));
  EXPECT_THAT(page, HasSubstr(">95</bdi>"));
  EXPECT_THAT(page, HasSubstr(">13</bdi>"));
}

/// The block of data of a page.
std::string data_of(const std::string& page) {
  const std::string start = "<script type=\"application/ld+json\">\n";
  const auto at = page.find(start);
  if (at == std::string::npos) return {};
  return page.substr(at + start.size(), page.find("</script>", at) - at - start.size());
}

TEST(ThingPage, TellsSearchEnginesWhatItIs) {
  const auto page = thing(R"(
    id:a a ex:Person
    id:a rdfs:label "Ada"@en
    id:a dcterms:description "Wrote programs."@en
    id:a ex:knows id:b
    id:c ex:knows id:a)");
  const auto data = data_of(page);
  EXPECT_THAT(data, HasSubstr("\"@context\""));
  EXPECT_THAT(data, HasSubstr("\"@id\": \"id:a\""));
  EXPECT_THAT(data, HasSubstr("\"@type\""));
  EXPECT_THAT(data, HasSubstr("schema:name"));
  EXPECT_THAT(data, HasSubstr("Wrote programs."));
  EXPECT_THAT(data, HasSubstr("schema:url"));
  EXPECT_THAT(data, HasSubstr("\"@id\": \"id:b\""));
  EXPECT_THAT(data, Not(HasSubstr("id:c"))) << "what leads here is not said of it";
  EXPECT_LT(page.find("</main>"), page.find("application/ld+json")) << "readers come first";
}

TEST(ThingPage, KeepsItsBlockOfDataSmallAndHarmless) {
  std::string many = "id:a rdfs:label \"</script><!--<script>\"\nid:a ex:long \"" +
                     std::string(100'000, 'x') +
                     "\"\nid:a ex:list _:l\n_:l rdf:first \"</script>\"\n_:l rdf:rest rdf:nil\n";
  for (int i = 0; i < 3000; ++i) many += "id:a ex:knows id:friend" + std::to_string(i) + "\n";
  for (int i = 0; i < 3000; ++i) many += "_:b ex:p \"" + std::to_string(i) + "\"\n";
  many += "id:a ex:b _:b\n";
  const auto data = data_of(thing(many));
  EXPECT_FALSE(data.empty());
  EXPECT_LT(data.size(), 16'000U);
  EXPECT_EQ(data.find('<'), std::string::npos);
  EXPECT_EQ(std::count(data.begin(), data.end(), '{'), std::count(data.begin(), data.end(), '}'));
  EXPECT_THAT(data, HasSubstr("\\u003c/script>"));
}

TEST(DocumentPage, GivesEveryThingAnAnchorAndItsClaims) {
  const auto publication = test::publication(std::string(claims) + R"(
    doc:article rdfs:label "The article"@en
    art:s2 dcterms:isPartOf art:s1)");
  const auto document = answer::document_at(publication, "http://example.org/article");
  ASSERT_TRUE(document);
  const auto made = page(**document, context(*publication));
  EXPECT_THAT(made, HasSubstr("<h1><bdi>The article</bdi></h1>"));
  EXPECT_THAT(made, HasSubstr("<section class=\"entry\" id=\"s1\">"));
  EXPECT_THAT(made, HasSubstr("<section class=\"entry part\" id=\"s2\">"));
  EXPECT_THAT(made, HasSubstr("What is claimed here"));
}

TEST(OtherPages, AreWholeDocuments) {
  const auto publication =
      test::publication("graph <http://example.org/data/a.ttl>\nid:a a ex:P\nid:a rdfs:label \"A\"");
  const auto with = context(*publication);
  const auto graph = answer::graph_at(publication, "http://example.org/data/a.ttl");
  ASSERT_TRUE(graph);
  for (const auto& made :
       {page(answer::Home(publication), with), page(**graph, with),
        page(answer::Problem(publication, rdf::Error(rdf::Code::not_found, "no <b>"), 404, "/<i>"), with)}) {
    EXPECT_THAT(made, StartsWith("<!DOCTYPE html>"));
    EXPECT_THAT(made, testing::EndsWith("</html>\n"));
    EXPECT_EQ(count(made, "<main"), 1U);
    EXPECT_EQ(count(made, "<h1"), 1U);
    EXPECT_EQ(count(made, "{{"), 0U);
    EXPECT_EQ(count(made, "<b>"), count(made, "</b>"));
  }
}

TEST(ProblemPage, SaysWhatToDoAndIsNotIndexed) {
  const auto publication = test::publication("id:a ex:p id:b");
  rdf::Error error(rdf::Code::not_found, "the data say nothing about <x>", "look <here>");
  const auto made = page(answer::Problem(publication, error, 404, "/id/<x>"), context(*publication));
  EXPECT_THAT(made, HasSubstr("the data say nothing about &lt;x&gt;"));
  EXPECT_THAT(made, HasSubstr("Look &lt;here&gt;"));
  EXPECT_THAT(made, HasSubstr("/id/&lt;x&gt;"));
  EXPECT_THAT(made, HasSubstr("noindex"));
}

TEST(ProblemPage, IsSaidInTheReadersLanguageAndMarksWhatStaysEnglish) {
  const auto publication = test::publication("id:a ex:p id:b");
  const rdf::Error error(rdf::Code::unprocessable, "this filter would look at 9 candidates", "ask for less");
  auto with = context(*publication);
  with.languages = {"de"};
  const auto german = page(answer::Problem(publication, error, 422, "/x"), with);
  EXPECT_THAT(german, HasSubstr("<h1>Nicht auszuführen</h1>"));
  EXPECT_THAT(german, HasSubstr("<p class=\"lead\">Die Anfrage ist verständlich"));
  EXPECT_THAT(german, HasSubstr("lang=\"en\"><bdi>this filter would look at 9 candidates.</bdi>"));
  EXPECT_THAT(german, HasSubstr("lang=\"en\"><bdi>Ask for less.</bdi>"));
  const auto english = page(answer::Problem(publication, error, 422, "/x"), context(*publication));
  EXPECT_EQ(count(english, "class=\"lead\""), 1U);
}

TEST(SearchPage, IsSaidInTheReadersLanguage) {
  const auto publication = test::publication(R"(
    id:a a ex:Person
    id:a rdfs:label "Ada"@en
    id:a dcterms:description "Wrote programs."@en
    ex:Person rdfs:label "person"@en)");
  auto with = context(*publication);
  with.languages = {"fr"};
  with.carried_language = "fr";
  const auto found = answer::search(publication, "q=ada");
  ASSERT_TRUE(found);
  const auto made = page(**found, with);
  EXPECT_THAT(made, HasSubstr("<title>Recherche : ada"));
  EXPECT_THAT(made, HasSubstr("<b>1 chose</b>"));
  EXPECT_THAT(made, HasSubstr(">Trouver</button>"));
  EXPECT_THAT(made, HasSubstr("<input type=\"hidden\" name=\"lang\" value=\"fr\">"));
  EXPECT_THAT(made, HasSubstr("<bdi lang=\"en\" dir=\"ltr\">Wrote programs.</bdi>"));
  const auto nothing = answer::search(publication, "q=qqq");
  ASSERT_TRUE(nothing);
  EXPECT_THAT(page(**nothing, with), HasSubstr("<b>Rien trouvé</b>"));
  const auto kinds = answer::kinds(publication, "", {"fr"});
  ASSERT_TRUE(kinds);
  EXPECT_THAT(page(**kinds, with), HasSubstr("<h1>Sortes de choses</h1>"));
}

class Theme : public testing::Test {
 protected:
  Theme() {
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder / "templates");
    std::filesystem::create_directories(folder / "assets");
  }
  ~Theme() override { std::filesystem::remove_all(folder); }
  void write(const std::string& name, std::string_view text) const { std::ofstream(folder / name) << text; }

  std::filesystem::path folder =
      std::filesystem::path(testing::TempDir()) /
      (std::string("theme-") + testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(Theme, ReplacesTemplatesOneByOne) {
  write("templates/foot.mustache", "my own foot\n");
  const auto mine = Templates::load(folder.string());
  ASSERT_TRUE(mine);
  const auto publication = test::publication("id:a rdfs:label \"A\"");
  auto with = context(*publication);
  PageContext themed{*publication, *mine, messages(), {}, {}, {}, {}, {}, {}};
  const auto made = page(answer::Entity(publication, test::id(*publication, "id:a")), themed);
  EXPECT_THAT(made, HasSubstr(">A</bdi></h1>"));
  EXPECT_THAT(made, testing::EndsWith("my own foot\n"));
}

TEST_F(Theme, SaysWhichTemplateIsWrong) {
  write("templates/foot.mustache", "a\n{{#open}}");
  const auto broken = Templates::load(folder.string());
  ASSERT_FALSE(broken);
  EXPECT_THAT(broken.error().source, HasSubstr("foot.mustache"));
  EXPECT_EQ(broken.error().position.line, 2U);
}

TEST_F(Theme, ReplacesAssetsAndTheirAddressesChange) {
  write("assets/style.css", "body{}");
  const auto mine = Assets::load(folder.string());
  ASSERT_TRUE(mine);
  EXPECT_EQ(mine->find("style.css")->content, "body{}");
  EXPECT_NE(mine->address("style.css"), Assets().address("style.css"));
  EXPECT_EQ(mine->address("icon.svg"), Assets().address("icon.svg"));
}

TEST(Assets, HaveAddressesMadeFromTheirContent) {
  const Assets assets;
  const auto* style = assets.find("style.css");
  ASSERT_NE(style, nullptr);
  EXPECT_EQ(style->media_type, "text/css; charset=utf-8");
  EXPECT_EQ(assets.address("style.css"), "-/assets/" + style->hash + "/style.css");
  EXPECT_EQ(assets.find("nothing"), nullptr);
  EXPECT_EQ(assets.address("nothing"), "");
}

TEST(Text, CutsBetweenCharacters) {
  EXPECT_EQ(cut("Đilas", 1), "");
  EXPECT_EQ(cut("Đilas", 2), "Đ");
  EXPECT_EQ(cut("Đilas", 99), "Đilas");
}

}  // namespace
}  // namespace tamizdat::html
