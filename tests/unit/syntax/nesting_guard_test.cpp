// Senders that break the promises of rdf::Nesting: what is written says the same all the same, or nothing is.
#include "unit/syntax/writer_cases.hpp"

using namespace tamizdat;
using namespace tamizdat::test;

TEST(NestingGuard, a_node_that_was_mentioned_before_keeps_its_label) {
  Written w(FormatId::turtle, &prefixes);
  w.quad(iri(o), iri(p), blank("b"));
  w.nested(iri(s), iri(p), blank("b"), Nesting::object_begins);
  w.quad(blank("b"), iri(q), iri(o));
  w.end("b");
  EXPECT_THAT(w.text(), testing::AllOf(HasSubstr("ex:s ex:p _:b ."), HasSubstr("_:b ex:q ex:o .")));
}

TEST(NestingGuard, a_node_that_points_at_itself_from_inside_keeps_its_label) {
  Written w(FormatId::turtle, &prefixes);
  w.nested(iri(s), iri(p), blank("b"), Nesting::object_begins);
  w.nested(blank("b"), iri(p), blank("c"), Nesting::object_begins);
  w.quad(blank("c"), iri(p), blank("b"));
  w.end("c");
  w.end("b");
  EXPECT_THAT(w.text(), HasSubstr("_:c ex:p _:b ."));
}

TEST(NestingGuard, another_subject_in_between_makes_labels) {
  Written w(FormatId::turtle, &prefixes);
  w.nested(iri(s), iri(p), blank("b"), Nesting::object_begins);
  w.quad(iri(o), iri(p), iri(s));
  w.quad(blank("b"), iri(q), iri(o));
  w.end("b");
  EXPECT_THAT(w.text(), testing::AllOf(HasSubstr("ex:s ex:p _:b ."), HasSubstr("_:b ex:q ex:o .")));
}

TEST(NestingGuard, a_list_that_is_none_makes_labels) {
  for (const bool with_label : {false, true}) {
    Written w(FormatId::turtle, &prefixes);
    w.nested(iri(s), iri(p), blank("l"), Nesting::list_begins);
    w.quad(blank("l"), iri(rdf::rdfns::first), iri(o));
    if (with_label) w.quad(blank("l"), iri(q), literal("a list with a name"));
    w.quad(blank("l"), iri(rdf::rdfns::rest), with_label ? iri(rdf::rdfns::nil) : iri(o));
    w.end("l");
    EXPECT_THAT(w.text(), testing::AllOf(HasSubstr("_:l rdf:first ex:o"), Not(HasSubstr("( "))));
  }
}

TEST(NestingGuard, a_node_that_never_ends_keeps_its_label) {
  Written w(FormatId::turtle, &prefixes);
  w.nested(iri(s), iri(p), blank("b"), Nesting::object_begins);
  w.quad(blank("b"), iri(q), iri(o));
  EXPECT_THAT(w.text(), HasSubstr("_:b ex:q ex:o ."));
}

TEST(NestingGuard, nested_quads_of_another_graph_make_labels) {
  Written w(FormatId::trig, &prefixes);
  w.quad(iri(s), iri(p), blank("b"), {}, Nesting::object_begins);
  w.quad(blank("b"), iri(q), iri(o), iri(ex("g")));
  w.end("b");
  EXPECT_THAT(w.text(), testing::AllOf(HasSubstr("ex:s ex:p _:b ."), HasSubstr("_:b ex:q ex:o .")));
}

TEST(NestingGuard, flags_on_what_is_no_blank_node_mean_nothing) {
  Written w(FormatId::turtle, &prefixes);
  w.nested(iri(s), iri(p), iri(o), Nesting::object_begins | Nesting::list_begins | Nesting::subject_begins);
  w.quad(iri(s), iri(p), literal("x"));
  EXPECT_THAT(w.text(), HasSubstr("ex:s ex:p ex:o ,\n        \"x\" ."));
}

TEST(NestingGuard, a_node_that_has_gone_without_a_label_cannot_be_mentioned_again) {
  Written w(FormatId::turtle, &prefixes);
  w.nested(iri(s), iri(p), blank("b"), Nesting::object_begins);
  w.end("b");
  EXPECT_TRUE(w.refuses(iri(o), iri(p), blank("b")));
  EXPECT_EQ(w.writer().error().code, rdf::Code::internal);
}

TEST(NestingGuard, ends_of_nothing_are_nothing) {
  Written w(FormatId::turtle, &prefixes);
  w.end("b");
  w.quad(iri(s), iri(p), iri(o));
  w.end("s");
  w.quad(iri(s), iri(p), literal("x"));
  EXPECT_THAT(w.text(), HasSubstr("ex:s ex:p ex:o ,\n        \"x\" ."));
}

TEST(NestingGuard, long_lists_stay_lists) {
  Written w(FormatId::turtle, &prefixes, true);
  constexpr int items = 20'000;
  w.nested(iri(s), iri(p), blank("c0"), Nesting::list_begins);
  for (int i = 0; i < items; ++i) {
    const std::string cell = "c" + std::to_string(i), next = "c" + std::to_string(i + 1);
    w.quad(blank(cell), iri(rdf::rdfns::first), literal("1", rdf::xsd::integer));
    w.quad(blank(cell), iri(rdf::rdfns::rest), i + 1 == items ? iri(rdf::rdfns::nil) : blank(next));
  }
  w.end("c0");
  const std::string text = w.text();
  EXPECT_LT(text.size(), std::size_t{3} * items);
  EXPECT_THAT(text, testing::EndsWith(" 1 1 ) .\n"));
}
