#pragma once
// The whole data set as one file, plain or packed: made from the snapshot while it is sent, in bounded
// memory.
//
// A dump is a row of segments of equally many quads. Each is a document of its own (its own prefixes; packed:
// a gzip member or zstd frame of its own), and what they make up when joined is one as well. So a dump can be
// entered at any segment whose place is known, and the bytes are the same however often they are made.
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rdf/error.hpp"
#include "rdf/prefixes.hpp"
#include "store/snapshot.hpp"
#include "syntax/formats.hpp"
#include "syntax/packer.hpp"

namespace tamizdat::answer {

/// One of the files that a data set can be had as.
struct DumpFile {
  syntax::FormatId format;
  syntax::Packing packing;
  std::string name;        ///< "dump.nt.gz": its address below the base
  std::string media_type;  ///< with charset; of packed files "application/gzip", "application/zstd"
};

/// In the order of the format table, each format plain, then packed. N-Quads and TriG keep the graphs apart,
/// N-Triples and Turtle hold each triple of the union once.
std::span<const DumpFile> dump_files();
/// Null if there is none of that name.
const DumpFile* find_dump(std::string_view name);

/// The bytes of a dump from some byte on. One thread; keeps alive what it needs.
class DumpBody {
 public:
  virtual ~DumpBody() = default;
  /// Appends some more bytes (some tens of kilobytes, or none while it looks for its beginning); false when
  /// there will be no more.
  virtual rdf::Result<bool> pull(std::string& out) = 0;
};

/// The dumps of one snapshot. Thread-safe; destroy before the prefixes.
class Dumps {
 public:
  Dumps(std::shared_ptr<const store::Snapshot> snapshot, const rdf::Prefixes& prefixes);
  ~Dumps();
  Dumps(const Dumps&) = delete;
  Dumps& operator=(const Dumps&) = delete;

  /// `owner` is kept alive until the body is gone: whatever owns this and the prefixes.
  /// Enters the segment that holds `first` if it has been measured, else measures on its way.
  [[nodiscard]] std::unique_ptr<DumpBody> open(const DumpFile& file, std::shared_ptr<const void> owner,
                                               std::uint64_t first = 0) const;

  /// How many bytes, if that is known: it is of a dump that has been made to its end, and dumps of small data
  /// are made on the spot.
  [[nodiscard]] std::optional<std::uint64_t> size(const DumpFile& file) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tamizdat::answer
