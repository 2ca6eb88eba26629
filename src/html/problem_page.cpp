#include <algorithm>

#include "html/fragment_form.hpp"
#include "html/layout.hpp"
#include "html/pages.hpp"

namespace tamizdat::html {
namespace {

/// The parameter that is at fault, or empty.
std::string_view parameter_of(const rdf::Error& error) {
  constexpr std::string_view prefix = "parameter ";
  const std::string_view place = error.source;
  return place.starts_with(prefix) ? place.substr(prefix.size()) : std::string_view();
}

/// Sentences begin with a capital.
std::string capitalised(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

/// What happens in data rather than in requests comes out as a fault of the server.
std::string named_in_messages(const Composer& composer, rdf::Code code) {
  std::string name(rdf::name(code));
  if (!composer.language().has("problem_" + name)) name = rdf::name(rdf::Code::internal);
  return name;
}

/// Of what happens in data rather than in requests the anchors alone, beside the fault of the server.
mustache::Value other_anchors(Composer& composer, const answer::ProblemTypes& types, std::string_view name) {
  auto& anchors = composer.model.list();
  for (const auto& [code, status] : types.types())
    if (rdf::name(code) != name && named_in_messages(composer, code) == name)
      anchors.add(composer.model.object().set("anchor", rdf::name(code)));
  return anchors;
}

mustache::Value kinds_of_errors(Composer& composer, const answer::ProblemTypes& types) {
  auto& rows = composer.model.list();
  for (const auto& [code, status] : types.types()) {
    const auto name = named_in_messages(composer, code);
    if (name != rdf::name(code)) continue;
    rows.add(composer.model.object()
                 .set("anchor", rdf::name(code))
                 .set("anchors", other_anchors(composer, types, name))
                 .set("status", composer.keep(std::to_string(status)))
                 .set("title", composer.say("problem_" + name))
                 .set("why", composer.say("why_" + name)));
  }
  return rows;
}

/// A pattern that cannot be answered: the form as it was filled in, to be mended.
mustache::Value form_to_mend(Composer& composer, const answer::Problem& problem) {
  const std::string_view target = problem.instance();
  const std::string_view path = target.substr(0, target.find('?'));
  const auto& addresses = composer.publication().addresses;
  const bool quads = path == addresses.path("fragments/quads");
  const bool asks_for_pattern = quads || path == addresses.path("fragments");
  if (!asks_for_pattern || parameter_of(problem.error()).empty()) return {};
  const auto pieces = answer::parse_query(target.substr(std::min(path.size() + 1, target.size())));
  static const std::vector<answer::QueryPiece> none;
  return fragment_form(composer, {quads, pieces ? *pieces : none, parameter_of(problem.error())});
}

}  // namespace

std::string problem_page(const answer::Problem& problem, const PageContext& context) {
  Composer composer(context);
  auto& root = composer.model.object();
  const auto& error = problem.error();
  const auto name = named_in_messages(composer, error.code);
  const auto title = composer.say("problem_" + name);
  // The error's own words are English; readers of other languages are told what it comes to.
  const bool is_foreign = !composer.foreign("en").empty();
  const auto line = error.position.line == 0 ? std::string() : std::to_string(error.position.line);
  root.set("status", composer.keep(std::to_string(problem.status())))
      .set("type", composer.keep(composer.publication().addresses.path(answer::problem_types_path) + "#" +
                                 std::string(rdf::name(error.code))))
      .set("title", title)
      .set("why", is_foreign ? composer.say("why_" + name) : std::string_view())
      .set("message", error.message)
      .set("hint", composer.keep(capitalised(error.hint)))
      .set("place", error.source)
      .set("line", composer.keep(line))
      .set("column", composer.keep(std::to_string(error.position.column)))
      .set("instance", problem.instance())
      .set("form", form_to_mend(composer, problem))
      .set("not_acceptable", error.code == rdf::Code::not_acceptable);
  PageFacts facts;
  facts.title = title;
  facts.index = false;
  return render(composer, root, "problem", facts);
}

std::string problem_types_page(const answer::ProblemTypes& types, const PageContext& context) {
  Composer composer(context);
  auto& root = composer.model.object();
  root.set("types", kinds_of_errors(composer, types));
  PageFacts facts;
  facts.title = composer.say("errors");
  facts.description = composer.say("errors_lead");
  facts.index = false;
  return render(composer, root, "problem_types", facts);
}

std::string other_page(const answer::Answer& answer, const PageContext& context) {
  Composer composer(context);
  auto& root = composer.model.object();
  root.set("name", answer.head().title);
  return render(composer, root, "other", {answer.head().title, {}, {}, answer.head().subject});
}

}  // namespace tamizdat::html
