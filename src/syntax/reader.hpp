#pragma once
// Bytes to quads: one door for every readable format.
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "rdf/error.hpp"
#include "rdf/quad.hpp"
#include "syntax/formats.hpp"

namespace tamizdat::syntax {

/// Where bytes come from. Files, memory and decompressors are all one of these.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  /// Fills the front of `buffer` and says how many bytes; 0 means the end. May block.
  virtual rdf::Result<std::size_t> read(std::span<char> buffer) = 0;
};

/// Opens a regular file (never a FIFO, socket or device: those are refused, since they may block for ever),
/// or standard input for "-". gzip and zstd are recognised by their first bytes and unpacked on the fly.
rdf::Result<std::unique_ptr<ByteSource>> open_file(const std::string& path);
/// Reads from memory that the caller keeps alive; unpacks like open_file.
rdf::Result<std::unique_ptr<ByteSource>> open_memory(std::string_view bytes);

struct ReadOptions {
  FormatId format = FormatId::turtle;
  std::string source;              ///< name used in error places, e.g. "data/s5.ttl"
  std::string base;                ///< absolute IRI, or empty: then relative IRIs are errors
  std::string blank_prefix;        ///< put before every blank label, so that files cannot share one
  std::size_t max_nesting = 1000;  ///< of [ ] and ( ) in each other
  std::size_t max_token = std::size_t{512} * 1024 * 1024;  ///< bytes in one literal or IRI
};

/// Reads all quads of `bytes` into `sink`, strictly by the grammar of the format. UTF-8 with or without
/// byte-order mark; LF, CRLF or CR. Relative IRIs are resolved by RFC 3986 §5; terms come in canonical form.
/// Stops at the first error, whose place is the source, line and column; quads before it have been delivered,
/// so load aside and publish whole. If the sink stops the reading: Code::cancelled.
/// Memory is bounded by the longest token and the nesting, not by the input (RDF/XML: raptor2's own).
/// Thread-safe: each call is independent.
rdf::Result<void> read(ByteSource& bytes, const ReadOptions& options, rdf::QuadSink& sink);

}  // namespace tamizdat::syntax
