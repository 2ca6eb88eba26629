#include "syntax/writer_text.hpp"

#include <algorithm>

namespace tamizdat::syntax {
namespace {

constexpr std::string_view letters_and_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
constexpr char hex[] = "0123456789ABCDEF";

constexpr ByteSet alphanumeric(letters_and_digits);
constexpr ByteSet not_alphanumeric = alphanumeric.complement();
constexpr ByteSet not_in_iri("<>\"{}|^`\\", {0x00, 0x20});
constexpr ByteSet not_plain_local =
    ByteSet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_:").complement();
constexpr ByteSet escaped_in_local("~!$&'()*+,;=/?#@");

constexpr ByteSet not_in_label =
    ByteSet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.").complement();

constexpr auto npos = std::string_view::npos;
constexpr std::string_view spelled_out = "__";

bool is_high(char c) {
  return static_cast<unsigned char>(c) >= 0x80;
}

bool is_letter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_hex_digit(char c) {
  return is_digit(c) || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

void append_byte_in_hex(std::string& out, char c) {
  out += hex[static_cast<unsigned char>(c) >> 4];
  out += hex[static_cast<unsigned char>(c) & 15];
}

struct CodeRange {
  char32_t first;
  char32_t last;
};

constexpr CodeRange pn_chars_base_ranges[] = {
    {'A', 'Z'},       {'a', 'z'},       {0x00C0, 0x00D6}, {0x00D8, 0x00F6},   {0x00F8, 0x02FF},
    {0x0370, 0x037D}, {0x037F, 0x1FFF}, {0x200C, 0x200D}, {0x2070, 0x218F},   {0x2C00, 0x2FEF},
    {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFC}, {0x10000, 0xEFFFF},
};

/// (PN_CHARS_BASE …) ((PN_CHARS | '.')* PN_CHARS)?, the first character being judged by `may_begin`.
template <class MayBegin>
bool is_dotted_name(std::string_view name, MayBegin may_begin) {
  const Decoded first = decode(name, 0);
  if (!may_begin(first.point)) return false;
  for (std::size_t at = first.size; at < name.size();) {
    const Decoded next = decode(name, at);
    if (next.point != '.' && !is_pn_chars(next.point)) return false;
    at += next.size;
  }
  return name.back() != '.';
}

bool is_turtle_label(std::string_view label) {
  return label.front() != '-' && label.front() != '.' && label.back() != '.' &&
         not_in_label.find(label) == label.size();
}

bool is_xml_label(std::string_view label) {
  return (is_letter(label.front()) || label.front() == '_') && not_in_label.find(label) == label.size();
}

/// One character that is not plain; the index after it, or npos if PN_LOCAL cannot have it there.
std::size_t append_local_character(std::string& out, std::string_view local, std::size_t at) {
  const char c = local[at];
  if (is_high(c)) {
    const Decoded d = decode(local, at);
    if (!(at == 0 ? is_pn_chars_u(d.point) : is_pn_chars(d.point))) return npos;
    out.append(local, at, d.size);
    return at + d.size;
  }
  if (c == '.' && at + 1 == local.size()) return npos;  // "\\." is right, but common readers fail on it
  const bool raw =
      (at > 0 && (c == '-' || c == '.')) ||
      (c == '%' && at + 2 < local.size() && is_hex_digit(local[at + 1]) && is_hex_digit(local[at + 2]));
  if (!raw && c != '-' && c != '.' && c != '%' && !escaped_in_local.contains(c)) return npos;
  if (!raw) out += '\\';
  out += c;
  return at + 1;
}

}  // namespace

Decoded decode(std::string_view text, std::size_t at) {
  constexpr Decoded malformed = {0xFFFD, 1};
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

bool is_pn_chars_base(char32_t c) {
  return std::any_of(std::begin(pn_chars_base_ranges), std::end(pn_chars_base_ranges),
                     [c](CodeRange r) { return c >= r.first && c <= r.last; });
}

bool is_pn_chars_u(char32_t c) {
  return c == '_' || is_pn_chars_base(c);
}

bool is_pn_chars(char32_t c) {
  return c == '-' || (c >= '0' && c <= '9') || c == 0x00B7 || (c >= 0x0300 && c <= 0x036F) ||
         (c >= 0x203F && c <= 0x2040) || is_pn_chars_u(c);
}

bool is_prefix_name(std::string_view name) {
  return name.empty() || is_dotted_name(name, is_pn_chars_base);
}

bool is_language_tag(std::string_view tag) {
  bool first = true;
  while (true) {
    const std::string_view part = tag.substr(0, tag.find('-'));
    if (part.empty()) return false;
    if (!std::all_of(part.begin(), part.end(),
                     [&](char c) { return is_letter(c) || (!first && is_digit(c)); }))
      return false;
    if (part.size() == tag.size()) return true;
    tag.remove_prefix(part.size() + 1);
    first = false;
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
  if (colon == npos || colon == 0 || !is_letter(iri[0])) return false;
  const auto scheme = iri.substr(0, colon);
  return std::all_of(
             scheme.begin(), scheme.end(),
             [](char c) { return is_letter(c) || is_digit(c) || c == '+' || c == '-' || c == '.'; }) &&
         not_in_iri.find(iri) == iri.size();
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
