#pragma once
// Sets of bytes, known when the program is compiled.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tamizdat::syntax {

/// A set of bytes. Running over bytes that are not in the set is the inner loop of every reader and writer.
class ByteSet {
 public:
  struct Range {
    unsigned char first;
    unsigned char last;
  };

  constexpr explicit ByteSet(std::string_view members) { add(members); }
  constexpr ByteSet(std::string_view members, Range range) {
    add(members);
    for (unsigned c = range.first; c <= range.last; ++c) member_[c] = 1;
  }
  [[nodiscard]] constexpr ByteSet joined(const ByteSet& other) const {
    ByteSet result = *this;
    for (std::size_t i = 0; i < member_.size(); ++i) result.member_[i] |= other.member_[i];
    return result;
  }
  /// All bytes that are not in this one.
  [[nodiscard]] constexpr ByteSet complement() const {
    ByteSet result{std::string_view()};
    for (std::size_t i = 0; i < member_.size(); ++i) result.member_[i] = member_[i] == 0 ? 1 : 0;
    return result;
  }

  [[nodiscard]] constexpr bool contains(char c) const { return bit(c) != 0; }
  /// Also of what may be no byte: the end of a text, where that is negative, is in no set.
  [[nodiscard]] constexpr bool contains_byte(int byte) const {
    return byte >= 0 && contains(static_cast<char>(byte));
  }

  /// How many bytes, from `from` on, come before the first member; counted from the start of `text`.
  [[nodiscard]] std::size_t find(std::string_view text, std::size_t from = 0) const {
    while (from + 4 <= text.size()) {
      const char* p = text.data() + from;
      if ((bit(p[0]) | bit(p[1]) | bit(p[2]) | bit(p[3])) != 0) break;
      from += 4;
    }
    while (from < text.size() && !contains(text[from])) ++from;
    return from;
  }

 private:
  [[nodiscard]] constexpr unsigned bit(char c) const { return member_[static_cast<unsigned char>(c)]; }
  constexpr void add(std::string_view members) {
    for (const char c : members) member_[static_cast<unsigned char>(c)] = 1;
  }

  std::array<std::uint8_t, 256> member_{};
};

}  // namespace tamizdat::syntax
