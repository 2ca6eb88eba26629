#pragma once
// Text looked at eight bytes at a time: whether it is worth a closer look.
#include <cstdint>
#include <cstring>

namespace tamizdat::rdf {

/// The eight bytes at `text` (or as many as another type has), in the order of this machine.
template <class Word = std::uint64_t>
Word load_word(const char* text) {
  Word word = 0;
  std::memcpy(&word, text, sizeof word);
  return word;
}

/// Eight times this byte.
constexpr std::uint64_t each_byte(char c) {
  return 0x0101010101010101U * static_cast<unsigned char>(c);
}

/// Not zero if, and only if, one of the eight bytes is zero; which bit is set says nothing.
constexpr std::uint64_t has_zero(std::uint64_t word) {
  return (word - each_byte('\x01')) & ~word & each_byte('\x80');
}

}  // namespace tamizdat::rdf
