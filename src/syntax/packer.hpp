#pragma once
// Bytes to fewer bytes: the writing side of what ByteSource unpacks, and the content codings of HTTP.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "rdf/error.hpp"

namespace tamizdat::syntax {

enum class Packing : std::uint8_t {
  none,
  gzip,    ///< RFC 1952
  brotli,  ///< RFC 7932
  zstd,    ///< RFC 8878
};

/// How much work goes into packing. The same bytes packed in the same way with the same effort are the same
/// packed bytes for as long as packer_versions() stays the same: strong entity tags stand on this.
enum class Effort : std::uint8_t {
  stream,  ///< of any length, while somebody waits: cheap, and with a small window
  whole,   ///< what is kept afterwards, some tens of kilobytes at most
  once,    ///< for the life of the process: as small as it gets
};

/// Packs a stream piece by piece. Holds a window of bounded size, whatever the length of the stream.
class Packer {
 public:
  virtual ~Packer() = default;
  /// Appends to `out` what can be said about all bytes so far; may keep some back.
  virtual rdf::Result<void> add(std::string_view bytes, std::string& out) = 0;
  /// Appends the rest and ends the member or frame. What is added after this begins another one: gzip and
  /// zstd read several in a row as one text; brotli does not (RFC 7932 has no such thing).
  virtual rdf::Result<void> finish(std::string& out) = 0;
};

/// Null for Packing::none.
std::unique_ptr<Packer> make_packer(Packing packing, Effort effort);

/// All at once. Faster than a Packer for short texts, since its state is used again by the thread.
rdf::Result<std::string> pack(Packing packing, Effort effort, std::string_view bytes);

/// What the packed bytes depend on besides the text.
std::string packer_versions();

/// As in Content-Encoding: "gzip", "br", "zstd"; "identity" for none.
std::string_view coding_name(Packing packing);
/// As in file names, with the dot: ".gz", ".br", ".zst"; empty for none.
std::string_view packed_extension(Packing packing);

}  // namespace tamizdat::syntax
