#include "server/export_links.hpp"

#include "answer/addresses.hpp"
#include "syntax/formats.hpp"

namespace tamizdat::server {
namespace {

constexpr std::string_view href = " href=\"";

}  // namespace

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
  std::vector<std::string> found;
  each_link(page, href, [&](std::string_view value) {
    if (!value.starts_with(base_path)) return true;
    const std::string_view below = value.substr(base_path.size());
    if (std::none_of(paths.begin(), paths.end(), [&](auto path) { return below.starts_with(path); }))
      return true;
    std::string target = unescaped(value);
    target.resize(std::min(target.find('#'), target.size()));
    target.resize(std::min(target.find("&format="), target.size()));
    const bool is_form =
        target.find("?format=") != std::string::npos || target.find("lang=") != std::string::npos;
    if (!is_form) found.push_back(std::move(target));
    return true;
  });
  return found;
}

std::vector<std::string> links_to_nodes(std::string_view page, std::string_view base_path) {
  const std::string nodes = std::string(base_path).append(answer::genid);
  std::vector<std::string> found;
  each_link(page, href, [&](std::string_view value) {
    // With an extension or a parameter it is another form of the same.
    if (value.starts_with(nodes) && value.find_first_of("?#") == std::string_view::npos &&
        syntax::format_of_file(value) == nullptr)
      found.emplace_back(value);
    return true;
  });
  return found;
}

}  // namespace tamizdat::server
