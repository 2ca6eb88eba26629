#include "query/lint_findings.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "rdf/vocabulary.hpp"

namespace tamizdat::query {

Findings::Findings(const LintOptions& options)
    : max_per_rule_(options.max_per_rule),
      ignored_(lint_rules().size(), false),
      found_(lint_rules().size(), 0) {
  for (const Rule rule : options.ignore) ignored_[static_cast<std::size_t>(rule)] = true;
}

bool Findings::take(Rule rule) {
  return wants(rule) && ++found_[static_cast<std::size_t>(rule)] <= max_per_rule_;
}

void Findings::add(Rule rule, std::string message, std::string hint, const Mention& mention,
                   std::string term) {
  if (!take(rule)) return;
  if (hint.empty()) hint = lint_rule(rule).hint;
  unplaced_.push_back({{rule, std::move(message), std::move(hint), {}, {}, std::move(term)}, mention});
}

void Findings::add_placed(Rule rule, std::string message, std::string hint, std::string source,
                          rdf::Position position, std::string term) {
  if (!take(rule)) return;
  if (hint.empty()) hint = lint_rule(rule).hint;
  placed_.push_back(
      {rule, std::move(message), std::move(hint), std::move(source), position, std::move(term)});
}

bool TermSet::insert(store::TermId id) {
  auto& bits = bits_[static_cast<std::size_t>(id.kind())];
  if (id.index() >= bits.size()) bits.resize(std::max<std::size_t>(id.index() + 1, bits.size() * 2));
  const bool is_new = !bits[id.index()];
  bits[id.index()] = true;
  return is_new;
}

bool TermSet::contains(store::TermId id) const {
  const auto& bits = bits_[static_cast<std::size_t>(id.kind())];
  return id.index() < bits.size() && bits[id.index()];
}

namespace {

constexpr std::array<std::string_view, 19> defining_types = {"rdfs:Class",
                                                             "owl:Class",
                                                             "owl:DeprecatedClass",
                                                             "rdf:Property",
                                                             "owl:ObjectProperty",
                                                             "owl:DatatypeProperty",
                                                             "owl:AnnotationProperty",
                                                             "owl:OntologyProperty",
                                                             "owl:TransitiveProperty",
                                                             "owl:SymmetricProperty",
                                                             "owl:AsymmetricProperty",
                                                             "owl:ReflexiveProperty",
                                                             "owl:IrreflexiveProperty",
                                                             "owl:FunctionalProperty",
                                                             "owl:InverseFunctionalProperty",
                                                             "owl:DeprecatedProperty",
                                                             "rdfs:Datatype",
                                                             "rdfs:ContainerMembershipProperty",
                                                             "owl:NamedIndividual"};

}  // namespace

LintData::LintData(std::shared_ptr<const store::Snapshot> snapshot, std::string base, bool guessed)
    : snapshot_(std::move(snapshot)),
      schema_(store::Schema::of(*snapshot_)),
      base_(std::move(base)),
      guessed_(guessed) {
  type_ = id(rdf::rdfns::type);
  defining_types_ = ids(defining_types);
  for_each({}, [&](const store::Quad& quad) {
    subjects_.insert(quad.subject);
    predicates_.insert(quad.predicate);
    objects_.insert(quad.object);
    if (quad.predicate == type_) {
      classes_.insert(quad.object);
    } else if (quad.object.kind() != rdf::TermKind::literal && quad.object != quad.subject) {
      linked_.insert(quad.object);
      linking_.insert(quad.subject);
    }
  });
  if (guessed_) borrowed_ = find_borrowed();
}

std::vector<std::string_view> LintData::find_borrowed() const {
  std::map<std::string_view, std::size_t> described;
  for (const auto& [name, space] : rdf::Prefixes::well_known().entries())
    if (space.size() > base_.size() && space.starts_with(base_)) described.emplace(space, 0);
  if (described.empty()) return {};
  subjects_.for_each([&](store::TermId subject) {
    if (subject.kind() != rdf::TermKind::iri) return;
    if (const auto at = described.find(namespace_of(text(subject))); at != described.end()) ++at->second;
  });
  std::vector<std::string_view> spaces;
  for (const auto& [space, terms] : described)
    if (terms < enough_for_a_vocabulary) spaces.push_back(space);
  return spaces;
}

store::TermId LintData::id(std::string_view iri) const {
  return snapshot_->find(rdf::iri(iri)).value_or(store::TermId());
}

std::vector<store::TermId> LintData::types(store::TermId thing) const {
  std::vector<store::TermId> types;
  if (type_) for_each({thing, type_, {}}, [&](const store::Quad& quad) { types.push_back(quad.object); });
  return types;
}

bool LintData::is_definition(const std::vector<store::TermId>& types) const {
  return std::any_of(types.begin(), types.end(),
                     [&](store::TermId type) { return defining_types_.contains(type); });
}

TermSet LintData::ids(std::span<const std::string_view> prefixed_names) const {
  TermSet set;
  const auto insert = [&](std::string_view iri) {
    if (const store::TermId found = id(iri)) set.insert(found);
  };
  for (const std::string_view name : prefixed_names) {
    const std::string iri = well_known_iri(name);
    insert(iri);
    if (iri.starts_with(rdf::schema::iri))
      insert(std::string(rdf::schema::https_iri).append(iri, rdf::schema::iri.size()));
  }
  return set;
}

bool LintData::is_ours(store::TermId id) const {
  if (id.kind() != rdf::TermKind::iri || base_.empty() || !text(id).starts_with(base_)) return false;
  return borrowed_.empty() ||
         std::find(borrowed_.begin(), borrowed_.end(), namespace_of(text(id))) == borrowed_.end();
}

Rule LintData::owed(Rule rule) const {
  if (!guessed_) return rule;
  switch (rule) {
    case Rule::dangling:
      return Rule::perhaps_dangling;
    case Rule::unlinked:
      return Rule::perhaps_unlinked;
    case Rule::no_label:
      return Rule::perhaps_no_label;
    default:
      return rule;
  }
}

std::string LintData::show_iri(std::string_view iri) const {
  const auto is_plain = [](std::string_view local) {
    return !local.empty() && std::all_of(local.begin(), local.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
             c == '_' || static_cast<unsigned char>(c) >= 0x80;
    });
  };
  const rdf::Prefixes& declared = snapshot_->prefixes();
  const auto shortened = declared.shorten(iri);
  if (shortened && is_plain(shortened->local))
    return std::string(shortened->prefix).append(":").append(shortened->local);
  const auto usual = rdf::Prefixes::well_known().shorten(iri);
  if (usual && is_plain(usual->local) && !declared.find(usual->prefix))
    return std::string(usual->prefix).append(":").append(usual->local);
  const bool relative = !base_.empty() && iri.starts_with(base_) && iri.size() > base_.size();
  return "<" + std::string(relative ? iri.substr(base_.size()) : iri) + ">";
}

std::string LintData::show(store::TermId id) const {
  constexpr std::size_t longest = 60;
  const rdf::TermView term = snapshot_->term(id);
  if (term.is_iri()) return show_iri(term.text);
  if (!term.is_literal() || term.text.size() <= longest) return rdf::to_string(term);
  std::size_t cut = longest;
  while ((static_cast<unsigned char>(term.text[cut]) & 0xC0) == 0x80) --cut;
  rdf::TermView shorter = term;
  const std::string text = std::string(term.text.substr(0, cut)) + "…";
  shorter.text = text;
  return rdf::to_string(shorter);
}

std::string_view namespace_of(std::string_view iri) {
  auto cut = iri.rfind('#');
  if (cut == std::string_view::npos) cut = iri.rfind('/');
  return cut == std::string_view::npos ? std::string_view() : iri.substr(0, cut + 1);
}

std::string well_known_iri(std::string_view prefixed_name) {
  return rdf::Prefixes::well_known().expand(prefixed_name).value_or(std::string(prefixed_name));
}

}  // namespace tamizdat::query
