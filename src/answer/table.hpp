#pragma once
// An answer as a table: variables and rows, for spreadsheets and scripts.
#include <string>
#include <vector>

#include "rdf/error.hpp"
#include "syntax/solutions.hpp"

namespace tamizdat::answer {

/// A table that is pulled. One thread; keeps alive what it needs.
class TableBody {
 public:
  virtual ~TableBody() = default;
  /// Without question marks.
  [[nodiscard]] virtual const std::vector<std::string>& variables() const = 0;
  /// Sends the next few rows; false when all have been sent.
  virtual rdf::Result<bool> emit(syntax::SolutionSink& sink) = 0;
};

}  // namespace tamizdat::answer
