#pragma once
// RDF/XML through raptor2.
#include "syntax/reader.hpp"

namespace tamizdat::syntax {

/// As read(), for RDF/XML (W3C Recommendation of 2014). Nothing but the bytes given is ever read: no files,
/// no network, no external entities. Encodings are those that extend ASCII, as the XML declaration says.
/// libxml2, below raptor2, keeps state for the whole process: readings take turns.
rdf::Result<void> read_rdfxml(ByteSource& bytes, const ReadOptions& options, rdf::QuadSink& sink);

}  // namespace tamizdat::syntax
