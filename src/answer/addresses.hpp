#pragma once
// The one maker of addresses: from IRIs in the data to URLs that this site serves, and back. Everything is
// made from the configured base, never from a Host header. Both directions are inverse for every IRI in the
// data.
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "syntax/formats.hpp"

namespace tamizdat::answer {

/// Below the base: where nodes without a name are (RDF 1.1 Concepts §3.5).
inline constexpr std::string_view genid = ".well-known/genid/";

/// The base of a site: an absolute http(s) IRI that ends in '/'. Immutable, thread-safe.
class Addresses {
 public:
  explicit Addresses(std::string base);

  [[nodiscard]] const std::string& base() const { return base_; }
  /// The base without its path, as it is written there ("http://example.org").
  [[nodiscard]] std::string_view origin() const;
  /// The base's path, at least "/".
  [[nodiscard]] std::string_view base_path() const { return base_path_; }
  [[nodiscard]] bool is_local(std::string_view iri) const;

  /// An absolute URL under the base for a path relative to it ("fragments" → "http://…/fragments").
  [[nodiscard]] std::string url(std::string_view relative) const;
  /// The same as an absolute path ("/fragments"), for links in pages and Location: works wherever the site is
  /// served.
  [[nodiscard]] std::string path(std::string_view relative) const;

  /// Where a page links to for an IRI of the data (or of a document): its own path if it lies under the base
  /// and can be asked for there (fragment kept), else "…/describe?iri=…". Percent-encodes what a URL cannot
  /// hold, changes nothing else. An IRI under the base whose own path would ask for another one (dot
  /// segments, mixed spellings, "//host") is described at describe?iri= too.
  [[nodiscard]] std::string href(std::string_view iri) const;
  /// The description of an IRI wherever it lies, in one format, as an absolute IRI in the spelling of the
  /// data:
  /// `<iri without #…>.ttl`, or describe?iri=…&format=ttl (also for IRIs that end in '/' or hold a '?').
  [[nodiscard]] std::string document(std::string_view iri, const syntax::Format& format) const;
  /// document() without the format's extension, which only has to be added.
  [[nodiscard]] std::string document_stem(std::string_view iri) const;
  /// The description without a format: describe?iri=… for IRIs outside; the hash document; the thing itself.
  [[nodiscard]] std::string generic_document(std::string_view iri) const;
  /// An own absolute URL or IRI as an absolute path (query and fragment kept, percent-encoded), for headers;
  /// anything else unchanged but for the percent-encoding.
  [[nodiscard]] std::string reference(std::string_view url) const;

  /// <base>.well-known/genid/<label> for a blank node's label in the snapshot, and back (nothing if it is
  /// none).
  [[nodiscard]] std::string skolem_iri(std::string_view blank_label) const;
  [[nodiscard]] std::optional<std::string> blank_label(std::string_view iri) const;

  /// The IRI that a request path (as sent, percent-encoded or raw) asks for: base + path. IRIs are compared
  /// after RFC 3986 §6.2.2 normalisation (escapes of unreserved characters decoded, hex in upper case, dot
  /// segments removed; `%2F` and other reserved characters stay); since data may hold `é`, `%C3%A9` or
  /// `%c3%a9`, and clients escape what a path may hold (`%28` for `(`), four spellings are offered, to be
  /// looked up in this order.
  struct Asked {
    std::string raw;      ///< everything that an IRI may show is decoded
    std::string encoded;  ///< UTF-8 is percent-encoded
    std::string sent;     ///< escapes as the client spelled them
    std::string bare;  ///< as raw, and what needs no escape in a path (sub-delims, ':', '@') is decoded too
    [[nodiscard]] std::array<std::string_view, 4> spellings() const { return {raw, encoded, sent, bare}; }
  };
  /// Nothing if the path does not lie under the base or is not well_formed(). A query, if left on, is taken
  /// for part of the IRI.
  [[nodiscard]] std::optional<Asked> asked(std::string_view request_path) const;

 private:
  [[nodiscard]] bool has_own_path(std::string_view iri) const;
  /// Whether nothing in it needs an escape, and no part of it is a dot segment: most are so.
  [[nodiscard]] bool keeps_its_path(std::string_view iri) const;
  [[nodiscard]] std::string describe(std::string_view iri) const;

  std::string base_;
  std::string base_path_;  // percent-encoded
  std::string raw_path_;   // decoded as far as Asked::raw is
  bool has_plain_path_ = false;
};

/// The IRI up to its '#'.
std::string_view without_fragment(std::string_view iri);

/// A URL with one parameter more, before its fragment. `value` is percent-encoded already.
std::string with_parameter(std::string url, std::string_view name, std::string_view value);

/// Percent-encodes a value for a query string (UTF-8; everything but unreserved characters).
std::string encode_query_value(std::string_view text);
/// Percent-decodes (and '+' as space if asked); nothing if an escape is malformed.
std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space = false);
/// True if every escape is complete and what is decoded is UTF-8 (no overlong forms, no surrogates) without
/// NUL.
bool well_formed(std::string_view request_target);

}  // namespace tamizdat::answer
