#include "web/problem.hpp"

#include <algorithm>
#include <array>

#include "rdf/utf8.hpp"

namespace tamizdat::web {
namespace {

using rdf::Code;

struct Row {
  Code code;
  unsigned status;
};

// Codes that are missing here are faults of the data or of ours: 500.
constexpr std::array table = {
    Row{Code::inexpressible, 406},
    Row{Code::bad_request, 400},
    Row{Code::invalid_iri, 400},
    Row{Code::unknown_prefix, 400},
    Row{Code::not_found, 404},
    Row{Code::method_not_allowed, 405},
    Row{Code::not_acceptable, 406},
    Row{Code::request_timeout, 408},
    Row{Code::gone, 410},
    Row{Code::length_required, 411},
    Row{Code::precondition_failed, 412},
    Row{Code::content_too_large, 413},
    Row{Code::target_too_long, 414},
    Row{Code::unsupported_media_type, 415},
    Row{Code::range_not_satisfiable, 416},
    Row{Code::expectation_failed, 417},
    Row{Code::unprocessable, 422},
    Row{Code::too_many_requests, 429},
    Row{Code::header_too_large, 431},
    Row{Code::not_implemented, 501},
    Row{Code::unavailable, 503},
    Row{Code::version_not_supported, 505},
};

void append_numbered(std::string& out, unsigned char character) {
  constexpr std::string_view hex = "0123456789abcdef";
  out += "\\u00";
  out += hex[character >> 4U];
  out += hex[character & 15U];
}

void append_escaped(std::string& out, char c) {
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  const auto byte = static_cast<unsigned char>(c);
  // '<' too, so that the text may stand in a script element.
  if (byte >= 0x20 && byte != 0x7F && c != '<') {
    out += c;
    return;
  }
  append_numbered(out, byte);
}

void append_escaped(std::string& out, std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (rdf::is_late_control(text.substr(i))) {
      append_numbered(out, static_cast<unsigned char>(text[++i]));
    } else {
      append_escaped(out, text[i]);
    }
  }
}

void append_member(std::string& out, std::string_view name, std::string_view value) {
  out += ",\n  ";
  append_json_string(out, name);
  out += ": ";
  append_json_string(out, value);
}

void append_alternates(std::string& out, std::span<const html::Alternate> alternates) {
  out += ",\n  \"alternates\": [";
  std::string_view separator = "\n";
  for (const html::Alternate& alternate : alternates) {
    out += separator;
    out += "    {\"url\": ";
    append_json_string(out, alternate.url);
    out += ", \"type\": ";
    append_json_string(out, alternate.type);
    out += '}';
    separator = ",\n";
  }
  out += "\n  ]";
}

}  // namespace

unsigned status_of(Code code) {
  const auto row = std::find_if(table.begin(), table.end(), [&](const Row& r) { return r.code == code; });
  return row == table.end() ? 500 : row->status;
}

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    const std::size_t valid = rdf::utf8_scan(text).valid;
    append_escaped(out, text.substr(0, valid));
    text.remove_prefix(valid);
    if (text.empty()) break;
    out += "\uFFFD";
    text.remove_prefix(1);
  }
  out += '"';
}

std::string problem_json(const answer::Problem& problem, std::span<const html::Alternate> alternates,
                         std::string_view negotiation) {
  std::string out = "{\n  \"type\": ";
  append_json_string(out, problem.type());
  append_member(out, "title", problem.title());
  out += ",\n  \"status\": ";
  out += std::to_string(problem.status());
  append_member(out, "detail", problem.detail());
  constexpr std::string_view parameter = "parameter ";
  if (problem.error().source.starts_with(parameter))
    append_member(out, "parameter", problem.error().source.substr(parameter.size()));
  if (!problem.instance().empty()) append_member(out, "instance", problem.instance());
  if (!alternates.empty()) append_alternates(out, alternates);
  if (!negotiation.empty()) append_member(out, "negotiation", negotiation);
  out += "\n}\n";
  return out;
}

}  // namespace tamizdat::web
