#include "syntax/xml_text.hpp"

#include <algorithm>

#include "syntax/pn_chars.hpp"
#include "syntax/writer_text.hpp"

namespace tamizdat::syntax {
namespace {

/// Bytes that are no Char, and the first byte of U+FFFE and U+FFFF.
constexpr ByteSet suspicious(
    std::string_view("\0\x01\x02\x03\x04\x05\x06\x07\x08\x0B\x0C\x0E\x0F\x10\x11\x12\x13"
                     "\x14\x15\x16\x17\x18\x19\x1A\x1B\x1C\x1D\x1E\x1F\xEF",
                     30));
constexpr ByteSet special_in_text("&<>\r");
constexpr ByteSet special_in_attribute("&<>\"\t\n\r");

constexpr ByteSet ascii_name_characters = ascii_pn_chars.joined(ByteSet("."));

std::size_t append_reference(std::string& out, std::string_view text, std::size_t at) {
  switch (text[at]) {
    case '&':
      out += "&amp;";
      break;
    case '<':
      out += "&lt;";
      break;
    case '>':
      out += "&gt;";
      break;
    case '"':
      out += "&quot;";
      break;
    default:
      out.append("&#").append(std::to_string(static_cast<unsigned char>(text[at]))) += ';';
  }
  return at + 1;
}

}  // namespace

bool is_xml_text(std::string_view text) {
  for (std::size_t at = suspicious.find(text); at < text.size(); at = suspicious.find(text, at + 1)) {
    if (text[at] != '\xEF') return false;
    const char32_t point = decode(text, at).point;
    if (point == 0xFFFE || point == 0xFFFF) return false;
  }
  return true;
}

bool is_nc_name(std::string_view name) {
  if (name.empty()) return false;
  for (std::size_t at = 0; at < name.size();) {
    const Decoded d = decode(name, at);
    const bool fine = at == 0 ? may_begin_name(d.point) : d.point == '.' || may_go_on_in_name(d.point);
    if (!fine) return false;
    at += d.size;
  }
  return true;
}

bool is_xml_prefix(std::string_view name) {
  const auto is_ascii = [](char c) { return ascii_name_characters.contains(c); };
  const auto is = [&](std::size_t i, char c) { return name.size() > i && (name[i] | 0x20) == c; };
  if (is(0, 'x') && is(1, 'm') && is(2, 'l')) return false;
  return name.empty() || (is_nc_name(name) && std::all_of(name.begin(), name.end(), is_ascii));
}

std::size_t split_for_xml(std::string_view iri) {
  const auto is_name_char = [](char c) {
    return static_cast<unsigned char>(c) >= 0x80 || ascii_name_characters.contains(c);
  };
  std::size_t at = iri.size();
  while (at > 0 && is_name_char(iri[at - 1])) --at;
  while (at < iri.size() && !is_nc_name(iri.substr(at))) at += decode(iri, at).size;
  return at;
}

void append_xml_text(std::string& out, std::string_view text) {
  append_escaped(out, text, special_in_text, append_reference);
}

void append_xml_attribute(std::string& out, std::string_view text) {
  append_escaped(out, text, special_in_attribute, append_reference);
}

}  // namespace tamizdat::syntax
