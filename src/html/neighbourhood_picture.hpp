#pragma once
// The neighbourhood of a thing: as a picture at an address of its own, and as its place on the page with the
// same as a list. A page is made in less time than a layout, so the picture is not a part of it.
#include <string>

#include "answer/neighbourhood.hpp"
#include "html/composer.hpp"

namespace tamizdat::html {

/// Sets `picture` for the partial of that name, or nothing where there are no neighbours:
/// {address, width, height, shown, total, spokes: [{predicate, incoming, things, rest, rest_href}]}
void set_neighbourhood(Composer& composer, mustache::Object& root, const answer::Description& description);

/// The picture as SVG; of a thing without neighbours, itself alone. What leads out of it is made as on pages.
std::string neighbourhood_picture(const answer::Description& description, const PageContext& context);

}  // namespace tamizdat::html
