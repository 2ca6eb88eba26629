#include <cstdio>

#include "server/commands.hpp"
#include "server/exit_status.hpp"
#include "server/loading.hpp"

namespace tamizdat::server {
namespace {

constexpr const char* default_base = "http://localhost:8080/";

void print_files(const store::SnapshotInfo& info) {
  for (const store::SourceFile& file : info.sources) {
    std::printf("%12s statements  %s\n", grouped(file.quads).c_str(), file.path.c_str());
  }
}

}  // namespace

int check(const CheckOptions& options) {
  const Loaded loaded = load_files({options.paths, options.format, options.base, default_base});
  const auto& errors = loaded.outcome.errors;
  if (!errors.empty()) {
    print_errors(errors);
    std::printf("%zu of %zu files cannot be published as they are\n", errors.size(), loaded.files);
    return exit_status(errors);
  }
  print_files(loaded.outcome.snapshot->info());
  std::printf("All is well: %s\n", summary(loaded).c_str());
  return exit_good;
}

}  // namespace tamizdat::server
