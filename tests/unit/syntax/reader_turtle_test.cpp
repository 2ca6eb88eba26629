// What Turtle, TriG, N-Triples and N-Quads say, where Serd alone gets it wrong or leaves it open.
#include <gtest/gtest.h>

#include <string>

#include "support/reading.hpp"

using namespace tamizdat;
using syntax::FormatId;
using test::read_as;
using test::read_turtle;
using test::told;

namespace {

std::string quads(std::string_view turtle, std::string base = {}) {
  return told(read_turtle(turtle, std::move(base)));
}

}  // namespace

TEST(ReadTurtle, a_lone_quote_before_an_escape_in_a_long_text_harms_nothing) {
  EXPECT_EQ(quads(R"(<x:s> <x:p> """say "\u00E9" x""" .)"), "<x:s> <x:p> \"say \\\"é\\\" x\" .\n");
  EXPECT_EQ(quads(R"(<x:s> <x:p> '''a'\n''b\\''' .)"), "<x:s> <x:p> \"a'\\n''b\\\\\" .\n");
  EXPECT_EQ(quads(R"(<x:s> <x:p> """""\"""" .)"), "<x:s> <x:p> \"\\\"\\\"\\\"\" .\n");
  EXPECT_EQ(quads(R"(<x:s> <x:p> """a"""", "b" .)"),
            "test:1:20: expected ',', ';' or '.', not the literal \", \"")
      << "three quotes end it, so a fourth begins another";
}

TEST(ReadTurtle, subjects_may_be_spelt_like_keywords) {
  EXPECT_EQ(quads("_:graph <x:p> _:base . _:prefix <x:p> _:BASE ."),
            "_:graph <x:p> _:base .\n_:prefix <x:p> _:BASE .\n");
  EXPECT_EQ(quads("<graph> <x:p> <base> . <prefix> <x:p> 1 .", "x://h/"),
            "<x://h/graph> <x:p> <x://h/base> .\n"
            "<x://h/prefix> <x:p> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n");
  EXPECT_EQ(told(read_as(FormatId::trig, "<graph> { <graph> <x:p> <x:o> } GRAPH <base> { <x:s> a <prefix> }",
                         "x://h/")),
            "<x://h/graph> <x:p> <x:o> <x://h/graph> .\n"
            "<x:s> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <x://h/prefix> <x://h/base> .\n");
  EXPECT_EQ(
      quads("@prefix graph: <x:g/> . @prefix a: <x:a/> . @prefix true: <x:t/> . graph:base a:a true:false ."),
      "<x:g/base> <x:a/a> <x:t/false> .\n");
}

TEST(ReadTurtle, labels_of_either_case_stand_side_by_side) {
  EXPECT_EQ(quads("_:b1 <x:p> _:B1 , [] ."), "_:b1 <x:p> _:B1 .\n_:b1 <x:p> _:anon1 .\n");
}

TEST(ReadTurtle, nodes_without_a_label_never_meet_those_with_one) {
  EXPECT_EQ(quads("_:anon1 <x:p> [] , _:anon_1 , _:b1 ."),
            "_:anon_1 <x:p> _:anon1 .\n_:anon_1 <x:p> _:anon__1 .\n_:anon_1 <x:p> _:b1 .\n");
}

TEST(ReadTurtle, every_label_gets_the_prefix_of_its_file) {
  syntax::ReadOptions options;
  options.blank_prefix = "f7";
  EXPECT_EQ(told(test::read_text("_:a <x:p> [ <x:q> ( 1 ) ] .", options)),
            "_:f7a <x:p> _:f7anon1 .\n"
            "_:f7anon1 <x:q> _:f7anon2 .\n"
            "_:f7anon2 <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> "
            "\"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n"
            "_:f7anon2 <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> "
            "<http://www.w3.org/1999/02/22-rdf-syntax-ns#nil> .\n");
}

TEST(ReadTurtle, white_space_may_stand_between_a_text_and_its_tag) {
  EXPECT_EQ(quads("<x:s> <x:p> \"a\" @en , \"b\" ^^ # why not\n <x:t> ."),
            "<x:s> <x:p> \"a\"@en .\n<x:s> <x:p> \"b\"^^<x:t> .\n");
}

TEST(ReadTurtle, numbers_end_where_the_statement_does) {
  EXPECT_EQ(quads("<x:s> <x:p> 1.<x:s> <x:p> 1.5.<x:s> <x:p> 1.e0, .5E-1 , -0 ."),
            "<x:s> <x:p> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n"
            "<x:s> <x:p> \"1.5\"^^<http://www.w3.org/2001/XMLSchema#decimal> .\n"
            "<x:s> <x:p> \"1.e0\"^^<http://www.w3.org/2001/XMLSchema#double> .\n"
            "<x:s> <x:p> \".5E-1\"^^<http://www.w3.org/2001/XMLSchema#double> .\n"
            "<x:s> <x:p> \"-0\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n");
}

TEST(ReadTurtle, relative_IRIs_are_resolved_with_all_their_dots) {
  EXPECT_EQ(quads("@base <http://a/b/c/d> . <g/./h> <g/..> <../../../x> . @base <e/> . <> <#f> <?q> ."),
            "<http://a/b/c/g/h> <http://a/b/c/> <http://a/x> .\n"
            "<http://a/b/c/e/> <http://a/b/c/e/#f> <http://a/b/c/e/?q> .\n");
  const auto outcome = read_turtle("@prefix id: <id/> . id:x a id:y .", "http://h/");
  EXPECT_EQ(outcome.said.lines,
            "prefix id: <http://h/id/>\n"
            "<http://h/id/x> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://h/id/y> .\n");
}

TEST(ReadTurtle, escapes_are_undone_everywhere) {
  EXPECT_EQ(quads(R"(@prefix e: <x:\u0065/> . <x:\U0001F600> e:a\/b\~c e:%20.x, "\t\u0000\U0010FFFF" .)"),
            std::string("<x:\xF0\x9F\x98\x80> <x:e/a/b~c> <x:e/%20.x> .\n<x:\xF0\x9F\x98\x80> <x:e/a/b~c> "
                        "\"\t\0\xF4\x8F\xBF\xBF\" .\n",
                        67));
}

TEST(ReadTurtle, a_name_does_not_swallow_the_dot_behind_it) {
  EXPECT_EQ(quads("@prefix e: <x:> . e:a.b e:c _:x.y. e:d e:e e:f."),
            "<x:a.b> <x:c> _:x.y .\n<x:d> <x:e> <x:f> .\n");
}

TEST(ReadTurtle, line_ends_and_marks_of_every_kind_are_fine) {
  const std::string expected = "<x:s> <x:p> <x:o> .\n<x:s> <x:p> \"a\\r\\nb\" .\n";
  EXPECT_EQ(quads("\xEF\xBB\xBF<x:s> <x:p>\r\n<x:o> .\r\n<x:s> <x:p> \"\"\"a\r\nb\"\"\" ."), expected);
  EXPECT_EQ(quads("# c\r<x:s> <x:p>\r<x:o> .\r<x:s> <x:p> \"a\\r\\nb\" ."), expected);
  EXPECT_EQ(told(read_as(FormatId::ntriples,
                         "\xEF\xBB\xBF<x:s> <x:p> <x:o> .\r\n\r\n<x:s> <x:p> \"a\\r\\nb\" . # end")),
            expected);
  EXPECT_EQ(told(read_as(FormatId::nquads, "<x:s> <x:p> <x:o> .\r<x:s> <x:p> \"a\\r\\nb\" .")), expected);
}

TEST(ReadTurtle, an_empty_text_holds_nothing) {
  for (const FormatId format : {FormatId::turtle, FormatId::trig, FormatId::ntriples, FormatId::nquads})
    for (const std::string_view text : {"", "\n", "# only a comment", "\xEF\xBB\xBF"})
      EXPECT_EQ(told(read_as(format, text)), "");
}

TEST(ReadTurtle, places_count_lines_and_characters) {
  const auto outcome = read_turtle(
      "<x:s> <x:é> \"ж\",\r\n  'y' ; <x:q> [ <x:r>\r 1 ] .\n\n<x:s> <x:p> \"\"\"a\nж\"\"\", <x:z> .");
  ASSERT_FALSE(outcome.error) << told(outcome);
  std::vector<std::pair<std::uint64_t, std::uint64_t>> places;
  for (const auto& p : outcome.said.places) places.emplace_back(p.line, p.column);
  EXPECT_EQ(places, (std::vector<std::pair<std::uint64_t, std::uint64_t>>{
                        {1, 13}, {2, 3}, {2, 9}, {3, 2}, {5, 13}, {6, 7}}));
}

TEST(ReadTurtle, prefixes_may_change_their_meaning) {
  EXPECT_EQ(quads("@prefix e: <x:1/> . e:a e:a e:a . PREFIX e: <x:2/> e:a e:a e:a ."),
            "<x:1/a> <x:1/a> <x:1/a> .\n<x:2/a> <x:2/a> <x:2/a> .\n");
}

TEST(ReadTurtle, pieces_of_any_size_give_the_same) {
  std::string text = "@prefix e: <http://example.org/é/> .\r\n";
  for (int i = 0; i < 300; ++i)
    text += "e:s" + std::to_string(i) + " e:p \"ж\\n€\"@ru , [ e:q ( 1 2.5 '''x'y''' ) ] ; a e:T .\r\n";
  text += std::string(70000, '#') + "\n<x:last> a <x:T> .";
  const std::string whole = read_turtle(text).said.lines;
  EXPECT_GT(whole.size(), 100000U);
  for (const std::size_t size : {1U, 2U, 3U, 7U, 4096U}) {
    test::Pieces bytes(text, size);
    const auto outcome = test::read_from(bytes, {});
    ASSERT_FALSE(outcome.error) << told(outcome);
    EXPECT_EQ(outcome.said.lines, whole);
  }
}

// ---- nesting ----

TEST(ReadNesting, what_stands_in_brackets_is_told_in_place) {
  EXPECT_EQ(read_turtle("<x:s> <x:p> [ <x:q> [] ; <x:r> \"1\" ] , <x:o> .").said.lines,
            "object <x:s> <x:p> _:anon1 .\n"
            "object _:anon1 <x:q> _:anon2 .\n"
            "end _:anon2\n"
            "_:anon1 <x:r> \"1\" .\n"
            "end _:anon1\n"
            "<x:s> <x:p> <x:o> .\n");
}

TEST(ReadNesting, a_bracketed_subject_stays_open_until_its_statement_ends) {
  EXPECT_EQ(
      read_turtle(
          "[ <x:a> <x:b> ] <x:c> [ <x:d> <x:e> ] . [] <x:f> <x:g> . [ <x:h> <x:i> ] . <x:s> <x:p> <x:o> .")
          .said.lines,
      "subject _:anon1 <x:a> <x:b> .\n"
      "object _:anon1 <x:c> _:anon2 .\n"
      "_:anon2 <x:d> <x:e> .\n"
      "end _:anon2\n"
      "end _:anon1\n"
      "subject _:anon3 <x:f> <x:g> .\n"
      "end _:anon3\n"
      "subject _:anon4 <x:h> <x:i> .\n"
      "end _:anon4\n"
      "<x:s> <x:p> <x:o> .\n");
}

TEST(ReadNesting, lists_end_with_their_last_cell) {
  const std::string rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
  EXPECT_EQ(read_turtle("<x:s> <x:p> ( <x:a> ( <x:b> ) [ <x:q> () ] ) .").said.lines,
            "list <x:s> <x:p> _:anon1 .\n"
            "_:anon1 <" +
                rdf +
                "first> <x:a> .\n"
                "_:anon1 <" +
                rdf +
                "rest> _:anon2 .\n"
                "list _:anon2 <" +
                rdf +
                "first> _:anon3 .\n"
                "_:anon3 <" +
                rdf +
                "first> <x:b> .\n"
                "_:anon3 <" +
                rdf + "rest> <" + rdf +
                "nil> .\n"
                "end _:anon3\n"
                "_:anon2 <" +
                rdf +
                "rest> _:anon4 .\n"
                "object _:anon4 <" +
                rdf +
                "first> _:anon5 .\n"
                "_:anon5 <x:q> <" +
                rdf +
                "nil> .\n"
                "end _:anon5\n"
                "_:anon4 <" +
                rdf + "rest> <" + rdf +
                "nil> .\n"
                "end _:anon1\n");
}

TEST(ReadNesting, lists_as_subjects_are_plain_quads) {
  const auto outcome = read_turtle("( <x:a> [ <x:q> 1 ] ) <x:p> <x:o> . () <x:p> () .");
  ASSERT_FALSE(outcome.error) << told(outcome);
  EXPECT_EQ(outcome.said.lines.find("list "), std::string::npos);
  EXPECT_EQ(outcome.said.lines.find("subject "), std::string::npos);
  EXPECT_NE(outcome.said.lines.find("object _:anon2"), std::string::npos);
}

TEST(ReadNesting, a_blank_graph_is_no_nested_subject) {
  const auto outcome =
      read_as(FormatId::trig, "[] { [] <x:p> <x:o> . <x:s> <x:p> <x:o> } [] { ( 1 ) <x:p> <x:o> }");
  ASSERT_FALSE(outcome.error) << told(outcome);
  EXPECT_EQ(outcome.said.lines.substr(0, outcome.said.lines.find("_:anon4")),
            "subject _:anon2 <x:p> <x:o> _:anon1 .\nend _:anon2\n<x:s> <x:p> <x:o> _:anon1 .\n");
}

// ---- line-based formats ----

TEST(ReadLines, each_statement_keeps_to_its_line) {
  EXPECT_EQ(told(read_as(FormatId::ntriples, "<x:s> <x:p>\n<x:o> .")),
            "test:1:12: the line ends in the middle of a statement (a '.' may be missing)");
  EXPECT_EQ(told(read_as(FormatId::ntriples, "<x:s> <x:p> <x:o> . <x:s> <x:p> <x:o> .")),
            "test:1:21: a second statement on the same line (each statement has its own line)");
}

TEST(ReadLines, they_know_nothing_of_turtle) {
  for (const std::string_view text :
       {"@prefix e: <x:> .", "e:a <x:p> <x:o> .", "<x:s> a <x:o> .", "<x:s> <x:p> 1 .", "<x:s> <x:p> 'a' .",
        "<x:s> <x:p> true .", "<x:s> <x:p> <x:o>, <x:o> .", "<x:s> <x:p> [] .", "<x:s> <x:p> \"\"\"a\"\"\" .",
        "<s> <x:p> <x:o> .", "<x:s> <x:p> \"a\"^^e:t .", "\"a\" <x:p> <x:o> .", "<x:s> _:p <x:o> .",
        "<x:s> \"p\" <x:o> .", "<x:s> <x:p> .", "<x:s> <x:p> <x:o>", "<x:s> <x:p> <x:o> <x:g> <x:h> .",
        "<x:s> <x:p> <x:o> \"g\" .", "_::a <x:p> <x:o> ."}) {
    EXPECT_TRUE(read_as(FormatId::ntriples, text, "x://base/").error) << text;
    EXPECT_TRUE(read_as(FormatId::nquads, text, "x://base/").error) << text;
  }
  EXPECT_TRUE(read_as(FormatId::ntriples, "<x:s> <x:p> <x:o> <x:g> .").error);
  EXPECT_EQ(told(read_as(FormatId::nquads, "<x:s> <x:p> <x:o> <x:g> .\n<x:s> <x:p> \"o\"@en _:g .")),
            "<x:s> <x:p> <x:o> <x:g> .\n<x:s> <x:p> \"o\"@en _:g .\n");
}

TEST(ReadLines, many_batches_of_n_quads_are_one_text) {
  std::string text;
  for (int i = 0; i < 50000; ++i) text += "<x:s> <x:p> \"" + std::to_string(i) + "\" _:g .\n";
  const auto good = read_as(FormatId::nquads, text);
  ASSERT_FALSE(good.error) << told(good);
  EXPECT_EQ(good.said.quads.size(), 50000U);
  EXPECT_EQ(good.said.places.back().line, 50000U);
  const auto bad = read_as(FormatId::nquads, text + "<x:s> <x:p> .\n");
  ASSERT_TRUE(bad.error);
  EXPECT_EQ(rdf::to_string(*bad.error), "test:50001:13: expected an object, not '.'");
}

TEST(ReadLines, a_receiver_that_stops_is_obeyed) {
  class Once : public rdf::QuadSink {
   public:
    bool quad(const rdf::QuadView&, rdf::Nesting, rdf::Position) override { return ++count < 3; }
    int count = 0;
  } once;
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "<x:s> <x:p> <x:o> .\n";
  for (const FormatId format : {FormatId::turtle, FormatId::trig, FormatId::ntriples, FormatId::nquads}) {
    once.count = 0;
    const auto bytes = syntax::open_memory(text);
    syntax::ReadOptions options;
    options.format = format;
    const auto done = syntax::read(**bytes, options, once);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, rdf::Code::cancelled);
    EXPECT_EQ(once.count, 3);
  }
}
