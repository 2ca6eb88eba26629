#include "syntax/packer.hpp"

#include <brotli/decode.h>
#include <gtest/gtest.h>

#include <array>
#include <random>

#include "syntax/reader.hpp"

namespace tamizdat::syntax {
namespace {

constexpr std::array packings = {Packing::gzip, Packing::brotli, Packing::zstd};
constexpr std::array efforts = {Effort::stream, Effort::whole, Effort::once};

std::string unpacked_brotli(const std::string& packed) {
  std::string out(std::size_t{4} << 20U, '\0');
  std::size_t size = out.size();
  const auto result =
      BrotliDecoderDecompress(packed.size(), reinterpret_cast<const std::uint8_t*>(packed.data()), &size,
                              reinterpret_cast<std::uint8_t*>(out.data()));
  EXPECT_EQ(result, BROTLI_DECODER_RESULT_SUCCESS);
  out.resize(size);
  return out;
}

std::string unpacked(Packing packing, const std::string& packed) {
  if (packing == Packing::brotli) return unpacked_brotli(packed);
  auto source = open_memory(packed);
  std::string out;
  std::array<char, 4096> buffer{};
  while (true) {
    const auto n = (*source)->read(buffer);
    EXPECT_TRUE(n) << rdf::to_string(n.error());
    if (!n || *n == 0) return out;
    out.append(buffer.data(), *n);
  }
}

std::string text_of(std::size_t size) {
  std::string text;
  for (int i = 0; text.size() < size; ++i) text += "<http://example.org/id/" + std::to_string(i) + "> .\n";
  text.resize(size);
  return text;
}

std::string noise_of(std::size_t size) {
  std::mt19937 random(1);
  std::string noise(size, '\0');
  for (char& c : noise) c = static_cast<char>(random());
  return noise;
}

TEST(Packer, WhatIsPackedUnpacksToTheSame) {
  for (const Packing packing : packings) {
    for (const Effort effort : efforts) {
      for (const std::string& text :
           {std::string(), std::string("a"), text_of(100), text_of(200'000), noise_of(100'000)}) {
        const auto packed = pack(packing, effort, text);
        ASSERT_TRUE(packed);
        EXPECT_EQ(unpacked(packing, *packed), text) << coding_name(packing) << ' ' << text.size();
      }
    }
  }
}

TEST(Packer, TheSameTextIsTheSameBytesWhateverWasPackedBefore) {
  for (const Packing packing : packings) {
    const auto first = pack(packing, Effort::whole, text_of(5000));
    ASSERT_TRUE(pack(packing, Effort::whole, noise_of(70'000)));
    ASSERT_TRUE(pack(packing, Effort::stream, text_of(3)));
    EXPECT_EQ(*pack(packing, Effort::whole, text_of(5000)), *first);
  }
}

TEST(Packer, AStreamMayComeInPieces) {
  const std::string text = text_of(300'000);
  for (const Packing packing : packings) {
    const auto packer = make_packer(packing, Effort::stream);
    std::string out;
    for (std::size_t at = 0; at < text.size(); at += 1777)
      ASSERT_TRUE(packer->add(std::string_view(text).substr(at, 1777), out));
    ASSERT_TRUE(packer->finish(out));
    EXPECT_LT(out.size(), text.size() / 3);
    EXPECT_EQ(unpacked(packing, out), text);
  }
}

TEST(Packer, MembersInARowAreOneText) {
  for (const Packing packing : {Packing::gzip, Packing::zstd}) {
    const auto packer = make_packer(packing, Effort::stream);
    std::string first;
    ASSERT_TRUE(packer->add("one ", first));
    ASSERT_TRUE(packer->finish(first));
    std::string second;
    ASSERT_TRUE(packer->add("two", second));
    ASSERT_TRUE(packer->finish(second));
    EXPECT_EQ(unpacked(packing, first + second), "one two");
    EXPECT_EQ(unpacked(packing, second), "two") << "a member stands alone";
  }
}

TEST(Packer, HasNoneForNothing) {
  EXPECT_EQ(make_packer(Packing::none, Effort::stream), nullptr);
  EXPECT_EQ(*pack(Packing::none, Effort::once, "abc"), "abc");
}

}  // namespace
}  // namespace tamizdat::syntax
