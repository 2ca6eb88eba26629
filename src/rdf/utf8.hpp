#pragma once
// UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing beyond U+10FFFF.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tamizdat::rdf {

/// What utf8_scan found at the front of a text.
struct Utf8Scan {
  std::size_t valid = 0;   ///< bytes of whole, valid characters
  bool truncated = false;  ///< what follows is the beginning of a character that the end cut off
  bool ascii = true;       ///< no byte of the valid part is above 0x7F
};

/// Walks over the longest valid beginning. The text is valid if `valid` is its size.
Utf8Scan utf8_scan(std::string_view bytes);

bool is_utf8(std::string_view bytes);

/// Characters of valid UTF-8.
std::uint64_t count_code_points(std::string_view utf8);

/// Appends a character; false, and nothing appended, for surrogates and beyond U+10FFFF.
bool append_utf8(std::string& out, char32_t character);

/// Whether one of the control characters beyond ASCII (U+0080 to U+009F) is at the front, in two bytes.
inline bool is_late_control(std::string_view utf8) {
  return utf8.size() > 1 && utf8[0] == '\xC2' && static_cast<unsigned char>(utf8[1]) < 0xA0;
}

/// The character at the front of valid, non-empty UTF-8; `length` becomes its number of bytes.
char32_t first_code_point(std::string_view utf8, std::size_t& length);

}  // namespace tamizdat::rdf
