#include "server/places.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace tamizdat::server {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> readable(const ServeOptions& options) {
  return needed_files(options, {}).read;
}

bool holds(const std::vector<std::string>& paths, const std::string& path) {
  return std::find(paths.begin(), paths.end(), path) != paths.end();
}

TEST(NeededFiles, are_never_all_files) {
  ServeOptions options;
  options.paths = {"/data", "/more.ttl"};
  options.tls_cert = "/cert.pem";
  options.theme = "/theme";
  const auto paths = readable(options);
  EXPECT_FALSE(holds(paths, "/"));
  for (const std::string path : {"/data", "/more.ttl", "/cert.pem", "/theme"})
    EXPECT_TRUE(holds(paths, path)) << path;
  options.access_log = "/access.log";
  EXPECT_EQ(needed_files(options, {}).write, std::vector<std::string>{"/access.log"});
}

TEST(NeededFiles, are_found_again_when_a_link_on_the_way_is_turned) {
  const std::string folder = fs::canonical(testing::TempDir()) / "tamizdat-places";
  fs::remove_all(folder);
  fs::create_directories(folder + "/versions/1");
  fs::create_directories(folder + "/site");
  std::ofstream(folder + "/versions/1/a.ttl") << "\n";
  fs::create_directory_symlink("../versions/1", folder + "/site/now");
  ServeOptions options;
  options.paths = {folder + "/site/now/a.ttl"};
  const auto paths = readable(options);
  EXPECT_TRUE(holds(paths, folder + "/site"));
  EXPECT_TRUE(holds(paths, folder + "/versions"));
  EXPECT_FALSE(holds(paths, folder));
  fs::remove_all(folder);
}

}  // namespace
}  // namespace tamizdat::server
