// Files that are none, or packed, or no text.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <zlib.h>
#include <zstd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "support/quickly.hpp"
#include "support/reading.hpp"

using namespace tamizdat;
using namespace tamizdat::test;
using namespace std::string_view_literals;
using syntax::FormatId;

namespace {

/// A folder of its own for each test.
class BadFile : public testing::Test {
 protected:
  BadFile() {
    std::string pattern = (std::filesystem::temp_directory_path() / "tamizdat-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
  }
  ~BadFile() override { std::filesystem::remove_all(folder_); }
  [[nodiscard]] std::string path(std::string_view name) const { return (folder_ / name).string(); }
  [[nodiscard]] std::string file(std::string_view name, std::string_view bytes) const {
    std::ofstream(path(name), std::ios::binary) << bytes;
    return path(name);
  }
  /// What opening and then reading the file comes to, without the path.
  [[nodiscard]] std::string outcome(const std::string& name) const {
    auto bytes = syntax::open_file(name);
    if (!bytes) {
      EXPECT_EQ(bytes.error().code, rdf::Code::unreadable);
      EXPECT_EQ(bytes.error().source, name);
      return bytes.error().message;
    }
    syntax::ReadOptions options;
    options.source = "file";
    return told(test::read_from(**bytes, options));
  }

 private:
  std::filesystem::path folder_;
};

std::string gzip(std::string_view bytes) {
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string zstd(std::string_view bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 1));
  return out;
}

}  // namespace

TEST_F(BadFile, a_pipe_a_folder_and_a_device_are_refused_without_waiting) {
  const Quickly quickly;
  ASSERT_EQ(mkfifo(path("pipe.ttl").c_str(), 0600), 0);
  EXPECT_EQ(outcome(path("pipe.ttl")), "is a named pipe, not a file");
  EXPECT_EQ(outcome(path("")), "is a folder, not a file");
  EXPECT_EQ(outcome("/dev/zero"), "is a device, not a file");
  EXPECT_EQ(outcome(path("nothing.ttl")), "cannot be opened: No such file or directory");
}

TEST_F(BadFile, a_picture_called_ttl_is_told) {
  EXPECT_EQ(outcome(file("a.ttl", "\x89PNG\r\n\x1A\n\0\0\0"sv)),
            "file:1:1: this is not text but a PNG picture");
}

TEST_F(BadFile, markup_called_ttl_is_told) {
  EXPECT_THAT(outcome(file("a.ttl", "<?xml version='1.0'?><rdf:RDF/>")),
              testing::StartsWith("file:1:1: this is XML"));
  EXPECT_THAT(outcome(file("b.nt", "<!DOCTYPE html>\n<title>404</title>")),
              testing::StartsWith("file:1:1: this is a page in HTML"));
  EXPECT_THAT(outcome(file("c.ttl", "\xEF\xBB\xBF<rdf:RDF xmlns:rdf='x'/>")),
              testing::StartsWith("file:1:1: this is RDF/XML"));
  EXPECT_EQ(outcome(file("d.ttl", "<x:html> <x:p> <x:o> .")), "<x:html> <x:p> <x:o> .\n");
}

TEST_F(BadFile, an_empty_file_holds_nothing_except_in_xml) {
  EXPECT_EQ(outcome(file("empty.ttl", "")), "");
  EXPECT_EQ(told(read_as(FormatId::rdfxml, " \n")),
            "test:1:1: the file is empty, and RDF/XML has at least one element");
}

TEST_F(BadFile, packed_files_are_unpacked) {
  const std::string half = "<x:s> <x:p> \"" + std::string(100000, 'x');
  const std::string other_half = "\" .\n";
  const std::string expected = half + other_half;
  EXPECT_EQ(outcome(file("a.ttl.gz", gzip(half + other_half))), expected);
  EXPECT_EQ(outcome(file("b.ttl.gz", gzip(half) + gzip("") + gzip(other_half) + std::string(512, '\0'))),
            expected)
      << "several members and padding";
  EXPECT_EQ(outcome(file("c.ttl.zst", zstd(half + other_half))), expected);
  EXPECT_EQ(outcome(file("d.ttl.zst", zstd(half) + zstd(other_half))), expected);
  EXPECT_EQ(outcome(file("e.ttl", gzip("<x:s> <x:p> <x:o> ."))), "<x:s> <x:p> <x:o> .\n")
      << "by its bytes, not by its name";
  EXPECT_EQ(outcome(file("f.ttl.gz", gzip(gzip("")))),
            "file:1:1: this is not text but packed with gzip twice");
}

TEST_F(BadFile, packed_files_cut_off_or_damaged_are_told) {
  std::string noise;
  for (unsigned i = 0; i < 20000; ++i) noise += "<x:" + std::to_string(i * 2654435761U) + "> <x:p> <x:o> .\n";
  const std::string zipped = gzip(noise);
  const std::string squeezed = zstd(noise);
  for (const std::size_t part : {3U, 4U, 5U, 2U}) {
    EXPECT_NE(
        outcome(file("a.gz", zipped.substr(0, zipped.size() / part))).find("the gzip data end too early"),
        std::string::npos);
    EXPECT_NE(outcome(file("a.zst", squeezed.substr(0, squeezed.size() / part)))
                  .find("the zstd data end too early"),
              std::string::npos);
  }
  for (std::size_t cut = 1; cut < 20; ++cut)
    EXPECT_NE(
        outcome(file("a.gz", zipped.substr(0, zipped.size() - cut))).find("the gzip data end too early"),
        std::string::npos);
  std::string broken = zipped;
  broken[broken.size() - 5] ^= '\x55';
  for (const char* const name : {"none.ttl.gz", "none.nt.zst"})
    EXPECT_NE(outcome(file(name, "")).find("the packed data end too early"), std::string::npos);
  EXPECT_NE(outcome(file("b.gz", broken)).find("the gzip data are damaged"), std::string::npos);
  EXPECT_NE(outcome(file("c.gz", zipped + "tail")).find("the gzip data are damaged"), std::string::npos);
}
