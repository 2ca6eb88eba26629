#pragma once
// Letters and digits of ASCII, whatever the locale.

namespace tamizdat::rdf {

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
/// What a hexadecimal digit is worth; -1 for anything else, also for what is no character.
constexpr int hex_value(int c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}
constexpr bool is_hex(char c) {
  return hex_value(c) >= 0;
}

}  // namespace tamizdat::rdf
