#pragma once
// Reads back what the JSON-LD writer writes, and refuses what lies beyond that: this checks our own answers
// and is no processor for documents of others.
#include <string_view>

#include "rdf/error.hpp"
#include "rdf/quad.hpp"

namespace tamizdat::syntax {

/// Understood of JSON-LD 1.1: contexts of prefixes (also null), inside nodes and values too; @graph, @id,
/// @type, @included, @list, @value, @language; native booleans and integers; absolute, compact and blank
/// identifiers. Anything else (remote contexts, coercion, relative IRIs, other keywords …) is an error that
/// names it: nothing is passed over. The document is held whole.
rdf::Result<void> read_own_jsonld(std::string_view json, rdf::QuadSink& sink);

}  // namespace tamizdat::syntax
