#pragma once
// Characters in a text that readers do not see, or take for others.
#include <string_view>

namespace tamizdat::query {

/// Whether Unicode's composed normal form (NFC) would write the text differently: what can be told from the
/// characters and their neighbours, which is all but the order of several marks on one letter.
bool can_be_composed(std::string_view text);

/// A word of letters that mixes Latin with Cyrillic or Greek ones that look like Latin; empty if there is
/// none.
std::string_view mixed_script_word(std::string_view text);

/// A character that cannot be seen or has no agreed meaning: controls, spaces other than U+0020, zero-width
/// and direction marks, private use, non-characters. 0 if there is none.
char32_t invisible_character(std::string_view text);

}  // namespace tamizdat::query
