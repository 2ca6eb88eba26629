#pragma once
// Makers of the routes to what pages look like: style, scripts, icons, cards.
#include "web/routes.hpp"

namespace tamizdat::web::look {

rdf::Result<Found> asset(const Call& call);
rdf::Result<Found> colours(const Call& call);
rdf::Result<Found> card(const Call& call);
rdf::Result<Found> favicon(const Call& call);

}  // namespace tamizdat::web::look
