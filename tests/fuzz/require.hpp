#pragma once
// What a fuzz target insists on.
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace tamizdat::fuzz {

inline void require(bool condition, const char* what, std::string_view detail = {}) {
  if (condition) return;
  std::fprintf(stderr, "%s\n%.*s\n", what, static_cast<int>(detail.size()), detail.data());
  std::abort();
}

/// The first line of an input and the rest.
struct Halves {
  std::string_view first;
  std::string_view second;
};
inline Halves halves(std::string_view text) {
  const auto end = text.find('\n');
  if (end == std::string_view::npos) return {text, {}};
  return {text.substr(0, end), text.substr(end + 1)};
}

}  // namespace tamizdat::fuzz
