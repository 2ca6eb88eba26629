#pragma once
// The folder that an export is written to: everything is written aside first, and takes its place when all of
// it is there.
#include <array>
#include <atomic>
#include <cstdint>
#include <ctime>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rdf/error.hpp"

namespace tamizdat::server {

/// The list of files that an export wrote, kept in the folder itself: what is in it is ours.
inline constexpr std::string_view manifest_name = ".tamizdat-export";

class ExportFolder {
 public:
  /// Looks at the folder. It may be missing or empty, or hold an export of the same base; anything else is an
  /// error, and nothing has been touched.
  static rdf::Result<ExportFolder> open(std::string path, std::string base);

  ExportFolder(ExportFolder&& other) noexcept;
  ExportFolder& operator=(ExportFolder&&) = delete;
  /// What was written aside and not put in place is gone.
  ~ExportFolder();

  /// Writes a file aside, unless the folder has it already with these bytes. A file in its place that is none
  /// of the last export is an error, and so is a second one of that name. `name` is relative,
  /// '/'-separated, without dot segments. From any thread.
  rdf::Result<void> write(const std::string& name, std::string_view bytes, std::time_t modified);

  /// The same for bytes that come a piece at a time and are not held: `pull` appends some more, false at the
  /// end.
  rdf::Result<void> write(const std::string& name, const std::function<rdf::Result<bool>(std::string&)>& pull,
                          std::time_t modified);

  struct Outcome {
    std::uint64_t written = 0;
    std::uint64_t unchanged = 0;
    std::uint64_t removed = 0;
  };
  /// Puts everything in its place, removes files of the last export that were not written again, and writes
  /// the list. Once, when no other thread writes.
  rdf::Result<Outcome> finish();

 private:
  ExportFolder(std::string path, std::string base) : path_(std::move(path)), base_(std::move(base)) {}

  struct Entry {
    std::string hash;
    bool is_new = false;
  };
  static constexpr std::size_t shards = 16;
  struct Shard {
    std::mutex mutex;
    std::unordered_map<std::string, Entry> entries;
  };

  rdf::Result<void> read_manifest();
  rdf::Result<void> write_manifest(bool is_underway);
  [[nodiscard]] rdf::Result<void> look_for_others(const std::string& name) const;
  [[nodiscard]] bool leads_elsewhere(const std::string& name) const;
  [[nodiscard]] bool has_now(const std::string& name) const;
  [[nodiscard]] rdf::Result<void> move(const std::string& name) const;
  rdf::Result<void> put_in_place();
  std::uint64_t remove_old();
  rdf::Result<void> enter(const std::string& name, std::string hash, bool is_new);
  [[nodiscard]] std::string aside(std::string_view name) const;
  [[nodiscard]] std::string place(std::string_view name) const;
  [[nodiscard]] bool has(const std::string& name, const std::string& hash, std::size_t size) const;

  std::string path_;
  std::string base_;
  std::string aside_;   // folder beside or within
  bool whole_ = false;  // there was no folder before: the one written aside becomes it
  std::unordered_map<std::string, std::string> before_;  // name to hash
  std::unique_ptr<std::array<Shard, shards>> now_;
};

}  // namespace tamizdat::server
