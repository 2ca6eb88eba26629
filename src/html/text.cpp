#include "html/text.hpp"

#include <algorithm>
#include <cstdint>
#include <span>

#include "rdf/ascii.hpp"
#include "rdf/iri.hpp"
#include "rdf/term.hpp"

namespace tamizdat::html {
namespace {

constexpr std::string_view right_to_left[] = {"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ji",
                                              "ks", "nqo", "ps",  "sd", "ug", "ur", "yi", "syr"};
constexpr std::string_view scripts_from_the_right[] = {"adlm", "arab", "hebr", "mand", "nkoo",
                                                       "rohg", "samr", "syrc", "thaa"};

bool is_one_of(std::span<const std::string_view> tags, std::string_view tag) {
  return std::any_of(tags.begin(), tags.end(),
                     [&](std::string_view one) { return rdf::same_language(one, tag); });
}

/// The four letters in "az-Arab", or nothing (RFC 5646 §2.1: before it come the language and up to three
/// extensions of it, of three letters each).
std::string_view script_of(std::string_view tag) {
  while (true) {
    const auto dash = tag.find('-');
    if (dash == std::string_view::npos) return {};
    tag.remove_prefix(dash + 1);
    const auto part = tag.substr(0, tag.find('-'));
    if (part.size() == 4 && std::all_of(part.begin(), part.end(), rdf::is_letter)) return part;
    if (part.size() != 3 || !rdf::is_letter(part.front())) return {};
  }
}

}  // namespace

bool has_scheme(std::string_view iri, std::string_view scheme) {
  return iri.size() > scheme.size() && iri[scheme.size()] == ':' &&
         rdf::same_language(iri.substr(0, scheme.size()), scheme);
}

std::string_view direction(std::string_view language_tag) {
  if (language_tag.empty()) return {};
  const auto script = script_of(language_tag);
  const bool rtl = script.empty() ? is_one_of(right_to_left, language_tag.substr(0, language_tag.find('-')))
                                  : is_one_of(scripts_from_the_right, script);
  return rtl ? "rtl" : "ltr";
}

std::string_view cut(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) --bytes;
  return text.substr(0, bytes);
}

std::string_view cut_at_word(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  constexpr std::size_t longest_word = 40;
  const auto start = cut(text, bytes);
  const auto blank = start.find_last_of(" \n\t");
  const bool is_near = blank != std::string_view::npos && blank + longest_word > start.size();
  return is_near && blank > 0 ? start.substr(0, blank) : start;
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

bool is_web_address(std::string_view text) {
  const auto authority = text.find("://");
  return is_web(text) && authority < std::string_view("https:").size() && text.size() > authority + 3 &&
         !rdf::iri_fault(text);
}

bool is_linkable(std::string_view iri) {
  return !has_scheme(iri, "javascript") && !has_scheme(iri, "data") && !has_scheme(iri, "vbscript");
}

}  // namespace tamizdat::html
