#pragma once
// The ways from page to page of a list.
#include <string_view>

#include "answer/listing.hpp"
#include "html/composer.hpp"

namespace tamizdat::html {

/// The path of an own URL; empty for none: pages link by path, so that a site can be browsed before it is
/// deployed.
std::string_view own_path(Composer& composer, const std::string& url);

/// What the partial "pages" asks for.
void set_pages(Composer& composer, const answer::ListPages& pages, mustache::Object& root);

}  // namespace tamizdat::html
