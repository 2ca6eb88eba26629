#include "answer/addresses.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace tamizdat::answer {
namespace {

const syntax::Format& turtle() {
  return syntax::format(syntax::FormatId::turtle);
}

struct Bases : testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Addresses, Bases,
                         testing::Values("http://localhost:8080/", "https://example.org/data/",
                                         "https://example.org/caf\u00E9/", "https://example.org/caf%C3%A9/"));

// IRIs as data may hold them, relative to the base.
const char* const iris[] = {
    "id/leon-trotsky",
    "id/Milovan_\u0110ilas",
    "id/Milovan_%C4%90ilas",
    "id/Milovan_%c4%90ilas",
    "id/mixed-\u0110-%C4%90",
    "id/\u65E5\u672C\u8A9E",
    "id/\U0001F600",
    "id/a%2Fb",
    "id/a%2fb",
    "id/a%3Fb%23c",
    "id/100%25",
    "id/%41",
    "id/%7Etilde",
    "id/~tilde",
    "id/a//b",
    "/host/x",
    "id/./x",
    "id/../x",
    "id/..",
    "id/%2E%2E/x",
    "id/a.b",
    "id/.hidden",
    "id/...",
    "id/x?y=1&z=%C3%A9",
    "id/x?y=a/../b",
    "id/(a)'b',c;d=e@f:g!h$i&j*k+l",
    "id/a b",
    "id/a\"b<c>d\\e^f`g{h|i}j",
    "id/[x]",
    "id/50%zz",
    "id/%",
    "id/\u202Ebidi",
    "id/\uE000private",
    "id/%00",
    "id/%C0%AF",
    "id/%E9",
    "",
    "id/",
    "describe?iri=http%3A%2F%2Fexample.com%2F",
};

std::string requested_path(const std::string& href) {
  return href.substr(0, href.find('#'));
}

bool offers(const std::optional<Addresses::Asked>& asked, std::string_view iri) {
  if (!asked) return false;
  const auto spellings = asked->spellings();
  return std::find(spellings.begin(), spellings.end(), iri) != spellings.end();
}

// What a server would understand from the link: the path's own IRI, or the parameter of describe.
bool leads_back(const Addresses& addresses, const std::string& href, const std::string& iri) {
  const std::string prefix = addresses.path("describe?iri=");
  if (href.starts_with(prefix) && percent_decode(href.substr(prefix.size()), true) == iri) return true;
  return offers(addresses.asked(requested_path(href)), iri);
}

TEST_P(Bases, EveryLinkAsksForTheIriThatItWasMadeOf) {
  const Addresses addresses(GetParam());
  for (const char* relative : iris) {
    const std::string iri = addresses.base() + relative;
    const std::string href = addresses.href(iri);
    EXPECT_TRUE(leads_back(addresses, href, iri)) << iri << " became " << href;
    EXPECT_TRUE(std::all_of(href.begin(), href.end(), [](char c) { return c > ' ' && c < 0x7F; })) << href;
    EXPECT_FALSE(href.starts_with("//")) << href;
  }
}

TEST_P(Bases, WhatIsAskedForLinksBackToTheSamePath) {
  const Addresses addresses(GetParam());
  for (const char* relative : {"id/x", "id/%C4%90", "id/a%2Fb", "id/a//b", "id/x.y", "id/(a)", "id/x?y=1"}) {
    const std::string path = addresses.path(relative);
    const auto asked = addresses.asked(path);
    ASSERT_TRUE(asked) << path;
    EXPECT_EQ(addresses.href(asked->raw), path);
    EXPECT_EQ(addresses.href(asked->encoded), path);
  }
}

TEST_P(Bases, BlankLabelsSurviveAsSkolemIris) {
  const Addresses addresses(GetParam());
  for (const char* label : {"b0", "f1.b_2-x", "\u00E9t\u00E9", "a%41", "."}) {
    const std::string iri = addresses.skolem_iri(label);
    EXPECT_EQ(addresses.blank_label(iri), label);
    EXPECT_TRUE(addresses.is_local(iri));
  }
  EXPECT_FALSE(addresses.blank_label(addresses.url(".well-known/genid/")));
  EXPECT_FALSE(addresses.blank_label(addresses.url("id/b0")));
  EXPECT_FALSE(addresses.blank_label("http://elsewhere.example/.well-known/genid/b0"));
  EXPECT_FALSE(addresses.blank_label(addresses.url(".well-known/genid/%zz")));
}

TEST(Addresses, SpellsWhatIsAskedForInFourWays) {
  const Addresses addresses("http://h.example/");
  struct Row {
    const char* path;
    const char* raw;
    const char* encoded;
  };
  const Row rows[] = {
      {"/id/x", "id/x", "id/x"},
      {"/id/%c3%a9", "id/\u00E9", "id/%C3%A9"},
      {"/id/\u00E9", "id/\u00E9", "id/%C3%A9"},
      {"/%69%64/%7Ex", "id/~x", "id/~x"},
      {"/id/a%2fb", "id/a%2Fb", "id/a%2Fb"},
      {"/id/a%3fb%23", "id/a%3Fb%23", "id/a%3Fb%23"},
      {"/id/%25", "id/%25", "id/%25"},
      {"/id/a%20b", "id/a%20b", "id/a%20b"},
      {"/id/%28x%29", "id/%28x%29", "id/%28x%29"},
      {"/id/./x", "id/x", "id/x"},
      {"/id/../x", "x", "x"},
      {"/id/%2e%2E/x", "x", "x"},
      {"/id/..", "", ""},
      {"/id/.", "id/", "id/"},
      {"/../../x", "x", "x"},
      {"/id//x", "id//x", "id//x"},
      {"//x", "/x", "/x"},
      {"/id/...", "id/...", "id/..."},
      {"/id/.well", "id/.well", "id/.well"},
      {"/id/\"<>\\^`{|}", "id/%22%3C%3E%5C%5E%60%7B%7C%7D", "id/%22%3C%3E%5C%5E%60%7B%7C%7D"},
      {"/id/%EE%80%80", "id/%EE%80%80", "id/%EE%80%80"},
      {"/id/\uE000", "id/%EE%80%80", "id/%EE%80%80"},
      {"/id/x?y=%2E&z=..", "id/x?y=.&z=..", "id/x?y=.&z=.."},
      {"/", "", ""},
  };
  for (const Row& row : rows) {
    const auto asked = addresses.asked(row.path);
    ASSERT_TRUE(asked) << row.path;
    EXPECT_EQ(asked->raw, addresses.base() + row.raw) << row.path;
    EXPECT_EQ(asked->encoded, addresses.base() + row.encoded) << row.path;
  }
  EXPECT_EQ(addresses.asked("/id/%c3%a9")->sent, "http://h.example/id/%c3%a9");
  EXPECT_EQ(addresses.asked("/id/%c3%a9%28%21%24%26%27%29%2A%2B%2C%3B%3D%3A%40")->bare,
            "http://h.example/id/\u00E9(!$&')*+,;=:@");
  EXPECT_EQ(addresses.asked("/id/%2F%3F%23%25%20?a%3Db")->bare, "http://h.example/id/%2F%3F%23%25%20?a%3Db");
}

TEST(Addresses, AsksForNothingWhereThePathIsMalformed) {
  const Addresses addresses("http://h.example/");
  for (const char* path :
       {"/%", "/%4", "/%zz", "/a%2", "/%00", "/%C0%AF", "/%E0%80%AF", "/%ED%A0%80", "/%F4%90%80%80", "/%FF",
        "/%C3", "/%C3x", "/\xC3", "/\xC0\xAF", "/\xE9x", "", "x", "*", "/x#y"}) {
    EXPECT_FALSE(addresses.asked(path)) << path;
  }
  EXPECT_FALSE(addresses.asked(std::string_view("/a\0b", 4)));
}

TEST(Addresses, WellFormednessIsAboutEscapesAndUtf8) {
  for (const char* good : {"/", "/id/%C3%A9", "/id/\u00E9", "/a%2Fb", "*", "/x?y=%26"})
    EXPECT_TRUE(well_formed(good)) << good;
  for (const char* bad : {"/%", "/%4g", "/%00", "/%C0%AF", "/\xC0\xAF", "/%ED%A0%80", "/?x=%"})
    EXPECT_FALSE(well_formed(bad)) << bad;
}

TEST(Addresses, NothingOutsideTheBaseIsAskedFor) {
  const Addresses addresses("https://example.org/data/");
  EXPECT_EQ(addresses.base_path(), "/data/");
  for (const char* path : {"/", "/data", "/id/x", "/data/../id/x", "/database/x"})
    EXPECT_FALSE(addresses.asked(path)) << path;
  EXPECT_EQ(addresses.asked("/other/../data/id/x")->raw, "https://example.org/data/id/x");
}

TEST(Addresses, TheOriginIsTheBaseWithoutItsPath) {
  for (const char* base :
       {"https://example.org", "https://example.org/", "https://example.org/data/caf\u00E9/"})
    EXPECT_EQ(Addresses(base).origin(), "https://example.org") << base;
}

TEST(Addresses, ABaseGetsItsSlash) {
  EXPECT_EQ(Addresses("http://h.example").base(), "http://h.example/");
  EXPECT_EQ(Addresses("http://h.example").base_path(), "/");
  EXPECT_EQ(Addresses("http://h.example/a").base_path(), "/a/");
}

TEST(Addresses, LinksKeepFragmentsAndEncodeWhatUrlsCannotHold) {
  const Addresses addresses("http://h.example/d/");
  EXPECT_EQ(addresses.href("http://h.example/d/ontology#Person"), "/d/ontology#Person");
  EXPECT_EQ(addresses.href("http://h.example/d/o#\u00E9"), "/d/o#%C3%A9");
  EXPECT_EQ(addresses.href("http://h.example/d/\u00E9"), "/d/%C3%A9");
  EXPECT_EQ(addresses.href("http://other.example/x y#z"),
            "/d/describe?iri=http%3A%2F%2Fother.example%2Fx%20y%23z");
  EXPECT_EQ(addresses.href("http://h.example/other"), "/d/describe?iri=http%3A%2F%2Fh.example%2Fother");
  EXPECT_EQ(addresses.href("urn:x:y"), "/d/describe?iri=urn%3Ax%3Ay");
}

TEST(Addresses, ALinkNeverNamesAnotherHost) {
  const Addresses addresses("http://h.example/");
  EXPECT_EQ(addresses.href("http://h.example//evil.example/x"),
            "/describe?iri=http%3A%2F%2Fh.example%2F%2Fevil.example%2Fx");
  EXPECT_EQ(addresses.reference("http://h.example//evil.example/x"), "http://h.example//evil.example/x");
}

TEST(Addresses, DocumentsAreTheThingWithAnExtension) {
  const Addresses addresses("http://h.example/");
  EXPECT_EQ(addresses.document("http://h.example/id/x", turtle()), "http://h.example/id/x.ttl");
  EXPECT_EQ(addresses.document("http://h.example/id/\u00E9", turtle()), "http://h.example/id/\u00E9.ttl");
  EXPECT_EQ(addresses.document("http://h.example/o#P", turtle()), "http://h.example/o.ttl");
  EXPECT_EQ(addresses.document("http://o.example/x", turtle()),
            "http://h.example/describe?iri=http%3A%2F%2Fo.example%2Fx&format=ttl");
  EXPECT_EQ(addresses.document("http://h.example/id/", turtle()),
            "http://h.example/describe?iri=http%3A%2F%2Fh.example%2Fid%2F&format=ttl");
  EXPECT_EQ(addresses.document("http://h.example/x?y=1", turtle()),
            "http://h.example/describe?iri=http%3A%2F%2Fh.example%2Fx%3Fy%3D1&format=ttl");
  EXPECT_EQ(addresses.generic_document("http://h.example/o#P"), "http://h.example/o");
  EXPECT_EQ(addresses.generic_document("http://h.example/id/x"), "http://h.example/id/x");
  EXPECT_EQ(addresses.generic_document("http://o.example/x"),
            "http://h.example/describe?iri=http%3A%2F%2Fo.example%2Fx");
}

TEST(Addresses, ReferencesArePathsOfOwnUrls) {
  const Addresses addresses("http://h.example/d/");
  EXPECT_EQ(addresses.reference("http://h.example/d/id/\u00E9.ttl"), "/d/id/%C3%A9.ttl");
  EXPECT_EQ(addresses.reference("http://h.example/d/describe?iri=urn%3Ax"), "/d/describe?iri=urn%3Ax");
  EXPECT_EQ(addresses.reference("http://o.example/\u00E9"), "http://o.example/%C3%A9");
  EXPECT_EQ(addresses.reference("http://o.example/a\r\nX: y"), "http://o.example/a%0D%0AX:%20y");
}

TEST(Addresses, QueryValuesSurviveEncoding) {
  const std::string nasty("a+b c&d=e%#\xC3\xA9/?\0\r\n", 17);
  EXPECT_EQ(percent_decode(encode_query_value(nasty), true), nasty);
  EXPECT_EQ(encode_query_value("a b+c"), "a%20b%2Bc");
  EXPECT_EQ(percent_decode("a+b%2Bc", true), "a b+c");
  EXPECT_EQ(percent_decode("a+b%2Bc"), "a+b+c");
  for (const char* bad : {"%", "%1", "%g1", "a%"}) EXPECT_FALSE(percent_decode(bad)) << bad;
}

}  // namespace
}  // namespace tamizdat::answer
