#include "syntax/json_literal.hpp"

#include "rdf/vocabulary.hpp"
#include "syntax/turtle_literal.hpp"
#include "syntax/writer_text.hpp"

namespace tamizdat::syntax {
namespace {

constexpr ByteSet special("\"\\", {0x00, 0x1F});
constexpr std::size_t exact_digits = 15;

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  append_escaped(out, text, special, [](std::string& o, std::string_view t, std::size_t at) {
    constexpr std::string_view characters = "\"\\\t\b\n\r\f";
    constexpr std::string_view letters = "\"\\tbnrf";
    const auto named = characters.find(t[at]);
    if (named == std::string_view::npos) {
      append_uchar(o, t[at]);
    } else {
      o += '\\';
      o += letters[named];
    }
    return at + 1;
  });
  out += '"';
}

bool append_native_json(std::string& out, const rdf::TermView& literal) {
  const bool native = literal.datatype == rdf::xsd::boolean ||
                      (literal.datatype == rdf::xsd::integer && literal.text.size() <= exact_digits);
  if (!native || !is_bare_in_turtle(literal)) return false;
  out += literal.text;
  return true;
}

}  // namespace tamizdat::syntax
