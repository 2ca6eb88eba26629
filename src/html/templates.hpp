#pragma once
// The page templates: built in, each replaceable by a file of the same name.
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "html/mustache.hpp"
#include "rdf/error.hpp"

namespace tamizdat::html {

/// Immutable once made; safe to read from many threads.
class Templates {
 public:
  /// The built-in ones.
  Templates();
  /// The same, with `<theme>/templates/<name>.mustache` (or `<theme>/<name>.mustache`) in place of a built-in
  /// one. An error names the file that cannot be read or is no template, with line and column.
  static rdf::Result<Templates> load(const std::string& theme);

  /// Null if there is none of that name.
  [[nodiscard]] const mustache::Template* find(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> names() const;

  /// Changes with any of them.
  [[nodiscard]] const std::string& hash() const { return hash_; }

 private:
  void add(std::string_view file, std::string_view text, mustache::Template compiled);
  void link();

  std::string hash_;
  // Linked to each other: shared by copies, and never changed after that.
  std::map<std::string, std::shared_ptr<mustache::Template>, std::less<>> by_name_;
};

}  // namespace tamizdat::html
