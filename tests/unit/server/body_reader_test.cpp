#include "server/body_reader.hpp"

#include <gtest/gtest.h>

#include <vector>

using namespace tamizdat;
using namespace tamizdat::server;
using rdf::Code;

namespace {

const Framing chunked{BodyKind::chunked, 0, true, false};

/// What comes of bytes that are taken in pieces: the body, or the error's name; in brackets what was left
/// over.
std::string taken(std::string_view bytes, std::size_t piece, const Framing& framing = chunked,
                  const Limits& limits = {}) {
  BodyReader reader(framing, limits);
  while (!bytes.empty() && !reader.complete()) {
    const auto used = reader.take(bytes.substr(0, piece));
    if (!used) return std::string(rdf::name(used.error().code));
    bytes.remove_prefix(*used);
  }
  if (!reader.complete()) return "incomplete";
  return reader.body() + '[' + std::string(bytes) + ']';
}

void expect_in_all_pieces(const std::string& bytes, const std::string& what, const Framing& framing = chunked,
                          const Limits& limits = {}) {
  for (std::size_t piece = 1; piece <= bytes.size(); ++piece)
    ASSERT_EQ(taken(bytes, piece, framing, limits), what) << bytes << " in pieces of " << piece;
}

}  // namespace

TEST(BodyReader, undoes_chunks_however_they_are_cut_and_takes_nothing_beyond) {
  const std::vector<std::pair<std::string, std::string>> bodies = {
      {"0\r\n\r\n", "[]"},
      {"000\r\n\r\nGET", "[GET]"},
      {"1\r\nx\r\n0\r\n\r\n", "x[]"},
      {"2\r\na\n\r\n0001\r\n\n\r\n0\r\n\r\n\r\n", "a\n\n[\r\n]"},
      {"A\r\n0123456789\r\nb\r\n0123456789a\r\n0\r\n\r\n", "01234567890123456789a[]"},
      {"1;a=b;c=\"d;\\\"e\"\r\nx\r\n0;c\r\nX: y\r\nZ:\r\nContent-Length: 5\r\n\r\nG", "x[G]"},
  };
  for (const auto& [bytes, body] : bodies) expect_in_all_pieces(bytes, body);
}

TEST(BodyReader, refuses_what_others_might_read_otherwise) {
  for (const std::string bytes : {"xyz\r\n",
                                  "\r\n",
                                  ";a\r\n",
                                  "+1\r\nx",
                                  "-1\r\nx",
                                  "0x1\r\nx",
                                  " 1\r\nx",
                                  "1 \r\nx",
                                  "1\nx",
                                  "1\rx",
                                  "1;a\nb",
                                  "1;a\rb",
                                  "1;\"a\r\nx\r\n0\r\n\r\n",
                                  "1\r\nxy\r\n",
                                  "1\r\nx\n0",
                                  "1\r\nx\r0",
                                  "FFFFFFFFFFFFFFFFF\r\n",
                                  "F0000000000000000\r\n",
                                  "0\r\nX: y\n",
                                  "0\r\nX : y\r\n",
                                  "0\r\n: y\r\n",
                                  "0\r\nX\r\n",
                                  "0\r\nX: y\r\n z",
                                  "0\r\n\rx",
                                  "0\r\n\n",
                                  "1;\x7F"}) {
    expect_in_all_pieces(bytes, "bad-request");
  }
  expect_in_all_pieces(std::string("1;\0", 3), "bad-request");
  expect_in_all_pieces(std::string("0\r\nX: \0", 7), "bad-request");
}

TEST(BodyReader, bounds_the_body_and_what_is_around_it) {
  Limits limits;
  limits.head_bytes = 50;
  limits.body_bytes = 10;
  limits.drain_bytes = 100;
  const std::string too_large = "content-too-large";
  expect_in_all_pieces("a\r\n0123456789\r\n0\r\n\r\n", "0123456789[]", chunked, limits);
  expect_in_all_pieces("b\r\n", too_large, chunked, limits);
  expect_in_all_pieces("a\r\n0123456789\r\n1\r\n", too_large, chunked, limits);
  expect_in_all_pieces("FFFFFFFFFFFFFFFF\r\n", too_large, chunked, limits);
  expect_in_all_pieces("1;" + std::string(60, 'x'), too_large, chunked, limits);
  expect_in_all_pieces(std::string(60, '0'), too_large, chunked, limits);
  expect_in_all_pieces("0\r\nX: " + std::string(60, 'y'), too_large, chunked, limits);
  std::string trailers = "0\r\n";
  for (int i = 0; i < 20; ++i) trailers += "X: y\r\n";
  expect_in_all_pieces(trailers, too_large, chunked, limits);
  std::string crumbs;
  for (int i = 0; i < 10; ++i) crumbs += "1;abcdefghij\r\nx\r\n";
  expect_in_all_pieces(crumbs, too_large, chunked, limits);
}

TEST(BodyReader, takes_as_many_bytes_as_were_announced) {
  expect_in_all_pieces("01234\r\n", "01234[\r\n]", {BodyKind::length, 5, true, false});
  expect_in_all_pieces("0123", "incomplete", {BodyKind::length, 5, true, false});
}
