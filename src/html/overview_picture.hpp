#pragma once
// The whole data set as a picture: its classes, how they connect, how many.
#include <string>

#include "html/composer.hpp"

namespace tamizdat::html {

/// Sets `overview` for the partial of that name, or nothing where the data have no classes:
/// {address, width, height, links: [{from, to, predicate, count, more}], left_out}
void set_overview(Composer& composer, mustache::Object& root);

/// The picture as SVG.
std::string overview_picture(const PageContext& context);

}  // namespace tamizdat::html
