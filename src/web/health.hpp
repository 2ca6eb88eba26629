#pragma once
// Makers of the routes for those who run the server.
#include "web/routes.hpp"

namespace tamizdat::web::health {

/// It lives.
rdf::Result<Found> alive(const Call& call);
/// It may be sent requests.
rdf::Result<Found> ready(const Call& call);
rdf::Result<Found> metrics(const Call& call);
/// For people, and for programs.
rdf::Result<Found> status(const Call& call);
rdf::Result<Found> status_for_programs(const Call& call);

}  // namespace tamizdat::web::health
