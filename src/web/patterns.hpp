#pragma once
// Makers of the routes to fragments: patterns asked for by GET, or by POST as a form.
#include "web/routes.hpp"

namespace tamizdat::web::patterns {

rdf::Result<Found> triples(const Call& call);
rdf::Result<Found> quads(const Call& call);
/// What may be asked for, and how.
rdf::Result<Found> api(const Call& call);

}  // namespace tamizdat::web::patterns
