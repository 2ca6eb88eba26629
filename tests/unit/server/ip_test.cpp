#include "server/ip.hpp"

#include <gtest/gtest.h>

using namespace tamizdat::server;

namespace {

bool holds(const char* network, const char* ip) {
  const auto net = parse_network(network);
  EXPECT_TRUE(net) << network;
  return net && net->holds(*parse_ip(ip));
}

}  // namespace

TEST(Ip, reads_back_what_it_writes) {
  for (const char* text :
       {"0.0.0.0", "127.0.0.1", "255.255.255.255", "::", "::1", "2001:db8::1:0:0:1", "fe80::1"}) {
    const auto ip = parse_ip(text);
    ASSERT_TRUE(ip) << text;
    EXPECT_EQ(to_string(*ip), text);
  }
}

TEST(Ip, is_the_same_however_it_came_in) {
  EXPECT_EQ(parse_ip("::ffff:192.0.2.1"), parse_ip("192.0.2.1"));
  EXPECT_EQ(to_string(*parse_ip("::ffff:192.0.2.1")), "192.0.2.1");
  EXPECT_EQ(parse_ip("2001:DB8:0::1"), parse_ip("2001:db8::1"));
}

TEST(Ip, refuses_what_is_none) {
  for (const char* text : {"", "1", "1.2.3", "1.2.3.4.5", "256.1.1.1", "1.2.3.4 ", " 1.2.3.4", "01.2.3.4.",
                           "localhost", "[::1]", "::1%lo", "1:2:3:4:5:6:7:8:9", ":::", "1.2.3.4:80", "-"}) {
    EXPECT_FALSE(parse_ip(text)) << text;
  }
  EXPECT_FALSE(parse_ip(std::string_view("1.2.3.4\0x", 9)));
}

TEST(Network, holds_exactly_those_that_begin_alike) {
  EXPECT_TRUE(holds("10.0.0.0/8", "10.255.255.255"));
  EXPECT_FALSE(holds("10.0.0.0/8", "11.0.0.0"));
  EXPECT_TRUE(holds("192.0.2.128/25", "192.0.2.255"));
  EXPECT_FALSE(holds("192.0.2.128/25", "192.0.2.127"));
  EXPECT_TRUE(holds("192.0.2.7", "192.0.2.7"));
  EXPECT_FALSE(holds("192.0.2.7", "192.0.2.6"));
  EXPECT_TRUE(holds("0.0.0.0/0", "203.0.113.9"));
  EXPECT_FALSE(holds("0.0.0.0/0", "2001:db8::1"));
  EXPECT_TRUE(holds("::/0", "2001:db8::1"));
  EXPECT_TRUE(holds("2001:db8::/33", "2001:db8:7fff::1"));
  EXPECT_FALSE(holds("2001:db8::/33", "2001:db8:8000::1"));
  EXPECT_FALSE(parse_network("10.0.0.0/8")->holds(Ip{}));
}

TEST(Network, every_prefix_length_splits_its_two_halves) {
  for (unsigned bits = 1; bits <= 128; ++bits) {
    Network network{*parse_ip("::"), bits};
    Ip last = *parse_ip("::");
    for (unsigned at = bits; at < 128; ++at)
      last.bytes[at / 8] = static_cast<unsigned char>(last.bytes[at / 8] | (0x80U >> (at % 8)));
    EXPECT_TRUE(network.holds(last)) << bits;
    last.bytes[(bits - 1) / 8] =
        static_cast<unsigned char>(last.bytes[(bits - 1) / 8] | (0x80U >> ((bits - 1) % 8)));
    EXPECT_FALSE(network.holds(last)) << bits;
  }
}

TEST(Network, refuses_what_is_none) {
  for (const char* text : {"", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8x", "10.0.0.1/8",
                           "10/8", "::/129", "2001:db8::1/32", "10.0.0.0/8/8", "unix", "*"}) {
    EXPECT_FALSE(parse_network(text)) << text;
  }
}

TEST(Household, is_a_64_in_IPv6_and_an_address_in_IPv4) {
  EXPECT_EQ(household(*parse_ip("2001:db8:1:2:3:4:5:6")), *parse_ip("2001:db8:1:2::"));
  EXPECT_EQ(household(*parse_ip("192.0.2.7")), *parse_ip("192.0.2.7"));
}
