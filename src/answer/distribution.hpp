#pragma once
#include <cstdint>
#include <ctime>
#include <optional>
#include <string>
#include <string_view>

#include "syntax/formats.hpp"

namespace tamizdat::answer {

/// A file that holds the data set or a part of it.
struct Distribution {
  std::string path;                        ///< relative to the base
  std::string graph;                       ///< IRI of the named graph that it holds, or empty
  const syntax::Format* format = nullptr;  ///< null: negotiated
  std::string_view packing;                ///< media type of what it is packed with, or empty
  std::optional<std::uint64_t> bytes;
  std::string sha256;         ///< of its bytes, or empty
  std::uint64_t triples = 0;  ///< 0: not known
  std::time_t modified = 0;   ///< 0: not known
};
}  // namespace tamizdat::answer
