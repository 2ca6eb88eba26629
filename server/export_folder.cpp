#include "server/export_folder.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <utility>

#include "answer/sha256.hpp"

namespace tamizdat::server {
namespace {

namespace fs = std::filesystem;
using rdf::Code;
using rdf::Error;
using rdf::Result;

constexpr std::string_view manifest_title = "tamizdat-export 1 ";
constexpr std::string_view part = ".part";
constexpr std::string_view part_within = ".tamizdat-export.part";
constexpr std::string_view no_hash = "-";

Error failure(const std::string& path, int number, const char* what) {
  return Error(Code::unreadable, std::string(what) + ": " + std::strerror(number)).at(path);
}

// Folders that this thread has made or seen: most files go where the last one went.
bool make_folder(const std::string& file, int& error) {
  static thread_local std::string last;
  const std::string folder = file.substr(0, file.rfind('/'));
  if (folder == last && ::access(folder.c_str(), F_OK) == 0) return true;
  std::error_code code;
  fs::create_directories(folder, code);
  error = code.value();
  if (!code) last = folder;
  return !code;
}

/// A file that is being written; closed with its time, or not at all.
class NewFile {
 public:
  explicit NewFile(const std::string& path) : path_(path) {}
  ~NewFile() {
    if (file_ >= 0) ::close(file_);
  }
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  Result<void> open() {
    int error = 0;
    if (!make_folder(path_, error)) return failure(path_, error, "the folder cannot be made");
    file_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (file_ < 0) return failure(path_, errno, "the file cannot be written");
    return {};
  }
  Result<void> write(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = ::write(file_, bytes.data(), bytes.size());
      if (sent < 0 && errno == EINTR) continue;
      if (sent <= 0) return failure(path_, sent == 0 ? ENOSPC : errno, "the file cannot be written");
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return {};
  }
  Result<void> close(std::time_t modified) {
    if (modified > 0) {
      const timespec times[2] = {{modified, 0}, {modified, 0}};
      ::futimens(file_, times);
    }
    if (::close(std::exchange(file_, -1)) != 0) return failure(path_, errno, "the file cannot be written");
    return {};
  }

 private:
  const std::string& path_;
  int file_ = -1;
};

Result<void> write_file(const std::string& path, std::string_view bytes, std::time_t modified) {
  NewFile file(path);
  if (auto opened = file.open(); !opened) return opened;
  if (auto written = file.write(bytes); !written) return written;
  return file.close(modified);
}

// A list that somebody wrote into must not lead out of the folder.
bool stays_inside(std::string_view name) {
  const std::string framed = "/" + std::string(name) + "/";
  return !name.empty() && !name.starts_with('/') && framed.find("/../") == std::string::npos;
}

/// Nothing lies in the folder, but perhaps what is called so.
bool is_empty(const std::string& folder, std::string_view but = {}) {
  std::error_code code;
  for (fs::directory_iterator at(folder, code); !code && at != fs::directory_iterator(); at.increment(code))
    if (at->path().filename() != but) return false;
  return !code;
}

/// What is in the folder goes, and last of all what says whose it is: a removal that is cut off can be gone
/// on with.
void remove_contents(const std::string& folder) {
  std::error_code code;
  std::vector<fs::path> all;
  for (fs::directory_iterator at(folder, code); !code && at != fs::directory_iterator(); at.increment(code))
    if (at->path().filename() != manifest_name) all.push_back(at->path());
  for (const fs::path& one : all) fs::remove_all(one, code);
  fs::remove(folder + "/" + std::string(manifest_name), code);
}

}  // namespace

Result<ExportFolder> ExportFolder::open(std::string path, std::string base) {
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  ExportFolder folder(std::move(path), std::move(base));
  folder.now_ = std::make_unique<std::array<Shard, shards>>();
  std::error_code code;
  const auto status = fs::status(folder.path_, code);
  const bool exists = fs::exists(status);
  if (!exists && fs::is_symlink(folder.path_, code)) {
    return Error(Code::unreadable, "this is a link that leads nowhere", "make the folder that it leads to")
        .at(folder.path_);
  }
  if (exists && !fs::is_directory(status)) {
    return Error(Code::unreadable, "this is a file, not a folder", "name a folder that is empty or missing")
        .at(folder.path_);
  }
  // A folder that is there stays: it may be a volume, the current folder, or all that may be written to.
  folder.whole_ = !exists;
  folder.aside_ =
      folder.whole_ ? folder.path_ + std::string(part) : folder.path_ + "/" + std::string(part_within);
  if (exists && !is_empty(folder.path_, part_within)) {
    if (auto read = folder.read_manifest(); !read) {
      folder.aside_.clear();
      return read.error();
    }
  }
  if (folder.whole_ && fs::exists(folder.aside_, code) && !is_empty(folder.aside_) &&
      !fs::exists(folder.aside_ + "/" + std::string(manifest_name), code)) {
    Error error = Error(Code::unreadable, "this is in the way of what is written aside", "move it elsewhere")
                      .at(folder.aside_);
    folder.aside_.clear();
    return error;
  }
  remove_contents(folder.aside_);
  fs::create_directories(folder.aside_, code);
  if (code) {
    Error error = failure(folder.aside_, code.value(), "the folder cannot be made");
    folder.aside_.clear();
    return error;
  }
  // What remains if the process is killed is known to be ours.
  if (auto marked = write_file(folder.aside(manifest_name), manifest_title, 0); !marked)
    return marked.error();
  return folder;
}

ExportFolder::ExportFolder(ExportFolder&& other) noexcept
    : path_(std::move(other.path_)),
      base_(std::move(other.base_)),
      aside_(std::exchange(other.aside_, {})),
      whole_(other.whole_),
      before_(std::move(other.before_)),
      now_(std::move(other.now_)) {}

ExportFolder::~ExportFolder() {
  if (aside_.empty()) return;
  remove_contents(aside_);
  ::rmdir(aside_.c_str());
}

std::string ExportFolder::aside(std::string_view name) const {
  return aside_ + "/" + std::string(name);
}

std::string ExportFolder::place(std::string_view name) const {
  return path_ + "/" + std::string(name);
}

Result<void> ExportFolder::read_manifest() {
  std::ifstream file(place(manifest_name));
  std::string line;
  if (!file || !std::getline(file, line) || !line.starts_with(manifest_title)) {
    return Error(Code::unreadable, "the folder is not empty and holds no export of Tamizdat",
                 "name a folder that is empty or missing; nothing has been touched")
        .at(path_);
  }
  if (const std::string base = line.substr(manifest_title.size()); base != base_) {
    return Error(Code::unreadable, "the folder holds an export of another base, " + base,
                 "name another folder for " + base_ + "; nothing has been touched")
        .at(path_);
  }
  while (std::getline(file, line)) {
    const auto space = line.find(' ');
    if (space == std::string::npos || !stays_inside(std::string_view(line).substr(space + 1))) continue;
    before_.emplace(line.substr(space + 1), line.substr(0, space));
  }
  return {};
}

bool ExportFolder::has(const std::string& name, const std::string& hash, std::size_t size) const {
  const auto known = before_.find(name);
  if (known == before_.end() || known->second != hash) return false;
  struct stat status {};
  return ::stat(place(name).c_str(), &status) == 0 && S_ISREG(status.st_mode) &&
         static_cast<std::size_t>(status.st_size) == size;
}

bool ExportFolder::leads_elsewhere(const std::string& name) const {
  struct stat status {};
  for (auto slash = name.find('/'); slash != std::string::npos; slash = name.find('/', slash + 1)) {
    if (::lstat(place(name.substr(0, slash)).c_str(), &status) != 0) return false;
    if (S_ISLNK(status.st_mode)) return true;
  }
  return false;
}

// What somebody put where a file of ours is to go, or on the way there.
Result<void> ExportFolder::look_for_others(const std::string& name) const {
  struct stat status {};
  if (whole_) return {};
  if (leads_elsewhere(name)) {
    return Error(Code::unreadable, "a link on the way to this leads out of the export",
                 "remove the link; nothing has been touched")
        .at(place(name));
  }
  if (before_.contains(name) || ::lstat(place(name).c_str(), &status) != 0) return {};
  return Error(Code::unreadable, "this is not of the last export and in the way of this one",
               "move it elsewhere; nothing has been touched")
      .at(place(name));
}

Result<void> ExportFolder::write(const std::string& name, std::string_view bytes, std::time_t modified) {
  if (auto free = look_for_others(name); !free) return free;
  std::string hash = answer::sha256(bytes);
  const bool is_there = has(name, hash, bytes.size());
  if (!is_there) {
    if (auto written = write_file(aside(name), bytes, modified); !written) return written;
  }
  return enter(name, std::move(hash), !is_there);
}

Result<void> ExportFolder::write(const std::string& name,
                                 const std::function<Result<bool>(std::string&)>& pull,
                                 std::time_t modified) {
  if (auto free = look_for_others(name); !free) return free;
  const std::string path = aside(name);
  NewFile file(path);
  if (auto opened = file.open(); !opened) return opened;
  answer::Sha256 sum;
  std::size_t size = 0;
  std::string piece;
  for (bool more = true; more;) {
    piece.clear();
    const auto pulled = pull(piece);
    if (!pulled) return pulled.error();
    more = *pulled;
    sum.add(piece);
    size += piece.size();
    if (auto written = file.write(piece); !written) return written;
  }
  if (auto closed = file.close(modified); !closed) return closed;
  std::string hash = sum.finish();
  const bool is_there = has(name, hash, size);
  if (is_there) ::unlink(path.c_str());
  return enter(name, std::move(hash), !is_there);
}

Result<void> ExportFolder::enter(const std::string& name, std::string hash, bool is_new) {
  Shard& shard = (*now_)[std::hash<std::string>()(name) % shards];
  const std::lock_guard lock(shard.mutex);
  if (shard.entries.try_emplace(name, Entry{std::move(hash), is_new}).second) return {};
  return Error(Code::unprocessable, "two documents of the site would be this file",
               "choose another IRI for one of the things; nothing has been touched")
      .at(name);
}

// While files take their places, the list has those of both exports: whatever stops that, all of them are
// ours. What is still to take its place has no hash there.
Result<void> ExportFolder::write_manifest(bool is_underway) {
  std::vector<std::pair<std::string_view, std::string_view>> lines;
  for (const Shard& shard : *now_)
    for (const auto& [name, entry] : shard.entries)
      lines.emplace_back(name, is_underway && entry.is_new ? no_hash : std::string_view(entry.hash));
  if (is_underway) {
    for (const auto& [name, hash] : before_)
      if (!has_now(name)) lines.emplace_back(name, hash);
  }
  std::sort(lines.begin(), lines.end());
  std::string text = std::string(manifest_title) + base_ + "\n";
  for (const auto& [name, hash] : lines) text.append(hash).append(" ").append(name).append("\n");
  return write_file(aside(manifest_name), text, 0);
}

Result<void> ExportFolder::move(const std::string& name) const {
  const std::string to = place(name);
  int error = 0;
  if (!make_folder(to, error)) return failure(to, error, "the folder cannot be made");
  if (::rename(aside(name).c_str(), to.c_str()) != 0)
    return failure(to, errno, "the file cannot be put in its place");
  return {};
}

Result<void> ExportFolder::put_in_place() {
  if (auto moved = move(std::string(manifest_name)); !moved) return moved;
  for (const Shard& shard : *now_) {
    for (const auto& [name, entry] : shard.entries) {
      if (!entry.is_new) continue;
      if (auto moved = move(name); !moved) return moved;
    }
  }
  return {};
}

bool ExportFolder::has_now(const std::string& name) const {
  return (*now_)[std::hash<std::string>()(name) % shards].entries.contains(name);
}

std::uint64_t ExportFolder::remove_old() {
  std::uint64_t removed = 0;
  for (const auto& [name, hash] : before_) {
    if (has_now(name) || leads_elsewhere(name)) continue;
    std::error_code code;
    removed += fs::remove(place(name), code) ? 1U : 0U;
    // Folders that are empty now go with it, up to the export's own.
    for (auto slash = name.rfind('/'); slash != std::string::npos && slash > 0;
         slash = name.rfind('/', slash - 1)) {
      if (::rmdir(place(name.substr(0, slash)).c_str()) != 0) break;
    }
  }
  return removed;
}

Result<ExportFolder::Outcome> ExportFolder::finish() {
  Outcome outcome;
  for (const Shard& shard : *now_)
    for (const auto& [name, entry] : shard.entries) ++(entry.is_new ? outcome.written : outcome.unchanged);
  if (!whole_ && outcome.written == 0 && outcome.unchanged == before_.size()) return outcome;
  if (auto written = write_manifest(!whole_); !written) return written.error();
  if (whole_) {
    if (::rename(aside_.c_str(), path_.c_str()) != 0)
      return failure(path_, errno, "the folder cannot be put in its place");
    aside_.clear();
    return outcome;
  }
  if (auto moved = put_in_place(); !moved) return moved.error();
  outcome.removed = remove_old();
  if (auto written = write_manifest(false); !written) return written.error();
  if (auto moved = move(std::string(manifest_name)); !moved) return moved.error();
  return outcome;
}

}  // namespace tamizdat::server
