#pragma once
// Style, icon and other files that pages need, built in; each has an address that changes with its content,
// so that it may be kept for ever.
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rdf/error.hpp"

namespace tamizdat::html {

struct Asset {
  std::string name;  ///< "style.css"
  std::string hash;  ///< of the content, URL-safe
  std::string media_type;
  std::string content;
};

/// Immutable once made; safe to read from many threads.
class Assets {
 public:
  /// The built-in ones.
  Assets();
  /// The same, with the files of `<theme>/assets` in place of built-in ones or beside them. A style sheet
  /// reaches those beside it by their name alone: url(letters.woff2).
  static rdf::Result<Assets> load(const std::string& theme);

  [[nodiscard]] std::span<const Asset> all() const { return assets_; }
  /// In place of the one of that name, if there is one.
  void add(std::string_view name, std::string content);
  /// Null if there is none of that name.
  [[nodiscard]] const Asset* find(std::string_view name) const;
  /// "-/assets/<hash>/<name>", relative to the base; empty if there is none of that name.
  [[nodiscard]] std::string address(std::string_view name) const;

  /// Changes with any of them.
  [[nodiscard]] std::string hash() const;

 private:
  std::vector<Asset> assets_;
};

/// By the ending of a file's name; application/octet-stream for what is not known.
std::string_view media_type_of(std::string_view name);

}  // namespace tamizdat::html
