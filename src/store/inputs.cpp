// Which files there are to load.
#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <system_error>
#include <tuple>

#include "store/loader.hpp"
#include "syntax/formats.hpp"

namespace tamizdat::store {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t max_depth = 64;  // of folders; symbolic links can go round for ever

}  // namespace

std::string readable_extensions() {
  std::string list;
  for (const syntax::Format& format : syntax::formats()) {
    if (!format.readable) continue;
    list.append(list.empty() ? "." : ", .").append(format.extension);
    for (const auto alias : format.extension_aliases) list.append(", .").append(alias);
  }
  return list;
}

namespace {

bool is_readable_format(const std::string& file_name) {
  const syntax::Format* format = syntax::format_of_file(file_name);
  return format != nullptr && format->readable;
}

bool is_left_out(const std::string& name) {
  return name.starts_with('.') || name == "node_modules" || name == "build" || name.starts_with("build-");
}

rdf::Error unreadable(const fs::path& path, std::string message, std::string hint = {}) {
  return rdf::Error(rdf::Code::unreadable, std::move(message), std::move(hint)).at(path.string());
}

class Search {
 public:
  explicit Search(bool (*is_beside)(std::string_view)) : is_beside_(is_beside) {}

  InputList run(std::span<const std::string> paths) {
    for (const std::string& path : paths) start(path);
    std::sort(found_.inputs.begin(), found_.inputs.end(), [](const Input& a, const Input& b) {
      return std::tie(a.name, a.path) < std::tie(b.name, b.path);
    });
    if (found_.inputs.empty() && found_.errors.empty()) complain_of_nothing(paths);
    return std::move(found_);
  }

 private:
  void start(const std::string& path) {
    if (path == "-") {
      found_.inputs.push_back({path, "stdin", {}});
      return;
    }
    std::error_code failure;
    const fs::file_status status = fs::status(path, failure);
    if (!fs::exists(status)) {
      const bool absent = status.type() == fs::file_type::not_found;
      found_.errors.push_back(
          unreadable(path, absent ? "there is no such file or folder" : failure.message()));
    } else if (fs::is_directory(status)) {
      walk(path, folder_above(path), 0);
    } else if (!fs::is_regular_file(status)) {
      refuse_special(path);
    } else {
      add(path, fs::path(path).parent_path());
    }
  }

  void walk(const fs::path& folder, const fs::path& given, std::size_t depth) {
    std::error_code failure;
    const fs::path real = fs::canonical(folder, failure);
    if (!failure && (depth > max_depth || !folders_.insert(real.string()).second)) return;
    fs::directory_iterator at(folder, failure);
    for (; !failure && at != fs::directory_iterator(); at.increment(failure)) visit(at->path(), given, depth);
    if (failure)
      found_.errors.push_back(unreadable(folder, "this folder cannot be read: " + failure.message()));
  }

  void visit(const fs::path& path, const fs::path& given, std::size_t depth) {
    const std::string name = path.filename().string();
    if (is_left_out(name)) return;
    std::error_code failure;
    const fs::file_status status = fs::status(path, failure);
    if (fs::is_directory(status))
      walk(path, given, depth + 1);
    else if (!is_readable_format(name))
      visit_other(path, given, fs::is_regular_file(status));
    else if (fs::is_regular_file(status))
      add(path, given);
    else if (!fs::exists(status))
      found_.errors.push_back(unreadable(path, failure ? failure.message() : "the link leads nowhere"));
    else
      refuse_special(path);
  }

  void visit_other(const fs::path& path, const fs::path& given, bool is_file) {
    if (is_file && is_beside_ != nullptr && is_beside_(path.filename().string()))
      found_.beside.push_back({path.string(), name_of(path, given), {}});
  }

  void refuse_special(const fs::path& path) {
    found_.errors.push_back(unreadable(path, "this is neither a file nor a folder",
                                       "pipes are read as standard input only: give - as the file"));
  }

  // The same file may be given twice, alone and by its folder.
  void add(const fs::path& path, const fs::path& given) {
    std::error_code failure;
    const fs::path real = fs::canonical(path, failure);
    if (!files_.insert(failure ? path.string() : real.string()).second) return;
    found_.inputs.push_back({path.string(), name_of(path, given), {}});
  }

  /// Names keep the name of the folder that was given: /srv/data and /srv/ontology may both hold a
  /// labels.ttl.
  static fs::path folder_above(const fs::path& folder) {
    std::error_code failure;
    const fs::path absolute = fs::absolute(folder, failure).lexically_normal();
    return (absolute.has_filename() ? absolute : absolute.parent_path()).parent_path();
  }

  static std::string name_of(const fs::path& path, const fs::path& given) {
    std::error_code failure;
    const fs::path absolute = fs::absolute(path, failure).lexically_normal();
    const fs::path here = absolute.lexically_relative(fs::current_path(failure));
    if (!here.empty() && *here.begin() != "..") return here.generic_string();
    return absolute.lexically_relative(fs::absolute(given, failure).lexically_normal()).generic_string();
  }

  void complain_of_nothing(std::span<const std::string> paths) {
    for (const std::string& path : paths)
      found_.errors.push_back(
          unreadable(path, "no data files in this folder",
                     "data files end in " + readable_extensions() + ", also with .gz or .zst"));
    if (paths.empty()) found_.errors.emplace_back(rdf::Code::unreadable, "no files or folders were given");
  }

  bool (*is_beside_)(std::string_view);
  InputList found_;
  std::set<std::string> files_;
  std::set<std::string> folders_;
};

}  // namespace

InputList find_inputs(std::span<const std::string> paths, bool (*is_beside)(std::string_view)) {
  return Search(is_beside).run(paths);
}

}  // namespace tamizdat::store
