#pragma once
// From addresses to names of files, and links between files.
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "answer/addresses.hpp"
#include "rdf/error.hpp"

namespace tamizdat::server {

/// The file for an address below the base path: the path decoded; `?format=ttl` becomes the extension, what
/// else the query says comes as a file in a folder of that name (describe?iri=x&format=ttl →
/// describe/iri=x.ttl), as it is spelled in the address; the home page is "index". Nothing if no file can
/// have that name.
std::optional<std::string> file_of(std::string_view target, std::string_view base_path);

/// Names that differ in nothing but case, two by two, at most `limit`.
std::vector<rdf::Error> find_case_collisions(std::vector<std::string> names, std::size_t limit = 20);

/// A page whose links within the site lead from file to file. `name` is the page's own file; `file_at` tells
/// the file for an address with its path below the base ("id/ada"), or empty: then the link leads to the
/// site that the base names.
std::string with_relative_links(std::string_view page, std::string_view name,
                                const answer::Addresses& addresses,
                                const std::function<std::string(std::string_view)>& file_at);

}  // namespace tamizdat::server
