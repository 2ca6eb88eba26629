#pragma once
// Small questions about text that is to be shown.
#include <string>
#include <string_view>

namespace tamizdat::html {

/// "rtl" for languages, or scripts of a tag that names one ("az-Arab"), written from right to left, "ltr" for
/// others, empty where no language is given.
std::string_view direction(std::string_view language_tag);

/// At most `bytes` from the start, never cutting a character in two.
std::string_view cut(std::string_view text, std::size_t bytes);

/// The same, and where there is a blank not far before the end, no word either.
std::string_view cut_at_word(std::string_view text, std::size_t bytes);

/// 64 bits of FNV-1a, URL-safe: enough to tell one version of a file from another.
std::string hash_of(std::string_view content);

bool has_scheme(std::string_view iri, std::string_view scheme);
/// http and https: what a page may send a reader to.
bool is_web(std::string_view iri);
/// Whether a text is a web address and nothing more.
bool is_web_address(std::string_view text);
/// Whether an IRI may be a link at all, if only to its description: javascript:, data: and vbscript: never
/// are.
bool is_linkable(std::string_view iri);

}  // namespace tamizdat::html
