#pragma once
// Files that the build put into the binary.
#include <span>
#include <string_view>

namespace tamizdat::html {

struct EmbeddedFile {
  std::string_view name;
  std::string_view content;
};

/// In order of name.
std::span<const EmbeddedFile> embedded_templates();
std::span<const EmbeddedFile> embedded_assets();
std::span<const EmbeddedFile> embedded_messages();

}  // namespace tamizdat::html
