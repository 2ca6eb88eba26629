#pragma once
// What a fragment has to say about how it was asked for: something was left aside, or bounded.
#include <cstdint>
#include <string>

namespace tamizdat::answer {

struct FragmentNote {
  enum class About : std::uint8_t {
    unknown_parameter,  ///< `parameter` means nothing here, and is kept in links
    misfit,             ///< no triple has a term such as that of `parameter` in its place
    select,             ///< columns are for tables; a graph has none
    candidates,         ///< `looked_at` candidates were, more than `most` would have been refused
  };
  About about;
  std::string parameter{};
  std::uint64_t looked_at = 0;
  std::uint64_t most = 0;
};

/// A sentence or two, as the fragment's own controls have them.
std::string in_english(const FragmentNote& note);

}  // namespace tamizdat::answer
