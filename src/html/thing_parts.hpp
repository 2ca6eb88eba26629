#pragma once
// The parts that the page of a thing and the entry of a thing in a document share.
#include "answer/description.hpp"
#include "html/composer.hpp"
#include "html/layout.hpp"

namespace tamizdat::html {

/// Sets on `root`: name (`title`, or else the label), lang, dir, description, and as lists kinds, names,
/// facts, times, elsewhere, texts.
void set_facts(Composer& composer, mustache::Object& root, store::TermId subject,
               const std::vector<answer::Fact>& facts, std::string_view title = {});

/// Sets on `root`: statement, and as lists views, mentions, held, stated.
void set_claims(Composer& composer, mustache::Object& root, const answer::Description& description);

/// {text, lang, dir} of a description, of which no more than `shown` bytes; nothing for an empty one. A page
/// has the whole under "All names and texts".
mustache::Value text_of(Composer& composer, const answer::Label& text, std::size_t shown = 1000);

/// The first picture of a thing that the web can show, wherever it lies; or empty.
std::string_view picture_of(const answer::Publication& publication, const std::vector<answer::Fact>& facts);

/// The thing for search engines (json_ld.hpp), with the title, description and picture of its page.
std::string_view data_of(Composer& composer, store::TermId subject, const PageFacts& facts);

/// A thing's best description, or an empty one.
answer::Label summary(Composer& composer, store::TermId subject);

}  // namespace tamizdat::html
