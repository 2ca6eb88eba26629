#pragma once
// Files to a snapshot.
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "rdf/error.hpp"
#include "store/snapshot.hpp"

namespace tamizdat::store {

/// One file to load.
struct Input {
  std::string path;
  std::string name;    ///< relative, '/'-separated; the graph's IRI is base + name
  std::string format;  ///< a row of the format table by name; empty: by extension
};

/// Expands FILES and FOLDERS to inputs: folders recursively, files with a known extension only, in order of
/// name, hidden files and build output left out. A file's name is relative to the current folder
/// ("data/s5.ttl"), or, if it does not lie below it, to the folder above the one that was given (for a file
/// given alone: its folder). Errors name every path that cannot be read.
struct InputList {
  std::vector<Input> inputs;
  std::vector<Input> beside;  ///< other files in those folders that were asked for
  std::vector<rdf::Error> errors;
};
/// `is_beside`, if given, says by its name whether a file that holds no data is wanted too.
InputList find_inputs(std::span<const std::string> paths, bool (*is_beside)(std::string_view name) = nullptr);

/// ".ttl, .turtle, .n3, …": the extensions of all formats that can be read, for messages.
std::string readable_extensions();

struct LoadProgress {
  std::string file;
  std::uint64_t quads = 0;       ///< so far, all files
  std::uint64_t bytes_read = 0;  ///< of bytes_total
  std::uint64_t bytes_total = 0;
};

struct LoadOptions {
  std::string base;  ///< absolute; what relative IRIs in the files resolve against, and file graphs lie under
  /// If no file uses a relative IRI, put the base at the prefix that most subjects share instead (see
  /// LoadOutcome::base).
  bool infer_base = false;
  std::function<void(const LoadProgress&)> progress;  ///< called now and then; may be empty
  std::size_t max_errors = 100;
};

/// The snapshot, or every broken file's first error: never half a load.
struct LoadOutcome {
  std::shared_ptr<const Snapshot> snapshot;  ///< null if there are errors
  std::string base;                          ///< the base in force: the one given, or the one inferred
  std::vector<rdf::Error> errors;
};

/// Reads all inputs, in order of name, into a new frozen snapshot. Each triple file becomes the named graph
/// <base + name>; quad files keep their graphs. Relative IRIs resolve against `base` itself (not against the
/// file), so that
/// `<id/x>` is the same thing in every file. Blank labels get a prefix per file that is made from
/// the file's name: the same label in two files is two nodes, and the same file gives the same labels again.
/// They hold letters, digits, '-', '_' and '.' only. Two files of one name are an error.
/// Files are parsed on as many threads as there are processors; the outcome does not depend on that.
LoadOutcome load(std::span<const Input> inputs, const LoadOptions& options);

}  // namespace tamizdat::store
