#include "rdf/iri.hpp"

#include <gtest/gtest.h>

#include <string_view>

using namespace tamizdat;

namespace {

struct Case {
  std::string_view reference;
  std::string_view expected;
};

void expect_resolved(std::string_view base, std::initializer_list<Case> cases) {
  for (const Case& c : cases)
    EXPECT_EQ(rdf::resolve_iri(c.reference, base), c.expected) << c.reference << " against " << base;
}

}  // namespace

TEST(Iri, resolution_follows_the_examples_of_RFC_3986) {
  expect_resolved("http://a/b/c/d;p?q", {{"g:h", "g:h"},
                                         {"g", "http://a/b/c/g"},
                                         {"./g", "http://a/b/c/g"},
                                         {"g/", "http://a/b/c/g/"},
                                         {"/g", "http://a/g"},
                                         {"//g", "http://g"},
                                         {"?y", "http://a/b/c/d;p?y"},
                                         {"g?y", "http://a/b/c/g?y"},
                                         {"#s", "http://a/b/c/d;p?q#s"},
                                         {"g#s", "http://a/b/c/g#s"},
                                         {"g?y#s", "http://a/b/c/g?y#s"},
                                         {";x", "http://a/b/c/;x"},
                                         {"g;x", "http://a/b/c/g;x"},
                                         {"g;x?y#s", "http://a/b/c/g;x?y#s"},
                                         {"", "http://a/b/c/d;p?q"},
                                         {".", "http://a/b/c/"},
                                         {"./", "http://a/b/c/"},
                                         {"..", "http://a/b/"},
                                         {"../", "http://a/b/"},
                                         {"../g", "http://a/b/g"},
                                         {"../..", "http://a/"},
                                         {"../../", "http://a/"},
                                         {"../../g", "http://a/g"}});
}

TEST(Iri, dot_segments_go_wherever_they_stand) {
  expect_resolved("http://a/b/c/d;p?q", {{"../../../g", "http://a/g"},
                                         {"../../../../g", "http://a/g"},
                                         {"/./g", "http://a/g"},
                                         {"/../g", "http://a/g"},
                                         {"g.", "http://a/b/c/g."},
                                         {".g", "http://a/b/c/.g"},
                                         {"g..", "http://a/b/c/g.."},
                                         {"..g", "http://a/b/c/..g"},
                                         {"./../g", "http://a/b/g"},
                                         {"./g/.", "http://a/b/c/g/"},
                                         {"g/./h", "http://a/b/c/g/h"},
                                         {"g/../h", "http://a/b/c/h"},
                                         {"g/..", "http://a/b/c/"},
                                         {"g;x=1/./y", "http://a/b/c/g;x=1/y"},
                                         {"g;x=1/../y", "http://a/b/c/y"},
                                         {"g?y/./x", "http://a/b/c/g?y/./x"},
                                         {"g?y/../x", "http://a/b/c/g?y/../x"},
                                         {"g#s/./x", "http://a/b/c/g#s/./x"},
                                         {"g#s/../x", "http://a/b/c/g#s/../x"},
                                         {"http:g", "http:g"}});
}

TEST(Iri, resolution_copes_with_bases_of_every_shape) {
  EXPECT_EQ(rdf::resolve_iri("g", "http://a"), "http://a/g");
  EXPECT_EQ(rdf::resolve_iri("?x", "http://a"), "http://a?x");
  EXPECT_EQ(rdf::resolve_iri("g", "urn:x:y"), "urn:g");
  EXPECT_EQ(rdf::resolve_iri("#g", "urn:x:y#old"), "urn:x:y#g");
  EXPECT_EQ(rdf::resolve_iri("", "http://a/b#c"), "http://a/b");
  EXPECT_EQ(rdf::resolve_iri("../g", "file:///a/bb/ccc/d"), "file:///a/bb/g");
  EXPECT_EQ(rdf::resolve_iri(".//g", "a:/b"), "a:/.//g");
  EXPECT_EQ(rdf::resolve_iri("ж/ё", "http://пример/а/"), "http://пример/а/ж/ё");
}

TEST(Iri, an_empty_query_is_not_a_missing_one) {
  EXPECT_EQ(rdf::resolve_iri("a?", "http://x/"), "http://x/a?");
  EXPECT_EQ(rdf::resolve_iri("a#", "http://x/"), "http://x/a#");
  EXPECT_TRUE(rdf::parse_iri("a?").query.has_value());
  EXPECT_FALSE(rdf::parse_iri("a").query.has_value());
}

TEST(Iri, good_ones_have_no_fault) {
  for (const std::string_view iri :
       {"http://example.org/", "urn:isbn:0-486-27557-4", "mailto:a@b", "a/b:c", "", "#x", "?q", "//host/p",
        "./a:b", "http://[::1]:8080/", "http://u:p@h:1/", "http://h:/", "tag:x,2000:y",
        "http://例え/テ?ス#ト", "http://x/%41%zz"})
    EXPECT_EQ(rdf::iri_fault(iri), std::nullopt) << iri;
}

TEST(Iri, bad_ones_are_told_in_words) {
  EXPECT_EQ(rdf::iri_fault("://nope"), "has no scheme before its ':'");
  EXPECT_EQ(rdf::iri_fault("1a:b"), "has the malformed scheme '1a'");
  EXPECT_EQ(rdf::iri_fault("http://a b"), "has a space in it");
  EXPECT_EQ(rdf::iri_fault("http://a\r\nX: y"), "has a line break in it");
  EXPECT_EQ(rdf::iri_fault("http://a/\x01"), "has the control character U+0001 in it");
  EXPECT_EQ(rdf::iri_fault("http://a:b/"), "has a port that is no number");
  EXPECT_EQ(rdf::iri_fault("http://[::1/"), "has a '[' in its host that is not closed");
  for (const char c : std::string_view("<>\"{}|\\^`"))
    EXPECT_EQ(rdf::iri_fault(std::string("http://a/") + c),
              std::string("has the character ") + c + " in it, which no IRI may have");
}
