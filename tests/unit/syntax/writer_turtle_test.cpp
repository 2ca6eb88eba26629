#include "unit/syntax/writer_cases.hpp"

using namespace tamizdat;
using namespace tamizdat::test;

namespace {

/// What stands between "ex:s ex:p " and " .".
std::string object(rdf::TermView term, const rdf::Prefixes& table = prefixes) {
  std::string text = Written(FormatId::turtle, &table).quad(iri(s), iri(p), term).text();
  const std::string before = "ex:s ex:p ";
  const auto at = text.find(before);
  if (at == std::string::npos || !text.ends_with(" .\n")) return "no such statement in: " + text;
  return text.substr(at + before.size(), text.size() - at - before.size() - 3);
}

}  // namespace

TEST(TurtleWriter, groups_by_subject_and_predicate_and_declares_only_what_it_uses) {
  Written w(FormatId::turtle, &prefixes);
  w.quad(iri(s), iri(rdf::rdfns::type), iri(ex("Person")));
  w.quad(iri(s), iri(p), literal("one", {}, "en"));
  w.quad(iri(s), iri(p), literal("два", {}, "ru"));
  w.quad(iri(s), iri(q), literal("3", rdf::xsd::integer));
  w.quad(iri(o), iri(p), iri(s));
  EXPECT_EQ(w.text(),
            "@prefix ex: <http://example.org/> .\n\n"
            "ex:s a ex:Person ;\n"
            "    ex:p \"one\"@en ,\n"
            "        \"два\"@ru ;\n"
            "    ex:q 3 .\n\n"
            "ex:o ex:p ex:s .\n");
}

TEST(TurtleWriter, writes_nothing_for_nothing) {
  EXPECT_EQ(Written(FormatId::turtle, &prefixes).text(), "");
}

TEST(TurtleWriter, nests_blank_nodes_in_place) {
  Written w(FormatId::turtle, &prefixes);
  w.nested(iri(s), iri(p), blank("b"), Nesting::object_begins);
  w.quad(blank("b"), iri(rdf::rdfns::type), iri(ex("T")));
  w.nested(blank("b"), iri(q), blank("c"), Nesting::object_begins);
  w.end("c");
  w.end("b");
  w.quad(iri(s), iri(p), literal("x"));
  EXPECT_EQ(w.text(),
            "@prefix ex: <http://example.org/> .\n\n"
            "ex:s ex:p [\n"
            "        a ex:T ;\n"
            "        ex:q []\n"
            "    ] ,\n"
            "        \"x\" .\n");
}

TEST(TurtleWriter, opens_a_subject_that_nothing_points_at) {
  Written w(FormatId::turtle, &prefixes);
  w.nested(blank("b"), iri(p), iri(o), Nesting::subject_begins);
  w.quad(blank("b"), iri(q), iri(o));
  w.end("b");
  w.quad(iri(s), iri(p), iri(o));
  EXPECT_EQ(w.text(),
            "@prefix ex: <http://example.org/> .\n\n"
            "[] ex:p ex:o ;\n    ex:q ex:o .\n\nex:s ex:p ex:o .\n");
}

TEST(TurtleWriter, writes_lists_and_lists_in_lists) {
  Written w(FormatId::turtle, &prefixes);
  w.nested(iri(s), iri(p), blank("l1"), Nesting::list_begins);
  w.quad(blank("l1"), iri(rdf::rdfns::first), literal("1", rdf::xsd::integer));
  w.quad(blank("l1"), iri(rdf::rdfns::rest), blank("l2"));
  w.nested(blank("l2"), iri(rdf::rdfns::first), blank("m1"), Nesting::list_begins);
  w.quad(blank("m1"), iri(rdf::rdfns::first), literal("a"));
  w.quad(blank("m1"), iri(rdf::rdfns::rest), iri(rdf::rdfns::nil));
  w.end("m1");
  w.quad(blank("l2"), iri(rdf::rdfns::rest), blank("l3"));
  w.nested(blank("l3"), iri(rdf::rdfns::first), blank("n"), Nesting::object_begins);
  w.quad(blank("n"), iri(p), iri(rdf::rdfns::nil));
  w.end("n");
  w.quad(blank("l3"), iri(rdf::rdfns::rest), iri(rdf::rdfns::nil));
  w.end("l1");
  w.quad(iri(s), iri(q), iri(o));
  EXPECT_THAT(w.text(), HasSubstr("ex:s ex:p ( 1 ( \"a\" ) [\n"));
}

TEST(TurtleWriter, writes_numbers_bare_only_if_they_read_back_the_same) {
  const auto typed = [](std::string_view text, std::string_view type) { return object(literal(text, type)); };
  EXPECT_EQ(typed("42", rdf::xsd::integer), "42");
  EXPECT_EQ(typed("-7", rdf::xsd::integer), "-7");
  EXPECT_EQ(typed("3.50", rdf::xsd::decimal), "3.50");
  EXPECT_EQ(typed("1.0e6", rdf::xsd::double_), "1.0e6");
  EXPECT_EQ(typed("true", rdf::xsd::boolean), "true");
  for (const auto text :
       {"+1", "007", "-0", "", "1 ", "1.", ".5", "1 . <http://evil> <http://p> 2", "1_000", "١"})
    EXPECT_THAT(typed(text, rdf::xsd::integer), testing::StartsWith("\"")) << text;
  for (const auto text : {"1", "1.", ".5", "1.5.5", "+1.5", "1.5 , 2"})
    EXPECT_THAT(typed(text, rdf::xsd::decimal), testing::StartsWith("\"")) << text;
  for (const auto text : {"1", "1.0", "INF", "NaN", "1e", "1.e5", "1e5 "})
    EXPECT_THAT(typed(text, rdf::xsd::double_), testing::StartsWith("\"")) << text;
  for (const auto text : {"1", "0", "TRUE", "true . <http://evil> a true"})
    EXPECT_THAT(typed(text, rdf::xsd::boolean), testing::StartsWith("\"")) << text;
  EXPECT_EQ(typed("1", ex("int")), "\"1\"^^ex:int");
}

TEST(TurtleWriter, quotes_texts_of_several_lines_long) {
  EXPECT_EQ(object(literal("a\nb")), "\"\"\"a\nb\"\"\"");
  EXPECT_EQ(object(literal("say \"a\"\nb")), "\"\"\"say \"a\"\nb\"\"\"");
  EXPECT_EQ(object(literal("\"\n\"\"\"x\"")), "\"\"\"\\\"\n\\\"\\\"\"x\\\"\"\"\"");
  EXPECT_EQ(object(literal("\"\\\n")), "\"\"\"\\\"\\\\\n\"\"\"");
  EXPECT_EQ(object(literal("a\r\nb\t\0"sv)), "\"\"\"a\\r\nb\t\\u0000\"\"\"");
}

TEST(TurtleWriter, escapes_controls_in_short_texts) {
  EXPECT_EQ(object(literal("\t\b\f\r\x01\x7F\"\\")), R"("\t\b\f\r\u0001\u007F\"\\")");
}

TEST(TurtleWriter, escapes_local_names_by_the_grammar) {
  const auto name = [](std::string_view local) { return object(iri(ex(local))); };
  EXPECT_EQ(name(""), "ex:");
  EXPECT_EQ(name("a-b.c_d:e"), "ex:a-b.c_d:e");
  EXPECT_EQ(name("1984"), "ex:1984");
  EXPECT_EQ(name("-a"), "ex:\\-a");
  EXPECT_EQ(name(".a"), "ex:\\.a");
  EXPECT_EQ(name("Jr."), "<http://example.org/Jr.>") << "right as ex:Jr\\. too, but RDFLib fails on it";
  EXPECT_EQ(name("AC/DC"), "ex:AC\\/DC");
  EXPECT_EQ(name("a#b?c=d&e"), "ex:a\\#b\\?c\\=d\\&e");
  EXPECT_EQ(name("(x),y;'z'*+!$~@"), "ex:\\(x\\)\\,y\\;\\'z\\'\\*\\+\\!\\$\\~\\@");
  EXPECT_EQ(name("a%20b"), "ex:a%20b");
  EXPECT_EQ(name("100%"), "ex:100\\%");
  EXPECT_EQ(name("Троцкий"), "ex:Троцкий");
  EXPECT_EQ(name("\u00B7a"), "<http://example.org/\u00B7a>") << "a middle dot cannot begin a name";
  EXPECT_EQ(name("a\u00B7"), "ex:a\u00B7");
  EXPECT_EQ(name("a\u2014b"), "<http://example.org/a\u2014b>") << "an em dash is no name character";
  EXPECT_EQ(name("a>b"), "<http://example.org/a\\u003Eb>");
}

TEST(TurtleWriter, does_not_declare_a_prefix_that_helped_nowhere) {
  Written w(FormatId::turtle, &prefixes);
  w.quad(iri("http://a"), iri("http://b"), iri(ex("a\u2014b")));
  EXPECT_EQ(w.text(), "<http://a> <http://b> <http://example.org/a\u2014b> .\n");
}

TEST(TurtleWriter, takes_the_longest_namespace_also_where_it_ends_within_a_segment) {
  rdf::Prefixes table = prefixes;
  table.set("GO", "http://purl.org/obo/GO_");
  table.set("urn", "urn:x:");
  table.set("base", "http://purl.org/");
  EXPECT_EQ(object(iri("http://purl.org/obo/GO_1"), table), "GO:1");
  EXPECT_EQ(object(iri("urn:x:1"), table), "urn:1");
  EXPECT_EQ(object(iri("http://purl.org/obo/1"), table), "base:obo\\/1");
}

TEST(TurtleWriter, a_name_that_is_no_prefix_name_is_not_used) {
  for (const auto name : {"1a", "a b", "a.", "_", "-", "a:b"}) {
    rdf::Prefixes table = prefixes;
    table.set(name, "http://other/");
    EXPECT_EQ(object(iri("http://other/x"), table), "<http://other/x>") << name;
  }
  rdf::Prefixes table = prefixes;
  table.set("", "http://other/");
  EXPECT_EQ(object(iri("http://other/x"), table), ":x");
}

TEST(TurtleWriter, many_namespaces_are_all_found) {
  rdf::Prefixes table;
  for (int i = 0; i < 500; ++i)
    table.set("n" + std::to_string(i), "http://example.org/" + std::to_string(i) + "/");
  Written w(FormatId::turtle, &table);
  for (int round = 0; round < 2; ++round)
    for (int i = 0; i < 500; ++i) w.quad(iri(ex(std::to_string(i) + "/s")), iri(p), iri(o));
  const std::string text = w.text();
  for (int i = 0; i < 500; ++i) {
    EXPECT_THAT(text, HasSubstr("\nn" + std::to_string(i) + ":s <http://example.org/p>"));
    EXPECT_THAT(text, HasSubstr("@prefix n" + std::to_string(i) + ": "));
  }
}

TEST(TurtleWriter, prefixes_used_late_are_declared_between_statements) {
  for (const auto format : {FormatId::turtle, FormatId::trig}) {
    Written w(format, &prefixes, true);
    const std::string big(200'000, 'x');
    w.quad(iri(s), iri(p), literal(big), iri(ex("g")));
    w.quad(iri(s), iri(p), literal("1"), iri(ex("g")));
    w.quad(iri(s), iri(p), iri("http://unused.example/late"), iri(ex("g")));
    const std::string text = w.text();
    const auto at = text.find("@prefix unused:");
    ASSERT_NE(at, std::string::npos);
    EXPECT_GT(at, big.size());
    EXPECT_THAT(text.substr(at), HasSubstr("ex:s ex:p unused:late ."));
    EXPECT_EQ(text.substr(at - 3, 3), format == FormatId::trig ? "\n}\n" : " .\n");
  }
}

TEST(TurtleWriter, a_prefix_redeclared_after_its_use_stays_right) {
  Written w(FormatId::turtle);
  w.prefix("a", "http://one/");
  w.quad(iri("http://one/s"), iri("http://one/p"), iri("http://two/o"));
  w.prefix("a", "http://two/");
  w.quad(iri("http://one/s"), iri("http://one/p"), iri("http://two/o2"));
  EXPECT_EQ(w.text(),
            "@prefix a: <http://one/> .\n\n"
            "a:s a:p <http://two/o> .\n"
            "@prefix a: <http://two/> .\n"
            "<http://one/s> <http://one/p> a:o2 .\n");
}

TEST(TurtleWriter, a_hundred_thousand_levels_are_only_a_matter_of_size) {
  Written w(FormatId::turtle, &prefixes, true);
  constexpr int levels = 100'000;
  std::string last = s;
  for (int i = 0; i < levels; ++i) {
    const std::string next = "b" + std::to_string(i);
    w.nested(i == 0 ? iri(s) : blank(last), iri(p), blank(next), Nesting::object_begins);
    last = next;
  }
  for (int i = levels; i-- > 0;) w.end("b" + std::to_string(i));
  EXPECT_LT(w.text().size(), std::size_t{200} * levels);
}

TEST(TurtleWriter, leaves_out_a_repeat_in_a_row) {
  Written w(FormatId::turtle, &prefixes);
  w.quad(iri(s), iri(p), literal("a"), iri(ex("g1")));
  w.quad(iri(s), iri(p), literal("a"), iri(ex("g2")));
  EXPECT_EQ(w.text(), "@prefix ex: <http://example.org/> .\n\nex:s ex:p \"a\" .\n");
}

TEST(TriGWriter, gives_each_graph_a_block_and_leaves_the_default_graph_bare) {
  Written w(FormatId::trig, &prefixes);
  w.quad(iri(s), iri(p), literal("a"));
  w.quad(iri(s), iri(p), literal("a"), iri(ex("g")));
  w.quad(iri(s), iri(q), literal("b"), iri(ex("g")));
  w.quad(iri(s), iri(q), literal("b"), blank("g"));
  w.quad(iri(s), iri(q), literal("b"));
  EXPECT_EQ(w.text(),
            "@prefix ex: <http://example.org/> .\n\n"
            "ex:s ex:p \"a\" .\n"
            "ex:g {\n"
            "    ex:s ex:p \"a\" ;\n"
            "        ex:q \"b\" .\n"
            "}\n\n"
            "_:g {\n"
            "    ex:s ex:q \"b\" .\n"
            "}\n\n"
            "ex:s ex:q \"b\" .\n");
}
