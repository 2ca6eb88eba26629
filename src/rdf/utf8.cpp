#include "rdf/utf8.hpp"

#include <cstring>

namespace tamizdat::rdf {
namespace {

constexpr std::uint64_t high_bits = 0x8080808080808080U;

std::uint8_t byte_at(std::string_view bytes, std::size_t i) {
  return static_cast<std::uint8_t>(bytes[i]);
}

std::uint64_t word_at(std::string_view bytes, std::size_t i) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes.data() + i, sizeof word);
  return word;
}

/// How a first byte continues: the length and what the second byte may be (Unicode, table 3-7).
struct Lead {
  std::size_t length;
  std::uint8_t low;
  std::uint8_t high;
};

constexpr Lead lead_of(std::uint8_t first) {
  if (first < 0xC2) return {0, 0, 0};
  if (first < 0xE0) return {2, 0x80, 0xBF};
  if (first == 0xE0) return {3, 0xA0, 0xBF};
  if (first == 0xED) return {3, 0x80, 0x9F};
  if (first < 0xF0) return {3, 0x80, 0xBF};
  if (first == 0xF0) return {4, 0x90, 0xBF};
  if (first < 0xF4) return {4, 0x80, 0xBF};
  if (first == 0xF4) return {4, 0x80, 0x8F};
  return {0, 0, 0};
}

/// Length of the character beyond ASCII at `at`, 0 if it is none; `truncated` if the end cuts it off.
std::size_t long_character(std::string_view bytes, std::size_t at, bool& truncated) {
  const Lead lead = lead_of(byte_at(bytes, at));
  for (std::size_t i = 1; i < lead.length; ++i) {
    if (at + i == bytes.size()) {
      truncated = true;
      return 0;
    }
    const std::uint8_t low = i == 1 ? lead.low : std::uint8_t{0x80};
    const std::uint8_t high = i == 1 ? lead.high : std::uint8_t{0xBF};
    const std::uint8_t byte = byte_at(bytes, at + i);
    if (byte < low || byte > high) return 0;
  }
  return lead.length;
}

}  // namespace

Utf8Scan utf8_scan(std::string_view bytes) {
  Utf8Scan scan;
  std::size_t at = 0;
  while (true) {
    while (at + 32 <= bytes.size() && ((word_at(bytes, at) | word_at(bytes, at + 8) |
                                        word_at(bytes, at + 16) | word_at(bytes, at + 24)) &
                                       high_bits) == 0)
      at += 32;
    while (at < bytes.size() && byte_at(bytes, at) < 0x80) ++at;
    if (at == bytes.size()) break;
    const std::size_t length = long_character(bytes, at, scan.truncated);
    if (length == 0) break;
    scan.ascii = false;
    at += length;
    // Texts beyond ASCII have such characters in runs: look for the next one before striding again.
    while (at < bytes.size() && byte_at(bytes, at) >= 0x80) {
      const std::size_t next = long_character(bytes, at, scan.truncated);
      if (next == 0) {
        scan.valid = at;
        return scan;
      }
      at += next;
    }
  }
  scan.valid = at;
  return scan;
}

bool is_utf8(std::string_view bytes) {
  return utf8_scan(bytes).valid == bytes.size();
}

std::uint64_t count_code_points(std::string_view utf8) {
  std::uint64_t count = 0;
  std::size_t at = 0;
  for (; at + 8 <= utf8.size(); at += 8) {
    const std::uint64_t word = word_at(utf8, at);
    // A continuation byte has bit 7 set and bit 6 clear.
    const std::uint64_t continuation = word & ~(word << 1) & high_bits;
    count += 8 - static_cast<unsigned>(__builtin_popcountll(continuation));
  }
  for (; at < utf8.size(); ++at) count += (byte_at(utf8, at) & 0xC0) != 0x80 ? 1 : 0;
  return count;
}

bool append_utf8(std::string& out, char32_t c) {
  const auto put = [&](std::uint32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
  const auto continuation = [&](unsigned shift) { put(0x80U | ((c >> shift) & 0x3FU)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0U | (c >> 6));
    continuation(0);
  } else if (c < 0x10000) {
    if (c >= 0xD800 && c < 0xE000) return false;
    put(0xE0U | (c >> 12));
    continuation(6);
    continuation(0);
  } else if (c < 0x110000) {
    put(0xF0U | (c >> 18));
    continuation(12);
    continuation(6);
    continuation(0);
  } else {
    return false;
  }
  return true;
}

char32_t first_code_point(std::string_view utf8, std::size_t& length) {
  const std::uint8_t first = byte_at(utf8, 0);
  if (first < 0x80) {
    length = 1;
    return first;
  }
  length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  char32_t c = first & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) c = (c << 6) | (byte_at(utf8, i) & 0x3FU);
  return c;
}

}  // namespace tamizdat::rdf
