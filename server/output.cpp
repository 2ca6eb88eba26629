#include "server/output.hpp"

#include <cerrno>
#include <cstring>
#include <utility>

namespace tamizdat::server {

rdf::Result<Output> Output::open(const std::string& path) {
  if (path.empty()) return Output(stdout, {});
  Output output(nullptr, path);
  output.file_ = std::fopen(output.unfinished().c_str(), "wbe");
  if (output.file_ == nullptr) return output.failure();
  return output;
}

Output::Output(Output&& other) noexcept
    : file_(std::exchange(other.file_, nullptr)), path_(std::move(other.path_)) {}

Output::~Output() {
  if (file_ == nullptr || path_.empty()) return;
  std::fclose(file_);
  std::remove(unfinished().c_str());
}

rdf::Error Output::failure() const {
  return rdf::Error{rdf::Code::unreadable, std::string("Cannot be written: ") + std::strerror(errno)}.at(
      path_.empty() ? "standard output" : path_);
}

rdf::Result<void> Output::write(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size()) return failure();
  return {};
}

rdf::Result<void> Output::finish() {
  if (path_.empty()) {
    if (std::fflush(stdout) != 0) return failure();
    return {};
  }
  const bool closed = std::fclose(std::exchange(file_, nullptr)) == 0;
  if (!closed || std::rename(unfinished().c_str(), path_.c_str()) != 0) {
    const rdf::Error error = failure();
    std::remove(unfinished().c_str());
    return error;
  }
  return {};
}

}  // namespace tamizdat::server
