// Access log, numbers, and the thread that writes lines.
#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "server/access_log.hpp"
#include "server/line_writer.hpp"
#include "server/metrics.hpp"

using namespace tamizdat;
using namespace tamizdat::server;
using namespace std::chrono_literals;

namespace {

struct Sample {
  web::Request request;
  web::Response response;
  Sample() {
    request.method = "GET";
    request.target = "/id/x?y=1";
    request.fields.add("User-Agent", "curl/8");
    request.fields.add("Referer", "http://a.example/");
    response.status = 200;
    response.route = "*";
    response.format = "turtle";
  }
  [[nodiscard]] Exchange exchange() const {
    return {request, response, *parse_ip("192.0.2.7"), 1234, 1500us, 1'000'000'000, true};
  }
  [[nodiscard]] std::string combined() const {
    std::string line;
    append_combined(line, exchange());
    return line;
  }
  [[nodiscard]] std::string json() const {
    std::string line;
    append_json_line(line, exchange());
    return line;
  }
};

std::string content(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

class LogFile : public testing::Test {
 protected:
  const std::string path = testing::TempDir() + "tamizdat-log-" + std::to_string(getpid()) + "-" +
                           testing::UnitTest::GetInstance()->current_test_info()->name();
  void SetUp() override { std::filesystem::remove(path); }
  void TearDown() override {
    std::filesystem::remove(path);
    std::filesystem::remove(path + ".1");
  }
};

}  // namespace

TEST(AccessLog, has_the_combined_format) {
  EXPECT_EQ(Sample().combined(),
            "192.0.2.7 - - [09/Sep/2001:01:46:40 +0000] \"GET /id/x?y=1 HTTP/1.1\" 200 1234 "
            "\"http://a.example/\" \"curl/8\"\n");
}

TEST(AccessLog, has_dashes_for_what_is_not_known) {
  Sample sample;
  sample.request = {};
  sample.response.status = 400;
  EXPECT_EQ(sample.combined(), "192.0.2.7 - - [09/Sep/2001:01:46:40 +0000] \"-\" 400 1234 \"-\" \"-\"\n");
}

TEST(AccessLog, nothing_that_a_client_sends_ends_a_line_or_a_quote) {
  for (int byte = 1; byte < 256; ++byte) {
    Sample sample;
    sample.request.target = "/a" + std::string(1, static_cast<char>(byte)) + "b";
    sample.request.method = sample.request.target;
    for (const std::string& line : {sample.combined(), sample.json()}) {
      EXPECT_EQ(line.find('\n'), line.size() - 1) << byte;
      for (const char c : line.substr(0, line.size() - 1))
        EXPECT_GE(static_cast<unsigned char>(c), 0x20) << byte;
    }
    if (byte == '"') {
      EXPECT_NE(sample.combined().find("/a\\x22b"), std::string::npos);
    }
    if (byte == '\\') {
      EXPECT_NE(sample.combined().find("/a\\x5Cb"), std::string::npos);
    }
    if (byte >= 0x7F) {
      EXPECT_EQ(sample.combined().find(static_cast<char>(byte)), std::string::npos);
    }
  }
}

TEST(AccessLog, shows_the_controls_beyond_ASCII) {
  Sample sample;
  sample.request.target = "/\xc2\x85\xc2\x9b[2J\xc2\xa0";
  EXPECT_NE(sample.json().find("\"/\\u0085\\u009b[2J\xc2\xa0\""), std::string::npos) << sample.json();
}

TEST(AccessLog, has_JSON_lines) {
  EXPECT_EQ(Sample().json(),
            R"({"time":"2001-09-09T01:46:40Z","client":"192.0.2.7","method":"GET","target":"/id/x?y=1",)"
            R"("version":"HTTP/1.1","host":"","status":200,"bytes":1234,"microseconds":1500,"route":"*",)"
            R"("format":"turtle","referer":"http://a.example/","agent":"curl/8","secure":false,"whole":true})"
            "\n");
}

TEST(Metrics, count_by_route_status_and_format_over_all_threads) {
  Metrics metrics;
  Tally& one = metrics.new_tally();
  Tally& other = metrics.new_tally();
  Sample sample;
  one.count(sample.exchange());
  one.count(sample.exchange());
  other.count(sample.exchange());
  sample.response.status = 404;
  sample.response.format = {};
  other.count(sample.exchange());
  EXPECT_EQ(metrics.requests(), 4U);
  std::string text;
  metrics.append_text(text);
  for (const char* line :
       {"tamizdat_requests_total{route=\"/*\",status=\"200\",format=\"turtle\"} 3\n",
        "tamizdat_requests_total{route=\"/*\",status=\"404\",format=\"\"} 1\n",
        "tamizdat_request_duration_seconds_bucket{le=\"0.001\"} 0\n",
        "tamizdat_request_duration_seconds_bucket{le=\"0.0025\"} 4\n",
        "tamizdat_request_duration_seconds_bucket{le=\"+Inf\"} 4\n",
        "tamizdat_request_duration_seconds_sum 0.006\n", "tamizdat_request_duration_seconds_count 4\n",
        "tamizdat_body_bytes_total 4936\n"}) {
    EXPECT_NE(text.find(line), std::string::npos) << line << text;
  }
}

TEST(Metrics, of_the_process_are_there) {
  std::string text;
  append_process_metrics(text);
  EXPECT_NE(text.find("\nprocess_resident_memory_bytes "), std::string::npos);
  EXPECT_GT(resident_bytes(), 1'000'000U);
  EXPECT_EQ(text.find("process_open_fds 0\n"), std::string::npos);
}

TEST_F(LogFile, holds_every_line_of_every_thread) {
  {
    auto writer = LineWriter::open(path);
    ASSERT_TRUE(writer);
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&writer] {
        for (int n = 0; n < 1000; ++n) (*writer)->write("a line\n");
      });
    }
    for (auto& thread : threads) thread.join();
  }
  std::string all;
  for (int i = 0; i < 4000; ++i) all += "a line\n";
  EXPECT_EQ(content(path), all);
}

TEST_F(LogFile, goes_on_in_a_new_file_when_the_old_one_was_moved_away) {
  auto writer = LineWriter::open(path);
  ASSERT_TRUE(writer);
  (*writer)->write("before\n");
  while (content(path).empty()) std::this_thread::yield();
  std::filesystem::rename(path, path + ".1");
  (*writer)->reopen();
  while (!std::filesystem::exists(path)) std::this_thread::yield();
  (*writer)->write("after\n");
  writer->reset();
  EXPECT_EQ(content(path + ".1"), "before\n");
  EXPECT_EQ(content(path), "after\n");
}

TEST_F(LogFile, drops_and_counts_what_the_disk_is_too_slow_for) {
  std::signal(SIGPIPE, SIG_IGN);  // as the program does
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);  // nobody reads from it
  {
    LineWriter writer(ends[1]);
    const std::string line(1000, 'x');
    for (int i = 0; i < 20000 && writer.dropped() == 0; ++i) writer.write(line);
    EXPECT_GT(writer.dropped(), 0U);
    close(ends[0]);  // now writing fails, and the writer can end
  }
  close(ends[1]);
}

TEST_F(LogFile, that_cannot_be_opened_is_an_error_with_its_name) {
  const auto writer = LineWriter::open("/nowhere/at/all.log");
  ASSERT_FALSE(writer);
  EXPECT_EQ(writer.error().source, "/nowhere/at/all.log");
}

TEST(Log, shows_controls_and_does_not_obey_them) {
  EXPECT_EQ(without_controls("a\x1b[2Jb\r\nc\xc4\x91"), "a\\x1B[2Jb\\x0D\\x0Ac\xc4\x91");
  EXPECT_EQ(without_controls("a\xc2\x9b[2Jb\xc2\xa0\xc2"), "a\\xC2\\x9B[2Jb\xc2\xa0\xc2");
}
