// Terms of vocabularies: undefined ones, and namespaces that miss a well-known one by a hair.
#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>

#include "query/edits.hpp"
#include "query/lint_findings.hpp"
#include "rdf/vocabulary.hpp"

namespace tamizdat::query {
namespace {

using store::TermId;

/// A namespace without what people get wrong about it.
std::string rough(std::string_view iri) {
  for (const std::string_view start : {"http://", "https://"})
    if (iri.starts_with(start)) iri.remove_prefix(start.size());
  if (iri.starts_with("www.")) iri.remove_prefix(4);
  while (iri.ends_with('/') || iri.ends_with('#')) iri.remove_suffix(1);
  std::string out(iri);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

bool is_schema_org(std::string_view space) {
  return space == rdf::schema::iri || space == rdf::schema::https_iri;
}

// ---- undefined terms ----

/// What the data say of one namespace.
struct Space {
  std::size_t declared = 0;   // terms typed as class, property or datatype
  bool has_ontology = false;  // a header: the namespace itself is described as one
  bool is_explained = false;  // a declared term says where it is defined, or more than its type
  bool is_ours = false;
  std::vector<TermId> terms;  // the declared ones, as far as needed for "did you mean"
};

/// Which vocabularies the data hold as a whole. Copies of single foreign terms (as OWL wants them declared)
/// make no vocabulary.
class Vocabularies {
 public:
  explicit Vocabularies(const LintData& data) : data_(data) {
    const TermId type = data.type();
    if (!type) return;
    data.subjects().for_each([&](TermId subject) {
      if (subject.kind() == rdf::TermKind::iri) look_at(subject);
    });
    const TermId ontology = data.id(rdf::owl::Ontology);
    if (ontology) data.for_each({{}, type, ontology}, [&](const store::Quad& q) { add_header(q.subject); });
  }

  /// The loaded vocabulary that the term should be defined in; null if there is none.
  [[nodiscard]] const Space* of(TermId term) const {
    const std::string_view space = namespace_of(data_.text(term));
    const auto at = spaces_.find(std::string(space));
    return at != spaces_.end() && is_loaded(at->first, at->second) ? &at->second : nullptr;
  }

 private:
  static constexpr std::size_t most_named = 2000;

  void look_at(TermId subject) {
    if (!data_.is_definition(data_.types(subject))) return;
    const std::string_view space = namespace_of(data_.text(subject));
    if (space.empty()) return;
    Space& s = spaces_[std::string(space)];
    ++s.declared;
    s.is_ours = s.is_ours || data_.is_ours(subject);
    if (s.terms.size() < most_named) s.terms.push_back(subject);
    if (!s.is_explained)
      data_.for_each({subject, {}, {}}, [&](const store::Quad& q) {
        s.is_explained = s.is_explained || q.predicate != data_.type();
      });
  }

  void add_header(TermId ontology) {
    const std::string iri(data_.text(ontology));
    for (const std::string& space : {iri, iri + "#", iri + "/"})
      if (const auto at = spaces_.find(space); at != spaces_.end()) at->second.has_ontology = true;
  }

  static bool is_loaded(const std::string& iri, const Space& space) {
    if (space.has_ontology || space.is_ours) return true;
    if (space.declared >= LintData::enough_for_a_vocabulary) return true;
    const auto& known = rdf::Prefixes::well_known().entries();
    const bool well_known =
        std::any_of(known.begin(), known.end(), [&](const auto& entry) { return entry.second == iri; });
    return space.is_explained && !well_known && iri != rdf::schema::https_iri;
  }

  const LintData& data_;
  std::unordered_map<std::string, Space> spaces_;
};

// What is pointed at by these is a term of a vocabulary.
constexpr std::array<std::string_view, 14> points_at_terms = {
    "rdf:type",           "rdfs:subClassOf",   "rdfs:subPropertyOf",     "rdfs:domain",
    "rdfs:range",         "owl:inverseOf",     "owl:equivalentClass",    "owl:onProperty",
    "owl:someValuesFrom", "owl:allValuesFrom", "owl:equivalentProperty", "sh:class",
    "sh:targetClass",     "sh:datatype"};

class Undefined {
 public:
  Undefined(const LintData& data, Findings& findings)
      : data_(data), findings_(findings), vocabularies_(data) {}

  TermSet run() {
    data_.predicates().for_each([&](TermId id) { look_at(id, Role::predicate, "property"); });
    data_.classes().for_each([&](TermId id) { look_at(id, Role::object, "class"); });
    data_.ids(points_at_terms).for_each([&](TermId predicate) {
      data_.for_each({{}, predicate, {}},
                     [&](const store::Quad& q) { look_at(q.object, Role::object, "term"); });
    });
    data_.objects().for_each([&](TermId id) {
      if (id.kind() == rdf::TermKind::literal) look_at_datatype(id);
    });
    return std::move(reported_);
  }

 private:
  void look_at(TermId id, Role role, const char* kind) {
    if (id.kind() != rdf::TermKind::iri || data_.subjects().contains(id)) return;
    const Space* space = vocabularies_.of(id);
    if (space == nullptr || is_numbered_member(data_.text(id)) || !reported_.insert(id)) return;
    add(*space, data_.text(id), {{.role = role, .term = id}}, kind);
  }

  void look_at_datatype(TermId literal) {
    const std::string_view iri = data_.snapshot().term(literal).datatype;
    if (iri.empty() || iri == rdf::rdfns::langString || !datatypes_.insert(std::string(iri)).second) return;
    const TermId id = data_.id(iri);
    if (id && data_.subjects().contains(id)) return;
    const std::string_view name_space = namespace_of(iri);
    const Space* space = id ? vocabularies_.of(id) : nullptr;
    if (space == nullptr && data_.base().size() <= name_space.size()) space = space_like(name_space);
    if (space != nullptr) add(*space, iri, {{.role = Role::object, .term = literal}}, "datatype");
  }

  /// A datatype's IRI may stand in literals alone, and then has no id: look by a neighbour.
  const Space* space_like(std::string_view name_space) {
    const Space* found = nullptr;
    data_.classes().for_each([&](TermId id) {
      if (found == nullptr && id.kind() == rdf::TermKind::iri && namespace_of(data_.text(id)) == name_space)
        found = vocabularies_.of(id);
    });
    return found;
  }

  /// rdf:_1, rdf:_2 …
  static bool is_numbered_member(std::string_view iri) {
    return iri.starts_with(rdf::rdfns::iri) && iri.substr(rdf::rdfns::iri.size()).starts_with('_');
  }

  void add(const Space& space, std::string_view iri, const Mention& mention, const char* kind) {
    const std::string_view name_space = namespace_of(iri);
    Nearest nearest(iri.substr(name_space.size()));
    for (const TermId term : space.terms) nearest.consider(data_.text(term).substr(name_space.size()));
    std::string hint;
    if (!nearest.best().empty())
      hint = "did you mean " + data_.show_iri(std::string(name_space).append(nearest.best())) + "?";
    findings_.add(
        Rule::undefined,
        "the " + std::string(kind) + " " + data_.show_iri(iri) + " is not defined in its vocabulary",
        std::move(hint), mention, std::string(iri));
  }

  const LintData& data_;
  Findings& findings_;
  Vocabularies vocabularies_;
  TermSet reported_;
  std::unordered_set<std::string> datatypes_;
};

// ---- namespaces ----

class Namespaces {
 public:
  Namespaces(const LintData& data, Findings& findings) : data_(data), findings_(findings) {}

  void run() {
    data_.predicates().for_each([&](TermId id) { look_at(id, Role::predicate); });
    data_.classes().for_each([&](TermId id) { look_at(id, Role::object); });
    for (auto& [space, first] : spaces_) look_at_namespace(space, first.mention);
    mix();
  }

 private:
  struct Use {
    std::size_t terms = 0;
    Mention mention;
  };

  void look_at(TermId id, Role role) {
    if (id.kind() != rdf::TermKind::iri) return;
    Use& use = spaces_[std::string(namespace_of(data_.text(id)))];
    if (use.terms++ == 0) use.mention = {{.role = role, .term = id}};
  }

  /// If a prefix stands for the namespace, the finding belongs there.
  [[nodiscard]] bool has_prefix(const std::string& space) const {
    const auto& entries = data_.snapshot().prefixes().entries();
    return std::any_of(entries.begin(), entries.end(), [&](const auto& e) { return e.second == space; });
  }

  void look_at_namespace(const std::string& space, const Mention& mention) {
    const std::string_view missed = missed_namespace(space);
    if (missed.empty() || has_prefix(space)) return;
    findings_.add(Rule::near_namespace,
                  "the namespace <" + space + "> is not the well-known <" + std::string(missed) + ">",
                  "write <" + std::string(missed) + ">", mention, space);
  }

  void mix() {
    const auto http = spaces_.find(std::string(rdf::schema::iri));
    const auto https = spaces_.find(std::string(rdf::schema::https_iri));
    if (http == spaces_.end() || https == spaces_.end()) return;
    const bool rather_http = http->second.terms >= https->second.terms;
    const auto& [space, use] = rather_http ? *https : *http;
    findings_.add(
        Rule::schema_mix,
        "<" + space + "> is used here, but <" + (rather_http ? http : https)->first + "> in most places", {},
        use.mention, space);
  }

  const LintData& data_;
  Findings& findings_;
  std::map<std::string, Use> spaces_;
};

}  // namespace

std::string_view missed_namespace(std::string_view iri) {
  static const std::map<std::string, std::string_view> known = [] {
    std::map<std::string, std::string_view> map;
    for (const auto& [name, space] : rdf::Prefixes::well_known().entries()) map.emplace(rough(space), space);
    return map;
  }();
  if (is_schema_org(iri)) return {};
  const auto at = known.find(rough(iri));
  return at == known.end() || at->second == iri ? std::string_view() : at->second;
}

TermSet lint_terms(const LintData& data, Findings& findings) {
  return Undefined(data, findings).run();
}

void lint_namespaces(const LintData& data, Findings& findings) {
  Namespaces(data, findings).run();
}

}  // namespace tamizdat::query
