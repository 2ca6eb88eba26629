#include "answer/measures.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "answer/data_set.hpp"
#include "answer/home.hpp"
#include "answer/sha256.hpp"
#include "unit/answer/fixture.hpp"

namespace tamizdat::answer {
namespace {

std::string lines(std::size_t number) {
  std::string text;
  for (std::size_t i = 0; i < number; ++i)
    text.append("id:a").append(std::to_string(i)).append(" ex:p \"v\"\n");
  return text;
}

std::string bytes_of(const Publication& publication, const DumpFile& file) {
  const auto body = publication.dumps->open(file, nullptr);
  std::string bytes;
  for (bool more = true; more;) {
    const auto pulled = body->pull(bytes);
    EXPECT_TRUE(pulled);
    more = pulled && *pulled;
  }
  return bytes;
}

TEST(Measures, OfLittleAreKnownAtOnceAndTrue) {
  const auto publication = test::publication(lines(3));
  const auto measures = publication->measuring->all();
  ASSERT_NE(measures, nullptr);
  ASSERT_EQ(measures->dumps.size(), dump_files().size());
  for (std::size_t i = 0; i < measures->dumps.size(); ++i) {
    const std::string bytes = bytes_of(*publication, dump_files()[i]);
    ASSERT_TRUE(measures->dumps[i]) << dump_files()[i].name;
    EXPECT_EQ(measures->dumps[i]->bytes, bytes.size());
    EXPECT_EQ(measures->dumps[i]->sha256, sha256(bytes));
  }
}

TEST(Measures, OfMuchAreLeftOutUntilAllAreKnown) {
  const auto publication = test::publication(lines(10'001));
  const Home before(publication);
  EXPECT_TRUE(before.head().provisional);
  EXPECT_EQ(before.head().modified, 0) << "what will change without a new date has none";
  const auto told = test::emitted(before);
  EXPECT_EQ(std::count_if(told.data.begin(), told.data.end(),
                          [](const std::string& one) { return one.find("byteSize") != std::string::npos; }),
            0);
  ASSERT_TRUE(publication->measuring->finish(2));
  const Home after(publication);
  EXPECT_FALSE(after.head().provisional);
  EXPECT_NE(before.head().state, after.head().state) << "another tag for other bytes";
  ASSERT_NE(after.measures(), nullptr);
  EXPECT_EQ(before.measures(), nullptr) << "an answer that has been begun stays as it is";
}

TEST(Measures, OfMuchComeByThemselvesOnceAskedFor) {
  const auto publication = test::publication(lines(10'001));
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(100);
  while (publication->measuring->all() == nullptr && std::chrono::steady_clock::now() < until)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  EXPECT_NE(publication->measuring->all(), nullptr);
}

TEST(Measures, AreGivenUpWhenThePublicationGoes) {
  auto publication = test::publication(lines(10'001));
  publication->measuring->start();
  publication.reset();
}

TEST(Measures, AreSaidOfEveryDump) {
  const auto lines_told = test::emitted(Home(test::publication(lines(3))));
  const auto count = [&](std::string_view word) {
    return static_cast<std::size_t>(
        std::count_if(lines_told.data.begin(), lines_told.data.end(),
                      [&](const std::string& one) { return one.find(word) != std::string::npos; }));
  };
  EXPECT_EQ(count("#byteSize>"), dump_files().size());
  EXPECT_EQ(count("#checksumValue>"), dump_files().size());
}

}  // namespace
}  // namespace tamizdat::answer
