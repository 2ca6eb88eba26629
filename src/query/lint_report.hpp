#pragma once
// What the linter found, for people and for machines.
#include <string>

#include "query/lint.hpp"

namespace tamizdat::query {

/// For people: findings by file, each with place, severity, code and hint, and a line that sums up. `colour`
/// marks severities with ANSI escapes.
std::string render_text(const LintReport& report, bool colour = false);

/// One JSON object: {"tool", "version", "base", "files", "brokenFiles", "counts": {"error", "warning",
/// "note"}, "rules": [{"code", "name", "severity", "found"}], "findings": [{"code", "rule", "severity",
/// "message", "hint", "file", "line", "column", "term"}]}. Places that are not known are null.
std::string render_json(const LintReport& report, std::string_view version);

/// SARIF 2.1.0 (OASIS), as code hosts take it: one run, all rules, columns in Unicode code points.
std::string render_sarif(const LintReport& report, std::string_view version);

}  // namespace tamizdat::query
