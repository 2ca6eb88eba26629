#pragma once
// What all pages have in common.
#include <string>
#include <string_view>
#include <vector>

#include "html/composer.hpp"

namespace tamizdat::html {

/// What a page says of itself.
struct PageFacts {
  std::string_view title;
  std::string_view language;     ///< of the title, or empty
  std::string_view description;  ///< plain text, or empty
  std::string_view iri;          ///< of what the page is about, or empty
  bool index = true;             ///< for search engines
  std::string_view json_ld{};    ///< about its subject (json_ld.hpp), or empty
  std::string_view description_language{};
  std::string_view picture{};  ///< of its subject, an absolute URL; empty: the card of the data set
};

/// Addresses of the style sheets that pages and pictures have: the theme's, then that of the publisher's
/// colours if there are any. Views live as long as `composer`.
std::vector<std::string_view> style_sheets(Composer& composer);

/// Adds the members that the partials "head" and "foot" ask for to `root` and renders the template `name`.
std::string render(Composer& composer, mustache::Object& root, std::string_view name, const PageFacts& facts);

}  // namespace tamizdat::html
