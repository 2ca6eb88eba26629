#include "syntax/lookahead.hpp"

#include <utility>

#include "rdf/utf8.hpp"
#include "syntax/pn_chars.hpp"

namespace tamizdat::syntax {

using rdf::Code;
using rdf::Error;

int Lookahead::peek_beyond(std::size_t i) {
  while (i >= size())
    if (!input_.more()) return -1;
  return static_cast<unsigned char>(input_.at()[i]);
}

char32_t Lookahead::character_beyond_ascii(std::size_t i, std::size_t& length) {
  // The window holds whole characters only.
  return rdf::first_code_point({input_.at() + i, size() - i}, length);
}

char32_t Lookahead::character(std::size_t i) {
  std::size_t length = 0;
  return character(i, length);
}

std::string Lookahead::next_word() {
  constexpr std::size_t longest = 30;
  std::size_t i = 0;
  while (i < longest) {
    std::size_t length = 0;
    const char32_t c = character(i, length);
    const bool part = is_pn_chars(c) || c == ':' || c == '.' || c == '@';
    if (!part && i != 0) break;
    if (peek(i) < 0) break;
    i += length;
    if (!part) break;
  }
  return std::string(view(0, i));
}

void Lookahead::skip_run(const ByteSet& stops) {
  while (true) {
    const std::size_t i = stops.find({input_.at(), size()});
    const bool found = i < size();
    input_.skip(i);
    if (found || !input_.more()) return;
  }
}

bool Lookahead::fail(Error error, rdf::Position position) {
  if (fault_) return false;
  fault_ = std::move(error);
  fault_->position = position;
  return false;
}

bool Lookahead::fail(std::size_t at, std::string message, std::string hint, Code code) {
  if (fault_) return false;
  return fail(Error(code, std::move(message), std::move(hint)), input_.locate(input_.at() + at));
}

bool Lookahead::fail_end(std::string message, std::string hint) {
  return !ends_in_fault() && fail(size(), std::move(message), std::move(hint));
}

bool Lookahead::ends_in_fault() {
  if (!input_.fault()) return false;
  if (!fault_) fault_ = input_.fault();
  return true;
}

}  // namespace tamizdat::syntax
