#pragma once
// Turtle, TriG, N-Triples and N-Quads through Serd.
#include "syntax/reader.hpp"

namespace tamizdat::syntax {

/// As read(), for these four formats. The scanner reads the tokens; Serd, in strict mode, reads the grammar.
/// Serd never sees a token's text: it is given each as a short reference on a line of its own, so that
///  - what Serd gets wrong within tokens (quotes in long texts, escapes, keyword-like names, encodings, long
///    texts on its stack) cannot happen,
///  - its line number is the number of the token, whose place in the text is known,
///  - prefixes and relative IRIs are expanded here when a statement comes out, in the order of the text.
///
///   bytes ─ TextInput ─ Scanner (terminals, brackets) ─ TokenFeed ─ Serd ─ Nests, Expansion ─ sink
///                           └────────── terms wait in Slots ──────────────┘
rdf::Result<void> read_with_serd(ByteSource& bytes, const ReadOptions& options, rdf::QuadSink& sink);

}  // namespace tamizdat::syntax
