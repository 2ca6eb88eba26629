#pragma once
// Labels as a hurried reader sees them, and what Unicode says of a text's characters.
#include <cstddef>
#include <string>
#include <string_view>

namespace tamizdat::query {

/// The text in small letters, without diacritics on Latin and Greek letters, without spaces and the marks
/// that people write in different ways (hyphens, quotes, points, commas …). Marks between digits stay, as do
/// signs that tell names apart ("C++", "C#"). Two texts with one folding are easily taken for the same.
/// `text` must be UTF-8.
std::string fold_label(std::string_view text);

/// The words of a text as finding compares them, each followed by one space: small letters, without
/// diacritics in any script, letters that Unicode does not take apart in their usual Latin spelling ("Đilas"
/// is "dilas", "Łódź" "lodz", "Straße" "strasse"), nothing between words kept. Scripts that are written
/// without spaces are taken character by character. Words are cut at 64 bytes; of the text the first `most`
/// words count. `text` must be UTF-8.
std::string fold_words(std::string_view text, std::size_t most = 2000);

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
