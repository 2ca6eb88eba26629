#include "html/assets.hpp"

#include <algorithm>
#include <filesystem>

#include "html/embedded.hpp"
#include "html/text.hpp"
#include "html/theme_files.hpp"

namespace tamizdat::html {
namespace {

struct MediaType {
  std::string_view extension;
  std::string_view type;
};

constexpr MediaType media_types[] = {
    {".css", "text/css; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".ico", "image/x-icon"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".jpeg", "image/jpeg"},
    {".gif", "image/gif"},
    {".webp", "image/webp"},
    {".avif", "image/avif"},
    {".js", "text/javascript; charset=utf-8"},
    {".woff2", "font/woff2"},
};

Asset asset(std::string_view name, std::string content) {
  auto hash = hash_of(content);
  return {std::string(name), std::move(hash), std::string(media_type_of(name)), std::move(content)};
}

constexpr std::string_view unknown_type = "application/octet-stream";

}  // namespace

std::string_view media_type_of(std::string_view name) {
  for (const auto& [extension, type] : media_types)
    if (name.ends_with(extension)) return type;
  return unknown_type;
}

Assets::Assets() {
  for (const auto& file : embedded_assets()) assets_.push_back(asset(file.name, std::string(file.content)));
}

rdf::Result<Assets> Assets::load(const std::string& theme) {
  Assets all;
  std::vector<std::string> names;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(theme + "/assets", none))
    if (entry.is_regular_file(none)) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  for (const std::string& name : names) {
    if (media_type_of(name) == unknown_type) continue;
    auto content = theme_file(theme + "/assets/" + name);
    if (!content) return content.error();
    if (*content) all.add(name, std::move(**content));
  }
  return all;
}

void Assets::add(std::string_view name, std::string content) {
  const auto at =
      std::find_if(assets_.begin(), assets_.end(), [&](const Asset& known) { return known.name == name; });
  if (at == assets_.end())
    assets_.push_back(asset(name, std::move(content)));
  else
    *at = asset(name, std::move(content));
}

const Asset* Assets::find(std::string_view name) const {
  const auto at =
      std::find_if(assets_.begin(), assets_.end(), [&](const Asset& known) { return known.name == name; });
  return at == assets_.end() ? nullptr : &*at;
}

std::string Assets::address(std::string_view name) const {
  const auto* known = find(name);
  return known == nullptr ? std::string() : "-/assets/" + known->hash + '/' + known->name;
}

std::string Assets::hash() const {
  std::string all;
  for (const auto& known : assets_) all += known.name + known.hash;
  return hash_of(all);
}

}  // namespace tamizdat::html
