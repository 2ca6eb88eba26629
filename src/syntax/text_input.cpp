#include "syntax/text_input.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <string>
#include <utility>

#include "rdf/utf8.hpp"

namespace tamizdat::syntax {
namespace {

using namespace std::string_view_literals;
using rdf::Code;
using rdf::Error;
using rdf::Position;

constexpr std::size_t first_capacity = 64 * 1024;

struct Magic {
  std::string_view bytes;
  std::string_view what;
};

constexpr std::array not_text = {
    Magic{"\x89PNG", "a PNG picture"},
    Magic{"\xFF\xD8\xFF", "a JPEG picture"},
    Magic{"GIF8", "a GIF picture"},
    Magic{"RIFF", "a picture or a sound"},
    Magic{"%PDF-", "a PDF document"},
    Magic{"PK\x03\x04", "a ZIP archive or an office document"},
    Magic{"\x7F"
          "ELF",
          "a program"},
    Magic{"BZh", "packed with bzip2"},
    Magic{"\xFD"
          "7zXZ",
          "packed with xz"},
    Magic{"7z\xBC\xAF", "packed with 7-Zip"},
    Magic{"\x1F\x8B", "packed with gzip twice"},
    Magic{"\x28\xB5\x2F\xFD", "packed with zstd twice"},
    Magic{"SQLite format 3", "a SQLite database"},
};

constexpr std::array utf16 = {Magic{"\xFF\xFE\0\0"sv, "UTF-32"}, Magic{"\0\0\xFE\xFF"sv, "UTF-32"},
                              Magic{"\xFF\xFE", "UTF-16"}, Magic{"\xFE\xFF", "UTF-16"}};

const Magic* find_magic(std::span<const Magic> table, std::string_view head) {
  const auto found =
      std::find_if(table.begin(), table.end(), [&](const Magic& m) { return head.starts_with(m.bytes); });
  return found == table.end() ? nullptr : &*found;
}

/// Beginnings that no IRI in angle brackets can have.
struct Markup {
  std::string_view bytes;
  std::string_view what;
  std::string_view hint;
};
constexpr std::string_view if_rdfxml = "if it is RDF/XML, its name should end in .rdf";
constexpr std::string_view if_page = "it may be what a server answered instead of the data: fetch them again";
constexpr std::array markup = {Markup{"<?xml ", "XML", if_rdfxml},
                               Markup{"<rdf:RDF ", "RDF/XML", if_rdfxml},
                               Markup{"<rdf:RDF\n", "RDF/XML", if_rdfxml},
                               Markup{"<!DOCTYPE html", "a page in HTML", if_page},
                               Markup{"<!doctype html", "a page in HTML", if_page},
                               Markup{"<html ", "a page in HTML", if_page}};

/// "<" NUL or NUL "<": two-byte characters without a byte-order mark.
bool looks_like_utf16(std::string_view head) {
  return head.size() >= 2 && (head[0] == '\0') != (head[1] == '\0');
}

Error wrong_encoding(std::string_view name) {
  return {Code::invalid_encoding, "this is " + std::string(name) + ", not UTF-8",
          "convert it with iconv -f " + std::string(name) + " -t UTF-8"};
}

/// Line breaks of `text`, and what follows the last one.
struct Lines {
  std::uint64_t breaks = 0;
  std::string_view last;
};

Lines lines_of(std::string_view text) {
  Lines lines{0, text};
  for (std::size_t i = 0; (i = text.find_first_of("\r\n", i)) != std::string_view::npos;) {
    i += text.substr(i).starts_with("\r\n") ? 2U : 1U;
    ++lines.breaks;
    lines.last = text.substr(i);
  }
  return lines;
}

}  // namespace

std::optional<Error> fault_of_beginning(std::string_view head) {
  if (const Magic* magic = find_magic(not_text, head))
    return Error(Code::invalid_encoding, "this is not text but " + std::string(magic->what));
  if (const Magic* encoding = find_magic(utf16, head)) return wrong_encoding(encoding->what);
  if (looks_like_utf16(head)) return wrong_encoding("UTF-16");
  return std::nullopt;
}

Error encoding_error(std::string_view rest, bool at_end) {
  if (at_end) return {Code::invalid_encoding, "the text ends within a character", "the file was cut off"};
  const auto byte = [&](std::size_t i) { return i < rest.size() ? static_cast<unsigned char>(rest[i]) : 0U; };
  const bool continued = (byte(1) & 0xC0) == 0x80;
  if (continued && (byte(0) == 0xC0 || byte(0) == 0xC1 || byte(0) == 0xE0 || byte(0) == 0xF0))
    return {Code::invalid_encoding, "a character is written in an overlong form, which UTF-8 forbids"};
  if (continued && byte(0) == 0xED)
    return {Code::invalid_encoding, "half of a surrogate pair stands alone, which UTF-8 forbids"};
  if (continued && byte(0) >= 0xF4 && byte(0) < 0xF8)
    return {Code::invalid_encoding, "a character lies beyond U+10FFFF, which UTF-8 forbids"};
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "the byte 0x%02X", byte(0));
  return {Code::invalid_encoding, std::string(text.data()) + " is not UTF-8 here",
          "if the file is in Latin-1, convert it with iconv -f ISO-8859-1 -t UTF-8"};
}

TextInput::TextInput(ByteSource& bytes, std::size_t max_window) : bytes_(bytes), max_window_(max_window) {}

bool TextInput::more() {
  if (fault_) return false;
  position();  // what lies before at_ is about to be forgotten
  const std::ptrdiff_t before = end_ - at_;
  while (end_ - at_ == before && !source_ended_ && !fault_) {
    if (static_cast<std::size_t>(before) > max_window_) {
      fail(Error(Code::invalid_syntax,
                 "a single name or text is longer than " + std::to_string(max_window_) + " bytes",
                 "a closing quote or '>' may be missing"));
      fault_->position = position();
      return false;
    }
    make_room();
    if (fill()) accept_new();
  }
  return end_ - at_ > before;
}

/// Moves what is kept to the front; doubles the buffer if that frees less than half of it.
void TextInput::make_room() {
  const auto kept = static_cast<std::size_t>(raw_end_ - at_);
  const auto checked = static_cast<std::size_t>(end_ - at_);
  const bool roomy = capacity_ != 0 && kept <= capacity_ / 2;
  if (roomy) {
    std::memmove(buffer_.get(), at_, kept);
  } else {
    capacity_ = std::max(first_capacity, capacity_ * 2);
    std::unique_ptr<char[]> larger(new char[capacity_]);
    if (kept != 0) std::memcpy(larger.get(), at_, kept);
    buffer_ = std::move(larger);
  }
  at_ = buffer_.get();
  end_ = at_ + checked;
  raw_end_ = at_ + kept;
  mark_ = at_;
}

/// Fills the whole buffer, however small the pieces are that the source gives. False on a fault.
bool TextInput::fill() {
  while (raw_end_ != buffer_.get() + capacity_) {
    const auto n = bytes_.read({raw_end_, static_cast<std::size_t>(buffer_.get() + capacity_ - raw_end_)});
    if (!n) {
      accept_new();
      if (!fault_) fail(n.error());
      return false;
    }
    if (*n == 0) {
      source_ended_ = true;
      break;
    }
    raw_end_ += *n;
  }
  return true;
}

/// Checks what lies between end_ and raw_end_ and moves end_ over what is good.
void TextInput::accept_new() {
  if (!begun_) check_beginning();
  if (fault_) return;
  const std::string_view fresh(end_, static_cast<std::size_t>(raw_end_ - end_));
  const rdf::Utf8Scan scan = rdf::utf8_scan(fresh);
  ascii_ = ascii_ && scan.ascii;
  end_ += scan.valid;
  if (scan.valid == fresh.size()) return;
  if (!scan.truncated || source_ended_) fail(encoding_error(fresh.substr(scan.valid), scan.truncated));
}

void TextInput::check_beginning() {
  begun_ = true;
  const std::string_view head(end_, static_cast<std::size_t>(raw_end_ - end_));
  if (auto fault = fault_of_beginning(head)) {
    return fail(std::move(*fault));
  }
  const bool marked = head.starts_with("\xEF\xBB\xBF");
  if (marked) {
    at_ += 3;
    end_ = at_;
    mark_ = at_;
  }
  const auto* const found = std::find_if(markup.begin(), markup.end(), [&](const Markup& m) {
    return head.substr(marked ? 3 : 0).starts_with(m.bytes);
  });
  if (found != markup.end())
    fail(Error(Code::invalid_syntax,
               "this is " + std::string(found->what) + ", not the format that it is read as",
               std::string(found->hint)));
}

void TextInput::fail(Error error) {
  fault_ = std::move(error);
  fault_->position = locate(end_);
}

void TextInput::skip_lines(std::size_t n) {
  const Lines lines = lines_of({mark_, static_cast<std::size_t>(at_ + n - mark_)});
  at_ += n;
  if (lines.breaks == 0) return;
  mark_position_ = {mark_position_.line + lines.breaks, 1};
  mark_ = lines.last.data();
}

void TextInput::skip_line_break() {
  if (*at_ == '\r' && (at_ + 1 != end_ || more()) && at_[1] == '\n') ++at_;
  ++at_;
  ++mark_position_.line;
  mark_position_.column = 1;
  mark_ = at_;
}

Position TextInput::position() {
  const auto n = static_cast<std::size_t>(at_ - mark_);
  mark_position_.column += ascii_ ? n : rdf::count_code_points({mark_, n});
  mark_ = at_;
  return mark_position_;
}

Position TextInput::locate(const char* place) {
  const Position start = position();
  const Lines lines = lines_of({at_, static_cast<std::size_t>(place - at_)});
  const std::uint64_t columns = rdf::count_code_points(lines.last);
  return {start.line + lines.breaks, lines.breaks == 0 ? start.column + columns : 1 + columns};
}

}  // namespace tamizdat::syntax
