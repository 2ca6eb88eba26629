#pragma once
// The seam between everything that asks and everything that stores.
#include <cstdint>
#include <ctime>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "rdf/prefixes.hpp"
#include "rdf/term.hpp"
#include "store/cursor.hpp"
#include "store/quad.hpp"

namespace tamizdat::store {

/// A file (or other source) that went into a snapshot.
struct SourceFile {
  std::string path;   ///< as given; never shown to clients
  std::string name;   ///< relative to the folder given, '/'-separated: "data/s5.ttl"
  std::string graph;  ///< IRI of the named graph its triples went to; empty for quad formats
  std::uint64_t quads = 0;
  std::uint64_t bytes = 0;
  std::time_t modified = 0;  ///< seconds since the epoch
};

/// What a snapshot knows about itself. Does not change.
struct SnapshotInfo {
  std::string version;  ///< short, URL-safe, the same whenever the same quads were loaded in the same way
  std::time_t modified = 0;   ///< the newest source's time
  std::uint64_t quads = 0;    ///< in all graphs
  std::uint64_t triples = 0;  ///< in the union: each once
  std::uint64_t terms = 0;
  std::uint64_t bytes = 0;  ///< of memory for dictionary and index
  bool can_block = false;   ///< cursors may wait for disk or network: serve on a worker
  std::vector<SourceFile> sources;
  std::vector<TermId> graphs;      ///< named graphs, ordered by IRI
  bool has_default_graph = false;  ///< the default graph holds a quad
};

/// Published data at one moment: immutable, safe to read from many threads without locks.
/// Held by shared_ptr; a request takes one and keeps it to its end.
class Snapshot : public std::enable_shared_from_this<Snapshot> {
 public:
  virtual ~Snapshot() = default;

  /// The id of a term, if the data hold it. Blank nodes by their label within the snapshot (see loader.hpp).
  [[nodiscard]] virtual std::optional<TermId> find(const rdf::TermView& term) const = 0;
  /// The term of an id of this snapshot; views live as long as the snapshot. 0 gives kind none.
  [[nodiscard]] virtual rdf::TermView term(TermId id) const = 0;

  /// Says that these terms will be asked for soon. Changes nothing, but saves waiting for each of them.
  virtual void expect(std::span<const TermId>) const {}
  /// The same of the triples that they are subjects of.
  virtual void expect_subjects(std::span<const TermId>) const {}

  /// A cursor over all matches. O(log n) to open, to count and to skip.
  [[nodiscard]] virtual std::unique_ptr<Cursor> match(const Pattern& pattern) const = 0;
  /// The objects of a subject and a predicate, in the order of match(), as many as there is room for; returns
  /// how many. For the many small questions that a cursor would be too much for.
  [[nodiscard]] virtual std::size_t objects(TermId subject, TermId predicate, std::span<TermId> room) const;
  /// What match(pattern)->estimate() would say, without opening one.
  [[nodiscard]] virtual Estimate count(const Pattern& pattern) const = 0;

  /// Prefixes as the sources declared them (first come, first served), absolute.
  [[nodiscard]] virtual const rdf::Prefixes& prefixes() const = 0;
  [[nodiscard]] virtual const SnapshotInfo& info() const = 0;
};

}  // namespace tamizdat::store
