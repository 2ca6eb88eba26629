#pragma once
// Serd's complaints in our words.
#include <string>
#include <string_view>

namespace tamizdat::syntax {

/// For what Serd says no more of than that it is wrong.
inline constexpr std::string_view against_the_grammar = "this does not follow the grammar";

/// What should have stood where Serd complains, in words that ", not …" can follow.
std::string words_for(std::string_view complaint);

}  // namespace tamizdat::syntax
