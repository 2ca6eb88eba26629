#pragma once
// What is more than text and links: pictures, places on the earth, addresses of mail and telephone.
#include <optional>
#include <string>
#include <string_view>

#include "html/messages.hpp"
#include "rdf/term.hpp"

namespace tamizdat::html {

/// A point in degrees, WGS 84.
struct Spot {
  double latitude = 0;
  double longitude = 0;
};

/// Whether the path of an IRI ends like the name of a picture that browsers show.
bool is_picture(std::string_view iri);

/// mailto: and tel:, which programs of the reader's own take care of.
bool is_address(std::string_view iri);

/// The point that a pair of numbers stands for; nothing if one is no number, or not on the earth.
std::optional<Spot> place_of(std::string_view latitude, std::string_view longitude);
/// The same for both in one text, latitude first, separated by a blank or a comma (georss:point,
/// geo:lat_long).
std::optional<Spot> place_of(std::string_view both);
/// The point of a WKT literal (OGC GeoSPARQL 1.1 §8.5.1): longitude first, unless the literal names
/// EPSG:4326, which has latitude first. Nothing for other shapes and other systems of coordinates.
std::optional<Spot> place_of_wkt(std::string_view text);

/// "52.52° N, 13.405° E"
std::string readable_place(const Spot& place, const Language& language);
/// "52.52", with no more digits than say something (six: a hand's breadth).
std::string degrees(double value);

}  // namespace tamizdat::html
