#pragma once
#include <optional>
#include <string>

#include "rdf/error.hpp"

namespace tamizdat::html {

/// The content of a file of the theme; nothing if there is none of that name, an error if it cannot be read.
rdf::Result<std::optional<std::string>> theme_file(const std::string& path);

}  // namespace tamizdat::html
