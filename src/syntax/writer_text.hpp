#pragma once
// The characters of the written formats: what may stand raw, what is escaped, what makes a name.
// Text is UTF-8, as terms promise; bytes that are not are copied, never read past their end.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tamizdat::syntax {

/// A set of bytes. Running over bytes that are not in the set is the inner loop of every writer.
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
  /// All bytes that are not in this one.
  [[nodiscard]] constexpr ByteSet complement() const {
    ByteSet result{std::string_view()};
    for (std::size_t i = 0; i < member_.size(); ++i) result.member_[i] = member_[i] == 0 ? 1 : 0;
    return result;
  }

  [[nodiscard]] constexpr bool contains(char c) const { return bit(c) != 0; }

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

// Productions of Turtle §6.5. N-Triples has the same, but allows ':' where these do not.
bool is_pn_chars_base(char32_t c);
bool is_pn_chars_u(char32_t c);
bool is_pn_chars(char32_t c);
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
