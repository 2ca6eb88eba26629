#pragma once
// The terminals of Turtle and N-Triples (§6.5), by the names that the grammar gives them.
#include <cstddef>
#include <string>
#include <string_view>

#include "syntax/lookahead.hpp"
#include "syntax/token.hpp"

namespace tamizdat::syntax::terminals {

// Each function takes its terminal from the cursor on. False means that `text` has a fault now.

/// IRIREF, with its brackets; the cursor is on the first one. The escapes of what goes to `out` are undone.
bool iriref(Lookahead& text, IriText& out);
/// PNAME_LN or PNAME_NS. The length of the prefix is known (name_length), and may be 0.
bool prefixed_name(Lookahead& text, std::size_t prefix_length, IriText& out);
/// BLANK_NODE_LABEL; the label goes to `out` without its "_:".
bool blank_node_label(Lookahead& text, std::string& out);
/// LANGTAG; goes to `out` without its '@'.
bool langtag(Lookahead& text, std::string& out);

/// What the format allows between quotes.
struct QuotingRules {
  bool long_texts = true;
  std::string_view format;  ///< its name, for messages
};
/// STRING_LITERAL_QUOTE and the three like it; the cursor is on the first quote.
bool string_literal(Lookahead& text, const QuotingRules& rules, std::string& out);
/// INTEGER, DECIMAL or DOUBLE, as a literal of its datatype.
bool numeric_literal(Lookahead& text, TermText& out);

/// UCHAR, and ECHAR where that is allowed. `at` is on the backslash, and behind the escape afterwards.
bool escape(Lookahead& text, std::size_t& at, bool echar, std::string& out);

/// Whether PN_PREFIX can begin at `from`.
bool begins_prefix(Lookahead& text, std::size_t from);
/// Bytes of the name at `from`: PN_CHARS and dots, but no dot at its end.
std::size_t name_length(Lookahead& text, std::size_t from);

}  // namespace tamizdat::syntax::terminals
