#include "server/conversation.hpp"

#include <gtest/gtest.h>

#include "unit/server/talk.hpp"

using namespace tamizdat;
using namespace tamizdat::server;
using rdf::Code;

namespace {

const std::string get = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";

}  // namespace

TEST(Conversation, answers_and_reads_on) {
  Talk talk;
  talk.say(get);
  EXPECT_EQ(talk.answers,
            "HTTP/1.1 200 OK\r\nServer: Tamizdat\r\nDate: Thu, 01 Jan 1970 00:00:00 GMT\r\n"
            "Content-Type: text/plain\r\nContent-Length: 6\r\n\r\nGET /x");
  EXPECT_EQ(talk.conversation.need(), Need::read);
  EXPECT_TRUE(talk.conversation.idle());
}

TEST(Conversation, answers_pipelined_requests_in_order_however_bytes_are_cut) {
  for (std::size_t step = 1; step < 70; ++step) {
    Talk talk;
    talk.step = step;
    talk.say(
        "GET /1 HTTP/1.1\r\nHost: a\r\n\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\nGET /3 HTTP/1.1\r\nHost: "
        "a\r\n\r\n");
    ASSERT_EQ(talk.handler.asked.size(), 3U) << step;
    EXPECT_LT(talk.answers.find("GET /1"), talk.answers.find("GET /2"));
    EXPECT_LT(talk.answers.find("GET /2"), talk.answers.find("GET /3"));
  }
}

TEST(Conversation, closes_when_asked_and_never_answers_what_follows) {
  Talk talk;
  talk.say("GET /1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n" + get);
  EXPECT_EQ(talk.handler.asked.size(), 1U);
  EXPECT_EQ(talk.count("Connection: close"), 1U);
  EXPECT_EQ(talk.conversation.need(), Need::linger);
  talk.conversation.ended();
  EXPECT_EQ(talk.conversation.need(), Need::close);
}

TEST(Conversation, tells_HTTP_1_0_that_it_keeps_the_connection) {
  Talk talk;
  talk.say("GET /1 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_EQ(talk.count("Connection: keep-alive"), 1U);
  EXPECT_EQ(talk.conversation.need(), Need::read);
  talk.say("GET /2 HTTP/1.0\r\n\r\n");
  EXPECT_EQ(talk.conversation.need(), Need::linger);
}

TEST(Conversation, HEAD_has_the_length_and_no_body) {
  Talk talk;
  talk.say("HEAD /x HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(talk.count("Content-Length: 7"), 1U);
  EXPECT_EQ(talk.body(), "");
}

TEST(Conversation, a_304_has_neither_body_nor_length) {
  Talk talk;
  talk.handler.answer = [](const web::Request&) {
    web::Response response;
    response.status = 304;
    response.head_only = true;
    return response;
  };
  talk.say(get);
  EXPECT_EQ(talk.count("Content-Length"), 0U);
  EXPECT_TRUE(talk.answers.ends_with("\r\n\r\n"));
}

TEST(Conversation, a_stream_that_ends_soon_has_its_length_told) {
  Talk talk;
  talk.handler.answer = [](const web::Request&) { return stream_of({"ab", "cd"}); };
  talk.say(get);
  EXPECT_EQ(talk.count("Content-Length: 4"), 1U);
  EXPECT_EQ(talk.body(), "abcd");
}

web::Response measured_stream(std::vector<std::string> pieces, std::uint64_t length) {
  web::Response response = stream_of(std::move(pieces));
  response.length = length;
  return response;
}

TEST(Conversation, a_stream_of_known_length_is_not_chunked) {
  for (const char* version : {"1.1", "1.0"}) {
    Talk talk;
    const std::string piece(talk.limits.piece_bytes, 'p');
    talk.handler.answer = [&](const web::Request&) {
      return measured_stream({piece, piece, "end"}, 2 * piece.size() + 3);
    };
    talk.say(std::string("GET / HTTP/") + version + "\r\nHost: h\r\nConnection: keep-alive\r\n\r\n");
    EXPECT_EQ(talk.count("Content-Length: " + std::to_string(2 * piece.size() + 3)), 1U);
    EXPECT_EQ(talk.count("chunked"), 0U);
    EXPECT_EQ(talk.body(), piece + piece + "end");
    EXPECT_EQ(talk.conversation.need(), Need::read);
  }
}

TEST(Conversation, a_stream_of_small_pieces_is_sent_before_it_has_grown_to_a_large_one) {
  Talk talk;
  const std::string first(talk.limits.piece_bytes, 'p');
  std::vector<std::string> pieces(100, "x");
  pieces.insert(pieces.begin(), first);
  talk.handler.answer = [&](const web::Request&) { return stream_of(pieces); };
  talk.say(get);
  EXPECT_EQ(talk.count("\r\n8\r\nxxxxxxxx\r\n"), 12U);
  EXPECT_TRUE(talk.answers.ends_with("\r\n0\r\n\r\n"));
}

TEST(Conversation, HEAD_has_the_length_of_a_stream_that_is_not_made) {
  Talk talk;
  talk.handler.answer = [](const web::Request&) {
    web::Response response;
    response.length = 1000;
    response.head_only = true;
    return response;
  };
  talk.say("HEAD / HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_EQ(talk.count("Content-Length: 1000"), 1U);
  EXPECT_TRUE(talk.answers.ends_with("\r\n\r\n"));
  EXPECT_EQ(talk.conversation.need(), Need::read);
}

TEST(Conversation, a_stream_shorter_than_was_said_is_cut) {
  Talk late;
  const std::string piece(late.limits.piece_bytes, 'p');
  late.handler.answer = [&](const web::Request&) {
    return measured_stream({piece, "end"}, 2 * piece.size());
  };
  late.say(get);
  EXPECT_EQ(late.conversation.need(), Need::reset);
  Talk early;
  early.handler.answer = [](const web::Request&) { return measured_stream({"ab"}, 3); };
  early.say(get);
  EXPECT_FALSE(early.conversation.need() == Need::read) << "the client would wait for the rest";
}

TEST(Conversation, a_long_stream_is_chunked) {
  Talk talk;
  const std::string piece(talk.limits.piece_bytes, 'p');
  talk.handler.answer = [&](const web::Request&) { return stream_of({piece, piece, "end"}); };
  talk.say(get);
  EXPECT_EQ(talk.count("Transfer-Encoding: chunked"), 1U);
  EXPECT_EQ(talk.count("\r\n10000\r\n"), 2U);
  EXPECT_TRUE(talk.answers.ends_with("\r\n3\r\nend\r\n0\r\n\r\n"));
  EXPECT_EQ(talk.conversation.need(), Need::read);
}

TEST(Conversation, a_chunked_stream_that_ends_at_the_border_of_a_piece_ends_once) {
  Talk talk;
  const std::string piece(talk.limits.piece_bytes, 'p');
  talk.handler.answer = [&](const web::Request&) { return stream_of({piece}); };
  talk.say(get);
  EXPECT_TRUE(talk.answers.ends_with("p\r\n0\r\n\r\n"));
  EXPECT_EQ(talk.count("\r\n0\r\n"), 1U);
}

TEST(Conversation, HTTP_1_0_never_gets_chunks) {
  Talk talk;
  const std::string piece(talk.limits.old_client_bytes, 'p');
  talk.handler.answer = [&](const web::Request& request) {
    return request.target == "/long" ? stream_of({piece, piece}) : stream_of({"short"});
  };
  talk.say("GET /short HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_EQ(talk.count("Content-Length: 5"), 1U);
  talk.say("GET /long HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_EQ(talk.count("chunked"), 0U);
  EXPECT_EQ(talk.count("Content-Length"), 1U);
  EXPECT_EQ(talk.conversation.need(), Need::linger);
  EXPECT_TRUE(talk.answers.ends_with(piece + piece));
}

TEST(Conversation, a_failing_stream_is_cut_and_says_nothing) {
  for (const char* version : {"1.1", "1.0"}) {
    Talk talk;
    const std::string piece(talk.limits.old_client_bytes, 'p');
    talk.handler.answer = [&](const web::Request&) { return stream_of({piece, "more"}, true); };
    talk.say(std::string("GET / HTTP/") + version + "\r\nHost: a\r\n\r\n");
    EXPECT_EQ(talk.conversation.need(), Need::reset) << version;
    EXPECT_FALSE(talk.answers.ends_with("0\r\n\r\n"));
    EXPECT_EQ(talk.count("fire"), 0U);
  }
}

TEST(Conversation, a_stream_that_fails_at_once_becomes_an_error) {
  Talk talk;
  talk.handler.answer = [](const web::Request&) { return stream_of({}, true); };
  talk.say(get);
  EXPECT_EQ(talk.body(), "internal");
  EXPECT_EQ(talk.count("Connection: close"), 1U);
}

TEST(Conversation, a_refused_head_tells_its_method_if_it_can) {
  const std::vector<std::pair<std::string, std::string>> heads = {{"HEAD /<a> HTTP/1.1\r\n", "HEAD"},
                                                                  {"\r\nHEAD / HTTP/9.9\r\n", "HEAD"},
                                                                  {"nonsense\r\n", ""},
                                                                  {"a\"b /\r\n", ""}};
  for (const auto& [head, method] : heads) {
    Talk talk;
    talk.say(head);
    ASSERT_EQ(talk.handler.refused.size(), 1U) << head;
    EXPECT_EQ(talk.handler.refused_methods.back(), method) << head;
    EXPECT_EQ(talk.answers.ends_with("\r\n\r\n"), method == "HEAD") << talk.answers;
  }
}

TEST(Conversation, refuses_once_and_closes) {
  for (const char* bad :
       {"GET /\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nX\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"}) {
    Talk talk;
    talk.say(bad + get);
    EXPECT_EQ(talk.handler.refused.size(), 1U) << bad;
    EXPECT_EQ(talk.handler.asked.size(), 0U) << bad;
    EXPECT_EQ(talk.count("HTTP/1.1 "), 1U) << bad;
    EXPECT_EQ(talk.count("Connection: close"), 1U) << bad;
  }
}

TEST(Conversation, a_refusal_knows_nothing_of_the_request_before) {
  Talk talk;
  talk.say("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n\x01");
  EXPECT_EQ(talk.body(), "bad-request");
}

TEST(Conversation, reads_the_body_of_a_POST_in_both_framings) {
  for (std::size_t step = 1; step < 90; ++step) {
    Talk talk;
    talk.step = step;
    talk.say(
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello"
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        "3;x=y\r\nhel\r\n2\r\nlo\r\n0\r\nHost: b\r\n\r\n" +
        get);
    ASSERT_EQ(talk.handler.asked.size(), 3U) << step;
    EXPECT_EQ(talk.handler.asked[0].body, "hello");
    EXPECT_EQ(talk.handler.asked[1].body, "hello");
    EXPECT_EQ(talk.handler.asked[1].fields.combined("Host"), "a") << "trailers are dropped";
  }
}

TEST(Conversation, takes_the_end_of_a_chunked_body_byte_by_byte) {
  const std::string head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (const std::string body : {"0\r\n\r\n", "3\r\nabc\r\n0\r\n\r\n", "0\r\nA: b\r\n\r\n"}) {
    Talk talk;
    talk.say(head);
    for (const char byte : body) talk.say({&byte, 1});
    EXPECT_EQ(talk.count("HTTP/1.1 200"), 1U) << body;
  }
}

TEST(Conversation, bounds_bodies_chunk_extensions_and_trailers) {
  const std::string chunked = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  Talk talk;
  talk.say("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(talk.limits.body_bytes + 1) +
           "\r\n\r\n");
  ASSERT_EQ(talk.handler.refused.size(), 1U);
  EXPECT_EQ(talk.handler.refused[0].code, Code::content_too_large);

  std::string tiny;
  for (int i = 0; i < 100000; ++i) tiny += "1;extension=without-any-purpose-but-to-be-long\r\na\r\n";
  const std::string large = "100001\r\n" + std::string(0x100001, 'a') + "\r\n0\r\n\r\n";
  for (const std::string& body :
       {"1;" + std::string(1 << 20, 'x'), "0\r\nX: " + std::string(1 << 20, 'x'), tiny, large}) {
    Talk other;
    other.say(chunked + body);
    ASSERT_EQ(other.handler.refused.size(), 1U) << body.substr(0, 20);
    EXPECT_EQ(other.handler.asked.size(), 0U);
    EXPECT_EQ(other.count("HTTP/1.1 "), 1U);
  }
}

TEST(Conversation, a_body_that_nobody_wants_ends_the_connection) {
  Talk talk;
  talk.say("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 27\r\n\r\n" + get);
  EXPECT_EQ(talk.handler.asked.size(), 1U);
  EXPECT_EQ(talk.count("HTTP/1.1 200"), 1U);
  EXPECT_EQ(talk.conversation.need(), Need::linger);
  talk.say(std::string(talk.limits.drain_bytes + 1, 'x'));
  EXPECT_EQ(talk.conversation.need(), Need::close);
}

TEST(Conversation, says_continue_only_to_who_waits_for_it) {
  Talk talk;
  talk.say("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(talk.answers, "HTTP/1.1 100 Continue\r\n\r\n");
  talk.say("hello");
  EXPECT_EQ(talk.handler.asked.at(0).body, "hello");
  Talk hasty;
  hasty.say("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\nhello");
  EXPECT_EQ(hasty.count("100 Continue"), 0U);
  Talk old;
  old.say("POST / HTTP/1.0\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(old.answers, "");
}

TEST(Conversation, answers_408_to_half_a_request_and_nothing_to_none) {
  Talk talk;
  talk.say("GET / HT");
  talk.conversation.timed_out();
  talk.take();
  EXPECT_EQ(talk.count("HTTP/1.1 408"), 1U);
  EXPECT_EQ(talk.conversation.need(), Need::linger);
  Talk silent;
  silent.conversation.timed_out();
  EXPECT_EQ(silent.conversation.need(), Need::close);
}

TEST(Conversation, a_head_has_one_deadline_from_its_first_byte) {
  Talk talk;
  EXPECT_EQ(talk.conversation.patience(), talk.limits.head) << "a new connection owes a request";
  talk.say(get);
  EXPECT_EQ(talk.conversation.patience(), talk.limits.idle);
  talk.say("G");
  const auto phase = talk.conversation.phase();
  EXPECT_EQ(talk.conversation.patience(), talk.limits.head);
  talk.say("ET / HTTP/1.1\r\nHost:");
  EXPECT_EQ(talk.conversation.phase(), phase) << "more bytes do not start it anew";
}

TEST(Stopping, lets_an_idle_conversation_go) {
  Talk talk;
  talk.say(get);
  EXPECT_FALSE(talk.conversation.leaving());
  talk.conversation.stop();
  EXPECT_TRUE(talk.conversation.leaving());
}

TEST(Stopping, answers_a_request_of_which_a_part_has_come) {
  Talk talk;
  talk.say("GET /x HTTP/1.1\r\nHo");
  talk.conversation.stop();
  EXPECT_FALSE(talk.conversation.leaving());
  EXPECT_EQ(talk.conversation.need(), Need::read);
  EXPECT_EQ(talk.conversation.patience(), talk.limits.grace);
  talk.say("st: a\r\n\r\n");
  EXPECT_EQ(talk.count("Connection: close"), 1U);
  EXPECT_EQ(talk.body(), "GET /x");
}

TEST(Stopping, answers_a_request_that_is_waiting_to_be_read) {
  Talk talk;
  talk.say(get);
  talk.conversation.stop();
  talk.say(get);
  EXPECT_EQ(talk.handler.asked.size(), 2U);
  EXPECT_EQ(talk.count("Connection: close"), 1U);
}

TEST(Stopping, waits_for_the_first_request_of_a_new_conversation) {
  Talk talk;
  talk.conversation.stop();
  EXPECT_FALSE(talk.conversation.leaving());
  EXPECT_EQ(talk.conversation.patience(), talk.limits.grace);
}

TEST(Stopping, sends_a_long_answer_to_its_end) {
  Talk talk;
  const std::string piece(talk.limits.piece_bytes, 'p');
  bool stopped = false;
  talk.handler.answer = [&](const web::Request&) {
    if (!std::exchange(stopped, true)) talk.conversation.stop();
    return stream_of({piece, piece, "end"});
  };
  talk.say(get);
  EXPECT_TRUE(talk.answers.ends_with("end\r\n0\r\n\r\n"));
  EXPECT_EQ(talk.conversation.need(), Need::linger);
}

TEST(ResponseHead, no_value_can_add_a_field) {
  Talk talk;
  talk.handler.answer = [](const web::Request&) {
    auto response = FakeHandler::whole("x");
    response.fields.add("Location", "/\r\nSet-Cookie: a=b");
    return response;
  };
  talk.say(get);
  EXPECT_EQ(talk.count("\r\nSet-Cookie"), 0U);
}
