#pragma once
// One function for each kind of answer; page() chooses.
#include <string>

#include "answer/data_set.hpp"
#include "answer/document.hpp"
#include "answer/entity.hpp"
#include "answer/explanation.hpp"
#include "answer/fragment.hpp"
#include "answer/fragment_api.hpp"
#include "answer/graph_document.hpp"
#include "answer/home.hpp"
#include "answer/kinds.hpp"
#include "answer/problem.hpp"
#include "answer/problem_types.hpp"
#include "answer/search.hpp"
#include "answer/service_status.hpp"
#include "answer/timeline.hpp"
#include "answer/vocabularies.hpp"
#include "html/page.hpp"

namespace tamizdat::html {

std::string thing_page(const answer::Entity& entity, const PageContext& context);
std::string document_page(const answer::Document& document, const PageContext& context);
std::string graph_page(const answer::GraphDocument& graph, const PageContext& context);
std::string home_page(const answer::Home& home, const PageContext& context);
std::string problem_page(const answer::Problem& problem, const PageContext& context);
std::string problem_types_page(const answer::ProblemTypes& types, const PageContext& context);
std::string fragment_page(const answer::Fragment& fragment, const PageContext& context);
std::string fragment_api_page(const answer::FragmentApi& api, const PageContext& context);
std::string search_page(const answer::Search& search, const PageContext& context);
std::string kinds_page(const answer::Kinds& kinds, const PageContext& context);
std::string things_of_kind_page(const answer::ThingsOfKind& things, const PageContext& context);
std::string status_page(const answer::StatusReport& report, const PageContext& context);
std::string timeline_page(const answer::Timeline& timeline, const PageContext& context);
std::string vocabularies_page(const answer::Vocabularies& vocabularies, const PageContext& context);
std::string statistics_page(const answer::StatisticsPage& statistics, const PageContext& context);
std::string explanation_page(const answer::Explanation& explanation, const PageContext& context);
/// For answers that have no page of their own: the title and the formats.
std::string other_page(const answer::Answer& answer, const PageContext& context);

}  // namespace tamizdat::html
