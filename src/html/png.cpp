#include "html/png.hpp"

#include <zlib.h>

#include <algorithm>
#include <string_view>

namespace tamizdat::html {
namespace {

constexpr std::string_view signature = "\x89PNG\r\n\x1a\n";
constexpr std::uint8_t bits = 2;  // of a pixel
constexpr std::uint8_t with_palette = 3;

void append_number(std::string& out, std::size_t number) {
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>((number >> shift) & 0xFFU);
}

void append_chunk(std::string& out, std::string_view name, std::string_view data) {
  append_number(out, data.size());
  const std::size_t start = out.size();
  out.append(name).append(data);
  const auto* bytes = reinterpret_cast<const Bytef*>(out.data() + start);
  append_number(out, crc32(0, bytes, static_cast<uInt>(out.size() - start)));
}

std::string packed(const std::string& lines) {
  uLongf size = compressBound(static_cast<uLong>(lines.size()));
  std::string out(size, '\0');
  const int outcome =
      compress2(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(lines.data()),
                static_cast<uLong>(lines.size()), Z_BEST_SPEED);
  out.resize(outcome == Z_OK ? size : 0);
  return out;
}

}  // namespace

Picture::Picture(std::size_t width, std::size_t height, const Colours& colours)
    : width_(width),
      height_(height),
      line_(1 + (width * bits + 7) / 8),
      colours_(colours),
      lines_(line_ * height, '\0') {}

void Picture::set(std::size_t x, std::size_t y, std::uint8_t colour) {
  const unsigned shift = 6 - static_cast<unsigned>(x % 4) * bits;
  char& byte = lines_[y * line_ + 1 + x / 4];
  const unsigned others = static_cast<unsigned char>(byte) & ~(3U << shift);
  byte = static_cast<char>(others | (static_cast<unsigned>(colour) & 3U) << shift);
}

void Picture::fill(std::size_t left, std::size_t top, std::size_t width, std::size_t height,
                   std::uint8_t colour) {
  const std::size_t right = std::min(left + width, width_);
  const std::size_t bottom = std::min(top + height, height_);
  for (std::size_t y = top; y < bottom; ++y)
    for (std::size_t x = left; x < right; ++x) set(x, y, colour);
}

std::string Picture::png() const {
  const std::string pixels = packed(lines_);
  if (pixels.empty()) return {};
  std::string head;
  append_number(head, width_);
  append_number(head, height_);
  for (const std::uint8_t part : {bits, with_palette, std::uint8_t{0}, std::uint8_t{0}, std::uint8_t{0}})
    head += static_cast<char>(part);
  std::string palette;
  for (const Rgb& colour : colours_)
    for (const std::uint8_t part : {colour.red, colour.green, colour.blue})
      palette += static_cast<char>(part);
  std::string out(signature);
  append_chunk(out, "IHDR", head);
  append_chunk(out, "PLTE", palette);
  append_chunk(out, "IDAT", pixels);
  append_chunk(out, "IEND", {});
  return out;
}

}  // namespace tamizdat::html
