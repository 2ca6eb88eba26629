// Runs a fuzz target over the files of folders, each also cut off at every place and with bytes changed: what
// a compiler without libFuzzer can check. fuzz_… FOLDER…
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void run(const std::string& bytes) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

void run_with_changes(const std::string& bytes) {
  run(bytes);
  for (std::size_t n = 0; n < bytes.size(); ++n) run(bytes.substr(0, n));
  std::uint32_t random = 1;
  const auto next = [&](std::size_t below) {
    random = random * 1664525U + 1013904223U;
    return (random >> 8) % std::max<std::size_t>(below, 1);
  };
  for (int i = 0; i < 200; ++i) {
    std::string changed = bytes;
    for (std::size_t k = next(4) + 1; k != 0 && !changed.empty(); --k) {
      const std::size_t at = next(changed.size());
      switch (next(3)) {
        case 0:
          changed[at] = static_cast<char>(next(256));
          break;
        case 1:
          changed.erase(at, next(8));
          break;
        default:
          changed.insert(at, changed.substr(next(changed.size()), next(16)));
      }
    }
    run(changed);
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t files = 0;
  for (int i = 1; i < argc; ++i) {
    for (const auto& entry : std::filesystem::directory_iterator(argv[i])) {
      std::ifstream in(entry.path(), std::ios::binary);
      run_with_changes(std::string(std::istreambuf_iterator<char>(in), {}));
      ++files;
    }
  }
  std::printf("%zu seeds\n", files);
  return files == 0 ? 1 : 0;
}
