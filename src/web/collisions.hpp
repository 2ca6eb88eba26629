#pragma once
// Two things at one address, found when data are loaded.
#include <cstddef>
#include <vector>

#include "answer/publication.hpp"
#include "rdf/error.hpp"

namespace tamizdat::web {

/// Data that cannot be reached since something else has their address: things at the path of a service, of a
/// loaded file or of another thing's document, and IRIs that differ only in percent-encoding. One error each,
/// at most `limit`; walks over all subjects.
std::vector<rdf::Error> find_collisions(const answer::Publication& publication, std::size_t limit = 100);

}  // namespace tamizdat::web
