#pragma once
// From one format to another as a stream: nothing is held but what reader and writer hold.
#include <cstdint>
#include <functional>
#include <string_view>

#include "rdf/prefixes.hpp"
#include "syntax/reader.hpp"
#include "syntax/writer.hpp"

namespace tamizdat::syntax {

struct ConvertOptions {
  ReadOptions from;  ///< its base resolves relative IRIs, so that what is written has absolute IRIs only
  FormatId to = FormatId::turtle;
  /// Prefixes to write with, beside those that the input declares, which win. May be null.
  const rdf::Prefixes* prefixes = nullptr;
};

/// Takes a piece of the output; an error stops the conversion and is returned from it.
using ChunkSink = std::function<rdf::Result<void>(std::string_view chunk)>;

/// What came of a conversion.
struct Conversion {
  /// Statements of named graphs whose names the output cannot hold.
  std::uint64_t without_graph = 0;
};

/// Reads `bytes` and hands the output to `write` in pieces of about 64 KiB. Prefixes pass through, and what
/// the input nests stays nested where the output can nest. Into formats without graphs, named graphs flow
/// into one, and how much did is said. Errors: those of read(); Code::inexpressible with the place in the
/// input, if the output cannot say a quad; Code::unsupported_format. After an error the output is incomplete
/// and worthless.
rdf::Result<Conversion> convert(ByteSource& bytes, const ConvertOptions& options, const ChunkSink& write);

}  // namespace tamizdat::syntax
