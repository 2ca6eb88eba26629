#pragma once
// Makers of the routes to what the data speak of, by IRI.
#include <optional>

#include "web/routes.hpp"

namespace tamizdat::web::things {

/// Whatever has the IRI that is asked for: a loaded file, a document, a thing, a picture beside the data.
rdf::Result<Found> thing(const Call& call);
/// What has the IRI that is asked for together with its query (…/?id=7); nothing if the data are silent on
/// it.
std::optional<Page> with_query(const Call& call);
/// describe?iri=…: the same for IRIs anywhere.
rdf::Result<Found> describe(const Call& call);

}  // namespace tamizdat::web::things
