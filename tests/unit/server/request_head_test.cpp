#include "server/request_head.hpp"

#include <gtest/gtest.h>

using namespace tamizdat;
using server::read_request_head;

TEST(RequestHead, becomes_method_target_version_and_fields) {
  web::Request request;
  ASSERT_TRUE(read_request_head("GET /x?a=b HTTP/1.1\r\nHost: h\r\nAccept:  */* \t\r\nX:\r\n\r\n", request));
  EXPECT_EQ(request.method, "GET");
  EXPECT_EQ(request.target, "/x?a=b");
  EXPECT_EQ(request.version, 11U);
  EXPECT_EQ(request.fields.text(), "Host: h\r\nAccept: */*\r\nX: \r\n");
  EXPECT_EQ(request.fields.get("accept"), "*/*");
  EXPECT_TRUE(request.fields.has("x"));
}

TEST(RequestHead, without_fields_has_none) {
  web::Request request;
  ASSERT_TRUE(read_request_head("GET / HTTP/1.0\r\n\r\n", request));
  EXPECT_EQ(request.version, 10U);
  EXPECT_TRUE(request.fields.text().empty());
}

TEST(RequestHead, of_a_minor_version_to_come_is_of_1_1) {
  web::Request request;
  ASSERT_TRUE(read_request_head("GET /x HTTP/1.7\r\nHost: h\r\n\r\n", request));
  EXPECT_EQ(request.version, 11U);
  EXPECT_EQ(request.target, "/x");
  EXPECT_FALSE(read_request_head("GET /x HTTP/2.7\r\nHost: h\r\n\r\n", request));
}

TEST(RequestHead, leaves_nothing_of_the_one_before) {
  web::Request request;
  request.body = "b";
  request.host = "elsewhere";
  request.secure = true;
  request.fields.add("Range", "bytes=0-1");
  ASSERT_TRUE(read_request_head("GET / HTTP/1.1\r\nHost: h\r\n\r\n", request));
  EXPECT_EQ(request.body + request.host, "");
  EXPECT_FALSE(request.secure);
  EXPECT_FALSE(request.fields.has("Range"));
}

TEST(RequestHead, has_fields_whose_names_are_tokens) {
  for (const std::string_view field :
       {"X : a", ": a", "X y: a", "X(: a", "nonsense", "X\x80: a", "\"X\": a"}) {
    web::Request request;
    const auto read = read_request_head(
        std::string("GET / HTTP/1.1\r\nHost: h\r\n").append(field).append("\r\n\r\n"), request);
    ASSERT_FALSE(read) << field;
    EXPECT_EQ(read.error().code, rdf::Code::bad_request);
    EXPECT_EQ(request.method, "GET") << "what was understood is for the log";
  }
}

TEST(RequestHead, keeps_colons_and_bytes_beyond_ascii_in_values) {
  web::Request request;
  ASSERT_TRUE(read_request_head("GET / HTTP/1.1\r\nHost: [::1]:80\r\nX: \xC4\x90: y\r\n\r\n", request));
  EXPECT_EQ(request.fields.get("Host"), "[::1]:80");
  EXPECT_EQ(request.fields.get("X"), "\xC4\x90: y");
}
