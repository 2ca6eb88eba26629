#pragma once
#include <string>

#include "answer/labels.hpp"
#include "answer/publication.hpp"

namespace tamizdat::html {

/// The data set for search engines: a schema.org Dataset as JSON-LD, with what can be fetched of it; without
/// measures, without sizes and checksums. May stand in a script element as it is.
std::string data_set_json(const answer::Publication& publication, answer::Labels& labels,
                          const answer::Measures* measures);

}  // namespace tamizdat::html
