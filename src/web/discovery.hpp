#pragma once
// Makers of the routes by which a site is found and understood.
#include "web/routes.hpp"

namespace tamizdat::web::discovery {

rdf::Result<Found> index_of_pages(const Call& call);
rdf::Result<Found> part_of_pages(const Call& call);
rdf::Result<Found> robots_text(const Call& call);
rdf::Result<Found> catalogue(const Call& call);
rdf::Result<Found> signposts(const Call& call);
/// /-/negotiate: how a header was read, and why a format won.
rdf::Result<Found> negotiation(const Call& call);

}  // namespace tamizdat::web::discovery
