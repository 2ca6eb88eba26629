#include "server/framing.hpp"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

using namespace tamizdat;
using namespace tamizdat::server;
using rdf::Code;
using namespace std::string_literals;

namespace {

const Limits limits;

/// What the scanner says to a whole head.
rdf::Result<bool> scan(std::string_view head) {
  HeadScanner scanner(limits);
  return scanner.scan(head);
}

/// The code of an error, or Code::internal where there was none.
template <class T>
Code code_of(const rdf::Result<T>& result) {
  return result ? Code::internal : result.error().code;
}

web::Request request(std::vector<web::Fields::Field> fields, unsigned version = 11) {
  web::Request request;
  request.method = "GET";
  request.target = "/";
  request.version = version;
  for (const auto& [name, value] : fields) request.fields.add(name, value);
  return request;
}

/// The verdict on fields that come beside a good Host.
rdf::Result<Framing> check(std::vector<web::Fields::Field> fields, unsigned version = 11) {
  fields.insert(fields.begin(), {"Host", "localhost"});
  return check_fields(request(std::move(fields), version));
}

Code line(std::string_view text) {
  return code_of(check_request_line(text, limits));
}

}  // namespace

TEST(HeadScanner, finds_the_end_of_a_head_however_it_is_cut) {
  const std::string head = "GET /x HTTP/1.1\r\nHost: a\r\nAccept: */*\r\n\r\n";
  const std::string bytes = head + "GET /next";
  for (std::size_t step = 1; step <= bytes.size(); ++step) {
    HeadScanner scanner(limits);
    bool complete = false;
    for (std::size_t end = step; !complete; end = std::min(end + step, bytes.size())) {
      const auto said = scanner.scan(std::string_view(bytes).substr(0, end));
      ASSERT_TRUE(said) << said.error().message;
      complete = *said;
      ASSERT_EQ(complete, end >= head.size()) << "step " << step << " end " << end;
    }
    EXPECT_EQ(scanner.begin(), 0U);
    EXPECT_EQ(scanner.end(), head.size());
  }
}

TEST(HeadScanner, passes_over_empty_lines_before_the_request) {
  HeadScanner scanner(limits);
  ASSERT_TRUE(*scanner.scan("\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"));
  EXPECT_EQ(scanner.begin(), 4U);
}

TEST(HeadScanner, refuses_empty_lines_without_end) {
  std::string lines;
  for (std::size_t i = 0; i < limits.head_bytes; ++i) lines += "\r\n";
  EXPECT_FALSE(scan(lines));
}

TEST(HeadScanner, refuses_what_two_parties_could_read_differently) {
  const std::vector<std::string> heads = {
      "GET / HTTP/1.1\nHost: a\n\n",                    // bare LF
      "GET / HTTP/1.1\r\nHost: a\n\r\n",                // one bare LF
      "GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n",        // bare CR
      "GET / HTTP/1.1\r\r\nHost: a\r\n\r\n",            // CR before CR LF
      "GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n",   // obs-fold
      "GET / HTTP/1.1\r\nHost: a\r\n\tfolded\r\n\r\n",  // the same with a tab
      "GET / HTTP/1.1\r\nHost: a\r\nX: \0\r\n\r\n"s,    // NUL
      "GET / HTTP/1.1\r\nHost: a\r\nX: \x01\r\n\r\n",   // control bytes
      "GET / HTTP/1.1\r\nHost: a\r\nX: \x7F\r\n\r\n",   //
      "\x16\x03\x01\x02",                               // TLS spoken to a plain port
      "GET /\r\n",                                      // HTTP/0.9
  };
  for (const std::string& head : heads) EXPECT_EQ(code_of(scan(head)), Code::bad_request) << head;
}

TEST(HeadScanner, refuses_a_bare_CR_also_where_it_is_cut) {
  HeadScanner scanner(limits);
  ASSERT_FALSE(*scanner.scan("GET / HTTP/1.1\r\nHost: a\r"));
  EXPECT_EQ(code_of(scanner.scan("GET / HTTP/1.1\r\nHost: a\rb")), Code::bad_request);
}

TEST(HeadScanner, does_not_wait_for_the_fields_to_refuse_a_request_line) {
  EXPECT_EQ(code_of(scan("GET / HTTP/2.0\r\n")), Code::version_not_supported);
  EXPECT_EQ(code_of(scan("GET  / HTTP/1.1\r\n")), Code::bad_request);
}

TEST(HeadScanner, bounds_target_and_head_also_when_they_never_end) {
  const std::string start = "GET /";
  EXPECT_EQ(code_of(scan(start + std::string(limits.target_bytes + 100, 'a'))), Code::target_too_long);
  EXPECT_EQ(code_of(scan(start + std::string(limits.target_bytes, 'a') + " HTTP/1.1\r\n")),
            Code::target_too_long);
  EXPECT_EQ(code_of(scan("GET / HTTP/1.1\r\nX: " + std::string(limits.head_bytes, 'a'))),
            Code::header_too_large);
  std::string fields = "GET / HTTP/1.1\r\n";
  while (fields.size() < limits.head_bytes) fields += "X: a\r\n";
  EXPECT_EQ(code_of(scan(fields)), Code::header_too_large);
  EXPECT_FALSE(*scan(start + std::string(limits.target_bytes - 1, 'a') + " HTTP/1.1\r\n"));
}

TEST(RequestLine, has_a_token_a_target_and_a_version) {
  for (const char* good :
       {"GET / HTTP/1.1", "GET / HTTP/1.0", "M-SEARCH * HTTP/1.1", "GET /id/\xC4\x90ilas HTTP/1.1",
        "GET http://a/ HTTP/1.1", "GET /?q={a|b}^c` HTTP/1.1"}) {
    EXPECT_TRUE(check_request_line(good, limits)) << good;
  }
  for (const char* bad : {"GET", "GET /", "GET / ", "GET /  HTTP/1.1", " GET / HTTP/1.1", "GET\t/ HTTP/1.1",
                          "G(T / HTTP/1.1", "GET /a b HTTP/1.1", "GET / http/1.1", "GET / HTTP/1",
                          "GET / HTTP/1.1 ", "GET / HTTP/1.10", "GET / HTTP/x.1", "GET /#a HTTP/1.1"}) {
    EXPECT_EQ(line(bad), Code::bad_request) << bad;
  }
}

TEST(RequestLine, names_the_versions_that_are_not_spoken) {
  for (const char* version : {"HTTP/2.0", "HTTP/0.9", "HTTP/2.1", "HTTP/3.0"}) {
    EXPECT_EQ(line("GET / "s + version), Code::version_not_supported) << version;
  }
}

TEST(RequestLine, takes_minor_versions_to_come) {
  for (const char* version : {"HTTP/1.0", "HTTP/1.1", "HTTP/1.2", "HTTP/1.9"}) {
    EXPECT_TRUE(check_request_line("GET / "s + version, limits)) << version;
  }
}

TEST(RequestLine, refuses_characters_that_a_target_cannot_hold) {
  for (const char c : {'"', '<', '>', '\\', '^', '`', '{', '}'}) {
    EXPECT_EQ(line("GET /a"s + c + " HTTP/1.1"), Code::bad_request) << c;
  }
  EXPECT_EQ(line("GET /?a# HTTP/1.1"), Code::bad_request);
}

TEST(RequestLine, takes_UTF_8_only_if_it_is_well_formed) {
  for (const char* bad :
       {"\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE4", "\x80", "\xC4z"}) {
    EXPECT_EQ(line("GET /"s + bad + " HTTP/1.1"), Code::bad_request);
  }
}

TEST(Target, absolute_form_is_reduced_to_what_follows_the_host) {
  EXPECT_EQ(*reduce_target("GET", "http://example.org/a?b"), "/a?b");
  EXPECT_EQ(*reduce_target("GET", "HTTPS://example.org:8443/a"), "/a");
  EXPECT_EQ(*reduce_target("GET", "http://example.org"), "/");
  EXPECT_EQ(*reduce_target("GET", "http://example.org?b"), "/?b");
  EXPECT_EQ(*reduce_target("OPTIONS", "http://example.org"), "*");
  EXPECT_EQ(*reduce_target("GET", "/http://example.org"), "/http://example.org");
}

TEST(Target, forms_go_with_their_methods) {
  EXPECT_EQ(*reduce_target("OPTIONS", "*"), "*");
  EXPECT_EQ(code_of(reduce_target("GET", "*")), Code::bad_request);
  EXPECT_EQ(code_of(reduce_target("GET", "example.org:443")), Code::bad_request);
  EXPECT_EQ(code_of(reduce_target("CONNECT", "example.org:443")), Code::not_implemented);
  for (const char* bad :
       {"id/x", "http:/x", "ftp://a/", "http://", "http:///x", "http://user@a/", "http://a:b/"}) {
    EXPECT_EQ(code_of(reduce_target("GET", bad)), Code::bad_request) << bad;
  }
}

TEST(Host, stands_once_in_HTTP_1_1) {
  EXPECT_EQ(code_of(check_fields(request({}))), Code::bad_request);
  EXPECT_EQ(code_of(check_fields(request({{"Host", "a"}, {"host", "a"}}))), Code::bad_request);
  EXPECT_TRUE(check_fields(request({{"hOST", "a"}})));
  EXPECT_TRUE(check_fields(request({}, 10)));
  EXPECT_EQ(code_of(check_fields(request({{"Host", "a"}, {"Host", "b"}}, 10))), Code::bad_request);
}

TEST(Host, is_a_name_or_an_address_with_an_optional_port) {
  for (const char* good :
       {"a", "a.b:80", "127.0.0.1:8080", "[::1]", "[::1]:8080", "a:", "xn--e1aybc.example"}) {
    EXPECT_TRUE(is_valid_host(good)) << good;
  }
  for (const char* bad : {"",     ":80",   "a b",   "a/b",      "a:b",       "a:65536",     "a,b", "user@a",
                          "[::1", "[]",    "[a]",   "[::1]x",   "a\"b",      "\xC4\x90",    "%zz", "a%4",
                          "%",    "[:::]", "[1:2]", "[::1::2]", "[1.2.3.4]", "[::1%25eth0]"}) {
    EXPECT_FALSE(is_valid_host(bad)) << bad;
  }
}

TEST(TransferEncoding, is_chunked_once_or_refused) {
  const auto framing = check({{"Transfer-Encoding", "Chunked"}});
  ASSERT_TRUE(framing);
  EXPECT_EQ(framing->body, BodyKind::chunked);
  for (const char* bad : {"", "identity", "xchunked", "gzip", "chunked, identity", "chunked, chunked",
                          "chunked,", ", chunked, chunked", "chunked;q=1", "\"chunked\""}) {
    EXPECT_EQ(code_of(check({{"Transfer-Encoding", bad}})), Code::bad_request) << bad;
  }
  EXPECT_EQ(code_of(check({{"Transfer-Encoding", "gzip, chunked"}})), Code::not_implemented);
  EXPECT_EQ(code_of(check({{"Transfer-Encoding", "chunked"}, {"Transfer-Encoding", "chunked"}})),
            Code::bad_request);
  EXPECT_EQ(code_of(check({{"Transfer-Encoding", "chunked"}}, 10)), Code::bad_request);
}

TEST(TransferEncoding, excludes_a_content_length) {
  EXPECT_EQ(code_of(check({{"Transfer-Encoding", "chunked"}, {"Content-Length", "3"}})), Code::bad_request);
  EXPECT_EQ(code_of(check({{"Content-Length", "3"}, {"Transfer-Encoding", "chunked"}})), Code::bad_request);
}

TEST(ContentLength, is_one_number) {
  EXPECT_EQ(check({{"Content-Length", "3"}})->length, 3U);
  EXPECT_EQ(check({{"Content-Length", "3"}})->body, BodyKind::length);
  EXPECT_EQ(check({{"Content-Length", "0"}})->body, BodyKind::none);
  for (const char* bad : {"", "+3", "-3", "3 3", "3,3", "0x3", "3.0", "three"}) {
    EXPECT_EQ(code_of(check({{"Content-Length", bad}})), Code::bad_request) << bad;
  }
  EXPECT_EQ(code_of(check({{"Content-Length", "3"}, {"Content-Length", "3"}})), Code::bad_request);
  EXPECT_EQ(code_of(check({{"Content-Length", "99999999999999999999"}})), Code::content_too_large);
}

TEST(Connection, stays_open_by_version_and_option) {
  EXPECT_TRUE(check({})->keep_alive);
  EXPECT_FALSE(check({{"Connection", "Close"}})->keep_alive);
  EXPECT_FALSE(check({{"Connection", "upgrade, close"}})->keep_alive);
  EXPECT_FALSE(check({}, 10)->keep_alive);
  EXPECT_TRUE(check({{"Connection", "Keep-Alive"}}, 10)->keep_alive);
  EXPECT_FALSE(check({{"Connection", "keep-alive"}, {"Connection", "close"}}, 10)->keep_alive);
}

TEST(Expect, is_100_continue_or_refused) {
  EXPECT_TRUE(check({{"Expect", "100-Continue"}, {"Content-Length", "3"}})->expects_continue);
  EXPECT_FALSE(check({{"Expect", "100-continue"}})->expects_continue);
  EXPECT_EQ(code_of(check({{"Expect", "a-miracle"}})), Code::expectation_failed);
  EXPECT_TRUE(check({{"Expect", "a-miracle"}}, 10));
}
