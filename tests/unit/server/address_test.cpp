#include "server/address.hpp"

#include <gtest/gtest.h>

using namespace tamizdat::server;

TEST(Address, a_bare_port_means_this_machine_alone) {
  const auto parsed = parse_addresses("8080");
  ASSERT_TRUE(parsed);
  ASSERT_EQ(parsed->size(), 2U);
  EXPECT_EQ(to_string(parsed->at(0)), "127.0.0.1:8080");
  EXPECT_EQ(to_string(parsed->at(1)), "[::1]:8080");
  EXPECT_TRUE(parsed->at(1).optional);
}

TEST(Address, every_interface_must_be_asked_for) {
  EXPECT_EQ(to_string(parse_addresses("*:80")->at(0)), "0.0.0.0:80");
  EXPECT_EQ(parse_addresses("192.0.2.1:80")->size(), 1U);
}

TEST(Address, says_what_an_address_looks_like) {
  for (const char* bad : {"", "x", "1.2.3:80", "::1:80", "[::1]", "localhost:", "127.0.0.1:70000",
                          "example.org:80", "127.0.0.1:-1", "127.0.0.1:80x"}) {
    const auto parsed = parse_addresses(bad);
    ASSERT_FALSE(parsed) << bad;
    EXPECT_NE(parsed.error().hint, "");
  }
}

TEST(Address, people_reach_loopback_as_localhost) {
  EXPECT_EQ(local_origin(*parse_addresses("8080")), "http://localhost:8080");
  EXPECT_EQ(local_origin(*parse_addresses("*:80")), "http://localhost");
  EXPECT_EQ(local_origin(*parse_addresses("192.0.2.1:81")), "http://192.0.2.1:81");
}
