#include "answer/dump.hpp"

#include <gtest/gtest.h>

#include <array>
#include <thread>
#include <vector>

#include "answer/dump_segment.hpp"
#include "rdf/vocabulary.hpp"
#include "store/builder.hpp"
#include "support/reading.hpp"

namespace tamizdat::answer {
namespace {

constexpr std::size_t many = 3 * DumpLayout::segment_quads + 17;

/// Things in a default graph, a large and a hundred small graphs; some triples in several of them.
std::shared_ptr<const store::Snapshot> data(std::size_t quads) {
  store::Builder builder;
  const auto add = [&](std::size_t i, const std::string& graph) {
    const std::string subject = "http://h.example/id/" + std::to_string(i / 3);
    const std::string value = "value " + std::to_string(i) + " \"é\"\n";
    builder.quad(
        {i % 7 == 0 ? rdf::blank("b" + std::to_string(i)) : rdf::iri(subject), rdf::iri(rdf::rdfs::label),
         rdf::literal(value), graph.empty() ? rdf::TermView() : rdf::iri(graph)},
        rdf::Nesting::none, {});
  };
  for (std::size_t i = 0; i < quads; ++i) {
    add(i, "http://h.example/large");
    if (i % 10 == 0) add(i, "");
    if (i % 20 == 0) add(i, "http://h.example/small/" + std::to_string(i));
  }
  return builder.finish();
}

std::string all_of(DumpBody& body) {
  std::string bytes;
  while (true) {
    const auto more = body.pull(bytes);
    EXPECT_TRUE(more) << rdf::to_string(more.error());
    if (!more || !*more) return bytes;
  }
}

std::string from(const Dumps& dumps, const DumpFile& file, std::uint64_t first = 0) {
  return all_of(*dumps.open(file, nullptr, first));
}

class Dump : public testing::Test {
 protected:
  std::shared_ptr<const store::Snapshot> snapshot_ = data(many);
  Dumps dumps_{snapshot_, snapshot_->prefixes()};
};

TEST(DumpFiles, AreListedInTheOrderOfTheFormats) {
  std::string names;
  for (const DumpFile& file : dump_files()) names += file.name + ' ';
  EXPECT_EQ(names,
            "dump.ttl dump.ttl.gz dump.ttl.zst dump.nt dump.nt.gz dump.nt.zst "
            "dump.nq dump.nq.gz dump.nq.zst dump.trig dump.trig.gz dump.trig.zst ");
  EXPECT_EQ(find_dump("dump.nq.gz")->media_type, "application/gzip");
  EXPECT_EQ(find_dump("dump.ttl")->media_type, "text/turtle; charset=utf-8");
  EXPECT_EQ(find_dump("dump.rdf"), nullptr);
}

TEST_F(Dump, HoldsEachQuadOnceWithGraphsAndEachTripleOnceWithout) {
  for (const DumpFile& file : dump_files()) {
    const auto read = test::read_as(file.format, from(dumps_, file));
    EXPECT_FALSE(read.error) << file.name;
    const bool graphs = syntax::format(file.format).graphs;
    const auto& info = snapshot_->info();
    EXPECT_EQ(read.said.quads.size(), graphs ? info.quads : info.triples) << file.name;
  }
}

TEST_F(Dump, IsTheSameBytesEachTimeAndFromEveryByteOn) {
  for (const DumpFile& file : dump_files()) {
    Dumps fresh(snapshot_, snapshot_->prefixes());
    const std::string whole = from(fresh, file);
    EXPECT_EQ(fresh.size(file), whole.size()) << file.name << ": what was sent to its end is measured";
    for (const std::size_t first : {std::size_t{0}, std::size_t{1}, whole.size() / 3, whole.size() / 2,
                                    whole.size() - 1, whole.size()}) {
      EXPECT_EQ(from(fresh, file, first), whole.substr(first)) << file.name << ' ' << first;
      Dumps unmeasured(snapshot_, snapshot_->prefixes());
      EXPECT_EQ(from(unmeasured, file, first), whole.substr(first)) << file.name << ' ' << first;
    }
  }
}

TEST_F(Dump, IsMeasuredAtOnceWhereThereIsLittle) {
  for (const DumpFile& file : dump_files()) EXPECT_EQ(dumps_.size(file), from(dumps_, file).size());
}

TEST_F(Dump, PulledInPiecesIsNeverHeldWhole) {
  const auto body = dumps_.open(*find_dump("dump.nq"), nullptr);
  std::size_t pieces = 0;
  while (true) {
    std::string piece;
    const auto more = body->pull(piece);
    ASSERT_TRUE(more);
    EXPECT_LT(piece.size(), std::size_t{64} << 10U);
    ++pieces;
    if (!*more) break;
  }
  EXPECT_GT(pieces, 3U);
}

TEST(DumpOf, NothingIsAFileThatHoldsNothing) {
  const auto snapshot = store::Builder().finish();
  const Dumps dumps(snapshot, snapshot->prefixes());
  for (const DumpFile& file : dump_files()) {
    const std::string bytes = from(dumps, file);
    EXPECT_EQ(bytes.empty(), file.packing == syntax::Packing::none) << file.name;
    const auto read = test::read_as(file.format, bytes);
    EXPECT_FALSE(read.error) << file.name;
    EXPECT_EQ(read.said.quads.size(), 0U);
  }
}

TEST(DumpOf, MuchHasASizeOnceItHasBeenMade) {
  const auto snapshot = data(25'000);
  const Dumps dumps(snapshot, snapshot->prefixes());
  const DumpFile& file = *find_dump("dump.nt");
  EXPECT_EQ(dumps.size(file), std::nullopt);
  const std::string whole = from(dumps, file);
  EXPECT_EQ(dumps.size(file), whole.size());
  EXPECT_EQ(dumps.size(*find_dump("dump.trig.gz")), std::nullopt);
}

TEST(DumpOf, MuchMayBeAskedForByManyThreads) {
  const auto snapshot = data(many);
  const Dumps dumps(snapshot, snapshot->prefixes());
  std::vector<std::thread> threads;
  std::array<std::string, 4> bytes;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    threads.emplace_back([&, i] {
      const DumpFile& file = *find_dump("dump.nq.zst");
      if (i % 2 == 0) (void)dumps.size(file);
      bytes[i] = from(dumps, file);
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::string& one : bytes) EXPECT_EQ(one, bytes[0]);
}

}  // namespace
}  // namespace tamizdat::answer
