// IRIREF, names, labels and language tags.
#include <string_view>

#include "rdf/iri.hpp"
#include "syntax/pn_chars.hpp"
#include "syntax/terminals.hpp"

namespace tamizdat::syntax::terminals {
namespace {

using rdf::Code;

constexpr ByteSet iriref_stops = ByteSet("<>\"{}|^`\\\x7F", {0x00, 0x20});
constexpr ByteSet missing_bracket_before = ByteSet(" \n\r<\"");
constexpr ByteSet not_letters = ascii_letters.complement();
constexpr ByteSet not_letters_or_digits = ascii_letters.joined(ascii_digits).complement();

std::string not_in_iri(char c) {
  return "an IRI " + rdf::iri_fault(std::string_view(&c, 1)).value_or("is malformed");
}

/// The first character of BLANK_NODE_LABEL and of a local name: PN_CHARS_U or a digit.
bool begins_label(char32_t c) {
  return is_pn_chars_u(c) || (c >= '0' && c <= '9');
}

/// PN_LOCAL, perhaps empty. A piece at a time; dots are kept only if more follows.
class LocalName {
 public:
  LocalName(Lookahead& text, std::string& out) : text_(text), out_(out), start_(out.size()), kept_(start_) {}

  bool take() {
    while (true) {
      const int byte = text_.peek(at_);
      if (byte == '.' && !is_empty()) {
        append(1);
        continue;
      }
      if (byte == '\\') {
        if (!pn_local_esc()) return false;
      } else if (byte == '%') {
        if (!percent()) return false;
      } else if (byte == ':') {
        append(1);
      } else if (!pn_chars(byte)) {
        break;
      }
      kept_ = out_.size();
      used_ = at_;
    }
    out_.resize(kept_);
    text_.skip(used_);
    return true;
  }

 private:
  [[nodiscard]] bool is_empty() const { return out_.size() == start_; }

  void append(std::size_t length) {
    out_.append(text_.view(at_, at_ + length));
    at_ += length;
  }

  bool pn_local_esc() {
    const int escaped = text_.peek(at_ + 1);
    if (!pn_local_escapes.contains_byte(escaped)) return text_.fail(at_, "a name has no such escape");
    out_ += static_cast<char>(escaped);
    at_ += 2;
    return true;
  }

  bool percent() {
    if (!hex_digits.contains_byte(text_.peek(at_ + 1)) || !hex_digits.contains_byte(text_.peek(at_ + 2)))
      return text_.fail(at_, "'%' in a name needs two hexadecimal digits");
    append(3);
    return true;
  }

  /// As many PN_CHARS of ASCII as there are, or one beyond it.
  bool pn_chars(int byte) {
    std::size_t length = 0;
    const char32_t c = text_.character(at_, length);
    if (byte < 0 || !(is_empty() ? begins_label(c) : is_pn_chars(c))) return false;
    append(byte < 0x80 ? text_.run(at_, not_ascii_pn_chars) - at_ : length);
    return true;
  }

  Lookahead& text_;
  std::string& out_;
  const std::size_t start_;
  std::size_t kept_;      // of `out_`
  std::size_t used_ = 0;  // of the text, as far as `kept_`
  std::size_t at_ = 0;
};

}  // namespace

bool iriref(Lookahead& text, IriText& out) {
  out.is_name = false;
  out.text.clear();
  std::size_t from = 1;
  while (true) {
    std::size_t i = text.run(from, iriref_stops);
    const int c = text.peek(i);
    if (c < 0) return text.fail_end("the text ends within an IRI", "'>' is missing");
    out.text.append(text.view(from, i));
    if (c == '>') {
      text.skip(i + 1);
      return true;
    }
    if (c != '\\')
      return text.fail(
          i, not_in_iri(static_cast<char>(c)),
          missing_bracket_before.contains_byte(c) ? "'>' may be missing before it" : "percent-encode it",
          Code::invalid_iri);
    const std::size_t escape_at = i;
    const std::size_t size_before = out.text.size();
    if (!escape(text, i, false, out.text)) return false;
    if (const char decoded = out.text[size_before]; rdf::is_forbidden_in_iri(decoded))
      return text.fail(escape_at, not_in_iri(decoded), "an escape does not make it allowed",
                       Code::invalid_iri);
    from = i;
  }
}

bool prefixed_name(Lookahead& text, std::size_t prefix_length, IriText& out) {
  out.is_name = true;
  out.prefix_length = prefix_length;
  out.text.assign(text.view(0, prefix_length + 1));
  text.skip(prefix_length + 1);
  return LocalName(text, out.text).take();
}

bool blank_node_label(Lookahead& text, std::string& out) {
  if (text.peek(1) != ':') return text.fail(0, "a blank node is written _:label");
  if (!begins_label(text.character(2))) {
    if (text.peek(2) < 0) return text.fail_end("the text ends within a blank node's label");
    return text.fail(2, "a blank node's label cannot begin like this", "letters, digits and _ can begin one");
  }
  const std::size_t end = 2 + name_length(text, 2);
  out.assign(text.view(2, end));
  text.skip(end);
  return true;
}

bool langtag(Lookahead& text, std::string& out) {
  std::size_t i = text.run(1, not_letters);
  if (i == 1) return text.fail(0, "a language tag begins with a letter");
  while (text.peek(i) == '-') {
    const std::size_t subtag = i + 1;
    i = text.run(subtag, not_letters_or_digits);
    if (i == subtag) return text.fail(i, "a language tag ends with '-'");
  }
  out.assign(text.view(1, i));
  text.skip(i);
  return true;
}

bool begins_prefix(Lookahead& text, std::size_t from) {
  return is_pn_chars_base(text.character(from));
}

std::size_t name_length(Lookahead& text, std::size_t from) {
  std::size_t i = from;
  std::size_t end = from;
  while (true) {
    i = text.run(i, not_ascii_pn_chars);
    if (i > end && text.peek(i - 1) != '.') end = i;
    std::size_t length = 0;
    const char32_t c = text.character(i, length);
    if (c == '.') {
      ++i;
    } else if (c >= 0x80 && is_pn_chars(c)) {
      i += length;
      end = i;
    } else {
      return end - from;
    }
  }
}

}  // namespace tamizdat::syntax::terminals
