#include "web/look.hpp"

#include <string>

#include "html/card.hpp"
#include "html/colours.hpp"
#include "web/caching.hpp"

namespace tamizdat::web::look {
namespace {

using rdf::Code;
using rdf::Error;

File file_of(const html::Asset& asset, std::string_view cache_control) {
  return {std::make_shared<const std::string>(asset.content), asset.media_type, cache_control, asset.hash};
}

std::optional<File> asset_at(std::string_view relative, const html::Assets& assets) {
  const auto slash = relative.rfind('/');
  const auto name = relative.substr(slash + 1);
  const html::Asset* found = assets.find(name);
  if (found == nullptr) return std::nullopt;
  if (assets.address(name) == relative) return file_of(*found, caching::asset);
  // What a style sheet names stands beside it, under the style sheet's hash.
  const std::string style = assets.address("style.css");
  const bool is_beside =
      std::string_view(style).substr(0, style.rfind('/') + 1) == relative.substr(0, slash + 1);
  if (!is_beside) return std::nullopt;
  return file_of(*found, caching::a_day);
}

}  // namespace

rdf::Result<Found> asset(const Call& call) {
  for (const html::Assets* assets : {&call.assets, call.former_assets}) {
    if (assets == nullptr) continue;
    if (auto file = asset_at(call.relative, *assets)) return std::move(*file);
  }
  return Error(Code::not_found, "there is no such asset, or its content has changed",
               "load the page again that linked to it");
}

rdf::Result<Found> colours(const Call& call) {
  const auto name = call.relative.substr(call.relative.rfind('/') + 1);
  const auto chosen = html::Colours::named(name.substr(0, name.rfind('.')));
  if (!chosen || call.relative != html::colours_address(*chosen)) return nothing_at(call);
  return File{std::make_shared<const std::string>(chosen->style()), std::string(html::media_type_of(name)),
              caching::asset, std::string(name)};
}

rdf::Result<Found> card(const Call& call) {
  if (const html::Asset* own = call.assets.find("card.png")) return file_of(*own, caching::a_day);
  return File{
      std::make_shared<const std::string>(html::card(*call.publication)),
      std::string(html::media_type_of(html::card_address)), caching::a_day,
      call.publication->snapshot->info().version + call.publication->title + call.publication->colour};
}

rdf::Result<Found> favicon(const Call& call) {
  for (const std::string_view name : {"favicon.ico", "favicon.svg", "icon.svg"}) {
    if (const html::Asset* found = call.assets.find(name)) return file_of(*found, caching::a_day);
  }
  return nothing_at(call);
}

}  // namespace tamizdat::web::look
