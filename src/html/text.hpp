#pragma once
// Small questions about text that is to be shown.
#include <cstdint>
#include <string>
#include <string_view>

namespace tamizdat::html {

/// "rtl" for languages written from right to left, "ltr" for others, empty where no language is given.
std::string_view direction(std::string_view language_tag);

/// At most `bytes` from the start, never cutting a character in two.
std::string_view cut(std::string_view text, std::size_t bytes);

/// 12345 → "12,345".
std::string grouped(std::uint64_t number);

/// http and https: what a page may send a reader to.
bool is_web(std::string_view iri);
/// Whether an IRI may be a link at all, if only to its description: javascript:, data: and vbscript: never
/// are.
bool is_linkable(std::string_view iri);

/// "1 triple", "2 triples".
std::string counted(std::uint64_t number, std::string_view one, std::string_view many);

}  // namespace tamizdat::html
