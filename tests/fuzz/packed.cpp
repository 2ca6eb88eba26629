// Any bytes taken for a packed file: unpacking ends, with bytes or an error.
#include <array>
#include <cstdint>
#include <string_view>

#include "syntax/reader.hpp"

using namespace tamizdat;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = syntax::open_memory({reinterpret_cast<const char*>(data), size});
  if (!bytes) return 0;
  std::array<char, 1000> buffer;
  constexpr std::size_t enough = std::size_t{16} * 1024 * 1024;
  std::size_t total = 0;
  while (total < enough) {
    const auto n = (*bytes)->read(buffer);
    if (!n || *n == 0) break;
    total += *n;
  }
  return 0;
}
