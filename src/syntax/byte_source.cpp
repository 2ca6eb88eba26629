// Files, memory and decompressors as byte sources.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "syntax/reader.hpp"

namespace tamizdat::syntax {
namespace {

using rdf::Code;
using rdf::Error;
using rdf::Result;

constexpr std::size_t packed_chunk = 64 * 1024;

class FileSource final : public ByteSource {
 public:
  FileSource(int descriptor, bool owned) : descriptor_(descriptor), owned_(owned) {}
  ~FileSource() override {
    if (owned_) ::close(descriptor_);
  }
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;

  Result<std::size_t> read(std::span<char> buffer) override {
    while (true) {
      const ssize_t n = ::read(descriptor_, buffer.data(), buffer.size());
      if (n >= 0) return static_cast<std::size_t>(n);
      if (errno != EINTR)
        return Error(Code::unreadable, std::string("cannot be read: ") + std::strerror(errno));
    }
  }

 private:
  int descriptor_;
  bool owned_;
};

class MemorySource final : public ByteSource {
 public:
  explicit MemorySource(std::string_view bytes) : rest_(bytes) {}
  Result<std::size_t> read(std::span<char> buffer) override {
    const std::size_t n = std::min(buffer.size(), rest_.size());
    if (n != 0) std::memcpy(buffer.data(), rest_.data(), n);
    rest_.remove_prefix(n);
    return n;
  }

 private:
  std::string_view rest_;
};

/// Gives back bytes that were read to look at them, then goes on with the source.
class PeekedSource final : public ByteSource {
 public:
  explicit PeekedSource(std::unique_ptr<ByteSource> source) : source_(std::move(source)) {}

  Result<std::string_view> peek() {
    while (size_ < head_.size()) {
      const auto n = source_->read(std::span(head_).subspan(size_));
      if (!n) return n.error();
      if (*n == 0) break;
      size_ += *n;
    }
    return std::string_view(head_.data(), size_);
  }

  Result<std::size_t> read(std::span<char> buffer) override {
    if (given_ == size_) return source_->read(buffer);
    const std::size_t n = std::min(buffer.size(), size_ - given_);
    std::memcpy(buffer.data(), head_.data() + given_, n);
    given_ += n;
    return n;
  }

 private:
  std::unique_ptr<ByteSource> source_;
  std::array<char, 4> head_{};
  std::size_t size_ = 0;
  std::size_t given_ = 0;
};

/// Packed bytes on their way into a decompressor.
class PackedInput {
 public:
  explicit PackedInput(std::unique_ptr<ByteSource> source) : source_(std::move(source)) {}
  /// What is left over, refilled if it was used up; empty at the end.
  Result<std::span<char>> available() {
    if (rest_.empty()) {
      const auto n = source_->read(buffer_);
      if (!n) return n.error();
      rest_ = std::span(buffer_).first(*n);
    }
    return rest_;
  }
  void consume(std::size_t n) { rest_ = rest_.subspan(n); }

 private:
  std::unique_ptr<ByteSource> source_;
  std::array<char, packed_chunk> buffer_{};
  std::span<char> rest_;
};

Error cut_off(const char* kind) {
  return {Code::unreadable, std::string("the ") + kind + " data end too early",
          "the file was cut off: copy or download it again"};
}

Error damaged(const char* kind, const char* why) {
  return {Code::unreadable,
          std::string("the ") + kind + " data are damaged" + (why ? std::string(": ") + why : ""),
          "unpack it by hand to see what is left"};
}

/// RFC 1952, several members in a row included.
class GzipSource final : public ByteSource {
 public:
  explicit GzipSource(std::unique_ptr<ByteSource> source) : input_(std::move(source)) {
    constexpr int gzip_only = 15 + 16;
    usable_ = inflateInit2(&stream_, gzip_only) == Z_OK;
  }
  ~GzipSource() override { inflateEnd(&stream_); }
  GzipSource(const GzipSource&) = delete;
  GzipSource& operator=(const GzipSource&) = delete;

  Result<std::size_t> read(std::span<char> buffer) override {
    if (!usable_) return Error(Code::internal, "no memory to unpack gzip data");
    stream_.next_out = reinterpret_cast<Bytef*>(buffer.data());
    stream_.avail_out = static_cast<uInt>(std::min<std::size_t>(buffer.size(), 1U << 30));
    const uInt room = stream_.avail_out;
    while (stream_.avail_out == room && !ended_) {
      if (auto step = inflate_some(); !step) return step.error();
    }
    return static_cast<std::size_t>(room - stream_.avail_out);
  }

 private:
  Result<void> inflate_some() {
    const auto packed = input_.available();
    if (!packed) return packed.error();
    if (packed->empty()) {
      if (within_member_) return cut_off("gzip");
      ended_ = true;
      return {};
    }
    if (!within_member_) return next_member(*packed);
    stream_.next_in = reinterpret_cast<Bytef*>(packed->data());
    stream_.avail_in = static_cast<uInt>(packed->size());
    const int status = inflate(&stream_, Z_NO_FLUSH);
    input_.consume(packed->size() - stream_.avail_in);
    if (status == Z_STREAM_END)
      within_member_ = false;
    else if (status != Z_OK && status != Z_BUF_ERROR)
      return damaged("gzip", stream_.msg);
    return {};
  }

  /// Members may follow each other; zeros after the last one are padding (tapes, some downloads).
  Result<void> next_member(std::span<char> packed) {
    if (packed.front() == '\0') {
      input_.consume(1);
      return {};
    }
    if (packed.front() != '\x1F') return damaged("gzip", "something else follows them");
    inflateReset(&stream_);
    within_member_ = true;
    return {};
  }

  PackedInput input_;
  z_stream stream_{};
  bool usable_ = false;
  bool within_member_ = true;
  bool ended_ = false;
};

/// RFC 8878, several frames in a row included.
class ZstdSource final : public ByteSource {
 public:
  explicit ZstdSource(std::unique_ptr<ByteSource> source)
      : input_(std::move(source)), stream_(ZSTD_createDStream()) {}
  ~ZstdSource() override { ZSTD_freeDStream(stream_); }
  ZstdSource(const ZstdSource&) = delete;
  ZstdSource& operator=(const ZstdSource&) = delete;

  Result<std::size_t> read(std::span<char> buffer) override {
    if (!stream_) return Error(Code::internal, "no memory to unpack zstd data");
    ZSTD_outBuffer out{buffer.data(), buffer.size(), 0};
    while (out.pos == 0) {
      const auto packed = input_.available();
      if (!packed) return packed.error();
      ZSTD_inBuffer in{packed->data(), packed->size(), 0};
      // With no input left there may still be output that did not fit before.
      const std::size_t wanted = ZSTD_decompressStream(stream_, &out, &in);
      if (ZSTD_isError(wanted)) return damaged("zstd", ZSTD_getErrorName(wanted));
      input_.consume(in.pos);
      if (packed->empty() && out.pos == 0) {
        if (within_frame_) return cut_off("zstd");
        break;
      }
      within_frame_ = wanted != 0;
    }
    return out.pos;
  }

 private:
  PackedInput input_;
  ZSTD_DStream* stream_;
  bool within_frame_ = false;
};

bool is_zstd(std::string_view head) {
  using namespace std::string_view_literals;
  const bool skippable =
      head.size() == 4 && (head[0] & '\xF0') == '\x50' && head.substr(1) == "\x2A\x4D\x18"sv;
  return skippable || head == "\x28\xB5\x2F\xFD"sv;
}

Result<std::unique_ptr<ByteSource>> unpacked(std::unique_ptr<ByteSource> source) {
  auto peeked = std::make_unique<PeekedSource>(std::move(source));
  const auto head = peeked->peek();
  if (!head) return head.error();
  if (head->starts_with("\x1F\x8B")) return std::unique_ptr<ByteSource>(new GzipSource(std::move(peeked)));
  if (is_zstd(*head)) return std::unique_ptr<ByteSource>(new ZstdSource(std::move(peeked)));
  return std::unique_ptr<ByteSource>(std::move(peeked));
}

Error unreadable(const std::string& path, std::string message, std::string hint = {}) {
  return Error(Code::unreadable, std::move(message), std::move(hint)).at(path);
}

/// What stands where a regular file should; null if one does.
const char* irregular(mode_t mode) {
  if (S_ISREG(mode)) return nullptr;
  if (S_ISDIR(mode)) return "is a folder, not a file";
  if (S_ISFIFO(mode)) return "is a named pipe, not a file";
  if (S_ISSOCK(mode)) return "is a socket, not a file";
  return "is a device, not a file";
}

Result<int> open_regular(const std::string& path) {
  // Looked at before it is opened: opening a pipe may block, opening a device may act.
  struct stat info {};
  const auto failed = [&] {
    return unreadable(path, std::string("cannot be opened: ") + std::strerror(errno));
  };
  if (::stat(path.c_str(), &info) != 0) return failed();
  if (const char* what = irregular(info.st_mode))
    return unreadable(path, what,
                      S_ISFIFO(info.st_mode) ? "pipe the data into standard input and name it -" : "");
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
  if (descriptor < 0) return failed();
  // It may have been replaced in between.
  if (::fstat(descriptor, &info) != 0 || irregular(info.st_mode)) {
    ::close(descriptor);
    return unreadable(path, "changed while it was being opened");
  }
  if (info.st_size == 0 && is_packed(path)) {
    ::close(descriptor);
    return cut_off("packed").at(path);
  }
  return descriptor;
}

}  // namespace

Result<std::unique_ptr<ByteSource>> open_file(const std::string& path) {
  if (path == "-") return unpacked(std::make_unique<FileSource>(STDIN_FILENO, false));
  const auto descriptor = open_regular(path);
  if (!descriptor) return descriptor.error();
  auto source = unpacked(std::make_unique<FileSource>(*descriptor, true));
  if (!source) return Error(source.error()).at(path);
  return source;
}

Result<std::unique_ptr<ByteSource>> open_memory(std::string_view bytes) {
  return unpacked(std::make_unique<MemorySource>(bytes));
}

}  // namespace tamizdat::syntax
