#include "store/parts.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <utility>

namespace tamizdat::store {
namespace {

constexpr std::uint64_t part_size = std::uint64_t{8} << 20;
// A statement should begin within so many bytes; where none does, no part begins.
constexpr std::size_t window_size = std::size_t{64} << 10;

class File {
 public:
  explicit File(const std::string& path) : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  ~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  File(File&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  File& operator=(File&&) = delete;

  [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }
  /// Bytes read; negative on failure.
  ssize_t read(std::uint64_t at, std::span<char> buffer) const {
    while (true) {
      const ssize_t n = ::pread(descriptor_, buffer.data(), buffer.size(), static_cast<off_t>(at));
      if (n >= 0 || errno != EINTR) return n;
    }
  }

 private:
  int descriptor_;
};

bool is_packed(const File& file) {
  std::array<char, 4> front{};
  const ssize_t n = file.read(0, front);
  const std::string_view bytes(front.data(), n > 0 ? static_cast<std::size_t>(n) : 0);
  return bytes.starts_with("\x1F\x8B") || bytes.starts_with("\x28\xB5\x2F\xFD");
}

// Where the first statement after a line break begins at or after `from`; 0 if none is near.
std::uint64_t statement_after(const File& file, std::uint64_t from) {
  std::vector<char> window(window_size);
  const ssize_t n = file.read(from, window);
  if (n <= 0) return 0;
  const std::string_view text(window.data(), static_cast<std::size_t>(n));
  for (auto at = text.find('\n'); at + 1 < text.size(); at = text.find('\n', at + 1)) {
    if (text[at + 1] == '<' || text[at + 1] == '_') return from + at + 1;
  }
  return 0;
}

class PartSource final : public syntax::ByteSource {
 public:
  PartSource(File file, const Part& part) : file_(std::move(file)), part_(part) {}

  rdf::Result<std::size_t> read(std::span<char> buffer) override {
    const auto size =
        static_cast<std::size_t>(std::min<std::uint64_t>(buffer.size(), part_.end - part_.begin));
    const ssize_t n = size == 0 ? 0 : file_.read(part_.begin, buffer.first(size));
    if (n < 0)
      return rdf::Error(rdf::Code::unreadable, std::string("cannot be read: ") + std::strerror(errno));
    part_.begin += static_cast<std::uint64_t>(n);
    return static_cast<std::size_t>(n);
  }

 private:
  File file_;
  Part part_;
};

}  // namespace

std::vector<Part> divide(const std::string& path, std::uint64_t size) {
  std::vector<Part> parts = {{0, size}};
  if (size < 2 * part_size) return parts;
  const File file(path);
  if (!file.is_open() || is_packed(file)) return parts;
  for (std::uint64_t at = part_size; at + part_size / 2 < size; at += part_size) {
    const std::uint64_t begin = statement_after(file, at);
    if (begin == 0 || begin >= size) continue;
    parts.back().end = begin;
    parts.push_back({begin, size});
  }
  return parts;
}

rdf::Result<std::unique_ptr<syntax::ByteSource>> open_part(const std::string& path, const Part& part) {
  File file(path);
  if (!file.is_open())
    return rdf::Error(rdf::Code::unreadable, std::string("cannot be opened: ") + std::strerror(errno));
  return std::unique_ptr<syntax::ByteSource>(std::make_unique<PartSource>(std::move(file), part));
}

std::uint64_t lines_before(const std::string& path, const Part& part) {
  const File file(path);
  PartSource bytes(File(path), {0, part.begin});
  std::vector<char> buffer(window_size);
  std::uint64_t lines = 0;
  char last = 0;
  while (true) {
    const auto n = file.is_open() ? bytes.read(buffer) : rdf::Result<std::size_t>(0);
    if (!n || *n == 0) return lines;
    for (const char c : std::span(buffer).first(*n)) {
      if (c == '\r' || (c == '\n' && last != '\r')) ++lines;
      last = c;
    }
  }
}

}  // namespace tamizdat::store
