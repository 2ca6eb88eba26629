#include "query/fingerprint.hpp"

#include <gtest/gtest.h>

#include "support/isomorphism.hpp"
#include "support/random_quads.hpp"
#include "syntax/reader.hpp"

namespace tamizdat::query {
namespace {

Fingerprint::Print print_of(std::string_view turtle) {
  Fingerprint print;
  auto bytes = syntax::open_memory(turtle);
  syntax::ReadOptions options;
  options.base = "http://example.org/";
  const auto read = syntax::read(**bytes, options, print);
  EXPECT_TRUE(read) << rdf::to_string(read.error());
  return print.print();
}

TEST(Fingerprint, DoesNotDependOnOrderOrLabels) {
  EXPECT_EQ(print_of("<a> <p> _:x . _:x <q> _:y . _:y <q> \"1\" ."),
            print_of("_:one <q> \"1\" . _:two <q> _:one . <a> <p> _:two ."));
}

TEST(Fingerprint, CountsARepeatedTripleOnce) {
  EXPECT_EQ(print_of("<a> <p> <b> ."), print_of("<a> <p> <b> . <a> <p> <b> ."));
  EXPECT_EQ(print_of("<a> <p> <b> ."), print_of("<a> <p> <b> , <b> ."));
}

TEST(Fingerprint, TellsApartWhatDiffersInOneTerm) {
  const auto some = print_of("<a> <p> \"x\"@en .");
  EXPECT_EQ(some, print_of("<a> <p> \"x\"@EN ."));
  EXPECT_NE(some, print_of("<a> <p> \"x\"@de ."));
  EXPECT_NE(some, print_of("<a> <p> \"x\" ."));
  EXPECT_NE(some, print_of("<a> <p> \"x\"^^<t> ."));
  EXPECT_NE(some, print_of("<a> <p> <x> ."));
  EXPECT_NE(some, print_of(""));
}

TEST(Fingerprint, TellsApartWhatHangsOnWhichBlankNode) {
  EXPECT_NE(print_of("<a> <p> [ <q> 1 ; <r> 2 ] , [ <q> 3 ; <r> 4 ] ."),
            print_of("<a> <p> [ <q> 1 ; <r> 4 ] , [ <q> 3 ; <r> 2 ] ."));
  EXPECT_NE(print_of("_:a <p> _:b ."), print_of("_:a <p> _:a ."));
}

}  // namespace
}  // namespace tamizdat::query
