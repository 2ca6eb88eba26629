#include "web/coding.hpp"

#include <gtest/gtest.h>

#include <array>

#include "syntax/reader.hpp"

namespace tamizdat::web {
namespace {

using syntax::Packing;

CodingWish wish(std::string_view accept_encoding) {
  Request request;
  request.fields.add("Accept-Encoding", accept_encoding);
  return wished_coding(request);
}

TEST(Coding, FollowsWeights) {
  EXPECT_EQ(wished_coding({}).best, Packing::none);
  EXPECT_EQ(wish("gzip").best, Packing::gzip);
  EXPECT_EQ(wish("gzip, deflate, br, zstd").best, Packing::brotli);
  EXPECT_EQ(wish("gzip;q=1, br;q=0.9").best, Packing::gzip);
  EXPECT_EQ(wish("gzip;q=0.5, identity;q=0.6").best, Packing::none);
  EXPECT_EQ(wish("gzip;q=0.5, identity;q=0.5").best, Packing::gzip);
  EXPECT_EQ(wish("gzip;q=0").best, Packing::none);
  EXPECT_EQ(wish("zstd;q=0.001").best, Packing::zstd);
}

TEST(Coding, KnowsWhenNothingWillDo) {
  EXPECT_TRUE(wish("identity;q=0").nothing);
  EXPECT_TRUE(wish("*;q=0").nothing);
  EXPECT_TRUE(wish("deflate, *;q=0").nothing);
  EXPECT_TRUE(wish("identity;q=0, gzip;q=0, br;q=0, zstd;q=0, *").nothing);
  EXPECT_FALSE(wish("deflate").nothing);
  EXPECT_FALSE(wish("gzip, identity;q=0").nothing);
  EXPECT_FALSE(wish("gzip, *;q=0").nothing);
  EXPECT_FALSE(wish("identity, *;q=0").nothing);
}

TEST(Coding, AnAsteriskAloneIsNoWish) {
  EXPECT_EQ(wish("*").best, Packing::none);
  EXPECT_EQ(wish("gzip;q=0, *").best, Packing::none);
  EXPECT_EQ(wish("*, identity;q=0").best, Packing::brotli);
  EXPECT_EQ(wish("*, identity;q=0, br;q=0").best, Packing::zstd);
}

Written whole(std::size_t size) {
  return {std::make_shared<const std::string>(size, 'a'), nullptr};
}

TEST(Coding, LeavesWhatIsTinyAsItIs) {
  EXPECT_EQ(code(whole(worth_packing - 1), {Packing::gzip})->packing, Packing::none);
  EXPECT_EQ(code(whole(worth_packing), {Packing::gzip})->packing, Packing::gzip);
  EXPECT_EQ(code(whole(1), {Packing::gzip, false})->packing, Packing::gzip) << "the client insists";
}

TEST(Coding, LeavesWhatDoesNotShrinkAsItIs) {
  std::string noise;
  std::uint32_t random = 1;
  for (int i = 0; i < 2000; ++i)
    noise += static_cast<char>((random = random * 1664525U + 1013904223U) >> 24U);
  for (const Packing packing : {Packing::gzip, Packing::brotli, Packing::zstd}) {
    const auto coded = code({std::make_shared<const std::string>(noise), nullptr}, {packing});
    EXPECT_EQ(coded->packing, Packing::none);
    EXPECT_EQ(*coded->written.bytes, noise);
  }
}

TEST(Coding, KnowsWhatIsTextBeneath) {
  for (const char* type :
       {"text/html; charset=utf-8", "text/turtle", "application/ld+json", "application/rdf+xml",
        "image/svg+xml", "application/n-quads", "application/trig", "application/json"})
    EXPECT_TRUE(is_packable(type)) << type;
  for (const char* type :
       {"image/png", "image/jpeg", "font/woff2", "application/gzip", "application/zstd", ""})
    EXPECT_FALSE(is_packable(type)) << type;
}

/// "0", "1", … until it breaks off.
class Counting final : public Body {
 public:
  explicit Counting(int until, bool breaks = false) : until_(until), breaks_(breaks) {}
  rdf::Result<bool> pull(std::string& out) override {
    if (at_ == until_ && breaks_) return rdf::Error(rdf::Code::internal, "broken");
    out += std::to_string(at_) + '\n';
    return ++at_ < until_ || breaks_;
  }

 private:
  int at_ = 0;
  int until_;
  bool breaks_;
};

TEST(Coding, PacksAStreamAsItIsPulled) {
  auto coded = code({nullptr, std::make_unique<Counting>(50'000)}, {Packing::gzip});
  ASSERT_TRUE(coded);
  std::string packed;
  while (true) {
    const auto more = coded->written.stream->pull(packed);
    ASSERT_TRUE(more);
    if (!*more) break;
  }
  std::string wanted;
  for (int i = 0; i < 50'000; ++i) wanted += std::to_string(i) + '\n';
  const auto source = syntax::open_memory(packed);
  std::string text;
  std::array<char, 4096> buffer{};
  while (const auto n = *(*source)->read(buffer)) text.append(buffer.data(), n);
  EXPECT_EQ(text, wanted);
}

TEST(Coding, AStreamThatBreaksOffIsNotEnded) {
  auto coded = code({nullptr, std::make_unique<Counting>(10, true)}, {Packing::zstd});
  std::string packed;
  auto more = coded->written.stream->pull(packed);
  while (more && *more) more = coded->written.stream->pull(packed);
  EXPECT_FALSE(more);
  EXPECT_EQ(packed, "") << "nothing was flushed as if it were the end";
}

}  // namespace
}  // namespace tamizdat::web
