#pragma once
// Solutions (rows of terms under variables) to bytes: one door for every format of that family.
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "rdf/term.hpp"
#include "syntax/formats.hpp"

namespace tamizdat::syntax {

/// Receives rows; views are valid during the call. Kind none: the variable is not bound. False asks to stop.
class SolutionSink {
 public:
  virtual ~SolutionSink() = default;
  virtual bool row(std::span<const rdf::TermView> terms) = 0;
};

/// Writes solutions by appending to a string that the caller empties whenever it likes between calls.
class SolutionWriter : public SolutionSink {
 public:
  /// Call once, at the end.
  virtual void finish() = 0;
};

/// A writer for a row of family solutions: SPARQL 1.1 Query Results CSV and TSV, and JSON. `variables` come
/// without question marks; `out` must outlive the writer.
std::unique_ptr<SolutionWriter> make_solution_writer(FormatId format, std::string& out,
                                                     const std::vector<std::string>& variables);

}  // namespace tamizdat::syntax
