#include "server/export_links.hpp"

namespace tamizdat::server {

std::string unescaped(std::string_view value) {
  constexpr std::pair<std::string_view, char> entities[] = {{"&#39;", '\''}, {"&amp;", '&'}};
  std::string text;
  text.reserve(value.size());
  while (!value.empty()) {
    const auto* const entity = std::find_if(std::begin(entities), std::end(entities),
                                            [&](const auto& e) { return value.starts_with(e.first); });
    const bool found = entity != std::end(entities);
    text += found ? entity->second : value.front();
    value.remove_prefix(found ? entity->first.size() : 1);
  }
  return text;
}

std::vector<std::string> links_with_query(std::string_view page, std::string_view base_path,
                                          std::span<const std::string_view> paths) {
  constexpr std::string_view attribute = " href=\"";
  std::vector<std::string> found;
  for (auto at = page.find(attribute); at != std::string_view::npos; at = page.find(attribute, at)) {
    at += attribute.size();
    const std::string_view value = page.substr(at, page.find('"', at) - at);
    if (!value.starts_with(base_path)) continue;
    const std::string_view below = value.substr(base_path.size());
    if (std::none_of(paths.begin(), paths.end(), [&](auto path) { return below.starts_with(path); }))
      continue;
    std::string target = unescaped(value);
    target.resize(std::min(target.find('#'), target.size()));
    target.resize(std::min(target.find("&format="), target.size()));
    const bool is_form =
        target.find("?format=") != std::string::npos || target.find("lang=") != std::string::npos;
    if (!is_form) found.push_back(std::move(target));
  }
  return found;
}

std::vector<std::string> links_to_nodes(std::string_view page, std::string_view base_path) {
  const std::string begin = " href=\"" + std::string(base_path) + ".well-known/genid/";
  std::vector<std::string> links;
  for (auto at = page.find(begin); at != std::string_view::npos; at = page.find(begin, at + begin.size())) {
    const auto value = at + begin.find('/');
    const std::string_view link = page.substr(value, page.find('"', value) - value);
    // With an extension or a parameter it is another form of the same.
    if (link.find_first_of(".?#", begin.size() - begin.find('/')) == std::string_view::npos)
      links.emplace_back(link);
  }
  return links;
}

}  // namespace tamizdat::server
