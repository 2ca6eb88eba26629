#include "html/list_pages.hpp"

namespace tamizdat::html {

std::string_view own_path(Composer& composer, const std::string& url) {
  return url.empty() ? std::string_view() : composer.keep(composer.publication().addresses.reference(url));
}

void set_pages(Composer& composer, const answer::ListPages& pages, mustache::Object& root) {
  const bool is_first = pages.page() == 1;
  const bool is_last = pages.page() >= pages.count();
  root.set("several", pages.count() > 1)
      .set("page", composer.number(pages.page()))
      .set("pages", composer.number(pages.count()))
      .set("first", is_first ? std::string_view() : own_path(composer, pages.first()))
      .set("previous", own_path(composer, pages.previous()))
      .set("next", own_path(composer, pages.next()))
      .set("last", is_last ? std::string_view() : own_path(composer, pages.last()));
}

}  // namespace tamizdat::html
