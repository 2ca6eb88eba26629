#include "rdf/term.hpp"

#include <gtest/gtest.h>

#include "rdf/prefixes.hpp"
#include "rdf/vocabulary.hpp"

using namespace tamizdat;

TEST(Term, a_plain_literal_and_an_xsd_string_are_one_term) {
  EXPECT_EQ(rdf::literal("a"), rdf::literal("a", rdf::xsd::string));
  EXPECT_EQ(rdf::datatype_of(rdf::literal("a")), rdf::xsd::string);
}

TEST(Term, language_tags_compare_without_case_and_over_their_whole_length) {
  EXPECT_EQ(rdf::literal("a", {}, "EN-gb"), rdf::literal("a", {}, "en-GB"));
  EXPECT_FALSE(rdf::literal("a", {}, "x-aaaaaaaaaaaaaaaaaa1") ==
               rdf::literal("a", {}, "x-aaaaaaaaaaaaaaaaaa2"));
}

TEST(Term, text_after_a_NUL_counts) {
  using namespace std::string_view_literals;
  EXPECT_FALSE(rdf::literal("a\0b"sv) == rdf::literal("a\0c"sv));
}

TEST(Prefixes, the_longest_namespace_wins) {
  rdf::Prefixes p;
  p.set("a", "http://x/");
  p.set("b", "http://x/y/");
  p.set("c", "http://x/y/zz");
  EXPECT_EQ(p.shorten("http://x/y/z")->prefix, "b");
  EXPECT_EQ(p.shorten("http://x/y/z")->local, "z");
  EXPECT_EQ(p.shorten("http://x/q")->prefix, "a");
  EXPECT_EQ(p.shorten("http://x/y/zz")->prefix, "c");
  EXPECT_FALSE(p.shorten("http://w/").has_value());
}

TEST(Prefixes, redeclaring_a_name_forgets_its_old_namespace) {
  rdf::Prefixes p;
  p.set("a", "http://x/");
  p.set("a", "http://y/");
  EXPECT_FALSE(p.shorten("http://x/1").has_value());
  EXPECT_EQ(p.expand("a:1"), "http://y/1");
}
