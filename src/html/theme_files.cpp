#include "html/theme_files.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

namespace tamizdat::html {

rdf::Result<std::optional<std::string>> theme_file(const std::string& path) {
  std::error_code none;
  if (!std::filesystem::exists(path, none)) return std::optional<std::string>();
  std::ifstream in(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  if (!in || in.bad() || !std::filesystem::is_regular_file(path, none))
    return rdf::Error(rdf::Code::unreadable, "this file of the theme cannot be read").at(path);
  return std::optional<std::string>(std::move(text));
}

}  // namespace tamizdat::html
