// What holds when something fails: never half a result, never a wrong one, never the end of the program; and
// the next attempt works.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <new>
#include <optional>

#include "failure/faults.hpp"
#include "server/output.hpp"
#include "store/loader.hpp"
#include "support/reading.hpp"
#include "syntax/writer.hpp"
#include "unit/server/talk.hpp"
#include "web/site.hpp"

namespace tamizdat {
namespace {

namespace fs = std::filesystem;
using test::for_every_fault;
using test::Kind;

constexpr const char* base = "http://h.example/";
constexpr std::string_view turtle =
    "@prefix ex: <http://h.example/> .\n"
    "<id/a> ex:label \"A\"@en , \"Ä\"@de ; ex:knows <id/b> , [ ex:list ( 1 2.0 \"c\" ) ] .\n"
    "<id/b> ex:label \"B\" .\n";
constexpr std::string_view quads =
    "<http://h.example/id/c> <http://h.example/label> \"C\" <http://h.example/g> .\n";

class Failure : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::path(testing::TempDir()) / "failure-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
    std::ofstream(folder_ / "a.ttl") << turtle;
    std::ofstream(folder_ / "b.nq") << quads;
  }
  void TearDown() override { fs::remove_all(folder_); }

  [[nodiscard]] store::LoadOutcome load() const {
    const std::vector<store::Input> inputs = {{(folder_ / "a.ttl").string(), "a.ttl", {}},
                                              {(folder_ / "b.nq").string(), "b.nq", {}}};
    store::LoadOptions options;
    options.base = base;
    return store::load(inputs, options);
  }

  fs::path folder_;
};

TEST_F(Failure, OfAnyFileOperationIsAnErrorThatNamesTheFileOrNoHarm) {
  const auto whole = load();
  ASSERT_TRUE(whole.snapshot);
  const std::string version = whole.snapshot->info().version;
  std::size_t failed = 0;
  const std::size_t operations = for_every_fault(Kind::file, [&](std::size_t n) {
    const auto outcome = load();
    if (outcome.snapshot) {
      EXPECT_EQ(outcome.snapshot->info().quads, whole.snapshot->info().quads) << n;
      EXPECT_TRUE(outcome.errors.empty()) << n;
      return;
    }
    ++failed;
    ASSERT_FALSE(outcome.errors.empty()) << n;
    EXPECT_FALSE(outcome.errors.front().source.empty()) << n;
  });
  EXPECT_GE(operations, 8U);
  EXPECT_GE(failed, 6U);
  EXPECT_EQ(load().snapshot->info().version, version);
}

TEST_F(Failure, OfAnyAllocationWhileLoadingNeverGivesHalfTheData) {
  const auto whole = load();
  ASSERT_TRUE(whole.snapshot);
  const std::size_t allocations = for_every_fault(Kind::allocation, [&](std::size_t n) {
    std::optional<store::LoadOutcome> outcome;
    try {
      outcome = load();
    } catch (const std::bad_alloc&) {
      return;
    }
    if (outcome->snapshot)
      EXPECT_EQ(outcome->snapshot->info().version, whole.snapshot->info().version) << n;
    else
      EXPECT_FALSE(outcome->errors.empty()) << n;
  });
  EXPECT_GT(allocations, 100U);
}

TEST_F(Failure, OfAnyAllocationWhileAnsweringIsAnErrorOrTheRightAnswer) {
  const auto publication =
      answer::publish(load().snapshot, answer::Addresses(base), answer::Identity::see_other);
  for (const char* target :
       {"/id/a.ttl", "/id/a.html", "/id/a", "/fragments?limit=2", "/dump.nq.gz", "/nowhere"}) {
    for (const char* coding : {"identity", "gzip", "br", "zstd"}) {
      const web::Site site(publication, {});
      web::Request request;
      request.method = "GET";
      request.target = target;
      request.fields.add("Host", "h.example");
      request.fields.add("Accept-Encoding", coding);
      const auto all_of = [](web::Response&& response) -> std::optional<std::string> {
        std::string bytes = response.bytes ? *response.bytes : std::string();
        while (response.stream) {
          const auto more = response.stream->pull(bytes);
          if (!more) return std::nullopt;
          if (!*more) break;
        }
        return bytes;
      };
      web::Response first = web::Site(publication, {}).handle(request);
      const unsigned status = first.status;
      const auto bytes = all_of(std::move(first));
      for_every_fault(Kind::allocation, [&](std::size_t n) {
        try {
          web::Response response = site.handle(request);
          if (response.status == 500) return;
          EXPECT_EQ(response.status, status) << target << ' ' << n;
          const auto got = all_of(std::move(response));
          if (got) {
            EXPECT_EQ(got, bytes) << target << ' ' << coding << ' ' << n;
          }
        } catch (const std::bad_alloc&) {
          // A stream that ran out of memory is cut by whoever pulls it.
        }
      });
      EXPECT_EQ(all_of(site.handle(request)), bytes) << target << ' ' << coding;
    }
  }
}

TEST_F(Failure, OfAnyAllocationInAConversationIsNeverASecondAnswer) {
  constexpr std::string_view asked =
      "GET /a HTTP/1.1\r\nHost: h\r\n\r\n"
      "POST /b HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
      "GET /c HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
  server::Talk whole;
  whole.say(asked);
  const std::size_t allocations = for_every_fault(Kind::allocation, [&](std::size_t n) {
    server::Talk talk;
    try {
      talk.say(asked);
    } catch (const std::bad_alloc&) {
      // Its listener closes the connection.
    }
    EXPECT_TRUE(std::string_view(whole.answers).starts_with(talk.answers)) << n;
  });
  EXPECT_GT(allocations, 20U);
}

TEST_F(Failure, OfAnyReadOfAnyFormatIsToldAsOne) {
  const auto read_failing = [](syntax::FormatId format, std::string_view text, std::size_t n) {
    /// One byte at a time; the n-th read fails.
    class Failing final : public test::Pieces {
     public:
      Failing(std::string_view bytes, std::size_t fails_at) : Pieces(bytes, 1), left_(fails_at) {}
      rdf::Result<std::size_t> read(std::span<char> buffer) override {
        if (--left_ == 0) return rdf::Error(rdf::Code::unreadable, "the disk is on fire");
        return Pieces::read(buffer);
      }

     private:
      std::size_t left_;
    };
    Failing bytes(text, n);
    syntax::ReadOptions options;
    options.format = format;
    options.source = "test";
    options.base = base;
    return test::read_from(bytes, options);
  };
  for (const auto& [format, text] :
       {std::pair(syntax::FormatId::turtle, turtle), std::pair(syntax::FormatId::trig, turtle),
        std::pair(syntax::FormatId::nquads, quads),
        std::pair(syntax::FormatId::rdfxml,
                  std::string_view("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
                                   "<rdf:Description rdf:about=\"a\"><rdf:value>b</rdf:value>"
                                   "</rdf:Description></rdf:RDF>"))}) {
    ASSERT_FALSE(test::read_as(format, text, base).error);
    for (std::size_t n = 1; n <= text.size() + 1; ++n) {
      const auto outcome = read_failing(format, text, n);
      ASSERT_TRUE(outcome.error) << n;
      EXPECT_EQ(outcome.error->code, rdf::Code::unreadable) << n << ' ' << rdf::to_string(*outcome.error);
    }
  }
}

TEST_F(Failure, OfAnyWriteLeavesWhatWasThereBefore) {
  const std::string path = (folder_ / "out.nt").string();
  const auto content = [&] {
    std::ifstream in(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  };
  const auto write = [&]() -> rdf::Result<void> {
    auto output = server::Output::open(path);
    if (!output) return output.error();
    for (const char* line : {"one\n", "two\n"}) {
      if (auto written = output->write(line); !written) return written;
    }
    return output->finish();
  };
  std::ofstream(path) << "before\n";
  const std::size_t operations = for_every_fault(Kind::file, [&](std::size_t n) {
    const auto written = write();
    EXPECT_EQ(content(), written ? "one\ntwo\n" : "before\n") << n;
    EXPECT_FALSE(fs::exists(path + ".part")) << n;
  });
  EXPECT_GE(operations, 5U);
}

}  // namespace
}  // namespace tamizdat
