#include "html/reading.hpp"

#include "html/text.hpp"

namespace tamizdat::html {
namespace {

using answer::Place;
using store::TermId;

mustache::Value links(Composer& composer, const std::vector<TermId>& things) {
  auto& list = composer.model.list();
  for (const TermId thing : things) list.add(composer.model.object().set("link", composer.link(thing)));
  return list;
}

mustache::Value link_or_nothing(Composer& composer, TermId thing) {
  return thing ? composer.link(thing) : mustache::Value();
}

/// A part, and the statements that name it as their source.
mustache::Value part(Composer& composer, TermId thing, std::size_t& claims_left) {
  auto& one = composer.model.object();
  auto text = composer.labels.best(thing, composer.publication().terms.descriptions);
  text.text = cut(text.text, 600);
  auto& stated = composer.model.list();
  for (const auto& claim : answer::claims_from(composer.publication(), thing, claims_left)) {
    stated.add(composer.statement(claim));
    --claims_left;
  }
  one.set("link", composer.link(thing))
      .set("text", text.text.empty() ? mustache::Value() : composer.link_to({}, text));
  Composer::set_list(one, "stated", "has_stated", stated);
  return one;
}

}  // namespace

void set_place(Composer& composer, mustache::Object& root, TermId thing) {
  constexpr std::size_t parts_shown = 60;
  std::size_t claims_left = 300;
  const Place place = answer::place_of(composer.publication(), thing);
  auto& parts = composer.model.list();
  for (const TermId id : place.parts)
    if (parts.size() < parts_shown) parts.add(part(composer, id, claims_left));
  const auto rest = place.parts_total > parts.size() ? place.parts_total - parts.size() : 0;
  root.set("place", place.wholes.empty() ? mustache::Value()
                                         : composer.model.object()
                                               .set("wholes", links(composer, place.wholes))
                                               .set("previous", link_or_nothing(composer, place.previous))
                                               .set("next", link_or_nothing(composer, place.next)));
  Composer::set_list(root, "parts", "has_parts", parts);
  root.set("parts_rest", rest > 0 ? composer.number(rest) : std::string_view());
}

}  // namespace tamizdat::html
