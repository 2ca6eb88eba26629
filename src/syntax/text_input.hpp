#pragma once
// Bytes to checked text with places: the part of reading that all line- and token-based formats share.
#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>

#include "rdf/error.hpp"
#include "syntax/reader.hpp"

namespace tamizdat::syntax {

/// A window over a source that holds only valid UTF-8; a byte-order mark is left out. Whoever
/// reads moves `at()` forward; everything before it may be forgotten. Pointers hold until the next more().
class TextInput {
 public:
  /// `max_window` bounds how much may lie between at() and end(): the longest token.
  TextInput(ByteSource& bytes, std::size_t max_window);

  [[nodiscard]] const char* at() const { return at_; }
  [[nodiscard]] const char* end() const { return end_; }

  /// Gets more text behind end(), keeping all from at() on. False at the end of the text and at a fault.
  bool more();

  /// Moves forward over text without line breaks.
  void skip(std::size_t n) { at_ += n; }
  /// Moves forward over text with line breaks in it.
  void skip_lines(std::size_t n);
  /// Moves over the line break that at() stands on (LF, CR or CRLF).
  void skip_line_break();

  /// Where at() is. Cheap: each byte is counted once.
  rdf::Position position();
  /// Where some place between at() and end() is; for errors.
  rdf::Position locate(const char* place);

  /// Why the text stops at end(), with its place; nothing if it simply ends there.
  [[nodiscard]] const std::optional<rdf::Error>& fault() const { return fault_; }

 private:
  void make_room();
  bool fill();
  void accept_new();
  void check_beginning();
  void fail(rdf::Error error);
  void fail_encoding();

  ByteSource& bytes_;
  std::size_t max_window_;
  std::unique_ptr<char[]> buffer_;
  std::size_t capacity_ = 0;
  char* at_ = nullptr;
  char* end_ = nullptr;      // of checked text
  char* raw_end_ = nullptr;  // of what was read; up to three bytes of a cut character lie between
  bool source_ended_ = false;
  bool begun_ = false;
  bool ascii_ = true;
  std::optional<rdf::Error> fault_;
  // `mark_` is the last place whose column was counted.
  const char* mark_ = nullptr;
  rdf::Position mark_position_{1, 1};
};

/// Why bytes that begin like this are no text at all: a picture, an archive, UTF-16 … Nothing if they may be.
std::optional<rdf::Error> fault_of_beginning(std::string_view head);

/// What is wrong with bytes that are no UTF-8; `at_end` if the end of the text cut a character off.
rdf::Error encoding_error(std::string_view rest, bool at_end);

}  // namespace tamizdat::syntax
