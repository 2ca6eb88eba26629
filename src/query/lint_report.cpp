#include "query/lint_report.hpp"

#include <array>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "store/hash.hpp"

namespace tamizdat::query {
namespace {

namespace json = boost::json;

json::string_view view(std::string_view text) {
  return {text.data(), text.size()};
}

// ---- for people ----

class Text {
 public:
  Text(const LintReport& report, bool colour) : report_(report), colour_(colour) {}

  std::string write() {
    const std::string* file = nullptr;
    for (const Finding& finding : report_.findings) {
      if (file == nullptr || *file != finding.source) begin_file(finding.source);
      file = &finding.source;
      write(finding);
    }
    if (!report_.findings.empty()) out_ += '\n';
    write_unkept();
    write_left_out();
    write_sum();
    return std::move(out_);
  }

 private:
  void begin_file(const std::string& source) {
    if (!out_.empty()) out_ += '\n';
    out_ += bold(source.empty() ? "The data as a whole" : source) + '\n';
  }

  void write(const Finding& finding) {
    const LintRule& rule = lint_rule(finding.rule);
    // The file is said once more, so that terminals and editors can jump to the place.
    out_ += "  ";
    if (!finding.source.empty()) out_ += finding.source;
    if (finding.position.line != 0)
      out_ += ':' + std::to_string(finding.position.line) + ':' + std::to_string(finding.position.column);
    if (!finding.source.empty()) out_ += ": ";
    out_ += marked(rule.severity).append(" ").append(rule.code).append(" ").append(finding.message) + '\n';
    if (!finding.hint.empty()) out_ += "      " + finding.hint + '\n';
  }

  void write_unkept() {
    std::vector<std::uint64_t> kept(report_.found.size(), 0);
    for (const Finding& finding : report_.findings) ++kept[static_cast<std::size_t>(finding.rule)];
    for (std::size_t i = 0; i < kept.size(); ++i) {
      if (kept[i] == report_.found[i]) continue;
      const LintRule& rule = lint_rules()[i];
      out_ += std::to_string(report_.found[i] - kept[i]) + " more of " + std::string(rule.code) + " (" +
              std::string(rule.name) + ") are not shown\n";
    }
  }

  void write_left_out() {
    if (report_.broken == 0) return;
    out_ += counted(report_.broken, "file") +
            " could not be read to the end, so links, labels and terms have not been checked\n";
  }

  void write_sum() {
    if (report_.worst()) {
      out_ += bold(counted(report_.count(Severity::error), "error") + ", " +
                   counted(report_.count(Severity::warning), "warning") + ", " +
                   counted(report_.count(Severity::note), "note")) +
              " in " + counted(report_.files, "file") + '\n';
    } else {
      out_ += bold("Nothing to complain of") + " in " + counted(report_.files, "file") + '\n';
    }
  }

  static std::string counted(std::uint64_t number, const char* thing) {
    return std::to_string(number) + ' ' + thing + (number == 1 ? "" : "s");
  }

  [[nodiscard]] std::string bold(const std::string& text) const {
    return colour_ ? "\x1b[1m" + text + "\x1b[0m" : text;
  }

  [[nodiscard]] std::string marked(Severity severity) const {
    constexpr std::array<const char*, 3> colours = {"\x1b[36m", "\x1b[33m", "\x1b[31m"};
    const std::string word(name(severity));
    return colour_ ? colours[static_cast<std::size_t>(severity)] + word + "\x1b[0m" : word;
  }

  const LintReport& report_;
  bool colour_;
  std::string out_;
};

// ---- JSON ----

json::value number_or_null(std::uint64_t number) {
  return number == 0 ? json::value() : json::value(number);
}

json::object to_json(const Finding& finding) {
  const LintRule& rule = lint_rule(finding.rule);
  return {{"code", view(rule.code)},
          {"rule", view(rule.name)},
          {"severity", view(name(rule.severity))},
          {"message", finding.message},
          {"hint", finding.hint},
          {"file", finding.source.empty() ? json::value() : json::value(finding.source)},
          {"line", number_or_null(finding.position.line)},
          {"column", number_or_null(finding.position.column)},
          {"term", finding.term.empty() ? json::value() : json::value(finding.term)}};
}

json::array rules_found(const LintReport& report) {
  json::array rules;
  for (const LintRule& rule : lint_rules()) {
    const std::uint64_t found = report.found[static_cast<std::size_t>(rule.id)];
    if (found != 0)
      rules.push_back(json::object{{"code", view(rule.code)},
                                   {"name", view(rule.name)},
                                   {"severity", view(name(rule.severity))},
                                   {"found", found}});
  }
  return rules;
}

// ---- SARIF ----

constexpr const char* sarif_schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// A path as a URI reference (RFC 3986 §4.1): absolute ones as file: URIs, with all else percent-encoded.
std::string path_to_uri(std::string_view path) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  constexpr std::string_view plain = "-._~/!$&'()*+,;=@";
  while (path.starts_with("./")) path.remove_prefix(2);
  std::string out = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                          plain.find(c) != std::string_view::npos;
    if (is_plain) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out.append({'%', hex[byte >> 4], hex[byte & 15]});
    }
  }
  return out;
}

std::string sentence(std::string_view text) {
  std::string out(text);
  if (!out.empty() && out.front() >= 'a' && out.front() <= 'z')
    out.front() = static_cast<char>(out.front() - 32);
  if (!out.empty() && !out.ends_with('?') && !out.ends_with('.')) out += '.';
  return out;
}

json::object message(std::string_view text) {
  return {{"text", view(text)}};
}

json::object sarif_rule(const LintRule& rule) {
  return {{"id", view(rule.code)},
          {"name", view(rule.name)},
          {"shortDescription", message(sentence(rule.summary))},
          {"fullDescription", message(sentence(rule.summary))},
          {"help", message(sentence(rule.hint))},
          {"defaultConfiguration", json::object{{"level", view(name(rule.severity))}}}};
}

json::array sarif_locations(const Finding& finding) {
  if (finding.source.empty()) return {};
  json::object place{{"artifactLocation", json::object{{"uri", path_to_uri(finding.source)}}}};
  if (finding.position.line != 0)
    place["region"] = json::object{{"startLine", finding.position.line},
                                   {"startColumn", std::max<std::uint64_t>(finding.position.column, 1)}};
  return {json::object{{"physicalLocation", std::move(place)}}};
}

/// Stays the same when lines move, so that code hosts can tell old findings from new ones.
std::string fingerprint(const Finding& finding) {
  constexpr std::string_view hex = "0123456789abcdef";
  std::string text = finding.source + '\n' + finding.term + '\n' + finding.message;
  std::uint64_t hash = store::hash_bytes(text, static_cast<std::uint64_t>(finding.rule));
  std::string out;
  for (; out.size() < 16; hash >>= 4) out += hex[hash & 15];
  return out;
}

json::object sarif_result(const Finding& finding) {
  const LintRule& rule = lint_rule(finding.rule);
  std::string text = sentence(finding.message);
  if (!finding.hint.empty()) text += ' ' + sentence(finding.hint);
  return {{"ruleId", view(rule.code)},
          {"ruleIndex", static_cast<std::uint64_t>(rule.id)},
          {"level", view(name(rule.severity))},
          {"message", message(text)},
          {"locations", sarif_locations(finding)},
          {"partialFingerprints", json::object{{"tamizdat/v1", fingerprint(finding)}}}};
}

json::object sarif_run(const LintReport& report, std::string_view version) {
  json::array rules;
  for (const LintRule& rule : lint_rules()) rules.push_back(sarif_rule(rule));
  json::array results;
  for (const Finding& finding : report.findings) results.push_back(sarif_result(finding));
  return {{"tool", json::object{{"driver", json::object{{"name", "Tamizdat"},
                                                        {"version", view(version)},
                                                        {"rules", std::move(rules)}}}}},
          {"columnKind", "unicodeCodePoints"},
          {"results", std::move(results)}};
}

}  // namespace

std::string render_text(const LintReport& report, bool colour) {
  return Text(report, colour).write();
}

std::string render_json(const LintReport& report, std::string_view version) {
  json::array findings;
  for (const Finding& finding : report.findings) findings.push_back(to_json(finding));
  const json::object counts{{"error", report.count(Severity::error)},
                            {"warning", report.count(Severity::warning)},
                            {"note", report.count(Severity::note)}};
  const json::object whole{{"tool", "tamizdat"},           {"version", view(version)},
                           {"base", report.base},          {"files", report.files},
                           {"brokenFiles", report.broken}, {"counts", counts},
                           {"rules", rules_found(report)}, {"findings", std::move(findings)}};
  return json::serialize(whole) + '\n';
}

std::string render_sarif(const LintReport& report, std::string_view version) {
  const json::object whole{
      {"$schema", sarif_schema}, {"version", "2.1.0"}, {"runs", json::array{sarif_run(report, version)}}};
  return json::serialize(whole) + '\n';
}

}  // namespace tamizdat::query
