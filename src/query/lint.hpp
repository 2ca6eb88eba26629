#pragma once
// Looks for mistakes in data that are about to be published: broken syntax first, and then what parses well
// and is wrong all the same. docs/lint.md tells of every rule.
#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rdf/error.hpp"
#include "store/loader.hpp"

namespace tamizdat::query {

enum class Severity : std::uint8_t { note, warning, error };
std::string_view name(Severity severity);
std::optional<Severity> find_severity(std::string_view name);

/// The rules, in the order of the table.
enum class Rule : std::uint8_t {
  syntax,
  unreadable,
  empty,
  dangling,
  unlinked,
  unlinked_kind,
  perhaps_dangling,
  perhaps_unlinked,
  undefined,
  near_namespace,
  schema_mix,
  no_label,
  unlabelled_kind,
  no_label_in_language,
  label_missing_here_and_there,
  two_labels,
  two_preferred_labels,
  label_twice,
  near_duplicate,
  perhaps_no_label,
  literal_form,
  unknown_datatype,
  unsuitable_datatype,
  language_tag,
  unknown_language,
  prefix_differs,
  prefix_name,
  iri_percent,
  iri_brackets,
  iri_invisible,
  iri_mixed_script,
  iri_not_composed,
  iri_double_slash,
  iri_encoded_space,
  iri_encoded_plain,
  iri_is_name,
  iri_no_host,
  iri_local,
};

/// One row of the table of rules.
struct LintRule {
  Rule id;
  std::string_view code;  ///< "TZ010": never given to another rule
  std::string_view name;  ///< "dangling-iri"
  Severity severity;
  std::string_view summary;  ///< what it finds, as a sentence without full stop
  std::string_view hint;     ///< what to do about it
};

std::span<const LintRule> lint_rules();
const LintRule& lint_rule(Rule rule);
/// By code or name, without regard to case; null if unknown.
const LintRule* find_lint_rule(std::string_view code_or_name);

struct Finding {
  Rule rule = Rule::syntax;
  std::string message;  ///< a sentence without final full stop
  std::string hint;     ///< likewise; may be empty
  std::string source;   ///< the file, as given
  rdf::Position position;
  std::string term;  ///< the IRI or literal (N-Triples) that it is about; may be empty
};

struct LintOptions {
  std::string base;         ///< absolute: what relative IRIs resolve against, and what is ours to describe
  bool infer_base = false;  ///< see store::LoadOptions
  std::vector<Rule> ignore;
  std::size_t max_per_rule = 1000;  ///< findings kept; all are counted
  std::function<void(const store::LoadProgress&)> progress;
};

struct LintReport {
  std::vector<Finding> findings;     ///< by file, then by place; those about no file first
  std::vector<std::uint64_t> found;  ///< by rule, in the order of the table: also those not kept
  std::size_t files = 0;             ///< that were looked at
  std::size_t broken = 0;            ///< that could not be read to their end
  std::string base;                  ///< in force
  std::shared_ptr<const store::Snapshot> snapshot;  ///< what was read; null if nothing could be

  [[nodiscard]] std::uint64_t count(Severity severity) const;
  /// The highest severity that was found; nothing if nothing was.
  [[nodiscard]] std::optional<Severity> worst() const;
};

/// Reads all files and applies every rule. Files that are broken are all named, each with its first error;
/// the rules that need the whole data are then left out, since what they miss may stand in a broken file.
/// Memory: the snapshot that a server would hold, some bits for each term, 16 bytes for each label and class
/// of a thing under the base, and the findings kept. Files are read a second time to find the places;
/// standard input is copied to a temporary file for that.
LintReport lint(std::span<const store::Input> inputs, const LintOptions& options);

/// As lint(), for what store::find_inputs said of files and folders.
LintReport lint(const store::InputList& inputs, const LintOptions& options);

}  // namespace tamizdat::query
