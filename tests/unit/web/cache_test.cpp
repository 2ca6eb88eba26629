#include "web/cache.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace tamizdat::web {
namespace {

std::shared_ptr<const Finished> answer(std::size_t bytes) {
  auto finished = std::make_shared<Finished>();
  finished->bytes = std::make_shared<const std::string>(bytes, 'x');
  return finished;
}

TEST(HotCache, GivesBackWhatItKeeps) {
  HotCache cache(1 << 20);
  const auto first = answer(100);
  cache.keep("a", first);
  cache.keep("a", answer(200));
  EXPECT_EQ(cache.find("a"), first);
  EXPECT_EQ(cache.find("b"), nullptr);
}

TEST(HotCache, PutsAnAnswerInPlaceOfWhatLackedItsBytes) {
  HotCache cache(1 << 20);
  const auto draft = std::make_shared<Finished>();
  cache.keep("a", draft);
  EXPECT_EQ(cache.find("a"), draft);
  const auto whole = answer(100);
  cache.keep("a", whole);
  cache.keep("a", draft);
  EXPECT_EQ(cache.find("a"), whole);
}

TEST(HotCache, StaysWithinItsBound) {
  constexpr std::size_t bound = 1 << 20;
  HotCache cache(bound);
  for (int i = 0; i < 20000; ++i) cache.keep("key " + std::to_string(i), answer(1000));
  EXPECT_LE(cache.bytes(), bound);
  EXPECT_GT(cache.bytes(), bound / 2);
}

TEST(HotCache, KeepsWhatIsAskedForAgain) {
  HotCache cache(1 << 20);
  cache.keep("hot", answer(1000));
  for (int i = 0; i < 20000; ++i) {
    cache.keep("key " + std::to_string(i), answer(1000));
    ASSERT_NE(cache.find("hot"), nullptr) << i;
  }
}

TEST(HotCache, LeavesOutWhatIsTooLargeAndTakesNothingWithoutRoom) {
  HotCache cache(1 << 20);
  cache.keep("large", answer(1 << 19));
  EXPECT_EQ(cache.find("large"), nullptr);
  HotCache none(0);
  none.keep("a", answer(1));
  EXPECT_EQ(none.find("a"), nullptr);
  EXPECT_EQ(none.bytes(), 0U);
}

TEST(HotCache, MayBeUsedByManyThreads) {
  HotCache cache(1 << 18);
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&cache, t] {
      for (int i = 0; i < 5000; ++i) {
        const std::string key = std::to_string((i * 7 + t) % 500);
        if (const auto found = cache.find(key)) {
          EXPECT_EQ(found->bytes->size(), 300U);
        } else {
          cache.keep(key, answer(300));
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_LE(cache.bytes(), std::size_t{1} << 18U);
}

}  // namespace
}  // namespace tamizdat::web
