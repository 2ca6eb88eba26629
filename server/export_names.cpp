#include "server/export_names.hpp"

#include <algorithm>
#include <array>

#include "html/mustache.hpp"
#include "query/folding.hpp"
#include "rdf/utf8.hpp"
#include "server/export_links.hpp"

namespace tamizdat::server {
namespace {

constexpr std::size_t longest_name = 255;  // of one segment, in bytes: what file systems take
constexpr std::string_view format_parameter = "format=";

bool is_possible(std::string_view name) {
  while (!name.empty()) {
    const std::string_view segment = name.substr(0, name.find('/'));
    if (segment.empty() || segment == "." || segment == ".." || segment.size() > longest_name) return false;
    if (segment.find('\0') != std::string_view::npos) return false;
    name.remove_prefix(std::min(segment.size() + 1, name.size()));
  }
  return true;
}

}  // namespace

std::optional<std::string> file_of(std::string_view target, std::string_view base_path) {
  if (!target.starts_with(base_path)) return std::nullopt;
  target.remove_prefix(base_path.size());
  const auto mark = std::min(target.find('?'), target.size());
  auto path = answer::percent_decode(target.substr(0, mark));
  if (!path || !rdf::is_utf8(*path)) return std::nullopt;
  std::string name = path->empty() ? "index" : *path;
  std::string_view query = target.substr(std::min(mark + 1, target.size()));
  if (mark < target.size()) {
    const auto last = query.rfind('&');
    const std::string_view end = query.substr(last == std::string_view::npos ? 0 : last + 1);
    if (!end.starts_with(format_parameter)) return std::nullopt;
    query.remove_suffix(std::min(query.size(), end.size() + 1));
    if (!query.empty()) name.append("/").append(query);
    name.append(".").append(end.substr(format_parameter.size()));
  }
  if (!is_possible(name)) return std::nullopt;
  return name;
}

std::vector<rdf::Error> find_case_collisions(std::vector<std::string> names, std::size_t limit) {
  std::vector<std::pair<std::string, std::string>> folded;
  folded.reserve(names.size());
  for (std::string& name : names) {
    std::string key = query::fold_case(name);
    folded.emplace_back(std::move(key), std::move(name));
  }
  std::sort(folded.begin(), folded.end());
  std::vector<rdf::Error> found;
  for (std::size_t i = 1; i < folded.size() && found.size() < limit; ++i) {
    if (folded[i].first != folded[i - 1].first || folded[i].second == folded[i - 1].second) continue;
    found.push_back(
        rdf::Error(rdf::Code::unprocessable, "differs from '" + folded[i - 1].second + "' in case alone",
                   "many disks keep only one of them; rename one, or export with --case-sensitive "
                   "to a disk that keeps both")
            .at(folded[i].second));
  }
  return found;
}

std::string with_relative_links(std::string_view page, std::string_view name,
                                const answer::Addresses& addresses,
                                const std::function<std::string(std::string_view)>& file_at) {
  constexpr std::array<std::string_view, 3> attributes = {" href=\"", " src=\"", " action=\""};
  std::string up;
  for (auto slash = name.find('/'); slash != std::string_view::npos; slash = name.find('/', slash + 1))
    up += "../";
  std::string out;
  out.reserve(page.size());
  while (!page.empty()) {
    std::size_t begin = std::string_view::npos;
    for (const std::string_view attribute : attributes) {
      const auto at = page.find(attribute);
      if (at != std::string_view::npos) begin = std::min(begin, at + attribute.size());
    }
    if (begin == std::string_view::npos) return out.append(page);
    out += page.substr(0, begin);
    page.remove_prefix(begin);
    const std::string_view value = page.substr(0, page.find('"'));
    page.remove_prefix(value.size());
    if (!value.starts_with(addresses.base_path())) {
      out += value;
      continue;
    }
    const std::string_view relative = value.substr(addresses.base_path().size());
    const std::string plain = unescaped(relative);
    const std::string_view path = std::string_view(plain).substr(0, plain.find('#'));
    const std::string file = file_at(path);
    if (file.empty()) {
      out.append(addresses.base()).append(relative);
    } else {
      html::mustache::escape(file, out.append(up));
      html::mustache::escape(std::string_view(plain).substr(path.size()), out);
    }
  }
  return out;
}

}  // namespace tamizdat::server
