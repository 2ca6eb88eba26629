// Text that is text in HTML: most of what pages are made of needs nothing done to it, and is looked at eight
// bytes at a time.
#include <array>

#include "html/mustache.hpp"
#include "rdf/words.hpp"

namespace tamizdat::html::mustache {
namespace {

constexpr std::array<std::string_view, 64> make_entities() {
  std::array<std::string_view, 64> table{};
  table['&'] = "&amp;";
  table['<'] = "&lt;";
  table['>'] = "&gt;";
  table['"'] = "&quot;";
  table['\''] = "&#39;";
  table['\0'] = "\xEF\xBF\xBD";  // has no place in HTML
  return table;
}
constexpr auto entities = make_entities();

std::string_view entity_of(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < entities.size() ? entities[byte] : std::string_view();
}

// Eight bytes at a time: most texts have nothing that is special in HTML. '&' and '\'' differ in one bit, and
// so do '<' and '>'.
bool may_have_special(std::uint64_t word) {
  using rdf::each_byte;
  using rdf::has_zero;
  static_assert(('&' ^ '\'') == 1 && ('<' ^ '>') == 2);
  return (has_zero(word) | has_zero(word ^ each_byte('"')) |
          has_zero((word & ~each_byte('\x01')) ^ each_byte('&')) |
          has_zero((word & ~each_byte('\x02')) ^ each_byte('<'))) != 0;
}

/// Whether a text has nothing that is special, for sure; the shortest are not looked into.
bool is_plain(std::string_view text) {
  using Half = std::uint32_t;
  using Word = std::uint64_t;
  const char* const begin = text.data();
  const char* const end = begin + text.size();
  if (text.size() < sizeof(Half)) return false;
  if (text.size() < sizeof(Word)) {
    const Word last = rdf::load_word<Half>(end - sizeof(Half));
    return !may_have_special(last << 32U | rdf::load_word<Half>(begin));
  }
  for (const char* at = begin; at + sizeof(Word) <= end; at += sizeof(Word))
    if (may_have_special(rdf::load_word(at))) return false;
  return !may_have_special(rdf::load_word(end - sizeof(Word)));
}

}  // namespace

void escape(std::string_view text, std::string& out) {
  std::size_t done = 0;
  for (std::size_t at = is_plain(text) ? text.size() : 0; at < text.size(); ++at) {
    const auto entity = entity_of(text[at]);
    if (entity.empty()) continue;
    out.append(text, done, at - done) += entity;
    done = at + 1;
  }
  out.append(text, done);
}

}  // namespace tamizdat::html::mustache
