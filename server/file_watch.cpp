#include "server/file_watch.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "html/media.hpp"
#include "server/links.hpp"
#include "store/loader.hpp"

namespace tamizdat::server {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr std::uint32_t events = IN_CLOSE_WRITE | IN_MOVED_FROM | IN_MOVED_TO | IN_CREATE | IN_DELETE |
                                 IN_DELETE_SELF | IN_MOVE_SELF | IN_ATTRIB | IN_ONLYDIR;
constexpr unsigned max_depth = 64;
constexpr auto quiet = 200ms;      // without an event, before a look is taken
constexpr auto patience = 2000ms;  // somewhere else events may never end

void append_status(std::string& text, const std::string& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) {
    text += " absent";
    return;
  }
  for (const auto number :
       {static_cast<std::uint64_t>(status.st_dev), static_cast<std::uint64_t>(status.st_ino),
        static_cast<std::uint64_t>(status.st_size), static_cast<std::uint64_t>(status.st_mtim.tv_sec),
        static_cast<std::uint64_t>(status.st_mtim.tv_nsec), static_cast<std::uint64_t>(status.st_ctim.tv_sec),
        static_cast<std::uint64_t>(status.st_ctim.tv_nsec)}) {
    text.append(" ").append(std::to_string(number));
  }
}

void append_file(std::string& text, const std::string& path) {
  text += path;
  append_status(text, path);
  text += '\n';
}

/// All files below it, in order of name, but for those that editors and systems hide.
void append_tree(std::string& text, const std::string& path) {
  std::vector<std::string> files;
  std::error_code failure;
  if (!fs::is_directory(path, failure)) return append_file(text, path);
  for (fs::recursive_directory_iterator at(path, fs::directory_options::follow_directory_symlink, failure);
       !failure && at != fs::recursive_directory_iterator() && at.depth() < static_cast<int>(max_depth);
       at.increment(failure)) {
    const std::string name = at->path().filename().string();
    std::error_code ignored;
    if (!at->is_directory(ignored) && !name.starts_with('.') && !name.ends_with('~'))
      files.push_back(at->path().string());
  }
  std::sort(files.begin(), files.end());
  for (const std::string& file : files) append_file(text, file);
}

/// True if there was an event within the time.
bool event_within(int inotify, int end, std::chrono::milliseconds time) {
  std::array<pollfd, 2> wanted = {pollfd{inotify, POLLIN, 0}, pollfd{end, POLLIN, 0}};
  return poll(wanted.data(), wanted.size(), static_cast<int>(time.count())) > 0;
}

bool has_ended(int end) {
  pollfd wanted{end, POLLIN, 0};
  return poll(&wanted, 1, 0) > 0;
}

/// What they say does not matter.
void throw_away_events(int inotify) {
  std::array<char, 16384> bytes;
  while (read(inotify, bytes.data(), bytes.size()) > 0) {
  }
}

}  // namespace

/// Names, sizes, times and places on disk of all inputs, in one text that differs when any of them does.
std::string FileWatch::fingerprint() const {
  const store::InputList found = store::find_inputs(paths_, html::is_picture);
  std::string text;
  for (const auto* inputs : {&found.inputs, &found.beside}) {
    for (const store::Input& input : *inputs) append_file(text, input.path);
  }
  for (const std::string& path : look_) append_tree(text, path);
  for (const rdf::Error& error : found.errors) text += to_string(error) + '\n';
  return text;
}

FileWatch::FileWatch(std::vector<std::string> paths, std::vector<std::string> look)
    : paths_(std::move(paths)), look_(std::move(look)) {
  std::erase(look_, std::string());
  seen_ = fingerprint();
}

FileWatch::~FileWatch() {
  if (thread_.joinable()) {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = write(end_, &one, sizeof one);
    thread_.join();
  }
  if (inotify_ >= 0) close(inotify_);
  if (end_ >= 0) close(end_);
}

rdf::Result<void> FileWatch::start(std::function<void()> changed) {
  changed_ = std::move(changed);
  inotify_ = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
  end_ = eventfd(0, EFD_CLOEXEC);
  if (inotify_ < 0 || end_ < 0)
    return rdf::Error(rdf::Code::unavailable,
                      std::string("Files cannot be watched: ") + std::strerror(errno));
  watch_all();
  thread_ = std::thread([this] { work(); });
  return {};
}

void FileWatch::watch_folder(const std::string& folder, unsigned depth) const {
  inotify_add_watch(inotify_, folder.c_str(), events);
  if (depth == max_depth) return;
  std::error_code failure;
  for (fs::directory_iterator at(folder, failure); !failure && at != fs::directory_iterator();
       at.increment(failure)) {
    std::error_code ignored;
    const std::string name = at->path().filename().string();
    if (!name.starts_with('.') && name != "node_modules" && at->is_directory(ignored))
      watch_folder(at->path().string(), depth + 1);
  }
}

/// Of the path itself, of the links on the way to it, and of what these lead to.
void FileWatch::watch_place_of(const std::string& path) const {
  for (const std::string& folder : folders_that_decide(path))
    inotify_add_watch(inotify_, folder.c_str(), events);
}

/// Again and again, since folders come and go; what is watched already stays so.
void FileWatch::watch_all() const {
  for (const auto* paths : {&paths_, &look_}) {
    for (const std::string& path : *paths) {
      std::error_code ignored;
      watch_place_of(path);
      if (fs::is_directory(path, ignored)) watch_folder(path, 0);
    }
  }
  for (const store::Input& input : store::find_inputs(paths_).inputs) {
    std::error_code ignored;
    if (fs::is_symlink(input.path, ignored)) watch_place_of(input.path);
  }
}

/// Waits for an event and then for quiet; false if it is time to end.
bool FileWatch::settle() const {
  std::array<pollfd, 2> wanted = {pollfd{inotify_, POLLIN, 0}, pollfd{end_, POLLIN, 0}};
  while (poll(wanted.data(), wanted.size(), -1) < 0 && errno == EINTR) {
  }
  const auto deadline = std::chrono::steady_clock::now() + patience;
  do {
    if (has_ended(end_)) return false;
    throw_away_events(inotify_);
  } while (event_within(inotify_, end_, quiet) && std::chrono::steady_clock::now() < deadline);
  return !has_ended(end_);
}

void FileWatch::work() {
  do {  // first what has changed since the data were loaded
    watch_all();
    std::string now = fingerprint();
    if (now == seen_) continue;
    seen_ = std::move(now);
    changed_();
  } while (settle());
}

}  // namespace tamizdat::server
