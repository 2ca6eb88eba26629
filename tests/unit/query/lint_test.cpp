#include "query/lint.hpp"

#include <gtest/gtest.h>
#include <unistd.h>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

namespace tamizdat::query {
namespace {

namespace fs = std::filesystem;

const fs::path root = TAMIZDAT_SOURCE_DIR;
const fs::path planted = root / "tests/lint/planted";

/// A finding as the planted files expect it: "TZ010 8:42".
std::string short_form(const Finding& finding) {
  return std::string(lint_rule(finding.rule).code) + ' ' + std::to_string(finding.position.line) + ':' +
         std::to_string(finding.position.column);
}

std::string long_form(const Finding& finding) {
  return finding.source + ' ' + short_form(finding) + ' ' + finding.message + " (" + finding.hint + ")\n";
}

LintReport run(const std::vector<std::string>& paths, LintOptions options) {
  return lint(store::find_inputs(paths), options);
}

LintOptions under(std::string base) {
  LintOptions options;
  options.base = std::move(base);
  return options;
}

std::multiset<std::string> expected(const fs::path& file) {
  std::ifstream in(file);
  std::multiset<std::string> out;
  constexpr std::string_view mark = "# expect ";
  for (std::string line; std::getline(in, line);)
    if (line.starts_with(mark)) out.insert(line.substr(mark.size()));
  return out;
}

std::string all(const LintReport& report) {
  std::string out;
  for (const Finding& finding : report.findings) out += long_form(finding);
  return out;
}

/// A file that is gone when the test is over.
class Temporary {
 public:
  explicit Temporary(std::string_view text, const std::string& extension = ".ttl")
      : path_(fs::path(testing::TempDir()) / ("lint" + std::to_string(getpid()) + extension)) {
    std::ofstream(path_, std::ios::binary) << text;
  }
  ~Temporary() { fs::remove(path_); }
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;
  [[nodiscard]] std::string path() const { return path_.string(); }

 private:
  fs::path path_;
};

class Planted : public testing::TestWithParam<std::string> {};

TEST_P(Planted, MistakesAreFoundAtTheirPlacesAndNothingElse) {
  const fs::path file = planted / (GetParam() + ".ttl");
  const LintReport report =
      run({file.string(), (planted / "vocabulary.ttl").string()}, under("http://example.org/"));
  std::multiset<std::string> found;
  for (const Finding& finding : report.findings) found.insert(short_form(finding));
  ASSERT_FALSE(expected(file).empty());
  EXPECT_EQ(found, expected(file)) << all(report);
  for (const Finding& finding : report.findings) {
    EXPECT_EQ(finding.source, file.string()) << long_form(finding);
    EXPECT_FALSE(finding.hint.empty()) << long_form(finding);
    EXPECT_FALSE(finding.message.empty());
  }
}

INSTANTIATE_TEST_SUITE_P(Lint, Planted,
                         testing::Values("dangling", "undefined", "labels", "literals", "prefixes", "iris",
                                         "unlinked", "syntax"),
                         [](const auto& file) { return file.param; });

TEST(Lint, SaysNothingOfTheShippedDataButNotes) {
  const LintReport report =
      run({(root / "ontology").string(), (root / "data").string()}, under("https://example.org/"));
  EXPECT_EQ(report.count(Severity::error), 0U) << all(report);
  EXPECT_EQ(report.count(Severity::warning), 0U) << all(report);
  EXPECT_GT(report.files, 10U);
}

TEST(Lint, SaysNothingOfACleanDataSet) {
  const LintReport report = run({(root / "tests/lint/clean").string()}, under("http://town.example/"));
  EXPECT_TRUE(report.findings.empty()) << all(report);
  EXPECT_FALSE(report.worst());
  ASSERT_TRUE(report.snapshot);
}

TEST(Lint, NamesEveryBrokenFile) {
  const Temporary broken("<http://example.org/a> <http://example.org/b> \"x\"^^ .\n");
  const LintReport report = run({broken.path(), (planted / "syntax.ttl").string(),
                                 (planted / "vocabulary.ttl").string(), "no/such/file.ttl"},
                                under("http://example.org/"));
  EXPECT_EQ(report.found[static_cast<std::size_t>(Rule::syntax)], 2U) << all(report);
  EXPECT_EQ(report.found[static_cast<std::size_t>(Rule::unreadable)], 1U) << all(report);
  EXPECT_EQ(report.broken, 3U);
  EXPECT_EQ(report.worst(), Severity::error);
}

TEST(Lint, NotesFilesThatSayNothing) {
  for (const std::string_view text : {"", "# a comment\n@prefix e: <http://example.org/> .\n"}) {
    const Temporary file(text);
    const LintReport report = run({file.path()}, under("http://example.org/"));
    ASSERT_EQ(report.findings.size(), 1U) << all(report);
    EXPECT_EQ(short_form(report.findings.front()), "TZ003 1:1");
    EXPECT_EQ(report.findings.front().source, file.path());
    EXPECT_EQ(report.worst(), Severity::note);
  }
}

TEST(Lint, DoesNotSayThatSomethingIsMissingIfItMayStandInABrokenFile) {
  const LintReport report = run({(planted / "syntax.ttl").string(), (planted / "dangling.ttl").string()},
                                under("http://example.org/"));
  ASSERT_EQ(report.findings.size(), 1U) << all(report);
  EXPECT_EQ(report.findings.front().rule, Rule::syntax);
}

TEST(Lint, LooksAtWholeFilesEvenIfOthersAreBroken) {
  const LintReport report = run({(planted / "syntax.ttl").string(), (planted / "literals.ttl").string()},
                                under("http://example.org/"));
  EXPECT_EQ(report.findings.size(), 1 + expected(planted / "literals.ttl").size()) << all(report);
}

TEST(Lint, LeavesOutWhatIsToBeIgnored) {
  LintOptions options = under("http://example.org/");
  options.ignore = {Rule::dangling};
  const LintReport report =
      run({(planted / "dangling.ttl").string(), (planted / "vocabulary.ttl").string()}, options);
  EXPECT_TRUE(report.findings.empty()) << all(report);
}

TEST(Lint, KeepsSoManyOfARuleAndCountsAll) {
  LintOptions options = under("http://example.org/");
  options.max_per_rule = 2;
  const LintReport report = run({(planted / "literals.ttl").string()}, options);
  EXPECT_EQ(report.found[static_cast<std::size_t>(Rule::literal_form)], 4U);
  EXPECT_EQ(std::count_if(report.findings.begin(), report.findings.end(),
                          [](const Finding& f) { return f.rule == Rule::literal_form; }),
            2);
}

TEST(Lint, PlacesFindingsInLineBasedFormatsToo) {
  const Temporary file(
      "<http://example.org/a> <http://xmlns.com/foaf/0.1/knows> <http://example.org/b> .\n"
      "_:x <http://example.org/a> \"x\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n",
      ".nt");
  const LintReport report = run({file.path()}, under("http://example.org/"));
  ASSERT_EQ(report.findings.size(), 2U) << all(report);
  EXPECT_EQ(short_form(report.findings[0]), "TZ010 1:58");
  EXPECT_EQ(short_form(report.findings[1]), "TZ040 2:28");
}

TEST(Lint, FindsTheBaseByItself) {
  const Temporary file(
      "<http://a.example/x> <http://xmlns.com/foaf/0.1/knows> <http://a.example/y> .\n"
      "<http://a.example/z> <http://xmlns.com/foaf/0.1/knows> <http://a.example/x> .\n",
      ".nt");
  LintOptions options = under("http://localhost:8080/");
  options.infer_base = true;
  options.ignore = {Rule::perhaps_no_label};
  const LintReport report = run({file.path()}, options);
  EXPECT_EQ(report.base, "http://a.example/");
  ASSERT_EQ(report.findings.size(), 1U) << all(report);
  EXPECT_EQ(report.findings.front().term, "http://a.example/y");
}

TEST(Lint, OnlyNotesWhatIrisOweThatItTakesForOurs) {
  constexpr std::string_view text =
      "@prefix e: <http://e.example/> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .\n"
      "e:a e:knows e:b . e:c e:knows e:a . e:d a foaf:Person . e:f a foaf:Person ; foaf:knows e:a .\n";
  const Temporary file(text);
  LintOptions options = under("http://localhost:8080/");
  options.infer_base = true;
  const LintReport guessed = run({file.path()}, options);
  EXPECT_EQ(guessed.worst(), Severity::note) << all(guessed);
  const LintReport known = run({file.path()}, under("http://e.example/"));
  EXPECT_EQ(known.worst(), Severity::warning);
  EXPECT_EQ(guessed.findings.size(), known.findings.size()) << all(guessed) << all(known);
  const Temporary relative("<a> <http://xmlns.com/foaf/0.1/knows> <b> .\n", ".n3");
  EXPECT_EQ(run({relative.path()}, options).worst(), Severity::warning) << "what is relative is ours";
}

TEST(Lint, TakesNoWellKnownVocabularyBelowAGuessedBaseForOurs) {
  const Temporary file(
      "@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix a: <http://www.w3.org/a#> .\n"
      "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix b: <http://www.w3.org/b#> .\n"
      "a:x a owl:Class ; rdfs:label \"x\" . b:y a owl:Class ; rdfs:label \"y\" ; rdfs:subClassOf a:x .\n"
      "owl:versionInfo a owl:AnnotationProperty ; rdfs:label \"version\" .\n");
  LintOptions options = under("http://localhost:8080/");
  options.infer_base = true;
  const LintReport report = run({file.path()}, options);
  EXPECT_EQ(report.base, "http://www.w3.org/");
  EXPECT_TRUE(report.findings.empty()) << all(report);
}

TEST(Lint, TakesAKindWithoutLabelsOrLinksAsItIsMeant) {
  std::string text = "@prefix e: <http://e.example/> .\ne:a <http://schema.org/observation> e:o0 .\n";
  for (int i = 0; i < 8; ++i) {
    const std::string n = std::to_string(i);
    text += "e:o" + n + " a <http://schema.org/Observation> ; <http://schema.org/value> " + n + " .\n";
    text += "e:a <http://schema.org/observation> e:o" + n + " .\n";
    text += "e:r" + n + " a <http://schema.org/Row> ; <http://schema.org/name> \"row " + n + "\" .\n";
  }
  const Temporary file(text);
  const LintReport report = run({file.path()}, under("http://e.example/"));
  ASSERT_EQ(report.findings.size(), 2U) << all(report);
  EXPECT_EQ(report.count(Severity::note), 2U) << all(report);
}

TEST(Lint, ToleratesEmptyInput) {
  const Temporary file("");
  EXPECT_EQ(run({file.path()}, under("http://example.org/")).worst(), Severity::note);
  EXPECT_EQ(run({"nowhere"}, under("http://example.org/")).worst(), Severity::error);
}

TEST(LintRules, HaveCodesAndNamesOfTheirOwn) {
  std::set<std::string_view> seen;
  for (const LintRule& rule : lint_rules()) {
    EXPECT_TRUE(seen.insert(rule.code).second) << rule.code;
    EXPECT_TRUE(seen.insert(rule.name).second) << rule.name;
    EXPECT_EQ(find_lint_rule(rule.code), &rule);
    EXPECT_EQ(find_lint_rule(rule.name), &rule);
    EXPECT_FALSE(rule.summary.empty());
    EXPECT_FALSE(rule.hint.empty());
  }
  EXPECT_EQ(find_lint_rule("tz010")->id, Rule::dangling);
  EXPECT_EQ(find_lint_rule("TZ999"), nullptr);
}

/// docs/lint.md has one row for each rule, as this writes it.
TEST(LintRules, StandInTheManual) {
  std::ifstream in(root / "docs/lint.md");
  const std::string manual(std::istreambuf_iterator<char>(in), {});
  ASSERT_FALSE(manual.empty());
  for (const LintRule& rule : lint_rules()) {
    const std::string row = "| " + std::string(rule.code) + " | `" + std::string(rule.name) + "` | " +
                            std::string(name(rule.severity)) + " | " + std::string(rule.summary) + ". | " +
                            std::string(rule.hint) + " |\n";
    EXPECT_NE(manual.find(row), std::string::npos) << "docs/lint.md lacks this row:\n" << row;
  }
}

TEST(LintRules, HaveEachAPlantedMistake) {
  std::string text;
  for (const auto& entry : fs::directory_iterator(planted)) {
    std::ifstream in(entry.path());
    text += std::string(std::istreambuf_iterator<char>(in), {});
  }
  // These have tests of their own above, or need more things than a planted file should hold.
  const std::set<Rule> elsewhere = {Rule::unreadable,       Rule::empty,
                                    Rule::perhaps_dangling, Rule::perhaps_unlinked,
                                    Rule::perhaps_no_label, Rule::unlinked_kind,
                                    Rule::unlabelled_kind,  Rule::label_missing_here_and_there};
  for (const LintRule& rule : lint_rules()) {
    if (elsewhere.contains(rule.id)) continue;
    EXPECT_NE(text.find("# expect " + std::string(rule.code) + ' '), std::string::npos) << rule.code;
  }
}

}  // namespace
}  // namespace tamizdat::query
