#include "query/term_syntax.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "rdf/ascii.hpp"

namespace tamizdat::query {
namespace {

using rdf::Code;
using rdf::Error;
using rdf::hex_value;
using rdf::is_digit;
using rdf::is_letter;
using rdf::Term;
using store::Snapshot;

constexpr std::string_view hex_digits = "0123456789ABCDEF";

Error refuse(std::string_view parameter, std::string message, std::string hint) {
  return Error(Code::bad_request, std::move(message), std::move(hint))
      .at("parameter " + std::string(parameter));
}

/// The scheme of an IRI (RFC 3986 §3.1), or empty.
std::string_view scheme_of(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || !is_letter(text.front())) return {};
  const std::string_view scheme = text.substr(0, colon);
  const bool legal = std::all_of(scheme.begin(), scheme.end(), [](char c) {
    return is_letter(c) || is_digit(c) || c == '+' || c == '-' || c == '.';
  });
  return legal ? scheme : std::string_view{};
}

/// Schemes that stand without "//"; any other `name:rest` is taken for a prefixed name.
bool is_known_scheme(std::string_view scheme) {
  constexpr std::array<std::string_view, 20> known = {
      "urn",  "mailto", "tag",   "did", "info", "doi", "data", "geo", "tel",   "news",
      "file", "http",   "https", "ftp", "sftp", "ni",  "cid",  "mid", "about", "magnet"};
  return std::find(known.begin(), known.end(), scheme) != known.end();
}

bool may_stand_in_iri(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte > 0x20 && byte != 0x7F && std::string_view("<>\"{}|\\^`").find(c) == std::string_view::npos;
}

std::string percent_encode_utf8(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      out += c;
    } else {
      out += '%';
      out += hex_digits[byte >> 4];
      out += hex_digits[byte & 15];
    }
  }
  return out;
}

/// Decodes escapes of bytes beyond ASCII only: %2F and its kind mean something else decoded.
std::string decode_utf8_escapes(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape =
        text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 8 && hex_value(text[i + 2]) >= 0;
    if (escape) {
      out += static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

/// The IRI in the spelling that the data use, if they hold it in one; else as given.
Term iri_as_in_data(std::string_view iri, const Snapshot& snapshot) {
  const auto known = [&](std::string_view spelling) { return snapshot.find(rdf::iri(spelling)).has_value(); };
  if (!known(iri)) {
    for (const std::string& other : {decode_utf8_escapes(iri), percent_encode_utf8(iri)}) {
      if (known(other)) return Term(rdf::iri(other));
    }
  }
  return Term(rdf::iri(iri));
}

std::string known_prefixes(const Snapshot& snapshot) {
  std::string names;
  int shown = 0;
  for (const auto& [name, iri] : snapshot.prefixes().entries()) {
    if (name.empty()) continue;
    if (++shown > 12) return names + ", …";
    names.append(names.empty() ? "" : ", ").append(name);
  }
  return names;
}

std::optional<std::string> expand(std::string_view text, const Snapshot& snapshot) {
  if (auto iri = snapshot.prefixes().expand(text)) return iri;
  return rdf::Prefixes::well_known().expand(text);
}

rdf::Result<Term> parse_iri(std::string_view parameter, std::string_view text, const Snapshot& snapshot,
                            bool bracketed) {
  if (!std::all_of(text.begin(), text.end(), may_stand_in_iri)) {
    return refuse(
        parameter,
        "'" + std::string(text) + "' is not an IRI: it holds a space or a character that IRIs cannot hold",
        "write a literal in quotation marks (\"text\"), an IRI like http://example.org/thing");
  }
  const std::string_view scheme = scheme_of(text);
  const bool hierarchical = !scheme.empty() && text.substr(scheme.size()).starts_with("://");
  if (hierarchical || (bracketed && !scheme.empty())) return iri_as_in_data(text, snapshot);
  if (text.find(':') == std::string_view::npos) {
    return refuse(parameter,
                  "'" + std::string(text) + "' is neither an absolute IRI, nor a literal, nor a variable",
                  "write http://example.org/thing, \"text\", \"text\"@en, \"5\"^^xsd:integer or ?name");
  }
  if (snapshot.find(rdf::iri(text))) return Term(rdf::iri(text));
  if (!bracketed) {
    if (const auto iri = expand(text, snapshot)) return iri_as_in_data(*iri, snapshot);
  }
  if (is_known_scheme(scheme)) return iri_as_in_data(text, snapshot);
  return refuse(parameter,
                "the prefix '" + std::string(text.substr(0, text.find(':'))) + ":' is not known here",
                "write the whole IRI, or use one of these prefixes: " + known_prefixes(snapshot));
}

bool is_language_tag(std::string_view tag) {
  // Turtle's LANGTAG: letters, then groups of letters and digits.
  std::size_t group = 0;
  bool first = true;
  for (const char c : tag) {
    if (c == '-') {
      if (group == 0) return false;
      group = 0;
      first = false;
    } else if (is_letter(c) || (!first && is_digit(c))) {
      ++group;
    } else {
      return false;
    }
  }
  return group > 0;
}

rdf::Result<Term> parse_literal(std::string_view parameter, std::string_view text, const Snapshot& snapshot) {
  const auto last = text.rfind('"');
  if (last == 0) {
    return refuse(parameter, "the literal " + std::string(text) + " has no closing quotation mark",
                  "write \"text\"");
  }
  const std::string_view value = text.substr(1, last - 1);
  const std::string_view suffix = text.substr(last + 1);
  if (suffix.empty()) return Term(rdf::literal(value));
  if (suffix.starts_with('@')) {
    if (is_language_tag(suffix.substr(1))) return Term(rdf::literal(value, {}, suffix.substr(1)));
    return refuse(parameter, "'" + std::string(suffix.substr(1)) + "' is not a language tag",
                  "write \"text\"@en");
  }
  if (suffix.starts_with("^^") && suffix.size() > 2) {
    std::string_view datatype = suffix.substr(2);
    const bool bracketed = datatype.size() > 2 && datatype.starts_with('<') && datatype.ends_with('>');
    if (bracketed) datatype = datatype.substr(1, datatype.size() - 2);
    auto iri = parse_iri(parameter, datatype, snapshot, bracketed);
    if (!iri) return iri.error();
    return Term(rdf::literal(value, iri->text));
  }
  return refuse(parameter, "after the closing quotation mark stands '" + std::string(suffix) + "'",
                "write \"text\", \"text\"@en or \"5\"^^xsd:integer");
}

bool is_variable_name(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return is_letter(c) || is_digit(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
  });
}

}  // namespace

rdf::Result<Slot> parse_slot(std::string_view parameter, std::string_view text, const Snapshot& snapshot) {
  if (text.empty()) return Slot{};
  if (text.front() == '?' || text.front() == '$') {
    if (text.size() == 1 || is_variable_name(text.substr(1))) return Slot{{}, std::string(text.substr(1))};
    return refuse(parameter, "'" + std::string(text) + "' is not a variable",
                  "write ? and letters, such as ?person");
  }
  auto term = parse_term(parameter, text, snapshot);
  if (!term) return term.error();
  return Slot{std::move(*term), {}};
}

rdf::Result<Term> parse_term(std::string_view parameter, std::string_view text, const Snapshot& snapshot) {
  if (text.starts_with('"')) return parse_literal(parameter, text, snapshot);
  if (text.starts_with("_:")) {
    return refuse(
        parameter, "a blank node has no name outside its document",
        "use the IRI under .well-known/genid/ that stands for it in the answers, or a variable such as ?x");
  }
  const bool bracketed = text.size() > 2 && text.starts_with('<') && text.ends_with('>');
  return parse_iri(parameter, bracketed ? text.substr(1, text.size() - 2) : text, snapshot, bracketed);
}

std::string explicit_representation(const rdf::TermView& term) {
  if (!term.is_literal()) return std::string(term.text);
  std::string out = "\"";
  out.append(term.text) += '"';
  if (!term.language.empty()) {
    out += '@';
    for (const char c : term.language) out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  } else if (!term.datatype.empty()) {
    out.append("^^").append(term.datatype);
  }
  return out;
}

}  // namespace tamizdat::query
