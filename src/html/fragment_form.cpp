#include "html/fragment_form.hpp"

#include <algorithm>
#include <array>

namespace tamizdat::html {
namespace {

using answer::FragmentParameter;
using mustache::Value;
using store::Quad;
using store::TermId;

constexpr std::size_t options_at_most = 200;

struct Field {
  std::string_view name;
  std::string_view heading;  ///< key of its message
  std::string_view list;     ///< of completions
};
constexpr std::array<Field, 4> fields = {{
    {"subject", "subject", "things"},
    {"predicate", "predicate", "predicates"},
    {"object", "object", "things"},
    {"graph", "graph_heading", "graphs"},
}};

std::string_view value_of(const FormFacts& facts, std::string_view name) {
  const auto at = std::find_if(facts.pieces.begin(), facts.pieces.end(),
                               [&](const answer::QueryPiece& piece) { return piece.name == name; });
  return at == facts.pieces.end() ? std::string_view() : std::string_view(at->value);
}

mustache::Object& field(Composer& composer, const FormFacts& facts, std::string_view name) {
  auto& one = composer.model.object();
  return one.set("name", name)
      .set("value", composer.keep(value_of(facts, name)))
      .set("faulty", name == facts.faulty);
}

Value pattern_fields(Composer& composer, const FormFacts& facts) {
  auto& list = composer.model.list();
  for (const Field& row : fields) {
    if (row.name == "graph" && !facts.quads) continue;
    list.add(
        field(composer, facts, row.name).set("heading", composer.say(row.heading)).set("list", row.list));
  }
  return list;
}

Value filter_fields(Composer& composer, const FormFacts& facts) {
  auto& list = composer.model.list();
  for (const FragmentParameter& parameter : answer::fragment_parameters()) {
    if (parameter.role != FragmentParameter::Role::filter) continue;
    list.add(field(composer, facts, parameter.name)
                 .set("what", meaning_of(composer, parameter))
                 .set("example", parameter.example));
  }
  return list;
}

bool has_filters(const FormFacts& facts) {
  const auto parameters = answer::fragment_parameters();
  return std::any_of(parameters.begin(), parameters.end(), [&](const FragmentParameter& parameter) {
    return parameter.role == FragmentParameter::Role::filter &&
           (parameter.name == facts.faulty || !value_of(facts, parameter.name).empty());
  });
}

Value option(Composer& composer, TermId id) {
  return composer.model.object()
      .set("value", composer.publication().snapshot->term(id).text)
      .set("label", composer.keep(composer.labels.of(id).text));
}

Value predicates(Composer& composer) {
  auto& list = composer.model.list();
  for (const auto& use : composer.publication().predicates) {
    if (list.size() == options_at_most) break;
    list.add(option(composer, use.predicate));
  }
  return list;
}

Value graphs(Composer& composer, const FormFacts& facts) {
  auto& list = composer.model.list();
  if (!facts.quads) return list;
  for (const TermId graph : composer.publication().snapshot->info().graphs) {
    if (list.size() == options_at_most) break;
    list.add(option(composer, graph));
  }
  return list;
}

/// Things of the site that have a kind, as far as a page can carry them; the script asks for more as one
/// types.
Value things(Composer& composer) {
  constexpr std::size_t looked_at = 1000;
  const auto& publication = composer.publication();
  auto& list = composer.model.list();
  if (!publication.terms.type) return list;
  const auto cursor = publication.snapshot->match({{}, publication.terms.type, {}});
  Quad quad;
  TermId last;
  for (std::size_t i = 0; i < looked_at && list.size() < options_at_most && cursor->next(quad); ++i) {
    const bool local = quad.subject.kind() == rdf::TermKind::iri &&
                       publication.addresses.is_local(publication.snapshot->term(quad.subject).text);
    if (local && quad.subject != last && composer.labels.of(quad.subject).given)
      list.add(option(composer, quad.subject));
    last = quad.subject;
  }
  return list;
}

}  // namespace

std::string_view meaning_of(Composer& composer, const FragmentParameter& parameter) {
  return composer.say("parameter_" + std::string(parameter.name));
}

std::string_view cost_of(Composer& composer, const FragmentParameter& parameter) {
  const std::string own = "cost_" + std::string(parameter.name);
  if (composer.language().has(own)) return composer.say(own);
  return composer.say(parameter.role == FragmentParameter::Role::filter ? "cost_scan" : "cost_page");
}

Value fragment_form(Composer& composer, const FormFacts& facts) {
  const std::string_view own = facts.quads ? "fragments/quads" : "fragments";
  return composer.model.object()
      .set("action", composer.keep(composer.publication().addresses.path(own)))
      .set("carried", composer.context().carried_language)
      .set("everything", composer.path(own))
      .set("other", composer.path(facts.quads ? "fragments" : "fragments/quads"))
      .set("other_name", composer.say(facts.quads ? "to_triples" : "to_quads"))
      .set("api", composer.path("fragments/api"))
      .set("fields", pattern_fields(composer, facts))
      .set("filters", filter_fields(composer, facts))
      .set("filters_open", has_filters(facts))
      .set("predicates", predicates(composer))
      .set("things", things(composer))
      .set("graphs", graphs(composer, facts));
}

}  // namespace tamizdat::html
