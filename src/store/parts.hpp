#pragma once
// Large files of lines, read in several parts at a time.
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "rdf/error.hpp"
#include "syntax/reader.hpp"

namespace tamizdat::store {

/// Bytes of a file, from `begin` up to `end`.
struct Part {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
};

/// Divides a file of lines that each stand for themselves (N-Triples, N-Quads) so that every part after the
/// first begins with a statement. One part if the file is small, packed, or cannot be read here: then reading
/// it will tell.
std::vector<Part> divide(const std::string& path, std::uint64_t size);

rdf::Result<std::unique_ptr<syntax::ByteSource>> open_part(const std::string& path, const Part& part);

/// Line breaks (LF, CR or CRLF) before the part.
std::uint64_t lines_before(const std::string& path, const Part& part);

}  // namespace tamizdat::store
