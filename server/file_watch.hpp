#pragma once
// Tells when the files that are published have changed (inotify).
#include <cstdint>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "rdf/error.hpp"

namespace tamizdat::server {

/// Watches files and folders as store::find_inputs() would find them, and those that come later. Editors that
/// write beside a file and rename over it, links that are turned to another place and slow copies are all the
/// same to it: it waits until nothing has happened for a moment, and looks whether anything is different.
class FileWatch {
 public:
  /// What is there now counts as known: make it before loading. `look`: files and folders of which everything
  /// counts, whatever its name; empty ones stand for nothing.
  explicit FileWatch(std::vector<std::string> paths, std::vector<std::string> look = {});
  ~FileWatch();
  FileWatch(const FileWatch&) = delete;
  FileWatch& operator=(const FileWatch&) = delete;

  /// From here on; `changed` is called on a thread of the watch. An error if the system cannot watch.
  rdf::Result<void> start(std::function<void()> changed);

 private:
  [[nodiscard]] std::string fingerprint() const;
  void work();
  bool settle() const;
  void watch_all() const;
  void watch_folder(const std::string& folder, unsigned depth) const;
  void watch_place_of(const std::string& path) const;

  std::vector<std::string> paths_;
  std::vector<std::string> look_;
  std::function<void()> changed_;
  std::string seen_;
  int inotify_ = -1;
  int end_ = -1;
  std::thread thread_;
};

}  // namespace tamizdat::server
