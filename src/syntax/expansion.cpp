#include "syntax/expansion.hpp"

#include <utility>

#include "rdf/iri.hpp"
#include "rdf/prefixes.hpp"

namespace tamizdat::syntax {
namespace {

using rdf::Code;
using rdf::Error;

constexpr std::string_view anonymous = "anon";

Error undeclared(std::string_view prefix) {
  const std::string name(prefix);
  const auto usual = rdf::Prefixes::well_known().find(prefix);
  return {Code::unknown_prefix, "undeclared prefix '" + name + "'",
          "declare it with @prefix " + name + ": <" + std::string(usual.value_or("…")) + "> ."};
}

}  // namespace

Expansion::Expansion(const ReadOptions& options)
    : options_(options), by_line_(is_line_based(options.format)), base_(options.base) {}

bool Expansion::expand(Slot& slot) {
  slot.expanded = true;
  bool good = true;
  if (slot.kind == TokenKind::blank)
    name_blank(slot.term.text);
  else if (slot.kind == TokenKind::literal)
    good = slot.term.datatype.text.empty() || expand(slot.term.datatype);
  else
    good = expand(slot.term.iri);
  if (!good) fault_.position = slot.position;
  return good;
}

/// Nodes without a label are called anon1, anon2 …; a written label that begins so gets a '_' behind it,
/// so that the two never meet. Line-based formats have no such nodes and keep their labels.
void Expansion::name_blank(std::string& label) const {
  if (!by_line_ && label.starts_with(anonymous)) label.insert(anonymous.size(), "_");
  label.insert(0, options_.blank_prefix);
}

std::string_view Expansion::generated_label(std::uint32_t n, std::string& label) const {
  label.assign(options_.blank_prefix).append(anonymous).append(std::to_string(n));
  return label;
}

bool Expansion::expand(IriText& iri) {
  if (iri.is_name) return expand_name(iri);
  if (!good_beginning_.empty() && iri.text.starts_with(good_beginning_)) return true;
  return rdf::is_absolute_iri(iri.text) ? check(iri.text) : resolve(iri);
}

bool Expansion::resolve(IriText& iri) {
  const auto relative = [&] { return "the IRI <" + iri.text + "> is relative"; };
  if (by_line_)
    return fail(Error(Code::invalid_iri, relative(),
                      std::string(format(options_.format).label) + " has absolute IRIs only"));
  if (!check(iri.text)) return false;
  if (base_.empty())
    return fail(Error(Code::invalid_iri, relative() + ", and no base is known",
                      "declare one with @base <…> . or give one with --base"));
  iri.text = rdf::resolve_iri(iri.text, base_);
  return true;
}

/// The scanner has looked at each character; scheme and authority, which are mostly those of the IRI
/// before, are left.
bool Expansion::check(const std::string& iri) {
  if (auto fault = rdf::iri_fault(iri))
    return fail(Error(Code::invalid_iri, "the IRI <" + iri + "> " + *fault));
  const rdf::IriParts parts = rdf::parse_iri(iri);
  if (parts.scheme && parts.authority && parts.path.starts_with('/'))
    good_beginning_.assign(iri.data(), parts.path.data() + 1);
  return true;
}

bool Expansion::expand_name(IriText& name) {
  const std::string_view prefix = std::string_view(name.text).substr(0, name.prefix_length);
  const auto known = prefixes_.find(prefix);
  if (known == prefixes_.end()) return fail(undeclared(prefix));
  name.text.replace(0, name.prefix_length + 1, known->second);
  name.is_name = false;
  return true;
}

bool Expansion::fail(Error error) {
  fault_ = std::move(error);
  return false;
}

}  // namespace tamizdat::syntax
