#include "server/pace.hpp"

#include <gtest/gtest.h>

#include <deque>

using namespace tamizdat::server;
using namespace std::chrono_literals;

namespace {

/// A thread's queue, and a clock that stands still unless it is moved.
struct Queue {
  std::deque<std::function<void()>> waiting;
  Clock::time_point now{};
  Pace pace{1s, [this](std::function<void()> call) { waiting.push_back(std::move(call)); }};

  /// A request that is known to wait, and how long answering takes. Whether it was put off is counted.
  void request(Clock::duration takes) {
    waiting.push_back([this, takes] {
      if (pace.is_late(now)) {
        ++put_off;
      } else {
        ++answered;
        now += takes;
      }
    });
  }
  void step() {
    const auto next = std::move(waiting.front());
    waiting.pop_front();
    next();
  }
  void run() {
    while (!waiting.empty()) step();
  }
  int answered = 0;
  int put_off = 0;
};

}  // namespace

TEST(Pace, puts_nothing_off_while_turns_come_soon) {
  Queue queue;
  for (int round = 0; round < 100; ++round) {
    for (int i = 0; i < 10; ++i) queue.request(90ms);
    queue.run();
  }
  EXPECT_EQ(queue.put_off, 0);
  EXPECT_EQ(queue.answered, 1000);
}

TEST(Pace, puts_off_what_has_waited_too_long) {
  Queue queue;
  for (int i = 0; i < 100; ++i) queue.request(100ms);
  queue.run();
  EXPECT_EQ(queue.answered, 11) << "one second of work, and the one that went beyond";
  EXPECT_EQ(queue.put_off, 89);
}

TEST(Pace, is_late_until_nothing_waits_any_more) {
  Queue queue;
  for (int i = 0; i < 20; ++i) queue.request(100ms);
  for (int i = 0; i < 20; ++i) queue.step();
  const int before = queue.answered;
  for (int round = 0; round < 50; ++round) {  // more comes each time before the mark does
    queue.request(100ms);
    queue.step();
    queue.request(100ms);
    queue.step();
  }
  EXPECT_EQ(queue.answered, before);
  queue.run();
  queue.request(100ms);
  queue.run();
  EXPECT_EQ(queue.answered, before + 1) << "it has recovered";
}

TEST(Pace, a_single_slow_answer_puts_nobody_off_who_comes_after_it) {
  Queue queue;
  for (int i = 0; i < 5; ++i) {
    queue.request(10s);
    queue.run();
  }
  EXPECT_EQ(queue.answered, 5);
  EXPECT_EQ(queue.put_off, 0);
}

TEST(Pace, leaves_no_call_behind_in_a_queue_at_rest) {
  Queue queue;
  for (int i = 0; i < 50; ++i) queue.request(1s);
  queue.run();
  EXPECT_TRUE(queue.waiting.empty());
}
