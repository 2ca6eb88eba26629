#include "syntax/writer_text.hpp"

#include <algorithm>

#include "syntax/pn_chars.hpp"

namespace tamizdat::syntax {
namespace {

constexpr char hex[] = "0123456789ABCDEF";
constexpr char32_t replacement = 0xFFFD;

constexpr ByteSet alphanumeric = ascii_letters.joined(ascii_digits);
constexpr ByteSet not_alphanumeric = alphanumeric.complement();
constexpr ByteSet not_in_iri("<>\"{}|^`\\", {0x00, 0x20});
constexpr ByteSet not_plain_local = alphanumeric.joined(ByteSet("_:")).complement();
constexpr ByteSet escaped_in_local("~!$&'()*+,;=/?#@");
constexpr ByteSet not_in_label = alphanumeric.joined(ByteSet("_-.")).complement();
constexpr ByteSet not_in_scheme = alphanumeric.joined(ByteSet("+-.")).complement();

constexpr auto npos = std::string_view::npos;
constexpr std::string_view spelled_out = "__";

bool is_high(char c) {
  return static_cast<unsigned char>(c) >= 0x80;
}

void append_byte_in_hex(std::string& out, char c) {
  out += hex[static_cast<unsigned char>(c) >> 4];
  out += hex[static_cast<unsigned char>(c) & 15];
}

/// PN_CHARS_BASE ((PN_CHARS | '.')* PN_CHARS)?
bool is_dotted_name(std::string_view name) {
  const Decoded first = decode(name, 0);
  if (first.point == replacement || !is_pn_chars_base(first.point)) return false;
  for (std::size_t at = first.size; at < name.size();) {
    const Decoded next = decode(name, at);
    if (next.point != '.' && !may_go_on_in_name(next.point)) return false;
    at += next.size;
  }
  return name.back() != '.';
}

bool is_turtle_label(std::string_view label) {
  return label.front() != '-' && label.front() != '.' && label.back() != '.' &&
         not_in_label.find(label) == label.size();
}

bool is_xml_label(std::string_view label) {
  return (ascii_letters.contains(label.front()) || label.front() == '_') &&
         not_in_label.find(label) == label.size();
}

/// One character that is not plain; the index after it, or npos if PN_LOCAL cannot have it there.
std::size_t append_local_character(std::string& out, std::string_view local, std::size_t at) {
  const char c = local[at];
  if (is_high(c)) {
    const Decoded d = decode(local, at);
    if (!(at == 0 ? may_begin_name(d.point) : may_go_on_in_name(d.point))) return npos;
    out.append(local, at, d.size);
    return at + d.size;
  }
  if (c == '.' && at + 1 == local.size()) return npos;  // "\\." is right, but common readers fail on it
  const bool raw = (at > 0 && (c == '-' || c == '.')) ||
                   (c == '%' && at + 2 < local.size() && hex_digits.contains(local[at + 1]) &&
                    hex_digits.contains(local[at + 2]));
  if (!raw && c != '-' && c != '.' && c != '%' && !escaped_in_local.contains(c)) return npos;
  if (!raw) out += '\\';
  out += c;
  return at + 1;
}

}  // namespace

Decoded decode(std::string_view text, std::size_t at) {
  constexpr Decoded malformed = {replacement, 1};
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  if (lead < 0x80) return {lead, 1};
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || at + size > text.size()) return malformed;
  char32_t point = lead & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return malformed;
    point = (point << 6) | (byte(at + i) & 0x3FU);
  }
  return {point, size};
}

bool may_begin_name(char32_t c) {
  return c != replacement && is_pn_chars_u(c);
}

bool may_go_on_in_name(char32_t c) {
  return c != replacement && is_pn_chars(c);
}

bool is_prefix_name(std::string_view name) {
  return name.empty() || is_dotted_name(name);
}

bool is_language_tag(std::string_view tag) {
  const ByteSet* allowed = &ascii_letters;
  while (true) {
    const std::string_view part = tag.substr(0, tag.find('-'));
    const auto fits = [&](char c) { return allowed->contains(c); };
    if (part.empty() || !std::all_of(part.begin(), part.end(), fits)) return false;
    if (part.size() == tag.size()) return true;
    tag.remove_prefix(part.size() + 1);
    allowed = &alphanumeric;
  }
}

void append_uchar(std::string& out, char c) {
  out += "\\u00";
  append_byte_in_hex(out, c);
}

void append_iri(std::string& out, std::string_view iri) {
  out += '<';
  append_escaped(out, iri, not_in_iri, [](std::string& o, std::string_view text, std::size_t at) {
    append_uchar(o, text[at]);
    return at + 1;
  });
  out += '>';
}

bool is_absolute_iri(std::string_view iri) {
  const auto colon = iri.find(':');
  if (colon == npos || colon == 0 || !ascii_letters.contains(iri[0])) return false;
  return not_in_scheme.find(iri.substr(0, colon)) == colon && not_in_iri.find(iri) == iri.size();
}

bool append_local_name(std::string& out, std::string_view local) {
  const std::size_t start = out.size();
  std::size_t done = 0;
  for (std::size_t at = not_plain_local.find(local); at < local.size();
       at = not_plain_local.find(local, done)) {
    out.append(local, done, at - done);
    done = append_local_character(out, local, at);
    if (done == npos) {
      out.resize(start);
      return false;
    }
  }
  out.append(local, done);
  return true;
}

void append_blank_label(std::string& out, std::string_view label, LabelStyle style) {
  const bool valid = !label.empty() && !label.starts_with(spelled_out) &&
                     (style == LabelStyle::xml ? is_xml_label(label) : is_turtle_label(label));
  if (valid) {
    out += label;
    return;
  }
  out += spelled_out;
  append_escaped(out, label, not_alphanumeric, [](std::string& o, std::string_view text, std::size_t at) {
    o += '-';
    append_byte_in_hex(o, text[at]);
    return at + 1;
  });
}

}  // namespace tamizdat::syntax
