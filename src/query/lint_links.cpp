// Links that lead nowhere, and things without any.
#include <algorithm>
#include <array>
#include <map>
#include <unordered_set>

#include "query/lint_findings.hpp"
#include "rdf/vocabulary.hpp"
#include "syntax/formats.hpp"

namespace tamizdat::query {
namespace {

using store::TermId;

std::string_view document_of(std::string_view iri) {
  return iri.substr(0, iri.find('#'));
}

// What these point at is a document or service that need not be described to be there.
constexpr std::array<std::string_view, 47> points_at_documents = {"foaf:page",
                                                                  "foaf:homepage",
                                                                  "foaf:img",
                                                                  "foaf:depiction",
                                                                  "foaf:thumbnail",
                                                                  "foaf:logo",
                                                                  "foaf:isPrimaryTopicOf",
                                                                  "foaf:weblog",
                                                                  "foaf:workplaceHomepage",
                                                                  "foaf:accountServiceHomepage",
                                                                  "rdfs:seeAlso",
                                                                  "rdfs:isDefinedBy",
                                                                  "schema:url",
                                                                  "schema:image",
                                                                  "schema:logo",
                                                                  "schema:thumbnailUrl",
                                                                  "schema:contentUrl",
                                                                  "schema:embedUrl",
                                                                  "schema:downloadUrl",
                                                                  "schema:mainEntityOfPage",
                                                                  "schema:sameAs",
                                                                  "schema:license",
                                                                  "void:dataDump",
                                                                  "void:sparqlEndpoint",
                                                                  "void:uriLookupEndpoint",
                                                                  "void:openSearchDescription",
                                                                  "void:uriSpace",
                                                                  "void:vocabulary",
                                                                  "dcat:accessURL",
                                                                  "dcat:downloadURL",
                                                                  "dcat:landingPage",
                                                                  "dcat:endpointURL",
                                                                  "dcat:endpointDescription",
                                                                  "dcterms:license",
                                                                  "dcterms:hasFormat",
                                                                  "dcterms:isFormatOf",
                                                                  "dcterms:conformsTo",
                                                                  "vann:preferredNamespaceUri",
                                                                  "owl:versionIRI",
                                                                  "owl:priorVersion",
                                                                  "owl:imports",
                                                                  "sd:endpoint",
                                                                  "sh:namespace",
                                                                  "sh:shapesGraph",
                                                                  "hydra:entrypoint",
                                                                  "hydra:apiDocumentation",
                                                                  "void:feature"};

/// Which addresses under the base will be found.
class Described {
 public:
  explicit Described(const LintData& data) : data_(data) {
    for (const auto& source : data.snapshot().info().sources) documents_.insert(source.graph);
    for (const TermId graph : data.snapshot().info().graphs) documents_.insert(std::string(data.text(graph)));
    data.subjects().for_each([&](TermId id) {
      if (data.is_ours(id)) add(data.text(id));
    });
  }

  [[nodiscard]] bool holds(TermId id) const {
    if (data_.subjects().contains(id)) return true;
    const std::string iri(data_.text(id));
    if (iri == data_.base() || documents_.contains(iri)) return true;
    const auto hash = iri.find('#');
    if (hash != std::string::npos) return hash + 1 == iri.size() && documents_.contains(iri.substr(0, hash));
    return iri.ends_with('/') ? folders_.contains(iri) : is_format_of_document(iri);
  }

 private:
  void add(std::string_view iri) {
    const std::string_view document = document_of(iri);
    if (document.size() < iri.size()) documents_.insert(std::string(document));
    for (auto slash = document.rfind('/'); slash != std::string_view::npos && slash >= data_.base().size();
         slash = slash == 0 ? std::string_view::npos : document.rfind('/', slash - 1))
      if (!folders_.insert(std::string(document.substr(0, slash + 1))).second) break;
  }

  /// <id/x.ttl> is a document about <id/x>.
  [[nodiscard]] bool is_format_of_document(const std::string& iri) const {
    const auto dot = iri.rfind('.');
    if (dot == std::string::npos || iri.find('/', dot) != std::string::npos) return false;
    if (syntax::find_format(iri.substr(dot + 1)) == nullptr) return false;
    const std::string stem = iri.substr(0, dot);
    const TermId id = data_.id(stem);
    return (id && data_.subjects().contains(id)) || documents_.contains(stem);
  }

  const LintData& data_;
  std::unordered_set<std::string> documents_;
  std::unordered_set<std::string> folders_;
};

class Dangling {
 public:
  Dangling(const LintData& data, const TermSet& undefined, Findings& findings)
      : data_(data), findings_(findings), described_(data), reported_(undefined) {}

  void run() {
    data_.predicates().for_each([&](TermId id) { look_at(id, {{.role = Role::predicate, .term = id}}); });
    const TermSet exempt = data_.ids(points_at_documents);
    data_.for_each({}, [&](const store::Quad& quad) {
      if (!exempt.contains(quad.predicate))
        look_at(quad.object, {{.role = Role::object, .term = quad.object, .predicate = quad.predicate}});
    });
  }

 private:
  void look_at(TermId id, const Mention& mention) {
    if (!data_.is_ours(id) || described_.holds(id) || !reported_.insert(id)) return;
    findings_.add(data_.owed(Rule::dangling), data_.show(id) + " is used, but nothing describes it", {},
                  mention, std::string(data_.text(id)));
  }

  const LintData& data_;
  Findings& findings_;
  Described described_;
  TermSet reported_;
};

// Things of these types stand by themselves by their nature.
constexpr std::array<std::string_view, 14> solitary_types = {
    "owl:Ontology", "void:Dataset",     "void:DatasetDescription", "void:Linkset",   "dcat:Dataset",
    "dcat:Catalog", "dcat:DataService", "foaf:Document",           "schema:WebPage", "schema:WebSite",
    "sh:NodeShape", "sh:PropertyShape", "rdf:Statement",           "schema:Dataset"};

class Unlinked {
 public:
  Unlinked(const LintData& data, Findings& findings)
      : data_(data), findings_(findings), solitary_(data.ids(solitary_types)) {
    for (const TermId graph : data.snapshot().info().graphs) graphs_.insert(graph);
  }

  void run() {
    data_.subjects().for_each([&](TermId id) { count(id); });
    if (!any_linked_) return;
    data_.subjects().for_each([&](TermId id) { look_at(id); });
    for (const auto& [type, kind] : kinds_)
      if (is_usual(kind)) add_kind(type, kind);
  }

 private:
  struct Kind {
    std::size_t things = 0;
    std::size_t unlinked = 0;
  };

  [[nodiscard]] bool is_unlinked(TermId id) const {
    return !data_.linked().contains(id) && !data_.linking().contains(id) && !data_.classes().contains(id) &&
           !data_.predicates().contains(id) && !graphs_.contains(id);
  }
  /// A vocabulary term, document or data set is not expected to have links.
  [[nodiscard]] bool counts(TermId id, const std::vector<TermId>& types) const {
    return data_.is_ours(id) && data_.text(id) != data_.base() && !data_.is_definition(types) &&
           std::none_of(types.begin(), types.end(), [&](TermId t) { return solitary_.contains(t); });
  }
  /// Where most of a kind have no links, it is no slip.
  static bool is_usual(const Kind& kind) {
    constexpr std::size_t many = 5;
    return kind.unlinked >= many && kind.unlinked * 2 > kind.things;
  }

  void count(TermId id) {
    if (!data_.is_ours(id)) return;
    const std::vector<TermId> types = data_.types(id);
    if (!counts(id, types)) return;
    const bool unlinked = is_unlinked(id);
    any_linked_ = any_linked_ || !unlinked;
    for (const TermId type : types_or_none(types)) {
      ++kinds_[type].things;
      kinds_[type].unlinked += unlinked ? 1 : 0;
    }
  }

  void look_at(TermId id) {
    if (!data_.is_ours(id) || !is_unlinked(id)) return;
    const std::vector<TermId> types = data_.types(id);
    if (!counts(id, types)) return;
    for (const TermId type : types_or_none(types))
      if (is_usual(kinds_[type])) return;
    findings_.add(data_.owed(Rule::unlinked), data_.show(id) + " links to nothing, and nothing links to it",
                  {}, {{.role = Role::subject, .term = id}}, std::string(data_.text(id)));
  }

  void add_kind(TermId type, const Kind& kind) {
    const std::string what =
        type ? "things of class " + data_.show(type) : std::string("things without a class");
    findings_.add(Rule::unlinked_kind,
                  std::to_string(kind.unlinked) + " of the " + std::to_string(kind.things) + " " + what +
                      " link to nothing, and nothing links to them",
                  {}, {{.role = Role::object, .term = type}}, type ? std::string(data_.text(type)) : "");
  }

  static std::vector<TermId> types_or_none(std::vector<TermId> types) {
    if (types.empty()) types.emplace_back();
    return types;
  }

  struct Less {
    bool operator()(TermId a, TermId b) const { return a.value() < b.value(); }
  };

  const LintData& data_;
  Findings& findings_;
  TermSet solitary_;
  TermSet graphs_;
  std::map<TermId, Kind, Less> kinds_;
  bool any_linked_ = false;
};

}  // namespace

void lint_links(const LintData& data, const TermSet& undefined, Findings& findings) {
  Dangling(data, undefined, findings).run();
  Unlinked(data, findings).run();
}

}  // namespace tamizdat::query
