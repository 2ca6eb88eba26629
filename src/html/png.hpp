#pragma once
// Pictures of a few colours as PNG (ISO/IEC 15948).
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace tamizdat::html {

struct Rgb {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;
  friend bool operator==(const Rgb& a, const Rgb& b) {
    return a.red == b.red && a.green == b.green && a.blue == b.blue;
  }
};

/// A picture of four colours, two bits a pixel. What is drawn beyond its edges is not seen.
class Picture {
 public:
  using Colours = std::array<Rgb, 4>;

  /// All of colour 0.
  Picture(std::size_t width, std::size_t height, const Colours& colours);

  void fill(std::size_t left, std::size_t top, std::size_t width, std::size_t height, std::uint8_t colour);

  /// Empty if there is no memory for it.
  [[nodiscard]] std::string png() const;

 private:
  void set(std::size_t x, std::size_t y, std::uint8_t colour);

  std::size_t width_;
  std::size_t height_;
  std::size_t line_;  // bytes, with the one that names its filter
  Colours colours_;
  std::string lines_;
};

}  // namespace tamizdat::html
