#pragma once
// SHA-256 (FIPS 180-4 §6.2), for checksums that others verify and for knowing files again.
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace tamizdat::answer {

class Sha256 {
 public:
  void add(std::string_view bytes);
  /// In hexadecimal, lower case. Call once, at the end.
  [[nodiscard]] std::string finish();

 private:
  void block(const char* bytes);

  std::array<std::uint32_t, 8> state_ = {0x6a09e667U, 0xbb67ae85U, 0x3c6ef372U, 0xa54ff53aU,
                                         0x510e527fU, 0x9b05688cU, 0x1f83d9abU, 0x5be0cd19U};
  std::string rest_;  // shorter than a block
  std::uint64_t bytes_ = 0;
};

std::string sha256(std::string_view bytes);

}  // namespace tamizdat::answer
