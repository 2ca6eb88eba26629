#pragma once
// Three ways to take texts for the same: by case alone, as a hurried reader sees labels, and by words.
// `text` must be UTF-8.
#include <cstddef>
#include <string>
#include <string_view>

namespace tamizdat::query {

/// The text without regard to case: Unicode's simple small letter for each character (§5.18), and one sigma
/// wherever it stands in a word. What would need several letters ("ß") stays as it is.
std::string fold_case(std::string_view text);

/// The text in small letters, without diacritics on Latin and Greek letters, without spaces and the marks
/// that people write in different ways (hyphens, quotes, points, commas …). Marks between digits stay, as do
/// signs that tell names apart ("C++", "C#"). Two texts with one folding are easily taken for the same.
std::string fold_label(std::string_view text);

/// The words of a text as finding compares them, each followed by one space: small letters, without
/// diacritics in any script, letters that Unicode does not take apart in their usual Latin spelling ("Đilas"
/// is "dilas", "Łódź" "lodz", "Straße" "strasse"), nothing between words kept. Scripts that are written
/// without spaces are taken character by character. Words are cut at 64 bytes; of the text the first `most`
/// words count.
std::string fold_words(std::string_view text, std::size_t most = 2000);

}  // namespace tamizdat::query
