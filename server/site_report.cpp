#include "server/site_check.hpp"

#include "html/mustache.hpp"
#include "rdf/utf8.hpp"
#include "server/loading.hpp"
#include "syntax/xml_text.hpp"
#include "web/problem.hpp"

namespace tamizdat::server {
namespace {

struct Row {
  std::string_view name;
  std::string_view meaning;
};

// By the numbers of SiteRule.
constexpr std::array<Row, site_rules> table = {
    Row{"answers", "every document is there, in its media type"},
    Row{"redirects", "an address leads to the document in the format asked for"},
    Row{"vary", "what is negotiated says on what it depends"},
    Row{"validators", "documents have an ETag and answer 304 to it"},
    Row{"licence", "documents name the licence"},
    Row{"same-triples", "all formats say the same, and pages nothing else"},
    Row{"links", "no link within the site is broken, nor one of the sitemap"},
    Row{"files", "dumps and files have the lengths and checksums that the description tells"},
    Row{"addresses", "no two things are at one address"},
};

std::string sum(const SiteReport& report) {
  return grouped(report.resources) + " resources, " + grouped(report.requests) + " requests";
}

/// What XML cannot carry becomes U+FFFD; servers may say anything.
std::string for_xml(std::string_view text) {
  constexpr std::string_view replacement = "\uFFFD";
  std::string out;
  while (!text.empty()) {
    std::size_t length = 1;
    const bool is_read = rdf::utf8_scan(text).valid > 0;
    if (is_read) rdf::first_code_point(text, length);
    const std::string_view one = text.substr(0, length);
    out += is_read && syntax::is_xml_text(one) ? one : replacement;
    text.remove_prefix(length);
  }
  return out;
}

void append_attribute(std::string& out, std::string_view name, std::string_view value) {
  out.append(" ").append(name).append("=\"");
  html::mustache::escape(value, out);
  out += '"';
}

}  // namespace

std::string_view name(SiteRule rule) {
  return table[static_cast<std::size_t>(rule)].name;
}

std::string_view meaning(SiteRule rule) {
  return table[static_cast<std::size_t>(rule)].meaning;
}

std::string render_text(const SiteReport& report) {
  std::string out;
  for (const SiteFinding& finding : report.findings)
    out.append(finding.address)
        .append(": ")
        .append(finding.message)
        .append(" [")
        .append(name(finding.rule))
        .append("]\n");
  for (std::size_t i = 0; i < site_rules; ++i) {
    const auto& tally = report.tallies[i];
    out.append(tally.failed == 0 ? "good    " : "FAILED  ").append(table[i].name).append(": ");
    out.append(table[i].meaning).append(" (").append(grouped(tally.checked - tally.failed)).append(" of ");
    out.append(grouped(tally.checked)).append(")\n");
  }
  return out + "Looked at " + sum(report) + "\n";
}

std::string render_json(const SiteReport& report, std::string_view version) {
  std::string out = "{\n  \"tool\": \"tamizdat\",\n  \"version\": ";
  web::append_json_string(out, version);
  out.append(",\n  \"good\": ").append(report.good() ? "true" : "false");
  out.append(",\n  \"resources\": ").append(std::to_string(report.resources));
  out.append(",\n  \"requests\": ").append(std::to_string(report.requests)).append(",\n  \"rules\": [");
  std::string_view separator = "\n";
  for (std::size_t i = 0; i < site_rules; ++i) {
    out.append(separator).append("    {\"rule\": ");
    web::append_json_string(out, table[i].name);
    out.append(", \"checked\": ").append(std::to_string(report.tallies[i].checked));
    out.append(", \"failed\": ").append(std::to_string(report.tallies[i].failed)).append("}");
    separator = ",\n";
  }
  out += "\n  ],\n  \"findings\": [";
  separator = "\n";
  for (const SiteFinding& finding : report.findings) {
    out.append(separator).append("    {\"rule\": ");
    web::append_json_string(out, name(finding.rule));
    out += ", \"address\": ";
    web::append_json_string(out, finding.address);
    out += ", \"message\": ";
    web::append_json_string(out, finding.message);
    out += '}';
    separator = ",\n";
  }
  return out + (report.findings.empty() ? "]\n}\n" : "\n  ]\n}\n");
}

std::string render_junit(const SiteReport& report) {
  std::size_t failures = 0;
  for (const auto& tally : report.tallies) failures += tally.failed == 0 ? 0 : 1;
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n<testsuite name=\"tamizdat check --site\"";
  append_attribute(out, "tests", std::to_string(site_rules));
  append_attribute(out, "failures", std::to_string(failures));
  out += " errors=\"0\" skipped=\"0\">\n";
  for (std::size_t i = 0; i < site_rules; ++i) {
    out += "<testcase classname=\"site\"";
    append_attribute(out, "name", std::string(table[i].name) + ": " + std::string(table[i].meaning));
    if (report.tallies[i].failed == 0) {
      out += "/>\n";
      continue;
    }
    out += "><failure";
    append_attribute(out, "message",
                     grouped(report.tallies[i].failed) + " of " + grouped(report.tallies[i].checked));
    out += '>';
    for (const SiteFinding& finding : report.findings) {
      if (static_cast<std::size_t>(finding.rule) != i) continue;
      html::mustache::escape(for_xml(finding.address + ": " + finding.message), out);
      out += '\n';
    }
    out += "</failure></testcase>\n";
  }
  return out + "</testsuite>\n</testsuites>\n";
}

}  // namespace tamizdat::server
