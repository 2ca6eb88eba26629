#pragma once
// Standard input, so that it can be read twice.
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "rdf/error.hpp"

namespace tamizdat::query {

/// A copy of standard input in a file without a name, which is gone when this is.
class Spool {
 public:
  /// Reads standard input to its end.
  static rdf::Result<Spool> of_standard_input();

  /// Under which the copy can be opened by this process, as often as one likes.
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };

  std::unique_ptr<std::FILE, Close> file_;
  std::string path_;
};

}  // namespace tamizdat::query
