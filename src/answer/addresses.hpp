#pragma once
// The one maker of addresses: from IRIs in the data to URLs that this site serves, and back. Everything is
// made from the configured base, never from a Host header. Both directions are inverse for every IRI in the
// data.
#include <optional>
#include <string>
#include <string_view>

#include "syntax/formats.hpp"

namespace tamizdat::answer {

/// The base of a site: an absolute http(s) IRI that ends in '/'. Immutable, thread-safe.
class Addresses {
 public:
  explicit Addresses(std::string base);

  [[nodiscard]] const std::string& base() const { return base_; }
  /// The base's path, at least "/".
  [[nodiscard]] std::string_view base_path() const { return base_path_; }
  [[nodiscard]] bool is_local(std::string_view iri) const;

  /// An absolute URL under the base for a path relative to it ("fragments" → "http://…/fragments").
  [[nodiscard]] std::string url(std::string_view relative) const;
  /// The same as an absolute path ("/fragments"), for links in pages and Location: works wherever the site is
  /// served.
  [[nodiscard]] std::string path(std::string_view relative) const;

  /// Where a page links to for an IRI of the data: its own path if it lies under the base (fragment kept),
  /// else "…/describe?iri=…". Percent-encodes what a URL cannot hold, changes nothing else.
  [[nodiscard]] std::string href(std::string_view iri) const;
  /// The description of an IRI wherever it lies, in one format: `<iri without #…>.ttl`, or
  /// describe?iri=…&format=ttl.
  [[nodiscard]] std::string document(std::string_view iri, const syntax::Format& format) const;
  /// The description without a format: describe?iri=… for IRIs outside; the hash document; the thing itself.
  [[nodiscard]] std::string generic_document(std::string_view iri) const;

  /// <base>.well-known/genid/<label> for a blank node's label in the snapshot, and back (nothing if it is
  /// none).
  [[nodiscard]] std::string skolem_iri(std::string_view blank_label) const;
  [[nodiscard]] std::optional<std::string> blank_label(std::string_view iri) const;

  /// The IRI that a request path (as sent, percent-encoded or raw, query removed) asks for: base + path.
  /// IRIs are compared after RFC 3986 §6.2.2 normalisation; since data may hold `é` or `%C3%A9`, both
  /// spellings are offered to the caller: `raw` has decoded everything that an IRI may show, `encoded` has
  /// UTF-8 percent-encoded.
  struct Asked {
    std::string raw;
    std::string encoded;
  };
  [[nodiscard]] std::optional<Asked> asked(std::string_view request_path) const;

 private:
  std::string base_;
  std::string base_path_;
};

/// Percent-encodes a value for a query string (UTF-8; everything but unreserved characters).
std::string encode_query_value(std::string_view text);
/// Percent-decodes (and '+' as space if asked); nothing if an escape is malformed.
std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space = false);

}  // namespace tamizdat::answer
