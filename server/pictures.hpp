#pragma once
// Pictures that lie beside the data, so that a page can show what the data point at.
#include <vector>

#include "answer/publication.hpp"
#include "store/loader.hpp"

namespace tamizdat::server {

/// Their bytes by name. What is too large, or cannot be read, is left out and said in the log.
answer::Pictures read_pictures(const std::vector<store::Input>& files);

}  // namespace tamizdat::server
