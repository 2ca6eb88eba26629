#pragma once
// Quads to bytes: one door for every graph format that can be written.
#include <memory>
#include <string>

#include "rdf/error.hpp"
#include "rdf/prefixes.hpp"
#include "rdf/quad.hpp"
#include "syntax/formats.hpp"

namespace tamizdat::syntax {

struct WriteOptions {
  /// Declared if used, where the format has prefixes. Kept alive by the caller until finish().
  const rdf::Prefixes* prefixes = nullptr;
};

/// Writes a stream of quads by appending to a string that the caller empties whenever it likes between calls:
/// nothing is held back longer than the grammar demands (see the notes of each format).
/// Formats without graphs write every quad as a triple and leave out repeats only when they come in a row.
/// What a format cannot say (a predicate that is no QName in RDF/XML …) stops the writing: the sink returns
/// false and error() tells. Never writes anything that reads back as other quads.
class QuadWriter : public rdf::QuadSink {
 public:
  /// Call once, at the end.
  virtual rdf::Result<void> finish() = 0;
  /// Why quad() returned false.
  [[nodiscard]] virtual const rdf::Error& error() const = 0;
};

/// A writer for a row of family graph that is writable; `out` must outlive it.
std::unique_ptr<QuadWriter> make_writer(FormatId format, std::string& out, const WriteOptions& options);

}  // namespace tamizdat::syntax
