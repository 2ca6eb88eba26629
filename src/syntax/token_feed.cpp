#include "syntax/token_feed.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <utility>

namespace tamizdat::syntax {
namespace {

// Each token takes two bytes or more of a page, and one page is read ahead.
constexpr std::size_t remembered_tokens = 2 * TokenFeed::page_size;
// Texts waiting in the page; beyond this, the rest of the page is filled with spaces.
constexpr std::size_t most_bytes_ahead = std::size_t{1024} * 1024;
// Serd's stack grows with every N-Quads statement; a fresh reader starts it over.
constexpr std::size_t statements_per_reader = std::size_t{16} * 1024;

}  // namespace

TokenFeed::TokenFeed(ByteSource& bytes, const ReadOptions& options, Slots& slots)
    : format_(options.format),
      input_(bytes, options.max_token),
      scanner_(input_, options.format, options.max_nesting),
      slots_(slots),
      remembered_(remembered_tokens) {}

void TokenFeed::begin_reader() {
  reader_begin_ = count_;
  reader_statements_ = 0;
  pending_.clear();
  given_ = 0;
}

bool TokenFeed::reader_is_full() const {
  return format_ == FormatId::nquads && reader_statements_ >= statements_per_reader;
}

std::size_t TokenFeed::fill(char* page, std::size_t size) {
  while (unread() < size && !ended_ && !reader_is_full()) {
    if (slots_.bytes_ahead() > most_bytes_ahead && unread() != 0) {
      pending_.append(size - unread(), ' ');
      break;
    }
    next_token();
  }
  const std::size_t n = std::min(size, unread());
  std::memcpy(page, pending_.data() + given_, n);
  given_ += n;
  if (unread() == 0) {
    pending_.clear();
    given_ = 0;
  }
  return n;
}

void TokenFeed::next_token() {
  if (spare_ == no_slot) spare_ = slots_.take();
  Token token;
  token.kind = scanner_.next(slots_[spare_].term);
  token.position = scanner_.position();
  if (token.kind == TokenKind::end || token.kind == TokenKind::fault) {
    ended_ = true;
    if (token.kind == TokenKind::fault) fault_ = scanner_.fault();
    return;
  }
  if (is_term(token.kind)) token.slot = hand_in(token.kind);
  if (token.kind == TokenKind::dot) ++reader_statements_;
  remembered_[count_ % remembered_tokens] = token;
  ++count_;
  write(token);
  last_kind_ = token.kind;
}

SlotId TokenFeed::hand_in(TokenKind kind) {
  const SlotId id = std::exchange(spare_, no_slot);
  Slot& slot = slots_[id];
  slot.kind = kind;
  slot.expanded = false;
  slot.token = count_;
  slot.position = scanner_.position();
  slots_.put_ahead(id);
  return id;
}

void TokenFeed::write(const Token& token) {
  std::array<char, 16> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), token.slot).ptr;
  const std::string_view number(digits.data(), static_cast<std::size_t>(end - digits.data()));
  switch (token.kind) {
    case TokenKind::iri:
      pending_.append(is_line_based(format_) ? "<t:" : "<").append(number).append(">\n");
      break;
    case TokenKind::name:
      if (names_prefix(token.slot))
        pending_.append("p").append(number).append(":\n");
      else
        pending_.append("<").append(number).append(">\n");
      break;
    case TokenKind::blank:
      pending_.append("_:").append(number).append("\n");
      break;
    case TokenKind::literal:
      pending_.append("\"").append(number).append("\"\n");
      break;
    default:
      pending_.append(sign(token.kind)).append("\n");
  }
}

/// "ex:" behind @prefix is the prefix itself, elsewhere a name with an empty local part.
bool TokenFeed::names_prefix(SlotId id) {
  const IriText& name = slots_[id].term.iri;
  return (last_kind_ == TokenKind::at_prefix || last_kind_ == TokenKind::sparql_prefix) &&
         name.prefix_length + 1 == name.text.size();
}

}  // namespace tamizdat::syntax
