#pragma once
// The picture that stands for a data set where its pages are shared.
#include <cstddef>
#include <string>

#include "answer/publication.hpp"

namespace tamizdat::html {

inline constexpr std::size_t card_width = 1200;
inline constexpr std::size_t card_height = 630;
/// Relative to the base.
inline constexpr const char* card_address = "-/card.png";

/// A typed sheet seen from too far away to be read, as PNG: a mark for each letter of the title, underlined
/// in the publisher's colour, and of the description. It needs no letters, so it is right for every script.
std::string card(const answer::Publication& publication);

}  // namespace tamizdat::html
