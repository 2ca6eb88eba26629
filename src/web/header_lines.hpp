#pragma once
// Header lines that many responses share, made once.
#include <string>
#include <string_view>

#include "syntax/formats.hpp"

namespace tamizdat::web {

// On every response, whatever its status (Fetch §3.2).
inline constexpr std::string_view origin_lines = "Access-Control-Allow-Origin: *\r\n";

// On every response but 304, which only says what is new to who has the rest.
inline constexpr std::string_view shared_lines =
    "Access-Control-Allow-Origin: *\r\n"
    "Access-Control-Expose-Headers: Accept-Ranges, Allow, Content-Encoding, Content-Language, "
    "Content-Location, Content-Range, ETag, Last-Modified, Link, Location, Memento-Datetime, "
    "Preference-Applied, Retry-After, Vary\r\n";

// On whatever has a body.
inline constexpr std::string_view body_lines =
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: strict-origin-when-cross-origin\r\n";

// On data and whatever else is no page. Browsers take RDF/XML for a document, and a name in it that is
// XHTML's for the element: a predicate must not become a script.
inline constexpr std::string_view inert_lines =
    "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n";

// A drawing that is opened by itself is a document: its scripts do not run.
inline constexpr std::string_view svg = "image/svg+xml";
inline constexpr std::string_view drawing_lines =
    "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox\r\n";

/// Content-Type and what else every representation in a format has.
const std::string& format_lines(const syntax::Format& row);

/// Adds one link to the value of a Link field, unless the value grows beyond what clients read.
void append_link(std::string& out, std::string_view target, std::string_view rel, std::string_view type);
/// An alternative: `stem` and the extension of its format.
void append_alternate(std::string& out, std::string_view stem, const syntax::Format& row);

}  // namespace tamizdat::web
