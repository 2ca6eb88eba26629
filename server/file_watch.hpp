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
  /// What is there now counts as known: make it before loading.
  explicit FileWatch(std::vector<std::string> paths);
  ~FileWatch();
  FileWatch(const FileWatch&) = delete;
  FileWatch& operator=(const FileWatch&) = delete;

  /// From here on; `changed` is called on a thread of the watch. An error if the system cannot watch.
  rdf::Result<void> start(std::function<void()> changed);

 private:
  void work();
  bool settle() const;
  void watch_all() const;
  void watch_folder(const std::string& folder, unsigned depth) const;
  void watch_place_of(const std::string& path) const;

  std::vector<std::string> paths_;
  std::function<void()> changed_;
  std::string seen_;
  int inotify_ = -1;
  int end_ = -1;
  std::thread thread_;
};

/// Names, sizes, times and places on disk of all inputs, in one text that differs when any of them does.
std::string fingerprint(const std::vector<std::string>& paths);

}  // namespace tamizdat::server
