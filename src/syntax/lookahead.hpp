#pragma once
// A text seen from its cursor, and the first thing that was found wrong in it.
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "rdf/error.hpp"
#include "syntax/byte_set.hpp"
#include "syntax/text_input.hpp"

namespace tamizdat::syntax {

/// What terminals are cut with. All places are counted in bytes from the cursor, which only skip…() moves.
/// Looking may get more of the text; views of it hold until then.
class Lookahead {
 public:
  explicit Lookahead(TextInput& input) : input_(input) {}

  /// The byte `i` after the cursor, or -1 at the end of the text (which may be a fault of the input).
  int peek(std::size_t i = 0) {
    return i < size() ? static_cast<unsigned char>(input_.at()[i]) : peek_beyond(i);
  }
  /// The character `i` after the cursor, or 0 at the end.
  char32_t character(std::size_t i, std::size_t& length) {
    const int byte = peek(i);
    if (byte >= 0x80) return character_beyond_ascii(i, length);
    length = 1;
    return byte < 0 ? U'\0' : static_cast<char32_t>(byte);
  }
  char32_t character(std::size_t i);
  /// The first place from `from` on whose byte is in `stops`, or the end of the text.
  std::size_t run(std::size_t from, const ByteSet& stops) {
    std::size_t i = from;
    do {
      i = stops.find({input_.at(), size()}, i);
      if (i < size()) return i;
    } while (input_.more());
    return i;
  }
  /// What has been looked at.
  [[nodiscard]] std::string_view view(std::size_t from, std::size_t end) const {
    return {input_.at() + from, end - from};
  }
  /// The word or sign at the cursor, for messages.
  std::string next_word();

  /// Moves over text without line breaks.
  void skip(std::size_t n) { input_.skip(n); }
  void skip_lines(std::size_t n) { input_.skip_lines(n); }
  void skip_line_break() { input_.skip_line_break(); }
  /// Moves to the next byte in `stops`, or to the end; text of any length passes in pieces.
  void skip_run(const ByteSet& stops);

  [[nodiscard]] rdf::Position position() { return input_.position(); }

  // Saying what is wrong. Only the first fault counts; all return false, for terminals to return.

  bool fail(rdf::Error error, rdf::Position position);
  bool fail(std::size_t at, std::string message, std::string hint = {},
            rdf::Code code = rdf::Code::invalid_syntax);
  /// At the end of the text where more was needed: the input's own fault goes first.
  bool fail_end(std::string message, std::string hint = {});
  /// Whether the input has a fault where it ends; then it is the fault.
  bool ends_in_fault();
  [[nodiscard]] const std::optional<rdf::Error>& fault() const { return fault_; }

 private:
  [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(input_.end() - input_.at()); }
  int peek_beyond(std::size_t i);
  char32_t character_beyond_ascii(std::size_t i, std::size_t& length);

  TextInput& input_;
  std::optional<rdf::Error> fault_;
};

}  // namespace tamizdat::syntax
