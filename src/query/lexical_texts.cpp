// Bytes, texts, names and whole documents.
#include <algorithm>
#include <boost/json/parse.hpp>

#include "query/lexical_forms.hpp"
#include "query/taker.hpp"
#include "rdf/ascii.hpp"
#include "rdf/iri.hpp"

namespace tamizdat::query::lexical {

using rdf::is_digit;
using rdf::is_letter;
using std::string_view;

namespace {

bool is_name_byte(char c) {
  return is_letter(c) || is_digit(c) || c == '_' || c == '-' || c == '.' || c == ':' ||
         static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

bool is_hex_binary(string_view text) {
  return text.size() % 2 == 0 && std::all_of(text.begin(), text.end(), rdf::is_hex);
}

/// Single spaces may stand between any two characters (XML Schema 1.1 part 2, §3.3.16).
bool is_base64(string_view text) {
  std::size_t digits = 0;
  std::size_t padding = 0;
  char last = 0;
  char last_digit = 0;
  for (const char c : text) {
    if (c == ' ' && (last == ' ' || last == 0)) return false;
    if (c == '=') {
      ++padding;
    } else if (c != ' ') {
      if (padding > 0 || !(is_letter(c) || is_digit(c) || c == '+' || c == '/')) return false;
      ++digits;
      last_digit = c;
    }
    last = c;
  }
  if (last == ' ' || (digits + padding) % 4 != 0 || padding > 2) return false;
  constexpr string_view ends_two_bits = "AQgw";
  constexpr string_view ends_four_bits = "AEIMQUYcgkosw048";
  if (padding == 2) return ends_two_bits.find(last_digit) != string_view::npos;
  return padding == 0 || ends_four_bits.find(last_digit) != string_view::npos;
}

/// XML's characters.
bool is_string(string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && c != '\t' && c != '\n' && c != '\r';
  });
}
bool is_normalized_string(string_view text) {
  return is_string(text) && text.find_first_of("\t\n\r") == string_view::npos;
}
bool is_token(string_view text) {
  return is_normalized_string(text) && !text.starts_with(' ') && !text.ends_with(' ') &&
         text.find("  ") == string_view::npos;
}
bool is_xsd_language(string_view text) {
  Taker t(text);
  std::size_t length = t.take_while(is_letter).size();
  while (length >= 1 && length <= 8 && t.take('-'))
    length = t.take_while([](char c) { return is_letter(c) || is_digit(c); }).size();
  return length >= 1 && length <= 8 && t.done();
}

bool is_nmtoken(string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_name_byte);
}
bool is_name(string_view text) {
  return is_nmtoken(text) && !is_digit(text.front()) && text.front() != '-' && text.front() != '.';
}
bool is_ncname(string_view text) {
  return is_name(text) && text.find(':') == string_view::npos;
}
bool is_uri(string_view text) {
  return !rdf::iri_fault(text);
}
bool is_json(string_view text) {
  boost::system::error_code failure;
  boost::json::parse_options options;
  options.max_depth = 500;
  boost::json::parse(boost::json::string_view(text.data(), text.size()), failure, {}, options);
  return !failure;
}

}  // namespace tamizdat::query::lexical
