#include "html/layout.hpp"
#include "html/pages.hpp"

namespace tamizdat::html {

std::string problem_page(const answer::Problem& problem, const PageContext& context) {
  Composer composer(context);
  auto& root = composer.model.object();
  const auto& error = problem.error();
  const auto title = problem.title();
  const auto line = error.position.line == 0 ? std::string() : std::to_string(error.position.line);
  root.set("status", composer.keep(std::to_string(problem.status())))
      .set("title", composer.keep(title))
      .set("message", error.message)
      .set("hint", error.hint)
      .set("place", error.source)
      .set("line", composer.keep(line))
      .set("column", composer.keep(std::to_string(error.position.column)))
      .set("instance", problem.instance())
      .set("not_acceptable", error.code == rdf::Code::not_acceptable);
  PageFacts facts;
  facts.title = title;
  facts.index = false;
  return render(composer, root, "problem", facts);
}

std::string other_page(const answer::Answer& answer, const PageContext& context) {
  Composer composer(context);
  auto& root = composer.model.object();
  root.set("name", answer.head().title);
  return render(composer, root, "other", {answer.head().title, {}, {}, answer.head().subject});
}

}  // namespace tamizdat::html
