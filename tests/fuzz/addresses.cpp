// Any text as a request path and as the end of an IRI under the base: both directions are inverse, and what
// is made can stand in a request line.
#include <cstdint>
#include <string>

#include "answer/addresses.hpp"
#include "fuzz/require.hpp"
#include "rdf/iri.hpp"
#include "rdf/utf8.hpp"
#include "web/target.hpp"

using namespace tamizdat;
using fuzz::require;

namespace {

bool is_plain(std::string_view text) {
  for (const char c : text) {
    if (c <= ' ' || c > '~') return false;
  }
  return true;
}

void check_asked(const answer::Addresses& addresses, std::string_view path) {
  const auto asked = addresses.asked(path);
  if (!asked) return;
  for (const std::string_view iri : asked->spellings()) {
    require(iri.starts_with(addresses.base()), "an IRI outside the base", path);
    require(rdf::is_utf8(iri), "an IRI that is no text", path);
  }
}

void check_iri(const answer::Addresses& addresses, const std::string& iri) {
  if (!rdf::is_utf8(iri) || !rdf::is_absolute_iri(iri) || rdf::iri_fault(iri)) return;
  const std::string href = addresses.href(iri);
  require(href.starts_with('/') && is_plain(href), "no path", href);
  const std::string path = href.substr(0, href.find('#'));
  const auto target = web::Target::parse(path);
  require(target.has_value(), "a path that is refused", href);
  if (const auto described = target->parameter("iri");
      target->path() == addresses.path("describe") && described && *described) {
    require(**described == iri, "describes another IRI", iri + "\n" + href);
    return;
  }
  const auto asked = addresses.asked(path);
  require(asked.has_value(), "a path outside the base", href);
  const std::string_view wanted = answer::without_fragment(iri);
  bool found = false;
  for (const std::string_view spelling : asked->spellings()) found = found || spelling == wanted;
  require(found, "the path of an IRI asks for another", iri + "\n" + href + "\n" + asked->raw);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const answer::Addresses root("http://h.example/");
  static const answer::Addresses below("http://h.example/caf\u00e9/data/");
  const std::string text(reinterpret_cast<const char*>(data), size);
  for (const answer::Addresses* addresses : {&root, &below}) {
    check_asked(*addresses, text);
    check_asked(*addresses, std::string(addresses->base_path()) + text);
    check_iri(*addresses, addresses->base() + text);
    check_iri(*addresses, text);
    const std::string skolem = addresses->skolem_iri("b0");
    require(addresses->blank_label(skolem) == "b0", "a blank node is lost", skolem);
    (void)addresses->blank_label(addresses->base() + text);
  }
  const std::string encoded = answer::encode_query_value(text);
  require(is_plain(encoded), "not encoded", encoded);
  require(answer::percent_decode(encoded) == text, "decodes otherwise", encoded);
  (void)answer::percent_decode(text, true);
  (void)answer::well_formed(text);
  return 0;
}
