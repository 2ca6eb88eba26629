// The server on real sockets, with answers of the test's own.
#include "server/server.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "unit/server/client.hpp"
#include "unit/server/talk.hpp"

using namespace tamizdat;
using namespace tamizdat::server;
using namespace std::chrono_literals;

namespace {

const std::string get = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";
const std::string last_get = "GET /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

/// Stateless, since several threads ask at once.
class Answers : public Handler {
 public:
  [[nodiscard]] web::Response handle(const web::Request& request) const override {
    ++asked;
    if (request.target == "/large") return FakeHandler::whole(large);
    if (request.target == "/stream") return stream_of({large, large, "end"});
    if (request.target == "/fails") return stream_of({large, large}, true);
    if (request.target == "/pieces") return stream_of(std::vector<std::string>(8, piece));
    return FakeHandler::whole(request.target);
  }
  [[nodiscard]] web::Response refuse(const rdf::Error& error, const web::Request&) const override {
    web::Response response = FakeHandler::whole(std::string(rdf::name(error.code)));
    response.status = error.code == rdf::Code::request_timeout ? 408 : 400;
    return response;
  }
  mutable std::atomic<int> asked{0};
  const std::string large = std::string(std::size_t{3} << 20, 'l');
  const std::string piece = std::string(std::size_t{64} << 10, 'p');
};

class Running {
 public:
  explicit Running(Limits limits = {}, unsigned threads = 2, const char* address = "127.0.0.1:0")
      : server_(answers, ServerOptions{threads, limits, false, {}}) {
    const auto bound = server_.bind(*parse_addresses(address));
    EXPECT_TRUE(bound) << bound.error().message;
    EXPECT_TRUE(server_.listen());
    thread_ = std::thread([this] { server_.run(); });
  }
  ~Running() { stop(); }

  [[nodiscard]] const Address& address() const { return server_.addresses()[0]; }
  [[nodiscard]] std::span<const Address> addresses() const { return server_.addresses(); }
  void begin_to_stop() { server_.stop(); }
  void stop() {
    if (!thread_.joinable()) return;
    server_.stop();
    thread_.join();
  }

  Answers answers;

 private:
  Server server_;
  std::thread thread_;
};

bool is_good(const std::string& answer) {
  return answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.ends_with("\r\n\r\n/x");
}

}  // namespace

TEST(Server, answers_on_every_address_it_took) {
  const Running running({}, 2, "localhost:0");
  for (const Address& address : running.addresses()) {
    EXPECT_NE(address.port, 0);
    Client client(address);
    client.send(last_get);
    EXPECT_TRUE(is_good(client.answer())) << to_string(address);
  }
}

TEST(Server, says_that_a_port_is_taken_even_by_another_of_its_kind) {
  const Running running;
  const Answers answers;
  Server second(answers, {});
  const auto bound = second.bind({&running.address(), 1});
  ASSERT_FALSE(bound);
  EXPECT_NE(bound.error().message.find("taken"), std::string::npos);
}

TEST(Server, answers_many_clients_on_several_threads) {
  Running running({}, 3);
  std::vector<std::thread> clients;
  std::atomic<int> good{0};
  for (int i = 0; i < 8; ++i) {
    clients.emplace_back([&] {
      Client client(running.address());
      for (int n = 0; n < 50; ++n) {
        client.send(get);
        good += is_good(client.answer());
      }
    });
  }
  for (auto& client : clients) client.join();
  EXPECT_EQ(good, 400);
}

TEST(Server, answers_pipelined_requests_in_order) {
  const Running running;
  Client client(running.address());
  std::string all;
  for (int i = 0; i < 200; ++i) all += "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: a\r\n\r\n";
  client.send(all);
  for (int i = 0; i < 200; ++i) ASSERT_TRUE(client.answer().ends_with("\r\n\r\n/" + std::to_string(i)));
}

TEST(Server, sends_large_answers_whole) {
  Running running;
  Client client(running.address());
  client.send(
      "GET /large HTTP/1.1\r\nHost: a\r\n\r\nGET /stream HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_TRUE(client.answer().ends_with(running.answers.large));
  EXPECT_TRUE(client.rest().ends_with("\r\n3\r\nend\r\n0\r\n\r\n"));
}

TEST(Server, answers_a_client_that_has_ended_its_sending) {
  const Running running;
  Client client(running.address());
  client.send(get);
  client.end();
  EXPECT_TRUE(is_good(client.rest()));
  EXPECT_EQ(client.error(), 0);
}

TEST(Server, cuts_a_failing_stream_so_that_both_versions_notice) {
  const Running running;
  for (const char* version : {"1.0", "1.1"}) {
    Client client(running.address());
    client.send(std::string("GET /fails HTTP/") + version + "\r\nHost: a\r\n\r\n");
    EXPECT_FALSE(client.rest().ends_with("0\r\n\r\n"));
    EXPECT_EQ(client.error(), ECONNRESET) << version;
  }
}

TEST(Server, a_refusal_arrives_although_the_client_goes_on_sending) {
  const Running running;
  Client client(running.address());
  client.send("GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n" + std::string(20000, 'x'));
  const std::string answer = client.answer();
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 400")) << answer;
  EXPECT_EQ(client.rest(), "");
}

TEST(Deadline, half_a_head_is_answered_with_408) {
  Limits limits;
  limits.head = 100ms;
  const Running running(limits);
  Client client(running.address());
  client.send("GET /x HTTP/1.1\r\nHo");
  EXPECT_TRUE(client.answer().starts_with("HTTP/1.1 408"));
  EXPECT_EQ(client.rest(), "");
  EXPECT_EQ(client.error(), 0);
}

TEST(Deadline, a_head_that_trickles_has_no_more_time_than_another) {
  Limits limits;
  limits.head = 200ms;
  const Running running(limits);
  Client client(running.address());
  const auto start = std::chrono::steady_clock::now();
  while (client.send("x") && std::chrono::steady_clock::now() - start < 20s)
    std::this_thread::sleep_for(10ms);
  EXPECT_LT(std::chrono::steady_clock::now() - start, 10s) << "the connection has ended";
}

TEST(Deadline, silence_ends_the_connection_without_a_word) {
  Limits limits;
  limits.head = limits.idle = 100ms;
  const Running running(limits);
  Client silent(running.address());
  EXPECT_EQ(silent.rest(), "");
  EXPECT_EQ(silent.error(), 0);
  Client idle(running.address());
  idle.send(get);
  EXPECT_TRUE(is_good(idle.answer()));
  EXPECT_EQ(idle.rest(), "");
}

TEST(Deadline, who_does_not_read_is_cut_off_and_troubles_nobody) {
  Limits limits;
  limits.write = 200ms;
  const Running running(limits, 1);
  Client deaf(running.address(), 4096);
  deaf.send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n");
  Client other(running.address());
  other.send(get);
  EXPECT_TRUE(is_good(other.answer()));
  std::this_thread::sleep_for(1s);  // the deadline itself is what is tested
  const std::string got = deaf.rest();
  EXPECT_LT(got.size(), running.answers.large.size());
  EXPECT_EQ(deaf.error(), ECONNRESET);
}

TEST(Server, survives_clients_that_ask_and_hang_up) {
  const Running running;
  for (int i = 0; i < 300; ++i) {
    Client client(running.address());
    client.send(i % 3 == 0 ? "GET /pieces HTTP/1.1\r\nHost: a\r\n\r\n" : i % 3 == 1 ? "GET /x HTT" : get);
    client.reset();
  }
  Client client(running.address());
  client.send(last_get);
  EXPECT_TRUE(is_good(client.answer()));
}

TEST(Stop, ends_at_once_when_all_is_quiet) {
  Running running;
  Client idle(running.address());
  idle.send(get);
  idle.answer();
  const auto start = std::chrono::steady_clock::now();
  running.stop();
  EXPECT_LT(std::chrono::steady_clock::now() - start, 2s);
  EXPECT_EQ(idle.rest(), "");
  EXPECT_EQ(idle.error(), 0);
  EXPECT_FALSE(Client(running.address()).connected());
}

TEST(Stop, finishes_the_request_that_has_begun_to_arrive) {
  Running running;
  Client client(running.address());
  client.send(get);
  client.answer();  // now the server has the connection
  client.send("GET /x HTTP/1.1\r\n");
  running.begin_to_stop();
  client.send("Host: a\r\n\r\n");
  const std::string answer = client.answer();
  EXPECT_TRUE(is_good(answer)) << answer;
  EXPECT_NE(answer.find("Connection: close"), std::string::npos);
  running.stop();
}

TEST(Stop, does_not_wait_for_ever_for_the_rest_of_a_request) {
  Limits limits;
  limits.grace = 100ms;
  Running running(limits);
  Client client(running.address());
  client.send(get);
  client.answer();
  client.send("GET /x HTTP/1.1\r\n");
  const auto start = std::chrono::steady_clock::now();
  running.stop();
  EXPECT_LT(std::chrono::steady_clock::now() - start, 10s);
  EXPECT_TRUE(client.answer().starts_with("HTTP/1.1 408"));
}

TEST(Stop, sends_a_long_answer_to_its_end) {
  Running running;
  Client client(running.address(), 65536);
  client.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
  while (running.answers.asked == 0) std::this_thread::yield();
  running.begin_to_stop();
  EXPECT_TRUE(client.answer().ends_with(running.answers.large));
  running.stop();
}

TEST(Stop, leaves_no_connection_without_its_answer) {
  for (int round = 0; round < 5; ++round) {
    Running running({}, 2);
    std::atomic<bool> stopping{false};
    std::atomic<int> good{0};
    std::atomic<int> bad{0};
    std::vector<std::thread> clients;
    for (int i = 0; i < 8; ++i) {
      clients.emplace_back([&] {
        while (true) {
          Client client(running.address());
          if (!client.connected()) return;
          client.send(last_get);
          const std::string answer = client.answer();
          if (is_good(answer)) {
            ++good;
          } else if (!answer.empty() || !stopping) {
            ++bad;  // cut, or refused while nobody had asked to stop
          }
          if (!is_good(answer)) return;
        }
      });
    }
    while (good < 100) std::this_thread::yield();
    stopping = true;
    running.stop();
    for (auto& client : clients) client.join();
    EXPECT_EQ(bad, 0);
  }
}
