#pragma once
// A vocabulary as documentation: a picture, its hierarchy, and what the data say of each term by using it.
#include <string>

#include "answer/vocabulary.hpp"
#include "html/composer.hpp"

namespace tamizdat::html {

/// What names an IRI within the page of a vocabulary or document: its part beyond that, else all of it; fit
/// for an `id` and, after '#', for an address.
std::string_view anchor_of(Composer& composer, std::string_view iri, std::string_view document);

/// The address of the page of one term alone.
std::string_view own_page(Composer& composer, std::string_view iri);

/// Sets `vocabulary` for the partial of that name, or nothing for one without terms:
/// {address, width, height, has_picture, lists: [{heading, terms: [{link, anchor, indent, count}],
/// left_out}]} `iri` names the document or the vocabulary. The page tells of the first `told` terms, in the
/// order of the vocabulary; only the others have an `anchor` in the list.
void set_vocabulary(Composer& composer, mustache::Object& root, const answer::Vocabulary& vocabulary,
                    std::string_view iri, std::size_t told);

/// Sets `usage` for the partial of that name: {rows: [{name, values}], count, count_href, examples}; nothing
/// for a term that is no class, property or concept.
void set_usage(Composer& composer, mustache::Object& entry, const answer::VocabularyTerm* term);

/// The picture: classes, what is below what, and what properties lead from one to another.
std::string vocabulary_picture(const answer::Vocabulary& vocabulary, const PageContext& context);

}  // namespace tamizdat::html
