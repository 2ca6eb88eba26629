#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "query/lint.hpp"
#include "query/lint_report.hpp"
#include "server/commands.hpp"
#include "server/exit_status.hpp"
#include "server/loading.hpp"

namespace tamizdat::server {
namespace {

constexpr const char* default_base = "http://localhost:8080/";

query::LintReport look(const CheckOptions& options) {
  store::InputList found = store::find_inputs(options.paths);
  for (store::Input& input : found.inputs) input.format = options.from;
  query::LintOptions lint;
  lint.base = options.base.empty() ? default_base : options.base;
  lint.infer_base = options.base.empty();
  for (const std::string& rule : options.ignore) lint.ignore.push_back(query::find_lint_rule(rule)->id);
  return query::lint(found, lint);
}

/// NO_COLOR (no-color.org) is heeded.
bool wants_colour() {
  const char* no = std::getenv("NO_COLOR");
  return isatty(STDOUT_FILENO) != 0 && isatty(STDERR_FILENO) != 0 && (no == nullptr || *no == '\0');
}

std::string sum(const store::SnapshotInfo& info) {
  return "Read " + grouped(info.triples) + (info.triples == 1 ? " triple" : " triples") + " in " +
         grouped(info.sources.size()) + (info.sources.size() == 1 ? " file" : " files") + "\n";
}

std::string render(const query::LintReport& report, ReportFormat format) {
  switch (format) {
    case ReportFormat::json:
      return query::render_json(report, TAMIZDAT_VERSION);
    case ReportFormat::sarif:
      return query::render_sarif(report, TAMIZDAT_VERSION);
    case ReportFormat::junit:  // of sites
    case ReportFormat::text:
      break;
  }
  return query::render_text(report, wants_colour()) + (report.snapshot ? sum(report.snapshot->info()) : "");
}

int status_of(const query::LintReport& report, query::Severity fail_on) {
  if (report.found[static_cast<std::size_t>(query::Rule::unreadable)] != 0) return exit_failed;
  const auto worst = report.worst();
  return worst && *worst >= fail_on ? exit_broken_data : exit_good;
}

}  // namespace

int check(const CheckOptions& options) {
  const query::LintReport report = look(options);
  const std::string text = render(report, options.report);
  // What could not be read is a complaint; what was found in what was read is the result.
  const bool complaint = options.report == ReportFormat::text && report.broken != 0;
  std::FILE* const out = complaint ? stderr : stdout;
  const bool written = std::fwrite(text.data(), 1, text.size(), out) == text.size() && std::fflush(out) == 0;
  return written ? status_of(report, options.fail_on) : exit_failed;
}

}  // namespace tamizdat::server
