#include "syntax/jsonld_context.hpp"

#include <algorithm>
#include <vector>

#include "syntax/json_literal.hpp"
#include "syntax/writer_text.hpp"

namespace tamizdat::syntax {
namespace {

using Use = WriterPrefixes::Use;

/// The scheme if what follows does not begin with "//": only then could it be taken for a prefix.
std::string_view scheme_like_a_prefix(std::string_view iri) {
  const auto colon = iri.find(':');
  if (colon == std::string_view::npos || iri.substr(colon + 1).starts_with("//")) return {};
  return iri.substr(0, colon);
}

/// A simple term is a prefix only if its IRI ends in a delimiter (JSON-LD 1.1 API §4.2).
bool is_simple(const Use& use) {
  constexpr std::string_view delimiters = ":/?#[]@";
  return delimiters.find(use.space.back()) != std::string_view::npos;
}

void append_definition(std::string& out, const Use& use) {
  append_json_string(out, use.name);
  out += is_simple(use) ? ": " : ": {\"@id\": ";
  append_json_string(out, use.space);
  if (!is_simple(use)) out += ", \"@prefix\": true}";
}

}  // namespace

bool JsonLdContext::is_term(std::string_view name) {
  return !name.empty() && is_prefix_name(name);
}

bool JsonLdContext::mistakes(std::string_view iri) {
  const auto scheme = scheme_like_a_prefix(iri);
  if (scheme.empty()) return false;
  return prefixes_.is_used(scheme) && prefix_for(prefixes_.find(iri)) == nullptr;
}

/// The prefix to write the IRI with, taken into use; null if it has to be written in full.
Use* JsonLdContext::prefix_for(const WriterPrefixes::Found& found) {
  if (found.use == nullptr || found.local.starts_with("//")) return nullptr;
  if (found.use->used) return found.use;
  if (written_ || !is_absolute_iri(found.use->space) || schemes_.contains(found.use->name)) return nullptr;
  const auto scheme = scheme_like_a_prefix(found.use->space);
  if (!scheme.empty()) {
    if (scheme == found.use->name || prefixes_.is_used(scheme)) return nullptr;
    schemes_.emplace(scheme);
  }
  found.use->used = true;
  return found.use;
}

void JsonLdContext::append_iri(std::string& out, std::string_view iri) {
  const auto found = prefixes_.find(iri);
  if (const Use* use = prefix_for(found)) {
    out.append(use->name) += ':';
    out += found.local;
    return;
  }
  if (const auto scheme = scheme_like_a_prefix(iri); !scheme.empty()) schemes_.emplace(scheme);
  out += iri;
}

void JsonLdContext::write(std::string& out) {
  written_ = true;
  const std::vector<Use> used = prefixes_.used();
  if (used.empty()) return;
  out += "  \"@context\": {";
  // Readers of JSON-LD 1.0 do not know "@prefix": this tells them to stop.
  const bool all_simple = std::all_of(used.begin(), used.end(), is_simple);
  std::string_view separator = all_simple ? "\n    " : "\n    \"@version\": 1.1,\n    ";
  for (const Use& use : used) {
    out += separator;
    append_definition(out, use);
    separator = ",\n    ";
  }
  out += "\n  },\n";
}

}  // namespace tamizdat::syntax
