#pragma once
// IRIs: taking apart, resolving (RFC 3986 §5, read over RFC 3987's characters) and telling good from bad.
#include <optional>
#include <string>
#include <string_view>

namespace tamizdat::rdf {

/// The five parts of an IRI reference as views into it. An absent part and an empty one differ: "a?" has an
/// empty query, "a" has none.
struct IriParts {
  std::optional<std::string_view> scheme;
  std::optional<std::string_view> authority;
  std::string_view path;
  std::optional<std::string_view> query;
  std::optional<std::string_view> fragment;
};

/// RFC 3986 appendix B. Anything can be taken apart; iri_fault tells whether it is an IRI at all.
IriParts parse_iri(std::string_view reference);

/// Starts with a scheme and ':'.
bool is_absolute_iri(std::string_view reference);

/// RFC 3986 §5.2.4, "remove dot segments".
std::string remove_dot_segments(std::string_view path);

/// RFC 3986 §5.2, strictly ("http:g" is absolute). `base` must be absolute; its fragment is left out.
std::string resolve_iri(std::string_view reference, std::string_view base);

/// Why this is no IRI reference, in words that follow "the IRI <…> "; nothing if it is one. Looks for
/// characters that no IRI has (space, controls, < > " { } | \ ^ `, however they were written), for a missing
/// or malformed scheme before the first ':', and for a malformed authority. Percent signs are left alone, as
/// RDF's grammars do.
std::optional<std::string> iri_fault(std::string_view reference);

/// Bytes that may not stand in an IRI.
bool is_forbidden_in_iri(char c);

}  // namespace tamizdat::rdf
