#include "query/lint_report.hpp"

#include <gtest/gtest.h>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

namespace tamizdat::query {
namespace {

namespace json = boost::json;

LintReport sample() {
  LintReport report;
  report.found.assign(lint_rules().size(), 0);
  report.found[static_cast<std::size_t>(Rule::literal_form)] = 3;
  report.found[static_cast<std::size_t>(Rule::unlinked)] = 1;
  report.files = 2;
  report.base = "http://example.org/";
  report.findings = {
      {Rule::unlinked, "a links to nothing", "link it", "data/ä b.ttl", {}, "http://example.org/a"},
      {Rule::literal_form,
       "\"x\" is no xsd:date",
       "write it like \"2024-02-29\"",
       "./data/c.ttl",
       {12, 5},
       "\"x\""}};
  return report;
}

TEST(LintText, GroupsByFileAndSumsUp) {
  const std::string text = render_text(sample());
  EXPECT_EQ(text,
            "data/ä b.ttl\n"
            "  data/ä b.ttl: warning TZ011 a links to nothing\n"
            "      link it\n"
            "\n"
            "./data/c.ttl\n"
            "  ./data/c.ttl:12:5: error TZ040 \"x\" is no xsd:date\n"
            "      write it like \"2024-02-29\"\n"
            "\n"
            "2 more of TZ040 (literal-form) are not shown\n"
            "3 errors, 1 warning, 0 notes in 2 files\n");
}

TEST(LintText, IsPleasedWithCleanData) {
  LintReport report;
  report.found.assign(lint_rules().size(), 0);
  report.files = 1;
  EXPECT_EQ(render_text(report), "Nothing to complain of in 1 file\n");
}

TEST(LintJson, HasCountsAndPlaces) {
  const json::value whole = json::parse(render_json(sample(), "1.2.3"));
  EXPECT_EQ(whole.at("version").as_string(), "1.2.3");
  EXPECT_EQ(whole.at("counts").at("error").to_number<int>(), 3);
  EXPECT_EQ(whole.at("counts").at("warning").to_number<int>(), 1);
  EXPECT_EQ(whole.at("rules").as_array().size(), 2U);
  const json::array& findings = whole.at("findings").as_array();
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_TRUE(findings[0].at("line").is_null());
  EXPECT_EQ(findings[0].at("term").as_string(), "http://example.org/a");
  EXPECT_EQ(findings[1].at("code").as_string(), "TZ040");
  EXPECT_EQ(findings[1].at("severity").as_string(), "error");
  EXPECT_EQ(findings[1].at("file").as_string(), "./data/c.ttl");
  EXPECT_EQ(findings[1].at("line").to_number<int>(), 12);
  EXPECT_EQ(findings[1].at("column").to_number<int>(), 5);
}

/// What the schema of SARIF 2.1.0 and the code hosts ask for.
TEST(LintSarif, HasTheShapeOfSarif) {
  const json::value whole = json::parse(render_sarif(sample(), "1.2.3"));
  EXPECT_EQ(whole.at("version").as_string(), "2.1.0");
  EXPECT_TRUE(whole.at("$schema").as_string().ends_with("sarif-schema-2.1.0.json"));
  const json::array& runs = whole.at("runs").as_array();
  ASSERT_EQ(runs.size(), 1U);
  const json::value& driver = runs[0].at("tool").at("driver");
  EXPECT_EQ(driver.at("name").as_string(), "Tamizdat");
  const json::array& rules = driver.at("rules").as_array();
  ASSERT_EQ(rules.size(), lint_rules().size());
  for (const json::value& rule : rules) {
    EXPECT_FALSE(rule.at("id").as_string().empty());
    EXPECT_FALSE(rule.at("shortDescription").at("text").as_string().empty());
    EXPECT_FALSE(rule.at("help").at("text").as_string().empty());
    EXPECT_TRUE(find_severity(std::string_view(rule.at("defaultConfiguration").at("level").as_string())));
  }
  const json::array& results = runs[0].at("results").as_array();
  ASSERT_EQ(results.size(), 2U);
  for (const json::value& result : results) {
    const auto index = result.at("ruleIndex").to_number<std::size_t>();
    EXPECT_EQ(rules.at(index).at("id").as_string(), result.at("ruleId").as_string());
    EXPECT_FALSE(result.at("message").at("text").as_string().empty());
    EXPECT_TRUE(result.at("partialFingerprints").is_object());
    ASSERT_EQ(result.at("locations").as_array().size(), 1U);
  }
  const json::value& unplaced = results[0].at("locations").at(0).at("physicalLocation");
  EXPECT_EQ(unplaced.at("artifactLocation").at("uri").as_string(), "data/%C3%A4%20b.ttl");
  EXPECT_FALSE(unplaced.as_object().contains("region"));
  const json::value& place = results[1].at("locations").at(0).at("physicalLocation");
  EXPECT_EQ(place.at("artifactLocation").at("uri").as_string(), "data/c.ttl");
  EXPECT_EQ(place.at("region").at("startLine").to_number<int>(), 12);
  EXPECT_EQ(place.at("region").at("startColumn").to_number<int>(), 5);
}

}  // namespace
}  // namespace tamizdat::query
