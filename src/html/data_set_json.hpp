#pragma once
#include <string>

#include "answer/labels.hpp"
#include "answer/publication.hpp"

namespace tamizdat::html {

/// The data set for search engines: a schema.org Dataset as JSON-LD, with what can be fetched of it. May
/// stand in a script element as it is.
std::string data_set_json(const answer::Publication& publication, answer::Labels& labels);

}  // namespace tamizdat::html
