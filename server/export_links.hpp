#pragma once
// The links of our pages: what an export follows, so that no page leads to nothing, and a check looks at.
#include <algorithm>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace tamizdat::server {

/// The text of an attribute's value as our pages write addresses: with &amp; and &#39;.
std::string unescaped(std::string_view value);

/// Calls `visit` with the value of each such attribute of the page (" href=\""), as it is written, until it
/// says false; says so too.
template <class Visit>
bool each_link(std::string_view page, std::string_view attribute, const Visit& visit) {
  for (auto at = page.find(attribute); at != std::string_view::npos; at = page.find(attribute, at)) {
    at += attribute.size();
    if (!visit(page.substr(at, page.find('"', at) - at))) return false;
  }
  return true;
}

/// The links of a page to `paths` (below the base, with their '?'), as targets without a format. What is in
/// another language is left out.
std::vector<std::string> links_with_query(std::string_view page, std::string_view base_path,
                                          std::span<const std::string_view> paths);

/// The links of a page to nodes that have no name of their own (skolem IRIs), as targets without a format.
std::vector<std::string> links_to_nodes(std::string_view page, std::string_view base_path);

/// Targets from any thread, each once.
class Targets {
 public:
  void add(std::vector<std::string>&& targets) {
    const std::lock_guard lock(mutex_);
    for (std::string& target : targets)
      if (met_.insert(target).second) new_.push_back(std::move(target));
  }
  /// Those that were added since the last time, in order.
  std::vector<std::string> take() {
    const std::lock_guard lock(mutex_);
    std::sort(new_.begin(), new_.end());
    return std::exchange(new_, {});
  }

 private:
  std::mutex mutex_;
  std::unordered_set<std::string> met_;
  std::vector<std::string> new_;
};

}  // namespace tamizdat::server
