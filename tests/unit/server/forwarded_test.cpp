#include "server/forwarded.hpp"

#include <gtest/gtest.h>

using namespace tamizdat;
using namespace tamizdat::server;

namespace {

Trust trusting(std::initializer_list<const char*> networks) {
  Trust trust;
  for (const char* network : networks) EXPECT_TRUE(add_trusted(trust, network)) << network;
  return trust;
}

Caller behind(std::initializer_list<std::pair<const char*, const char*>> lines,
              const char* peer = "10.0.0.1") {
  web::Fields fields;
  for (const auto& [name, value] : lines) fields.add(name, value);
  return client_behind(*parse_ip(peer), false, fields, trusting({"10.0.0.0/8", "2001:db8::/32"}));
}

std::string ip(std::initializer_list<std::pair<const char*, const char*>> lines) {
  return to_string(behind(lines).ip);
}

}  // namespace

TEST(Forwarded, names_the_client) {
  EXPECT_EQ(ip({{"Forwarded", "for=192.0.2.7"}}), "192.0.2.7");
  EXPECT_EQ(ip({{"forwarded", "For=\"192.0.2.7:4711\";proto=https"}}), "192.0.2.7");
  EXPECT_EQ(ip({{"Forwarded", "proto=http; FOR=\"[2001:db9::1]:80\" ;by=10.0.0.1"}}), "2001:db9::1");
  EXPECT_EQ(ip({{"Forwarded", "for=\"[2001:db9::1]\""}}), "2001:db9::1");
  EXPECT_EQ(ip({{"Forwarded", "for=\"192.0.2\\.7\""}}), "192.0.2.7");
}

TEST(Forwarded, goes_outwards_as_long_as_hops_are_trusted) {
  EXPECT_EQ(ip({{"Forwarded", "for=198.51.100.1, for=192.0.2.7, for=10.9.9.9"}}), "192.0.2.7");
  EXPECT_EQ(ip({{"Forwarded", "for=198.51.100.1, for=192.0.2.7"}, {"Forwarded", "for=10.9.9.9"}}),
            "192.0.2.7");
  EXPECT_EQ(ip({{"Forwarded", "for=10.0.0.3, for=10.0.0.2"}}), "10.0.0.3");
}

TEST(Forwarded, ends_where_a_hop_hides_or_makes_no_sense) {
  for (const char* hop : {"for=unknown", "for=_hidden", "for=\"_x:_y\"", "for=", "nonsense", "for=1.2.3",
                          "proto=https", "for=\"[::1\"", "for=[::1]x"}) {
    const std::string value = std::string("for=192.0.2.7, ") + hop;
    EXPECT_EQ(ip({{"Forwarded", value.c_str()}}), "10.0.0.1") << hop;
  }
  EXPECT_EQ(ip({{"Forwarded", "for=192.0.2.7, for=unknown, for=10.0.0.2"}}), "10.0.0.2");
  EXPECT_EQ(ip({{"Forwarded", "for=\"192.0.2.7"}}), "10.0.0.1");
  EXPECT_EQ(ip({{"Forwarded", ""}}), "10.0.0.1");
  EXPECT_EQ(ip({{"Forwarded", ",,for=192.0.2.7,,"}}), "192.0.2.7");
}

TEST(Forwarded, a_comma_within_quotes_splits_nothing) {
  EXPECT_EQ(ip({{"Forwarded", "for=192.0.2.7;host=\"a,for=198.51.100.1\""}}), "192.0.2.7");
}

TEST(Forwarded, takes_scheme_and_host_from_the_outermost_trusted_proxy) {
  const Caller client = behind(
      {{"Forwarded", "for=192.0.2.7;proto=https;host=example.org, for=10.0.0.2;proto=http;host=inner"}});
  EXPECT_TRUE(client.secure);
  EXPECT_EQ(client.host, "example.org");
  const Caller liar = behind({{"Forwarded", "for=10.0.0.9;proto=https;host=liar, for=192.0.2.7;proto=http"}});
  EXPECT_FALSE(liar.secure);
  EXPECT_EQ(liar.host, "");
}

TEST(Forwarded, a_host_that_is_none_counts_for_nothing) {
  EXPECT_EQ(behind({{"Forwarded", "for=192.0.2.7;host=\"a b\""}}).host, "");
  EXPECT_EQ(behind({{"X-Forwarded-For", "192.0.2.7"}, {"X-Forwarded-Host", "a/b"}}).host, "");
}

TEST(XForwarded, names_the_client_too) {
  EXPECT_EQ(ip({{"X-Forwarded-For", "192.0.2.7"}}), "192.0.2.7");
  EXPECT_EQ(ip({{"X-Forwarded-For", "198.51.100.1,192.0.2.7 , 10.0.0.2"}}), "192.0.2.7");
  EXPECT_EQ(ip({{"X-Forwarded-For", "2001:db9::7"}}), "2001:db9::7");
  EXPECT_EQ(ip({{"X-Forwarded-For", "192.0.2.7:1234"}}), "192.0.2.7");
  EXPECT_EQ(ip({{"X-Forwarded-For", "192.0.2.7, unknown"}}), "10.0.0.1");
  EXPECT_EQ(ip({{"X-Forwarded-Proto", "https"}}), "10.0.0.1");
}

TEST(XForwarded, one_scheme_is_for_all_and_a_list_goes_along) {
  EXPECT_TRUE(behind({{"X-Forwarded-For", "192.0.2.7, 10.0.0.2"}, {"X-Forwarded-Proto", "https"}}).secure);
  EXPECT_TRUE(
      behind({{"X-Forwarded-For", "192.0.2.7, 10.0.0.2"}, {"X-Forwarded-Proto", "https, http"}}).secure);
  EXPECT_FALSE(
      behind({{"X-Forwarded-For", "192.0.2.7, 10.0.0.2"}, {"X-Forwarded-Proto", "http, https"}}).secure);
  EXPECT_TRUE(behind({{"X-Forwarded-Proto", "HTTPS"}}).secure);
  EXPECT_EQ(behind({{"X-Forwarded-For", "192.0.2.7"}, {"X-Forwarded-Host", "example.org:8443"}}).host,
            "example.org:8443");
}

TEST(Forwarded, goes_before_the_older_fields) {
  EXPECT_EQ(ip({{"X-Forwarded-For", "198.51.100.1"}, {"Forwarded", "for=192.0.2.7"}}), "192.0.2.7");
}

TEST(Trust, is_given_by_name) {
  const Trust trust = trusting({"192.0.2.0/24", "::1", "unix"});
  EXPECT_TRUE(trust.holds(*parse_ip("192.0.2.9")));
  EXPECT_TRUE(trust.holds(*parse_ip("::1")));
  EXPECT_TRUE(trust.holds(Ip{}));
  EXPECT_FALSE(trust.holds(*parse_ip("192.0.3.9")));
  EXPECT_FALSE(trusting({"192.0.2.0/24"}).holds(Ip{}));
  Trust other;
  for (const char* text : {"", "all", "192.0.2.1/24", "localhost"})
    EXPECT_FALSE(add_trusted(other, text)) << text;
}
