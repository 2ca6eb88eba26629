#pragma once
// An answer as a table: variables and rows, for spreadsheets and scripts.
#include <span>
#include <string>
#include <vector>

#include "rdf/error.hpp"
#include "rdf/term.hpp"

namespace tamizdat::answer {

/// Receives rows; views are valid during the call. Kind none: the variable is not bound. False asks to stop.
class RowSink {
 public:
  virtual ~RowSink() = default;
  virtual bool row(std::span<const rdf::TermView> terms) = 0;
};

/// A table that is pulled. One thread; keeps alive what it needs.
class TableBody {
 public:
  virtual ~TableBody() = default;
  /// Without question marks.
  [[nodiscard]] virtual const std::vector<std::string>& variables() const = 0;
  /// Sends the next few rows; false when all have been sent.
  virtual rdf::Result<bool> emit(RowSink& sink) = 0;
};

}  // namespace tamizdat::answer
