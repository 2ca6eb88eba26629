#include "server/links.hpp"

#include <filesystem>

namespace tamizdat::server {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t max_links = 40;  // as many as Linux follows

class Walk {
 public:
  void along(const fs::path& path) {
    fs::path at = path.root_path();
    for (const fs::path& name : path.relative_path()) {
      follow(at, name);
      at /= name;
    }
    folders.push_back(path.parent_path().string());
  }

  std::vector<std::string> folders;

 private:
  void follow(const fs::path& folder, const fs::path& name) {
    std::error_code failure;
    if (!fs::is_symlink(folder / name, failure) || ++links_ > max_links) return;
    folders.push_back(folder.string());
    const fs::path target = fs::read_symlink(folder / name, failure);
    const fs::path real = fs::canonical(folder, failure);
    if (!failure) along((real / target).lexically_normal());
  }

  std::size_t links_ = 0;
};

}  // namespace

std::vector<std::string> folders_that_decide(const std::string& path) {
  std::error_code failure;
  Walk walk;
  walk.along(fs::absolute(path, failure).lexically_normal());
  return std::move(walk.folders);
}

}  // namespace tamizdat::server
