#include "server/gate.hpp"

#include <gtest/gtest.h>

#include <deque>

using namespace tamizdat::server;
using namespace std::chrono_literals;
using Verdict = Gate::Verdict;

namespace {

const Ip one = *parse_ip("192.0.2.1");
const Ip other = *parse_ip("192.0.2.2");

Limits rated(std::size_t rate, std::size_t burst) {
  Limits limits;
  limits.rate = rate;
  limits.burst = burst;
  return limits;
}

}  // namespace

TEST(Gate, lets_in_as_many_as_there_is_room_for_and_more_when_some_have_gone) {
  Limits limits;
  limits.connections = 2;
  Gate gate(limits);
  std::deque<Gate::Entry> inside;
  inside.push_back(gate.enter(one, false));
  inside.push_back(gate.enter(other, false));
  EXPECT_EQ(inside.back().verdict, Verdict::welcome);
  {
    const auto third = gate.enter(one, false);
    EXPECT_EQ(third.verdict, Verdict::told);
    EXPECT_EQ(gate.connections(), 3U);
  }
  EXPECT_EQ(gate.enter(one, false).verdict, Verdict::told);
  inside.pop_front();
  EXPECT_EQ(gate.enter(one, false).verdict, Verdict::welcome);
  inside.clear();
  EXPECT_EQ(gate.connections(), 0U);
  EXPECT_EQ(gate.turned_away(), 2U);
  EXPECT_EQ(gate.remembered(), 0U);
}

TEST(Gate, tells_only_so_many_that_there_is_no_room) {
  Limits limits;
  limits.connections = 1;
  Gate gate(limits);
  std::deque<Gate::Entry> inside;
  while (inside.size() < 1000) inside.push_back(gate.enter(one, false));
  EXPECT_EQ(inside[1].verdict, Verdict::told);
  EXPECT_EQ(inside.back().verdict, Verdict::dropped);
}

TEST(Gate, no_address_takes_all_places) {
  Limits limits;
  limits.connections_per_address = 1;
  Gate gate(limits);
  const auto first = gate.enter(one, false);
  EXPECT_EQ(first.verdict, Verdict::welcome);
  EXPECT_EQ(gate.enter(one, false).verdict, Verdict::told);
  EXPECT_EQ(gate.enter(other, false).verdict, Verdict::welcome);
  EXPECT_EQ(gate.enter(one, true).verdict, Verdict::welcome) << "a proxy stands for many";
  EXPECT_EQ(gate.enter(Ip{}, false).verdict, Verdict::welcome) << "so does a Unix socket";
}

TEST(Gate, an_IPv6_household_counts_as_one) {
  Limits limits;
  limits.connections_per_address = 1;
  Gate gate(limits);
  const auto first = gate.enter(*parse_ip("2001:db8::1"), false);
  EXPECT_EQ(gate.enter(*parse_ip("2001:db8::2"), false).verdict, Verdict::told);
  EXPECT_EQ(gate.enter(*parse_ip("2001:db8:0:1::1"), false).verdict, Verdict::welcome);
}

TEST(Rate, is_off_unless_it_is_set) {
  const Limits limits;
  Gate gate(limits);
  const Clock::time_point now{};
  for (int i = 0; i < 100000; ++i) ASSERT_EQ(gate.wait_for_turn(one, now), 0U);
  EXPECT_EQ(gate.remembered(), 0U);
}

TEST(Rate, allows_a_burst_and_then_so_many_a_second) {
  const Limits limits = rated(2, 5);
  Gate gate(limits);
  Clock::time_point now{};
  for (int i = 0; i < 5; ++i) EXPECT_EQ(gate.wait_for_turn(one, now), 0U);
  EXPECT_EQ(gate.wait_for_turn(one, now), 1U);
  EXPECT_EQ(gate.wait_for_turn(other, now), 0U) << "another address has its own";
  now += 500ms;
  EXPECT_EQ(gate.wait_for_turn(one, now), 0U);
  EXPECT_EQ(gate.wait_for_turn(one, now), 1U);
  int allowed = 0;
  for (int i = 0; i < 1000; ++i) {
    now += 10ms;
    allowed += gate.wait_for_turn(one, now) == 0;
  }
  EXPECT_NEAR(allowed, 20, 1);
  now += 1h;
  for (int i = 0; i < 5; ++i) EXPECT_EQ(gate.wait_for_turn(one, now), 0U);
  EXPECT_EQ(gate.wait_for_turn(one, now), 1U) << "silence saves up a burst, not more";
}

TEST(Rate, remembers_a_bounded_number_of_addresses) {
  const Limits limits = rated(1, 2);
  Gate gate(limits);
  const Clock::time_point now{};
  Ip ip = *parse_ip("2001:db8::");
  for (unsigned i = 0; i < 200000; ++i) {
    for (unsigned byte = 0; byte < 4; ++byte)
      ip.bytes[4 + byte] = static_cast<unsigned char>(i >> (8 * byte));
    EXPECT_EQ(gate.wait_for_turn(ip, now), 0U);
  }
  EXPECT_LE(gate.remembered(), 16U * 4096U);
}
