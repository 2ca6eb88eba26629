#pragma once
// The characters of names and numbers in Turtle (§6.5), by the names that the grammar gives them. N-Triples
// and N-Quads have the same, and those of XML's NCName are the same but for the dot.
#include "syntax/byte_set.hpp"

namespace tamizdat::syntax {

inline constexpr ByteSet ascii_digits("0123456789");
inline constexpr ByteSet ascii_letters = ByteSet("", {'a', 'z'}).joined(ByteSet("", {'A', 'Z'}));
/// [171s] HEX.
inline constexpr ByteSet hex_digits("0123456789ABCDEFabcdef");
/// What PN_CHARS has of ASCII, and its complement.
inline constexpr ByteSet ascii_pn_chars = ascii_letters.joined(ascii_digits).joined(ByteSet("_-"));
inline constexpr ByteSet not_ascii_pn_chars = ascii_pn_chars.complement();
/// What a backslash can stand before in PN_LOCAL_ESC.
inline constexpr ByteSet pn_local_escapes("_~.-!$&'()*+,;=/?#@%");

// Beyond ASCII, of the productions below.
bool is_pn_chars_base_beyond_ascii(char32_t c);
bool is_pn_chars_beyond_ascii(char32_t c);

/// [163s], [164s] and [166s].
inline bool is_pn_chars_base(char32_t c) {
  return c < 0x80 ? ascii_letters.contains(static_cast<char>(c)) : is_pn_chars_base_beyond_ascii(c);
}
inline bool is_pn_chars_u(char32_t c) {
  return c == '_' || is_pn_chars_base(c);
}
inline bool is_pn_chars(char32_t c) {
  return c < 0x80 ? ascii_pn_chars.contains(static_cast<char>(c)) : is_pn_chars_beyond_ascii(c);
}

}  // namespace tamizdat::syntax
