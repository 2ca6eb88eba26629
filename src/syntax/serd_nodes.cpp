#include "syntax/serd_nodes.hpp"

#include <charconv>

namespace tamizdat::syntax {

std::string_view text_of(const SerdNode* node) {
  return {reinterpret_cast<const char*>(node->buf), node->n_bytes};
}

Reference reference(const SerdNode* node) {
  if (!node || !node->buf) return {};
  std::string_view text = text_of(node);
  Reference out{Reference::Kind::slot, 0, {}};
  if (text.starts_with("t:")) text.remove_prefix(2);
  if (node->type == SERD_BLANK && text.starts_with('b')) {
    out.kind = Reference::Kind::generated;
    text.remove_prefix(1);
  }
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), out.number);
  if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size())
    return {node->type == SERD_URI ? Reference::Kind::vocabulary : Reference::Kind::none, 0, text_of(node)};
  return out;
}

}  // namespace tamizdat::syntax
