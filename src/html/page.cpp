#include "html/page.hpp"

#include "html/pages.hpp"

namespace tamizdat::html {
namespace {

using answer::Answer;

/// The page of an answer, if it is of the kind that the function is for.
template <class Kind, std::string (*make)(const Kind&, const PageContext&)>
bool try_page(const Answer& answer, const PageContext& context, std::string& page) {
  const auto* kind = dynamic_cast<const Kind*>(&answer);
  if (kind == nullptr) return false;
  page = make(*kind, context);
  return true;
}

using Attempt = bool (*)(const Answer&, const PageContext&, std::string&);

constexpr Attempt attempts[] = {
    try_page<answer::Entity, thing_page>,
    try_page<answer::Document, document_page>,
    try_page<answer::GraphDocument, graph_page>,
    try_page<answer::Home, home_page>,
    try_page<answer::Fragment, fragment_page>,
    try_page<answer::FragmentApi, fragment_api_page>,
    try_page<answer::Search, search_page>,
    try_page<answer::Kinds, kinds_page>,
    try_page<answer::ThingsOfKind, things_of_kind_page>,
    try_page<answer::Timeline, timeline_page>,
    try_page<answer::Vocabularies, vocabularies_page>,
    try_page<answer::StatisticsPage, statistics_page>,
    try_page<answer::Explanation, explanation_page>,
    try_page<answer::Problem, problem_page>,
    try_page<answer::ProblemTypes, problem_types_page>,
    try_page<answer::StatusReport, status_page>,
    try_page<Answer, other_page>,
};

}  // namespace

std::string page(const Answer& answer, const PageContext& context) {
  std::string made;
  for (const auto attempt : attempts)
    if (attempt(answer, context, made)) break;
  return made;
}

}  // namespace tamizdat::html
