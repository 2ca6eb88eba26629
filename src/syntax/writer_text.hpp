#pragma once
// The characters of the written formats: what may stand raw, what is escaped, what makes a name.
// Text is UTF-8, as terms promise; bytes that are not are copied, never read past their end.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "syntax/byte_set.hpp"

namespace tamizdat::syntax {

/// Copies `text`; each byte of `special` goes through `escape(out, text, index)`, which returns the index to
/// go on from.
template <class Escape>
void append_escaped(std::string& out, std::string_view text, const ByteSet& special, Escape escape) {
  std::size_t done = 0;
  for (std::size_t at = special.find(text); at < text.size(); at = special.find(text, done)) {
    out.append(text, done, at - done);
    done = escape(out, text, at);
  }
  out.append(text, done);
}

/// A code point and the number of bytes it takes; a malformed byte is U+FFFD of size 1.
struct Decoded {
  char32_t point;
  std::size_t size;
};
Decoded decode(std::string_view text, std::size_t at);

/// PN_CHARS_U and PN_CHARS as far as they are written: U+FFFD may stand for a malformed byte.
bool may_begin_name(char32_t c);
bool may_go_on_in_name(char32_t c);
/// PN_PREFIX, or nothing at all.
bool is_prefix_name(std::string_view name);
/// LANGTAG without its '@'.
bool is_language_tag(std::string_view tag);

/// "\u00XX", for any byte below 0x80.
void append_uchar(std::string& out, char c);
/// An IRIREF with its brackets.
void append_iri(std::string& out, std::string_view iri);
/// Scheme, colon and no character that an IRI cannot have.
bool is_absolute_iri(std::string_view iri);
/// PN_LOCAL with its escapes; false, and nothing appended, if the grammar has no way to say it.
bool append_local_name(std::string& out, std::string_view local);

enum class LabelStyle : std::uint8_t {
  turtle,  ///< BLANK_NODE_LABEL of Turtle §6.5
  xml,     ///< NCName
};
/// A blank label without "_:", in ASCII, since many readers know no others. Labels that are valid stay as
/// they are, all others are spelled out behind
/// "__"; different labels stay different whatever they contain.
void append_blank_label(std::string& out, std::string_view label, LabelStyle style = LabelStyle::turtle);

}  // namespace tamizdat::syntax
