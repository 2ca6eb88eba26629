// What a conversation does when there is too much to do.
#include <gtest/gtest.h>

#include "unit/server/talk.hpp"

using namespace tamizdat;
using namespace tamizdat::server;

namespace {

const std::string get = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";

}  // namespace

TEST(Overload, a_long_answer_has_a_place_and_gives_it_back) {
  Talk talk;
  talk.limits.piece_bytes = 10;
  Gate gate(talk.limits);
  talk.surroundings.gate = &gate;
  std::size_t inside = 0;
  talk.handler.answer = [&](const web::Request&) {
    inside = gate.streams();
    return stream_of({std::string(20, 'a'), std::string(20, 'b')});
  };
  talk.say(get + get);
  EXPECT_EQ(talk.count(std::string(20, 'b')), 2U);
  EXPECT_EQ(inside, 0U) << "the one before has gone when the next one comes";
  EXPECT_EQ(gate.streams(), 0U);
}

TEST(Overload, a_long_answer_without_a_place_is_put_off_and_a_short_one_is_not) {
  Talk talk;
  talk.limits.piece_bytes = 10;
  talk.limits.streams = 0;
  Gate gate(talk.limits);
  talk.surroundings.gate = &gate;
  talk.handler.answer = [](const web::Request& request) {
    return stream_of({std::string(request.target == "/long" ? 20 : 5, 'a')});
  };
  talk.say("GET /long HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(talk.body(), "unavailable");
  EXPECT_EQ(talk.count("Retry-After: 1\r\n"), 1U);
  EXPECT_EQ(gate.requests_put_off(), 1U);
  talk.say(get);
  EXPECT_EQ(talk.body(), "aaaaa");
  EXPECT_EQ(gate.streams(), 0U);
}

TEST(Overload, when_there_is_too_much_work_only_what_is_finished_is_answered) {
  Talk talk;
  std::function<void()> mark;
  Pace pace(Clock::duration(-1), [&](std::function<void()> call) { mark = std::move(call); });
  talk.surroundings.pace = &pace;
  talk.say(get);
  EXPECT_EQ(talk.body(), "unavailable");
  EXPECT_EQ(talk.count("Retry-After: 1\r\n"), 1U);
  EXPECT_EQ(talk.count("Connection: close"), 0U);
  talk.say("GET /finished HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(talk.body(), "finished");
  EXPECT_EQ(talk.handler.asked.size(), 0U);
  talk.surroundings.for_operators = true;
  talk.say(get);
  EXPECT_EQ(talk.handler.asked.size(), 1U) << "operators are always answered";
}
