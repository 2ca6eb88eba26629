#include "syntax/xml_languages.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "rdf/vocabulary.hpp"

namespace tamizdat::syntax {
namespace {

constexpr std::string_view note_begins = "&#xFDD0;";
constexpr std::string_view note_ends = "&#xFDD1;";
constexpr std::string_view note_begins_utf8 = "\xEF\xB7\x90";
constexpr std::string_view note_ends_utf8 = "\xEF\xB7\x91";
constexpr std::string_view space = " \t\r\n";

// Attributes of the RDF namespace that are syntax, or whose value is an IRI.
constexpr std::array<std::string_view, 13> syntax_names = {
    "ID", "about", "parseType",   "resource",  "nodeID", "datatype",       "type",
    "li", "RDF",   "Description", "aboutEach", "bagID",  "aboutEachPrefix"};

}  // namespace

std::optional<std::string> XmlLanguages::start(std::string_view tag, std::size_t depth) {
  leave(depth);
  const std::vector<Attribute> all = attributes(tag);
  for (const Attribute& a : all) {
    if (a.name == "xml:lang") languages_.push_back({depth + 1, std::string(a.value)});
    if (a.name.starts_with("xmlns:"))
      spaces_.push_back({depth + 1, std::string(a.name.substr(6)), expand_(a.value) == rdf::rdfns::iri});
  }
  if (languages_.empty() || languages_.back().tag.empty()) return std::nullopt;
  std::string out;
  const char* copied = tag.data();
  for (const Attribute& a : all) {
    if (!is_property(a.name)) continue;
    out.append(copied, a.value.data()).append(note_begins).append(languages_.back().tag).append(note_ends);
    copied = a.value.data();
  }
  if (out.empty()) return std::nullopt;
  out.append(copied, tag.data() + tag.size());
  return out;
}

void XmlLanguages::leave(std::size_t depth) {
  while (!languages_.empty() && languages_.back().depth > depth) languages_.pop_back();
  while (!spaces_.empty() && spaces_.back().depth > depth) spaces_.pop_back();
}

/// As far as the tag is well-formed; the parser says where it is not.
std::vector<XmlLanguages::Attribute> XmlLanguages::attributes(std::string_view tag) {
  std::vector<Attribute> out;
  std::size_t at = tag.find_first_of(space);
  while ((at = tag.find_first_not_of(space, at)) != std::string_view::npos) {
    const std::size_t equals = tag.find('=', at);
    if (equals == std::string_view::npos) break;
    const std::string_view name = tag.substr(at, std::min(tag.find_first_of(space, at), equals) - at);
    const std::size_t open = tag.find_first_not_of(space, equals + 1);
    if (open == std::string_view::npos || (tag[open] != '"' && tag[open] != '\'')) break;
    const std::size_t close = tag.find(tag[open], open + 1);
    if (close == std::string_view::npos) break;
    out.push_back({name, tag.substr(open + 1, close - open - 1)});
    at = close + 1;
  }
  return out;
}

/// Namespaced, and neither XML's own nor RDF's syntax.
bool XmlLanguages::is_property(std::string_view name) const {
  const auto colon = name.find(':');
  if (colon == std::string_view::npos) return false;
  const std::string_view prefix = name.substr(0, colon);
  if (prefix == "xml" || prefix == "xmlns") return false;
  const auto declared =
      std::find_if(spaces_.rbegin(), spaces_.rend(), [&](const Space& s) { return s.prefix == prefix; });
  if (declared == spaces_.rend()) return false;
  if (!declared->is_rdf) return true;
  return std::find(syntax_names.begin(), syntax_names.end(), name.substr(colon + 1)) == syntax_names.end();
}

bool take_language(std::string_view text, std::string& clean, std::string& language) {
  std::size_t begin = text.find(note_begins_utf8);
  if (begin == std::string_view::npos) return false;
  std::string rest;
  std::size_t copied = 0;
  for (; begin != std::string_view::npos; begin = text.find(note_begins_utf8, copied)) {
    const std::size_t end = text.find(note_ends_utf8, begin);
    if (end == std::string_view::npos) break;
    rest.append(text.substr(copied, begin - copied));
    language.assign(text.substr(begin + note_begins_utf8.size(), end - begin - note_begins_utf8.size()));
    copied = end + note_ends_utf8.size();
  }
  if (copied == 0) return false;
  clean = std::move(rest.append(text.substr(copied)));
  return true;
}

}  // namespace tamizdat::syntax
