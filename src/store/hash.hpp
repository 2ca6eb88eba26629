#pragma once
// A fast hash of bytes, the same in every run: for the term dictionary and for versions. Not for secrets.
#include <cstdint>
#include <cstring>
#include <string_view>

namespace tamizdat::store {

namespace detail {
__extension__ using Wide = unsigned __int128;
}

/// Both halves of the product of two words, folded into one.
inline std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  const detail::Wide product = static_cast<detail::Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

inline std::uint64_t load_word(const char* bytes, std::size_t count = 8) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, count);
  return word;
}

inline std::uint64_t hash_bytes(std::string_view bytes, std::uint64_t seed) {
  constexpr std::uint64_t odd1 = 0x9E3779B97F4A7C15U;
  constexpr std::uint64_t odd2 = 0xD1B54A32D192ED03U;
  std::uint64_t h = mix(seed ^ odd1, bytes.size() ^ odd2);
  const char* at = bytes.data();
  std::size_t left = bytes.size();
  for (; left >= 16; at += 16, left -= 16) h = mix(load_word(at) ^ odd1 ^ h, load_word(at + 8) ^ odd2);
  if (left >= 8) {
    h = mix(load_word(at) ^ odd1 ^ h, load_word(at + left - 8) ^ odd2);
  } else if (left > 0) {
    h = mix(load_word(at, left) ^ odd1 ^ h, odd2 + left);
  }
  return mix(h ^ odd2, odd1);
}

}  // namespace tamizdat::store
