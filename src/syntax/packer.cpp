#include "syntax/packer.hpp"

#include <brotli/encode.h>
#include <zlib.h>
#include <zstd.h>

#include <array>
#include <utility>

namespace tamizdat::syntax {
namespace {

using rdf::Code;
using rdf::Error;
using rdf::Result;

// Levels and windows (as powers of two). A stream's are chosen so that packing costs a few times what writing
// the text costs, and a stream's memory stays below a megabyte.
struct Level {
  int level;
  int window;
};
struct Row {
  Packing packing;
  std::string_view coding;
  std::string_view extension;
  std::array<Level, 3> levels;  // by Effort
};
constexpr std::array rows = {
    Row{Packing::none, "identity", "", {}},
    Row{Packing::gzip, "gzip", ".gz", {Level{3, 15}, Level{6, 15}, Level{9, 15}}},
    Row{Packing::brotli, "br", ".br", {Level{3, 16}, Level{5, 18}, Level{9, 20}}},
    Row{Packing::zstd, "zstd", ".zst", {Level{1, 16}, Level{4, 18}, Level{12, 20}}},
};

const Row& row_of(Packing packing) {
  return rows[static_cast<std::size_t>(packing)];
}

const Level& level_of(Packing packing, Effort effort) {
  return row_of(packing).levels[static_cast<std::size_t>(effort)];
}

Error failed(Packing packing) {
  return {Code::internal, "packing as " + std::string(row_of(packing).coding) + " failed"};
}

constexpr std::size_t step = std::size_t{16} << 10U;  // room made in the output at a time

class GzipPacker final : public Packer {
 public:
  explicit GzipPacker(Effort effort) {
    const Level& level = level_of(Packing::gzip, effort);
    constexpr int as_gzip = 16;
    constexpr int memory = 8;
    usable_ = deflateInit2(&stream_, level.level, Z_DEFLATED, level.window + as_gzip, memory,
                           Z_DEFAULT_STRATEGY) == Z_OK;
  }
  ~GzipPacker() override { deflateEnd(&stream_); }
  GzipPacker(const GzipPacker&) = delete;
  GzipPacker& operator=(const GzipPacker&) = delete;

  Result<void> add(std::string_view bytes, std::string& out) override { return run(bytes, out, Z_NO_FLUSH); }
  Result<void> finish(std::string& out) override {
    if (auto done = run({}, out, Z_FINISH); !done) return done;
    if (deflateReset(&stream_) != Z_OK) return failed(Packing::gzip);
    return {};
  }

 private:
  Result<void> run(std::string_view bytes, std::string& out, int flush) {
    if (!usable_) return failed(Packing::gzip);
    // zlib does not write to its input; the pieces that we are given are far below 4 GiB.
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream_.avail_in = static_cast<uInt>(bytes.size());
    while (true) {
      const std::size_t before = out.size();
      out.resize(before + step);
      stream_.next_out = reinterpret_cast<Bytef*>(out.data() + before);
      stream_.avail_out = static_cast<uInt>(step);
      const int status = deflate(&stream_, flush);
      out.resize(out.size() - stream_.avail_out);
      if (status == Z_STREAM_ERROR) return failed(Packing::gzip);
      if (status == Z_STREAM_END || (flush == Z_NO_FLUSH && stream_.avail_out != 0)) return {};
    }
  }

  z_stream stream_{};
  bool usable_ = false;
};

class ZstdPacker final : public Packer {
 public:
  explicit ZstdPacker(Effort effort) : context_(ZSTD_createCCtx()) {
    const Level& level = level_of(Packing::zstd, effort);
    if (context_ == nullptr) return;
    ZSTD_CCtx_setParameter(context_, ZSTD_c_compressionLevel, level.level);
    ZSTD_CCtx_setParameter(context_, ZSTD_c_windowLog, level.window);
  }
  ~ZstdPacker() override { ZSTD_freeCCtx(context_); }
  ZstdPacker(const ZstdPacker&) = delete;
  ZstdPacker& operator=(const ZstdPacker&) = delete;

  Result<void> add(std::string_view bytes, std::string& out) override {
    return run(bytes, out, ZSTD_e_continue);
  }
  Result<void> finish(std::string& out) override { return run({}, out, ZSTD_e_end); }

 private:
  Result<void> run(std::string_view bytes, std::string& out, ZSTD_EndDirective directive) {
    if (context_ == nullptr) return failed(Packing::zstd);
    ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
    while (true) {
      const std::size_t before = out.size();
      out.resize(before + step);
      ZSTD_outBuffer room{out.data() + before, step, 0};
      const std::size_t left = ZSTD_compressStream2(context_, &room, &in, directive);
      out.resize(before + room.pos);
      if (ZSTD_isError(left) != 0) return failed(Packing::zstd);
      if (directive == ZSTD_e_end ? left == 0 : in.pos == in.size) return {};
    }
  }

  ZSTD_CCtx* context_;
};

class BrotliPacker final : public Packer {
 public:
  explicit BrotliPacker(Effort effort) : level_(level_of(Packing::brotli, effort)) { begin(); }
  ~BrotliPacker() override { end(); }
  BrotliPacker(const BrotliPacker&) = delete;
  BrotliPacker& operator=(const BrotliPacker&) = delete;

  Result<void> add(std::string_view bytes, std::string& out) override {
    return run(bytes, out, BROTLI_OPERATION_PROCESS);
  }
  Result<void> finish(std::string& out) override {
    if (auto done = run({}, out, BROTLI_OPERATION_FINISH); !done) return done;
    end();
    begin();
    return {};
  }

 private:
  void begin() {
    state_ = BrotliEncoderCreateInstance(nullptr, nullptr, nullptr);
    if (state_ == nullptr) return;
    BrotliEncoderSetParameter(state_, BROTLI_PARAM_QUALITY, static_cast<std::uint32_t>(level_.level));
    BrotliEncoderSetParameter(state_, BROTLI_PARAM_LGWIN, static_cast<std::uint32_t>(level_.window));
  }
  void end() {
    if (state_ != nullptr) BrotliEncoderDestroyInstance(state_);
  }

  Result<void> run(std::string_view bytes, std::string& out, BrotliEncoderOperation operation) {
    if (state_ == nullptr) return failed(Packing::brotli);
    const auto* next = reinterpret_cast<const std::uint8_t*>(bytes.data());
    std::size_t left = bytes.size();
    const bool finishing = operation == BROTLI_OPERATION_FINISH;
    while (true) {
      std::size_t no_room = 0;
      if (BrotliEncoderCompressStream(state_, operation, &left, &next, &no_room, nullptr, nullptr) == 0)
        return failed(Packing::brotli);
      std::size_t made = 0;
      while (const std::uint8_t* output = BrotliEncoderTakeOutput(state_, &made)) {
        if (made == 0) break;
        out.append(reinterpret_cast<const char*>(output), made);
        made = 0;
      }
      if (finishing ? BrotliEncoderIsFinished(state_) != 0 : left == 0) return {};
    }
  }

  Level level_;
  BrotliEncoderState* state_ = nullptr;
};

Result<std::string> pack_brotli(const Level& level, std::string_view bytes) {
  std::string out(BrotliEncoderMaxCompressedSize(bytes.size()) + 16, '\0');
  std::size_t size = out.size();
  if (BrotliEncoderCompress(level.level, level.window, BROTLI_MODE_TEXT, bytes.size(),
                            reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                            reinterpret_cast<std::uint8_t*>(out.data())) == 0)
    return failed(Packing::brotli);
  out.resize(size);
  return out;
}

// The packers of this thread for short texts: their tables are dear to make and cheap to clear.
Packer& kept_packer(Packing packing, Effort effort) {
  static thread_local std::array<std::array<std::unique_ptr<Packer>, 3>, rows.size()> kept;
  auto& one = kept[static_cast<std::size_t>(packing)][static_cast<std::size_t>(effort)];
  if (!one) one = make_packer(packing, effort);
  return *one;
}

}  // namespace

std::unique_ptr<Packer> make_packer(Packing packing, Effort effort) {
  switch (packing) {
    case Packing::gzip:
      return std::make_unique<GzipPacker>(effort);
    case Packing::brotli:
      return std::make_unique<BrotliPacker>(effort);
    case Packing::zstd:
      return std::make_unique<ZstdPacker>(effort);
    case Packing::none:
      break;
  }
  return nullptr;
}

Result<std::string> pack(Packing packing, Effort effort, std::string_view bytes) {
  if (packing == Packing::none) return std::string(bytes);
  if (packing == Packing::brotli) return pack_brotli(level_of(packing, effort), bytes);
  std::string out;
  out.reserve(bytes.size() / 2 + step);
  Packer& packer = kept_packer(packing, effort);
  if (auto added = packer.add(bytes, out); !added) return added.error();
  if (auto finished = packer.finish(out); !finished) return finished.error();
  return out;
}

std::string packer_versions() {
  return std::string(zlibVersion()) + ' ' + std::to_string(BrotliEncoderVersion()) + ' ' +
         std::to_string(ZSTD_versionNumber());
}

std::string_view coding_name(Packing packing) {
  return row_of(packing).coding;
}

std::string_view packed_extension(Packing packing) {
  return row_of(packing).extension;
}

}  // namespace tamizdat::syntax
