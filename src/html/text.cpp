#include "html/text.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>

#include "rdf/term.hpp"

namespace tamizdat::html {
namespace {

constexpr std::string_view right_to_left[] = {"ar",  "arc", "ckb", "dv", "fa", "he", "iw", "ji",
                                              "nqo", "ps",  "sd",  "ug", "ur", "yi", "syr"};

}  // namespace

bool has_scheme(std::string_view iri, std::string_view scheme) {
  return iri.size() > scheme.size() && iri[scheme.size()] == ':' &&
         rdf::same_language(iri.substr(0, scheme.size()), scheme);
}

std::string_view direction(std::string_view language_tag) {
  if (language_tag.empty()) return {};
  const auto primary = language_tag.substr(0, language_tag.find('-'));
  const bool rtl = std::any_of(std::begin(right_to_left), std::end(right_to_left),
                               [&](std::string_view tag) { return rdf::same_language(tag, primary); });
  return rtl ? "rtl" : "ltr";
}

std::string_view cut(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) --bytes;
  return text.substr(0, bytes);
}

std::string hash_of(std::string_view content) {
  std::uint64_t hash = 14695981039346656037U;
  for (const char c : content) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  std::string text;
  for (int i = 0; i < 12; ++i, hash >>= 5U) text += "abcdefghijkmnpqrstuvwxyz23456789"[hash & 31U];
  return text;
}

bool is_web(std::string_view iri) {
  return has_scheme(iri, "http") || has_scheme(iri, "https");
}

bool is_linkable(std::string_view iri) {
  return !has_scheme(iri, "javascript") && !has_scheme(iri, "data") && !has_scheme(iri, "vbscript");
}

}  // namespace tamizdat::html
