#pragma once
// Where a command writes: standard output, or a file that appears only when it is whole.
#include <cstdio>
#include <string>
#include <string_view>

#include "rdf/error.hpp"

namespace tamizdat::server {

class Output {
 public:
  /// Empty: standard output. Else a file beside `path` is written and takes its place in finish().
  static rdf::Result<Output> open(const std::string& path);
  ~Output();
  Output(Output&& other) noexcept;
  Output& operator=(Output&&) = delete;

  rdf::Result<void> write(std::string_view bytes);
  /// Call once, at the end; without it the file is gone again.
  rdf::Result<void> finish();

 private:
  Output(std::FILE* file, std::string path) : file_(file), path_(std::move(path)) {}
  [[nodiscard]] std::string unfinished() const { return path_ + ".part"; }
  [[nodiscard]] rdf::Error failure() const;

  std::FILE* file_;
  std::string path_;
};

}  // namespace tamizdat::server
