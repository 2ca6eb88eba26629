// Triple and quad pattern fragments, held against the specifications clause by clause.
#include "answer/fragment.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include "answer/fragment_api.hpp"
#include "rdf/vocabulary.hpp"
#include "store/builder.hpp"
#include "support/isomorphism.hpp"

using namespace tamizdat;
using answer::FragmentKind;
using test::OwnedQuad;

namespace {

constexpr std::string_view base = "http://example.org/";

/// 250 numbered things in a graph, a literal for each; a blank node; one triple in the default graph and in
/// the graph.
std::shared_ptr<const answer::Publication> publication(std::string_view extra = {}) {
  store::Builder builder;
  builder.prefix("ex", "http://example.org/ns#");
  const auto p = rdf::iri("http://example.org/ns#p");
  const auto graph = rdf::iri("http://example.org/data/g.ttl");
  for (int i = 0; i < 250; ++i) {
    const std::string thing = "http://example.org/id/" + std::to_string(1000 + i);
    const std::string number = std::to_string(i);
    builder.quad({rdf::iri(thing), p, rdf::literal(number, rdf::xsd::integer), graph}, {}, {});
  }
  const auto twice = rdf::iri("http://example.org/id/twice");
  for (const auto& g : {rdf::TermView{}, graph}) {
    builder.quad({twice, rdf::iri(rdf::rdfs::label), rdf::literal("two \"graphs\"", {}, "EN-gb"), g}, {}, {});
  }
  builder.quad({twice, rdf::iri("http://example.org/ns#knows"), twice, graph}, {}, {});
  builder.quad({twice, rdf::iri("http://example.org/ns#knows"), rdf::blank("b0"), graph}, {}, {});
  if (!extra.empty()) builder.quad({twice, p, rdf::literal(extra), {}}, {}, {});
  return answer::publish(builder.finish(), answer::Addresses(std::string(base)), answer::Identity::see_other);
}

std::unique_ptr<answer::Fragment> ask(std::string_view query, FragmentKind kind = FragmentKind::triples) {
  auto made = answer::fragment(publication(), kind, query, {});
  EXPECT_TRUE(made.has_value()) << query << ": " << rdf::to_string(made.error());
  return made ? std::move(*made) : nullptr;
}

rdf::Error refused(std::string_view query, FragmentKind kind = FragmentKind::triples) {
  const auto made = answer::fragment(publication(), kind, query, {});
  EXPECT_FALSE(made.has_value()) << query;
  return made ? rdf::Error() : made.error();
}

struct Told {
  std::vector<OwnedQuad> data;
  std::vector<OwnedQuad> controls;
};

Told told(const answer::Answer& answer, std::string_view page) {
  test::QuadList list;
  const auto body = answer.graph();
  for (;;) {
    const auto more = body->emit(list);
    EXPECT_TRUE(more.has_value());
    if (!more || !*more) break;
  }
  Told result;
  for (const auto& quad : list.quads) {
    (quad.graph.text == std::string(page) + "#metadata" ? result.controls : result.data).push_back(quad);
  }
  return result;
}

std::vector<std::string> objects(const std::vector<OwnedQuad>& quads, std::string_view subject,
                                 std::string_view predicate) {
  std::vector<std::string> found;
  for (const auto& q : quads) {
    if (q.subject.text == subject && q.predicate.text == predicate) found.push_back(q.object.text);
  }
  return found;
}

using Strings = std::vector<std::string>;

}  // namespace

TEST(Fragment, says_its_exact_count_on_every_page_as_a_whole_number) {
  const std::string page = "http://example.org/fragments?predicate=ex:p&page=2";
  const auto f = ask("predicate=ex:p&page=2");
  const auto t = told(*f, page);
  const std::string fragment = "http://example.org/fragments?predicate=ex:p";
  EXPECT_EQ(t.data.size(), 100U);
  EXPECT_EQ(objects(t.controls, fragment, rdf::void_::triples), Strings{"250"});
  EXPECT_EQ(objects(t.controls, fragment, rdf::hydra::totalItems), Strings{"250"});
  EXPECT_EQ(objects(t.controls, fragment, rdf::hydra::view), Strings{page});
  EXPECT_EQ(objects(t.controls, page + "#metadata", rdf::foaf::primaryTopic), Strings{fragment});
}

TEST(Fragment, ties_the_very_url_asked_for_to_its_topic_by_the_last_subset_statement) {
  for (const std::string query :
       {"", "predicate=ex:p", "predicate=ex%3Ap&page=2", "subject=&predicate=&object="}) {
    const auto f = ask(query);
    const std::string page = "http://example.org/fragments" + (query.empty() ? "" : "?" + query);
    const auto t = told(*f, page);
    std::string last;
    std::string topic;
    for (const auto& q : t.controls) {
      if (q.predicate.text == rdf::void_::subset && q.object.text == page) last = q.subject.text;
      if (q.predicate.text == rdf::foaf::primaryTopic) topic = q.object.text;
    }
    EXPECT_EQ(last, topic) << query;
    EXPECT_FALSE(last.empty());
  }
}

TEST(Fragment, has_no_URL_that_is_no_IRI_whatever_clients_send) {
  const auto f = ask("object=\"1\"^^xsd:integer&x={|}");
  EXPECT_EQ(f->head().document, "http://example.org/fragments?object=%221%22%5E%5Exsd:integer&x=%7B%7C%7D");
  EXPECT_EQ(f->total().count, 1U);
}

TEST(Fragment, keeps_the_name_of_its_controls_short_however_long_the_pattern) {
  std::string values = "(?s) {";
  for (int i = 0; i < 60; ++i) values += " (<http://example.org/id/" + std::to_string(1000 + i) + ">)";
  const auto f = ask("subject=?s&values=" + answer::encode_query_value(values + " }"));
  test::QuadList list;
  const auto body = f->graph();
  while (*body->emit(list)) {
  }
  std::set<std::string> graphs;
  for (const auto& quad : list.quads) graphs.insert(quad.graph.text);
  EXPECT_EQ(list.quads.size() > 60, true);
  ASSERT_EQ(graphs.size(), 2U);
  EXPECT_EQ(*graphs.begin(), "") << "the data";
  EXPECT_LT(graphs.rbegin()->size(), 100U);
}

TEST(Fragment, has_one_form_that_maps_exactly_subject_predicate_object) {
  const auto t = told(*ask(""), "http://example.org/fragments");
  const auto count = [&](std::string_view predicate) {
    return std::count_if(t.controls.begin(), t.controls.end(),
                         [&](const auto& q) { return q.predicate.text == predicate; });
  };
  EXPECT_EQ(count(rdf::hydra::search), 1);
  EXPECT_EQ(count(rdf::hydra::template_), 1);
  EXPECT_EQ(count(rdf::hydra::mapping), 3);
  EXPECT_EQ(count(rdf::hydra::variable), 3);
  EXPECT_EQ(count(rdf::hydra::property), 3);
  for (const auto& q : t.controls) {
    if (q.predicate.text == rdf::hydra::template_) {
      EXPECT_EQ(q.object.text, "http://example.org/fragments{?subject,predicate,object}");
    }
  }
}

TEST(Fragment, links_pages_that_exist_and_no_others) {
  const auto first = ask("predicate=ex:p");
  EXPECT_EQ(first->pages(), 3U);
  EXPECT_EQ(first->previous(), "");
  EXPECT_NE(first->next().find("page=2"), std::string::npos);
  const auto last = ask("predicate=ex:p&page=3");
  EXPECT_EQ(last->next(), "");
  EXPECT_EQ(last->rows().size(), 50U);
  EXPECT_EQ(ask("predicate=ex:p&limit=125&page=2")->next(), "") << "a full last page has no next one";
  EXPECT_EQ(ask("predicate=ex:none")->rows().size(), 0U);
}

TEST(Fragment, pages_followed_to_the_end_give_each_triple_once) {
  std::vector<OwnedQuad> all;
  const auto p = publication();
  std::string query = "limit=17";
  for (int guard = 0; guard < 100 && !query.empty(); ++guard) {
    const auto f = answer::fragment(p, FragmentKind::triples, query, {});
    ASSERT_TRUE(f.has_value());
    const auto t = told(**f, (*f)->head().document);
    all.insert(all.end(), t.data.begin(), t.data.end());
    const std::string next = (*f)->next();
    query = next.empty() ? std::string() : next.substr(next.find('?') + 1);
  }
  EXPECT_EQ(all.size(), p->snapshot->info().triples);
  std::set<std::string> different;
  for (const auto& quad : all) different.insert(test::to_string(quad));
  EXPECT_EQ(different.size(), all.size());
}

TEST(Fragment, of_triples_shows_a_triple_of_two_graphs_once_and_in_the_default_graph) {
  const auto f = ask("subject=http://example.org/id/twice&predicate=rdfs:label");
  EXPECT_EQ(f->total().count, 1U);
  const auto t = told(*f, f->head().document);
  ASSERT_EQ(t.data.size(), 1U);
  EXPECT_EQ(t.data[0].graph.kind, rdf::TermKind::none);
}

TEST(Fragment, of_quads_shows_each_graph_and_names_the_default_one) {
  const std::string query = "subject=http://example.org/id/twice&predicate=rdfs:label";
  const auto f = ask(query, FragmentKind::quads);
  EXPECT_EQ(f->total().count, 2U);
  const auto t = told(*f, f->head().document);
  const auto def = objects(t.controls, f->publication().dataset, rdf::sd::defaultGraph);
  ASSERT_EQ(def.size(), 1U);
  const auto only = ask(query + "&graph=" + answer::encode_query_value(def[0]), FragmentKind::quads);
  EXPECT_EQ(only->total().count, 1U);
  EXPECT_EQ(ask(query + "&graph=http://example.org/data/g.ttl", FragmentKind::quads)->total().count, 1U);
  EXPECT_EQ(ask("graph=http://example.org/data/none.ttl", FragmentKind::quads)->total().count, 0U);
}

TEST(Fragment, shows_blank_nodes_under_IRIs_that_can_be_asked_for_again) {
  const auto f = ask("predicate=ex:knows&subject=http://example.org/id/twice&page=1");
  const auto t = told(*f, f->head().document);
  std::string skolem;
  for (const auto& q : t.data) {
    EXPECT_NE(q.object.kind, rdf::TermKind::blank);
    if (q.object.text.find("/.well-known/genid/") != std::string::npos) skolem = q.object.text;
  }
  ASSERT_FALSE(skolem.empty());
  EXPECT_EQ(ask("object=" + answer::encode_query_value(skolem))->total().count, 1U);
}

TEST(Fragment, understands_repeated_variables) {
  EXPECT_EQ(ask("subject=?x&predicate=?p&object=?x")->total().count, 1U);
  EXPECT_EQ(ask("subject=?x&object=?y")->total().count, publication()->snapshot->info().triples);
}

TEST(Fragment, reads_literals_with_their_quotes_language_and_datatype) {
  EXPECT_EQ(ask("object=" + answer::encode_query_value("\"two \"graphs\"\"@en-gb"))->total().count, 1U);
  EXPECT_EQ(ask("object=%225%22%5E%5Exsd:integer")->total().count, 1U);
  EXPECT_EQ(ask("object=%225%22")->total().count, 0U);
}

TEST(Fragment, answers_parameters_it_does_not_know_as_if_absent_keeps_them_and_says_so) {
  const auto f = ask("predicate=ex:p&utm_source=x");
  EXPECT_EQ(f->total().count, 250U);
  EXPECT_NE(f->next().find("utm_source=x"), std::string::npos);
  ASSERT_EQ(f->notes().size(), 1U);
  EXPECT_NE(in_english(f->notes()[0]).find("utm_source"), std::string::npos);
  EXPECT_EQ(ask("graph=http://e/")->notes().size(), 1U) << "a triple pattern has no graph";
}

TEST(Fragment, refuses_with_the_parameter_and_an_example) {
  struct Case {
    std::string_view query;
    rdf::Code code;
    std::string_view source;
  };
  const Case cases[] = {
      {"subject=%22text%22", rdf::Code::bad_request, "parameter subject"},
      {"predicate=%22text%22", rdf::Code::bad_request, "parameter predicate"},
      {"predicate=nope:thing", rdf::Code::bad_request, "parameter predicate"},
      {"page=abc", rdf::Code::bad_request, "parameter page"},
      {"page=0", rdf::Code::bad_request, "parameter page"},
      {"page=-1", rdf::Code::bad_request, "parameter page"},
      {"page=99999999999999999999", rdf::Code::bad_request, "parameter page"},
      {"predicate=ex:p&page=4", rdf::Code::not_found, "parameter page"},
      {"limit=1001", rdf::Code::bad_request, "parameter limit"},
      {"object=%22open", rdf::Code::bad_request, "parameter object"},
      {"object=%ZZ", rdf::Code::bad_request, "parameter object"},
      {"object=%FF", rdf::Code::bad_request, "parameter object"},
      {"subject=_:b0", rdf::Code::bad_request, "parameter subject"},
      {"subject=http://a/&subject=http://b/", rdf::Code::bad_request, "parameter subject"},
      {"min=soon", rdf::Code::bad_request, "parameter min"},
      {"sort=colour", rdf::Code::bad_request, "parameter sort"},
      {"values=(?s)", rdf::Code::bad_request, "parameter values"},
      {"version=other", rdf::Code::gone, "parameter version"},
  };
  for (const Case& c : cases) {
    const rdf::Error error = refused(c.query);
    EXPECT_EQ(error.code, c.code) << c.query;
    EXPECT_EQ(error.source, c.source) << c.query;
    EXPECT_FALSE(error.hint.empty()) << c.query;
  }
}

TEST(Fragment, a_page_link_notices_that_the_data_changed) {
  const auto before = answer::fragment(publication(), FragmentKind::triples, "predicate=ex:p", {});
  const std::string next = (*before)->next();
  const std::string query = next.substr(next.find('?') + 1);
  EXPECT_TRUE(answer::fragment(publication(), FragmentKind::triples, query, {}).has_value());
  const auto after = answer::fragment(publication("more"), FragmentKind::triples, query, {});
  ASSERT_FALSE(after.has_value());
  EXPECT_EQ(after.error().code, rdf::Code::gone);
}

TEST(Fragment, takes_bindings_from_the_query_and_from_a_form) {
  const std::string values = "values=" + answer::encode_query_value(
                                             "(?s) { (<http://example.org/id/1001>) "
                                             "(<http://example.org/id/1002>) (<http://example.org/none>) }");
  EXPECT_EQ(ask("subject=?s&predicate=ex:p&" + values)->total().count, 2U);
  const auto posted =
      answer::fragment(publication(), FragmentKind::triples, "subject=?s&predicate=ex:p", values, {});
  ASSERT_TRUE(posted.has_value());
  EXPECT_EQ((*posted)->total().count, 2U);
  for (const std::string_view none : {"(?s) { }", "(?s) { (<http://example.org/none>) }"}) {
    const auto f = ask("subject=?s&values=" + answer::encode_query_value(none));
    EXPECT_EQ(f->total().count, 0U);
    EXPECT_TRUE(f->rows().empty());
    EXPECT_TRUE(told(*f, f->head().document).data.empty());
  }
}

TEST(Fragment, filters_and_counts_what_passes) {
  EXPECT_EQ(ask("predicate=ex:p&min=10&max=19")->total().count, 10U);
  EXPECT_EQ(ask("language=en")->total().count, 1U);
  EXPECT_EQ(ask("datatype=xsd:integer")->total().count, 250U);
  const auto sorted = ask("predicate=ex:p&sort=-value&limit=2");
  const auto rows = sorted->rows();
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(sorted->publication().snapshot->term(rows[0].object).text, "249");
}

namespace {

/// Three towns with labels in two languages and scripts, each with a number and a class.
std::shared_ptr<const answer::Publication> towns() {
  struct Town {
    std::string_view iri, english, russian, people, kind;
  };
  constexpr Town all[] = {{"http://example.org/id/1", "Zagreb", "Аграм", "806341", "Capital"},
                          {"http://example.org/id/2", "amsterdam", "Яма", "9.31e5", "Capital"},
                          {"http://example.org/id/3", "Đakovo", "Джаково", "23577.0", "Town"}};
  store::Builder builder;
  builder.prefix("ex", "http://example.org/ns#");
  const auto say = [&](std::string_view subject, std::string_view predicate, const rdf::TermView& object) {
    builder.quad({rdf::iri(subject), rdf::iri(predicate), object, {}}, {}, {});
  };
  for (const Town& town : all) {
    const std::string kind = "http://example.org/ns#" + std::string(town.kind);
    say(town.iri, rdf::rdfns::type, rdf::iri(kind));
    say(town.iri, rdf::rdfs::label, rdf::literal(town.english, {}, "en"));
    say(town.iri, rdf::rdfs::label, rdf::literal(town.russian, {}, "ru"));
    const bool is_double = town.people.find('e') != std::string_view::npos;
    say(town.iri, "http://example.org/ns#people",
        rdf::literal(town.people, is_double ? rdf::xsd::double_ : rdf::xsd::decimal));
  }
  return answer::publish(builder.finish(), answer::Addresses(std::string(base)), answer::Identity::see_other);
}

/// The last characters of the subjects, in order.
std::string subjects_of(std::string_view query) {
  const auto made = answer::fragment(towns(), FragmentKind::triples, query, {});
  EXPECT_TRUE(made.has_value()) << query;
  std::string subjects;
  if (!made) return subjects;
  EXPECT_EQ((*made)->total().count, (*made)->rows().size());
  for (const auto& quad : (*made)->rows())
    subjects += (*made)->publication().snapshot->term(quad.subject).text.back();
  return subjects;
}

}  // namespace

TEST(Fragment, sorts_and_filters_labels_in_several_languages_and_numbers_of_several_types) {
  EXPECT_EQ(subjects_of("predicate=rdf:type&sort=label"), "213") << "amsterdam, Zagreb, Đakovo";
  EXPECT_EQ(subjects_of("predicate=rdf:type&sort=-label"), "312");
  EXPECT_EQ(subjects_of("predicate=rdf:type&sort=label&lang=ru"), "132") << "Аграм, Джаково, Яма";
  EXPECT_EQ(subjects_of("predicate=rdf:type&label=%D1%8F%D0%BC"), "2") << "ям";
  EXPECT_EQ(subjects_of("predicate=rdf:type&label=%C4%91AK"), "3") << "đAK";
  EXPECT_EQ(subjects_of("predicate=rdf:type&label=nowhere"), "");
  EXPECT_EQ(subjects_of("predicate=ex:people&sort=value"), "312");
  EXPECT_EQ(subjects_of("predicate=ex:people&sort=-value&min=1e5"), "21");
  EXPECT_EQ(subjects_of("predicate=ex:people&max=23577"), "3");
  EXPECT_EQ(subjects_of("predicate=ex:people&datatype=xsd:double"), "2");
  EXPECT_EQ(subjects_of("predicate=rdfs:label&language=RU&type=ex:Capital"), "12");
  EXPECT_EQ(subjects_of("predicate=ex:people&with=rdfs:label%20%22Zagreb%22@en"), "1");
  EXPECT_EQ(subjects_of("predicate=ex:people&with=rdfs:label&with=rdf:type%20ex:Town"), "3");
  EXPECT_EQ(subjects_of("predicate=rdf:type&sort=object-label&label=a"), "2") << "а is not a";
}

TEST(Fragment, refuses_a_filter_over_more_candidates_than_the_bound) {
  answer::FragmentLimits limits;
  limits.max_candidates = 100;
  const auto made =
      answer::fragment(publication(), FragmentKind::triples, "predicate=ex:p&min=10", {}, limits);
  ASSERT_FALSE(made.has_value());
  EXPECT_EQ(made.error().code, rdf::Code::unprocessable);
  EXPECT_NE(made.error().message.find("250"), std::string::npos);
}

TEST(Fragment, refuses_bindings_that_overlap_and_columns_that_multiply_beyond_the_bound) {
  answer::FragmentLimits limits;
  limits.max_candidates = 100;
  const auto asked = [&](std::string_view query) {
    return answer::fragment(publication(), FragmentKind::triples, query, {}, limits);
  };
  const auto overlap = answer::encode_query_value(
      "(?s ?p) { (<http://example.org/id/1001> UNDEF) (UNDEF <http://example.org/ns#p>) }");
  const auto made = asked("subject=?s&predicate=?p&values=" + overlap);
  ASSERT_FALSE(made.has_value());
  EXPECT_EQ(made.error().code, rdf::Code::unprocessable);
  EXPECT_EQ(made.error().source, "parameter values");
  EXPECT_EQ(ask("subject=?s&predicate=?p&values=" + overlap)->total().count, 250U);

  const std::string columns = "subject=http://example.org/id/twice&predicate=ex:knows&select=ex:knows";
  std::string many = columns;
  for (int i = 0; i < 6; ++i) many += ",ex:knows";
  EXPECT_TRUE(asked(columns).has_value());
  ASSERT_FALSE(asked(many).has_value()) << "2 matches × 2⁷ combinations";
  EXPECT_EQ(asked(many).error().code, rdf::Code::unprocessable);
  EXPECT_EQ(asked(many).error().source, "parameter select");
}

TEST(Fragment, without_controls_is_the_data_alone) {
  const auto f = ask("predicate=ex:p&controls=none");
  EXPECT_TRUE(told(*f, f->head().document).controls.empty());
  EXPECT_EQ(told(*f, f->head().document).data.size(), 100U);
}

namespace {

class Rows : public syntax::SolutionSink {
 public:
  bool row(std::span<const rdf::TermView> terms) override {
    Strings row;
    for (const auto& t : terms) row.push_back(std::string(t.text));
    rows.push_back(row);
    return true;
  }
  std::vector<Strings> rows;
};

}  // namespace

TEST(FragmentTable, has_the_columns_selected_with_a_row_for_each_value) {
  const auto f =
      ask("subject=http://example.org/id/"
          "twice&predicate=rdfs:label&select=subject,subject.label,ex:knows,ex:none");
  const auto table = f->table();
  EXPECT_EQ(table->variables(), (Strings{"subject", "subject_label", "ex_knows", "ex_none"}));
  Rows rows;
  while (*table->emit(rows)) {
  }
  ASSERT_EQ(rows.rows.size(), 2U);
  EXPECT_EQ(rows.rows[0][1], "two \"graphs\"");
  EXPECT_EQ(rows.rows[0][3], "");
}

TEST(FragmentTable, names_columns_after_the_variables_of_the_pattern) {
  EXPECT_EQ(ask("subject=?who&predicate=ex:p")->table()->variables(),
            (Strings{"who", "predicate", "object"}));
}

TEST(FragmentApi, documents_every_parameter_with_its_cost) {
  const answer::FragmentApi api(publication(), {});
  const auto t = told(api, "none");
  for (const auto& parameter : answer::fragment_parameters()) {
    const std::string iri = "http://example.org/fragments/api#" + std::string(parameter.name);
    EXPECT_EQ(objects(t.data, iri, rdf::rdfs::comment), Strings{std::string(parameter.what)});
    EXPECT_EQ(objects(t.data, iri, rdf::skos::note).size(), 1U);
  }
}

namespace {

std::string manual() {
  std::ifstream file(TAMIZDAT_SOURCE_DIR "/docs/patterns.md");
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST(Manual, says_of_each_parameter_what_the_table_says) {
  const std::string text = manual();
  for (const auto& parameter : answer::fragment_parameters()) {
    std::string row = "| `" + std::string(parameter.name) + "` | ";
    row.append(parameter.what).append(" | ").append(parameter.cost).append(" | ");
    if (!parameter.example.empty()) row.append("`").append(parameter.example).append("`");
    EXPECT_NE(text.find(row + " |\n"), std::string::npos) << row;
  }
  const answer::FragmentLimits limits;
  for (const auto number :
       {limits.page_size, limits.max_page_size, limits.max_candidates, std::uint64_t{limits.max_bindings}}) {
    EXPECT_NE(text.find(" " + std::to_string(number)), std::string::npos) << number;
  }
}

TEST(Manual, has_examples_that_work) {
  const std::string text = manual();
  const std::regex example("curl 'http://localhost:8080/fragments(/quads)?(\\?([^']*))?'");
  std::size_t tried = 0;
  for (std::sregex_iterator it(text.begin(), text.end(), example), end; it != end; ++it, ++tried) {
    const auto kind = (*it)[1].matched ? FragmentKind::quads : FragmentKind::triples;
    const auto made = answer::fragment(publication(), kind, (*it)[3].str(), {});
    EXPECT_TRUE(made.has_value()) << it->str() << ": " << rdf::to_string(made.error());
  }
  EXPECT_GT(tried, 12U);
}
