// What it costs to know how many of what there is, beside loading the same data. `--smoke` with little data.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "answer/statistics.hpp"
#include "bench/generator.hpp"
#include "bench/report.hpp"
#include "store/loader.hpp"

using namespace tamizdat;

namespace {

[[noreturn]] void give_up(const std::string& why) {
  std::fprintf(stderr, "description_bench: %s\n", why.c_str());
  std::exit(1);
}

double best_of(int runs, const std::function<void()>& work) {
  double best = 1e9;
  for (; runs > 0; --runs) {
    const auto start = std::chrono::steady_clock::now();
    work();
    best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  return best;
}

void compare(std::uint64_t triples) {
  char folder[] = "/tmp/description_bench.XXXXXX";
  if (::mkdtemp(folder) == nullptr) give_up("cannot make a folder in /tmp");
  const std::string file = std::string(folder) + "/data.nt";
  if (!bench::Generator(triples).write(file)) give_up("cannot write the data");
  std::shared_ptr<const store::Snapshot> snapshot;
  const double load = best_of(5, [&] {
    const std::vector<store::Input> inputs = {{file, "bench.nt", "ntriples"}};
    store::LoadOptions options;
    options.base = bench::Generator::base;
    snapshot = store::load(inputs, options).snapshot;
    if (!snapshot) give_up("the data do not load");
  });
  const double count = best_of(5, [&] {
    const auto statistics = answer::statistics_of(*snapshot, bench::Generator::base);
    if (statistics.triples != snapshot->info().triples) give_up("the counts are wrong");
  });
  bench::report("description / loading, per cent", 100 * count / load, {25, 15});
  std::filesystem::remove_all(folder);
}

}  // namespace

int main(int argc, char** argv) {
  compare(argc > 1 && std::string(argv[1]) == "--smoke" ? 20'000 : 1'000'000);
  return 0;
}
