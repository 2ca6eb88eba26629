#include "server/pictures.hpp"

#include <filesystem>

#include "html/theme_files.hpp"
#include "server/log.hpp"

namespace tamizdat::server {
namespace {

// They are held in memory, as everything is that is served.
constexpr std::uintmax_t most_bytes_of_one = std::uintmax_t{8} << 20U;
constexpr std::uintmax_t most_bytes = std::uintmax_t{64} << 20U;

}  // namespace

answer::Pictures read_pictures(const std::vector<store::Input>& files) {
  answer::Pictures pictures;
  std::uintmax_t sum = 0;
  for (const store::Input& file : files) {
    std::error_code failure;
    const auto size = std::filesystem::file_size(file.path, failure);
    if (!failure && (size > most_bytes_of_one || sum + size > most_bytes)) {
      log::warn(file.path + ": this picture is too large, or one too many: it is not served");
      continue;
    }
    auto content = html::theme_file(file.path);
    if (failure || !content || !*content) {
      log::warn(file.path + ": this picture cannot be read: it is not served");
      continue;
    }
    sum += size;
    pictures.emplace(file.name, std::make_shared<const std::string>(std::move(**content)));
  }
  return pictures;
}

}  // namespace tamizdat::server
