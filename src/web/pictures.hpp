#pragma once
// Pictures at addresses of their own: -/picture, -/picture?iri=…, -/picture?vocabulary=…
#include "web/routes.hpp"

namespace tamizdat::web {

/// Of a thing by its IRI: its neighbourhood; of a vocabulary, by what its terms share; without either, the
/// data as a whole. Code::not_found where the data say nothing of it, bad_request for what is no IRI.
rdf::Result<Found> picture(const Call& call);

}  // namespace tamizdat::web
