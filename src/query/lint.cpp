#include "query/lint.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "query/lint_findings.hpp"
#include "query/lint_spool.hpp"

namespace tamizdat::query {
namespace {

class Lint {
 public:
  Lint(std::span<const store::Input> inputs, const LintOptions& options)
      : inputs_(inputs.begin(), inputs.end()), options_(options), findings_(options) {
    report_.files = inputs_.size();
  }

  LintReport run(std::span<const rdf::Error> unreadable) {
    for (const rdf::Error& error : unreadable) add(error);
    spool();
    if (!inputs_.empty()) read();
    if (report_.snapshot) look();
    return finish();
  }

 private:
  /// Standard input can be read but once; its copy can be read again.
  void spool() {
    const auto input = std::find_if(inputs_.begin(), inputs_.end(),
                                    [](const store::Input& i) { return i.path == standard_input; });
    if (input == inputs_.end()) return;
    auto copy = Spool::of_standard_input();
    if (copy) {
      spool_.emplace(std::move(*copy));
      input->path = spool_->path();
      return;
    }
    add(std::move(copy.error().at(std::string(standard_input))));
    inputs_.erase(input);
  }

  void add(const rdf::Error& error) {
    const bool world = error.code > rdf::Code::inexpressible;
    findings_.add_placed(world ? Rule::unreadable : Rule::syntax, error.message, error.hint,
                         path_of(error.source), error.position);
    if (broken_.insert(path_of(error.source)).second) ++report_.broken;
  }

  /// Errors name a file by its name in the snapshot; people know it by its path.
  [[nodiscard]] std::string path_of(const std::string& source) const {
    const auto at = std::find_if(inputs_.begin(), inputs_.end(),
                                 [&](const store::Input& input) { return input.name == source; });
    return at == inputs_.end() ? source : at->path;
  }

  void read() {
    store::LoadOutcome outcome = load();
    for (const rdf::Error& error : outcome.errors) add(error);
    if (!outcome.snapshot) {
      std::erase_if(inputs_, [&](const store::Input& input) { return broken_.contains(input.path); });
      if (!inputs_.empty()) outcome = load();
    }
    report_.base = outcome.base;
    report_.snapshot = std::move(outcome.snapshot);
  }

  store::LoadOutcome load() {
    store::LoadOptions options;
    options.base = options_.base;
    options.infer_base = options_.infer_base;
    options.progress = options_.progress;
    options.max_errors = inputs_.size() + 1;
    return store::load(inputs_, options);
  }

  void look() {
    for (const store::SourceFile& file : report_.snapshot->info().sources)
      if (file.quads == 0) findings_.add_placed(Rule::empty, "the file says nothing", {}, file.path, {1, 1});
    const LintData data(report_.snapshot, report_.base, report_.base != options_.base);
    lint_literals(data, findings_);
    lint_iris(data, findings_);
    lint_namespaces(data, findings_);
    if (report_.broken == 0) {
      lint_links(data, lint_terms(data, findings_), findings_);
      lint_labels(data, findings_);
    }
    const auto declarations = place_findings(inputs_, options_.base, *report_.snapshot, findings_);
    lint_prefixes(declarations, findings_);
  }

  LintReport finish() {
    report_.findings = std::move(findings_.placed());
    for (Unplaced& unplaced : findings_.unplaced()) report_.findings.push_back(std::move(unplaced.finding));
    for (Finding& finding : report_.findings)
      if (spool_ && finding.source == spool_->path()) finding.source = standard_input;
    std::stable_sort(report_.findings.begin(), report_.findings.end(),
                     [](const Finding& a, const Finding& b) {
                       return std::tie(a.source, a.position.line, a.position.column, a.rule) <
                              std::tie(b.source, b.position.line, b.position.column, b.rule);
                     });
    report_.found = findings_.found();
    return std::move(report_);
  }

  static constexpr std::string_view standard_input = "-";

  std::vector<store::Input> inputs_;
  std::optional<Spool> spool_;
  const LintOptions& options_;
  Findings findings_;
  LintReport report_;
  std::set<std::string> broken_;
};

}  // namespace

LintReport lint(std::span<const store::Input> inputs, const LintOptions& options) {
  return Lint(inputs, options).run({});
}

LintReport lint(const store::InputList& inputs, const LintOptions& options) {
  return Lint(inputs.inputs, options).run(inputs.errors);
}

}  // namespace tamizdat::query
