#include "html/layout.hpp"
#include "html/list_pages.hpp"
#include "html/pages.hpp"
#include "html/time_bars.hpp"

namespace tamizdat::html {

std::string timeline_page(const answer::Timeline& timeline, const PageContext& context) {
  Composer composer(context);
  auto& root = composer.model.object();
  const auto& pages = timeline.pages();
  const auto count = composer.counted("dates", pages.total().count);
  root.set("bars", time_bars(composer, timeline.entries()))
      .set("has_entries", !timeline.entries().empty())
      .set("count", pages.total().exact ? count : composer.say("more_than", {{"count", count}}));
  set_pages(composer, pages, root);
  return render(composer, root, "timeline_page", {composer.say("timeline"), {}, {}, {}, pages.page() == 1});
}

}  // namespace tamizdat::html
