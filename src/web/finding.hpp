#pragma once
// What browsers ask of a site that can be searched (OpenSearch 1.1): two small documents of its own formats.
#include <string>

#include "answer/search.hpp"

namespace tamizdat::web {

/// [typed, [names], [kinds], [URLs]]
std::string suggestions_json(const answer::Suggestions& suggestions);

/// The description document: where pages, graphs and suggestions are asked for.
std::string search_description(const answer::Publication& publication);

}  // namespace tamizdat::web
