#include "server/conversation.hpp"

#include <algorithm>
#include <array>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <charconv>
#include <memory>
#include <utility>

namespace tamizdat::server {
namespace http = boost::beast::http;
namespace asio = boost::asio;

namespace {

using rdf::Code;
using rdf::Error;

constexpr std::string_view continue_answer = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr std::string_view last_chunk = "0\r\n\r\n";
constexpr std::string_view line_end = "\r\n";
constexpr int most_pulls = 8;                // at a time
constexpr std::size_t worth_keeping = 4096;  // for the next request

std::string_view view(const boost::beast::flat_buffer& buffer) {
  const auto data = buffer.data();
  return {static_cast<const char*>(data.data()), data.size()};
}

std::string_view plain(boost::beast::string_view text) {
  return {text.data(), text.size()};
}

Error syntax_error(const boost::beast::error_code& error) {
  if (error == http::error::bad_version) {
    return {Code::version_not_supported, "This server speaks HTTP/1.1 and HTTP/1.0"};
  }
  return {Code::bad_request, "The request does not follow the grammar of HTTP: " + error.message()};
}

bool wants_body(const web::Request& request) {
  return request.method == "POST";
}

bool may_have_body(const web::Response& response) {
  return response.status >= 200 && response.status != 204 && response.status != 304;
}

template <class Value>
void renew(Value& value) {
  std::destroy_at(&value);
  std::construct_at(&value);
}

void append_chunk_size(std::string& out, std::size_t size) {
  std::array<char, 16> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), size, 16).ptr;
  out.append(digits.data(), end).append(line_end);
}

}  // namespace

/// Beast undoes the framing of a body that ours has judged. The bytes spent on framing are bounded too, so
/// that chunk extensions and trailers cannot go on for ever; trailers are dropped.
struct Conversation::BodyReader {
  http::request_parser<http::string_body> parser;
  std::size_t bytes_read = 0;
};

Conversation::Conversation(Surroundings& surroundings, const Peer& peer)
    : around_(&surroundings),
      peer_(peer),
      believed_(surroundings.trust != nullptr && surroundings.trust->holds(peer.ip)),
      client_(peer.ip),
      buffer_(surroundings.limits->head_bytes),
      scanner_(*surroundings.limits) {
  if (!peer.turn_away) return;
  asked_ = Clock::now();
  refuse({Code::unavailable, "There are too many connections", "try again in a moment"});
}

Conversation::~Conversation() {
  if (state_ == State::answering) write_down(false);
}

Clock::duration Conversation::patience() const {
  const Limits& limits = *around_->limits;
  if (need_ == Need::write) return limits.write;
  if (state_ == State::lingering || state_ == State::over) return limits.linger;
  if (stopping_) return limits.grace;
  if (state_ == State::body) return limits.body;
  return head_begun_ || fresh() ? limits.head : limits.idle;
}

void Conversation::enter(State state, Need need) {
  state_ = state;
  need_ = need;
  ++phase_;
}

std::span<char> Conversation::room() {
  constexpr std::size_t step = 2048;
  const std::size_t free = buffer_.max_size() - buffer_.size();
  const auto space = buffer_.prepare(std::min(free, std::max(step, buffer_.capacity() - buffer_.size())));
  return {static_cast<char*>(space.data()), space.size()};
}

void Conversation::received(std::size_t bytes) {
  if (state_ == State::lingering) {
    drained_ += bytes;
    if (drained_ > around_->limits->drain_bytes) enter(State::over, Need::close);
    return;
  }
  buffer_.commit(bytes);
  advance();
}

void Conversation::ended() {
  ended_ = true;
  if (need_ == Need::read || need_ == Need::linger) enter(State::over, Need::close);
}

void Conversation::advance() {
  while (need_ == Need::read && buffer_.size() != 0) {
    const auto before = std::pair(state_, buffer_.size());
    if (state_ == State::head) {
      read_head();
    } else {
      read_body();
    }
    if (need_ == Need::read && before == std::pair(state_, buffer_.size())) return;
  }
}

void Conversation::read_head() {
  if (!head_begun_) {
    head_begun_ = true;
    asked_ = Clock::now();
    if (!fresh()) ++phase_;  // a fresh connection's head is due from its beginning
  }
  const std::string_view bytes = view(buffer_);
  const auto complete = scanner_.scan(bytes);
  if (!complete) return refuse(complete.error());
  if (!*complete) return;
  asked_ = Clock::now();
  const std::size_t end = scanner_.end();
  const auto begun = begin_request(bytes.substr(scanner_.begin(), end - scanner_.begin()));
  buffer_.consume(end);
  scanner_ = HeadScanner(*around_->limits);
  if (!begun) return refuse(begun.error());
  if (framing_.body == BodyKind::none) return handle(framing_.keep_alive);
  if (!wants_body(request_)) return handle(false);
  enter(State::body, Need::read);
  if (framing_.expects_continue && buffer_.size() == 0) {
    out_ = continue_answer;
    sent_ = 0;
    need_ = Need::write;
    return;
  }
  read_body();
}

rdf::Result<void> Conversation::begin_request(std::string_view head) {
  auto reader = std::make_unique<BodyReader>();
  auto& parser = reader->parser;
  parser.header_limit(static_cast<std::uint32_t>(around_->limits->head_bytes));
  parser.body_limit(around_->limits->body_bytes);
  boost::beast::error_code error;
  parser.put(asio::buffer(head.data(), head.size()), error);
  const auto& message = parser.get();
  request_ = {};
  request_.method = plain(message.method_string());
  if (error == http::error::body_limit && message.method() == http::verb::post) {
    return Error{Code::content_too_large, "The body is too large"};
  }
  // Without a look at the length, since ours has its own rules for it.
  if (error && error != http::error::body_limit) return syntax_error(error);
  request_.version = message.version();
  for (const auto& field : message) request_.fields.add(plain(field.name_string()), plain(field.value()));
  auto target = reduce_target(request_.method, plain(message.target()));
  if (!target) return target.error();
  request_.target = std::move(*target);
  const auto framing = check_fields(request_);
  if (!framing) return framing.error();
  framing_ = *framing;
  if (framing_.body != BodyKind::none && wants_body(request_)) {
    parser.eager(true);
    body_ = std::move(reader);
  }
  return {};
}

void Conversation::read_body() {
  // Beast may not be given the last chunk's line and then a single byte more.
  if (framing_.body == BodyKind::chunked && view(buffer_) == "0\r\n") return;
  const Limits& limits = *around_->limits;
  boost::beast::error_code error;
  const std::size_t used = body_->parser.put(buffer_.data(), error);
  buffer_.consume(used);
  body_->bytes_read += used;
  const bool endless =
      buffer_.size() == buffer_.max_size() || body_->bytes_read > 2 * limits.body_bytes + limits.drain_bytes;
  if (error == http::error::body_limit || (endless && !body_->parser.is_done())) {
    return refuse({Code::content_too_large, "The body is too large"});
  }
  if (error && error != http::error::need_more) return refuse(syntax_error(error));
  if (!body_->parser.is_done()) return;
  request_.body = std::move(body_->parser.get().body());
  body_.reset();
  handle(framing_.keep_alive);
}

void Conversation::recognise_client() {
  request_.from_operator = around_->for_operators;
  request_.secure = peer_.secure;
  if (!believed_) return;
  Caller client = client_behind(peer_.ip, peer_.secure, request_.fields, *around_->trust);
  client_ = client.ip;
  request_.secure = client.secure;
  request_.host = std::move(client.host);
}

void Conversation::handle(bool keep_alive) {
  recognise_client();
  const bool more = answered_ + 1 < around_->limits->requests;
  if (around_->gate != nullptr && !around_->for_operators) {
    if (const unsigned seconds = around_->gate->wait_for_turn(client_, asked_))
      return make_wait(seconds, keep_alive && more);
  }
  answer(around_->handler->handle(request_), keep_alive && more);
}

void Conversation::make_wait(unsigned seconds, bool keep_alive) {
  const std::string when = std::to_string(seconds);
  web::Response response = around_->handler->refuse(
      {Code::too_many_requests, "This address has asked too often", "ask again in " + when + " s"}, request_);
  response.fields.set("Retry-After", when);
  answer(std::move(response), keep_alive);
}

void Conversation::write_down(bool whole) {
  if (around_->journal == nullptr) return;
  const std::uint64_t body = bytes_sent_ > head_size_ ? bytes_sent_ - head_size_ : 0;
  around_->journal->answered(
      {request_, response_, client_, body, Clock::now() - asked_, around_->now(), whole});
}

void Conversation::lost() {
  ended_ = true;
  if (state_ == State::answering) write_down(false);
  enter(State::over, Need::close);
}

/// Thousands of connections may rest at a time. What is assigned from an empty value keeps its room; so all
/// is made anew.
void Conversation::rest() {
  for (std::string* const text : {&out_, &piece_}) std::string().swap(*text);
  renew(request_);
  renew(response_);
  buffer_.clear();
  buffer_.shrink_to_fit();
}

void Conversation::refuse(const rdf::Error& error) {
  recognise_client();
  web::Response response = around_->handler->refuse(error, request_);
  body_.reset();
  answer(std::move(response), false);
}

void Conversation::answer(web::Response response, bool keep_alive) {
  response_ = std::move(response);
  close_ = !keep_alive || response_.close || stopping_ || ended_;
  if (request_.secure) response_.fields.append_lines(around_->secure_lines);
  out_.clear();
  piece_.clear();
  whole_ = tail_ = {};
  sent_ = 0;
  streaming_ = chunked_ = false;

  Framed framed{.close = close_, .old_client = request_.version == 10};
  const bool for_head = request_.method == "HEAD";
  if (response_.bytes && may_have_body(response_)) {
    framed.delimiter = Delimiter::length;
    framed.length = response_.bytes->size();
    if (!response_.head_only && !for_head) whole_ = *response_.bytes;
  } else if (response_.stream && may_have_body(response_) && !response_.head_only && !for_head) {
    framed = frame_stream(close_);
    close_ = framed.close;
  } else if (response_.length && may_have_body(response_)) {
    framed.delimiter = Delimiter::length;
    framed.length = *response_.length;
  } else if (!response_.stream && may_have_body(response_) && !response_.head_only) {
    framed.delimiter = Delimiter::length;
  }
  append_head(out_, response_, framed, around_->dates.at(around_->now()));
  head_size_ = out_.size();
  bytes_sent_ = 0;
  if (chunked_) append_chunk_size(out_, piece_.size());
  enter(State::answering, Need::write);
}

/// Pulls the first piece. A body that ends within it (HTTP/1.0: within a larger bound) gets its length told.
Framed Conversation::frame_stream(bool close) {
  const Limits& limits = *around_->limits;
  const bool old_client = request_.version == 10;
  const bool must_learn_length = old_client && !response_.length;
  const std::size_t bound = must_learn_length ? limits.old_client_bytes : limits.piece_bytes;
  Framed framed{.close = close, .old_client = old_client};
  streaming_ = true;
  while (streaming_ && piece_.size() < bound) {
    const auto more = pull();
    if (!more) {  // nothing has been sent: the failure can still be told
      response_ = around_->handler->refuse(more.error(), request_);
      response_.stream.reset();
      streaming_ = false;
      piece_.clear();
      if (response_.bytes) whole_ = *response_.bytes;
      framed.close = true;
      framed.delimiter = Delimiter::length;
      framed.length = whole_.size();
      return framed;
    }
    streaming_ = *more;
  }
  if (response_.length) {
    framed.delimiter = Delimiter::length;
    framed.length = *response_.length;
    left_ = framed.length - std::min<std::uint64_t>(piece_.size(), framed.length);
    framed.close = framed.close || (!streaming_ && left_ != 0);  // less than was said
  } else if (!streaming_) {
    framed.delimiter = Delimiter::length;
    framed.length = piece_.size();
  } else if (old_client) {
    framed.delimiter = Delimiter::close;
    framed.close = true;
  } else {
    framed.delimiter = Delimiter::chunked;
    chunked_ = true;
    tail_ = line_end;
  }
  return framed;
}

rdf::Result<bool> Conversation::pull() {
  auto more = response_.stream->pull(piece_);
  if (!more && around_->stream_failed) around_->stream_failed(more.error());
  return more;
}

void Conversation::continue_stream() {
  out_.clear();
  piece_.clear();
  tail_ = {};
  sent_ = 0;
  // What packs well is long in growing to a piece: the others on this thread have their turn meanwhile.
  for (int pulls = 0; streaming_ && piece_.size() < around_->limits->piece_bytes; ++pulls) {
    if (pulls >= most_pulls && !piece_.empty()) break;
    const auto more = pull();
    if (!more) {
      write_down(false);
      return enter(State::over, Need::reset);
    }
    streaming_ = *more;
  }
  if (response_.length) {
    left_ -= std::min<std::uint64_t>(piece_.size(), left_);
    if (!streaming_ && left_ != 0) return enter(State::over, Need::reset);  // less than was said
  }
  if (chunked_) {
    if (!piece_.empty()) {
      append_chunk_size(out_, piece_.size());
      tail_ = streaming_ ? line_end : std::string_view("\r\n0\r\n\r\n");
    } else {
      tail_ = last_chunk;
    }
  }
  ++phase_;
}

Conversation::Pieces Conversation::to_send() const {
  Pieces pieces = {out_, piece_, whole_, tail_};
  std::size_t skip = sent_;
  for (std::string_view& piece : pieces) {
    const std::size_t part = std::min(skip, piece.size());
    piece.remove_prefix(part);
    skip -= part;
  }
  return pieces;
}

void Conversation::sent(std::size_t bytes) {
  sent_ += bytes;
  bytes_sent_ += bytes;
  ++phase_;
  if (sent_ < out_.size() + piece_.size() + whole_.size() + tail_.size()) return;
  if (state_ == State::body) {  // the interim answer
    out_.clear();
    sent_ = 0;
    need_ = Need::read;
  } else if (streaming_) {
    continue_stream();
  } else {
    finish_answer();
  }
}

void Conversation::finish_answer() {
  write_down(true);
  ++answered_;
  head_begun_ = false;
  request_ = {};
  response_ = {};
  whole_ = {};
  if (close_) {
    enter(ended_ ? State::over : State::lingering, ended_ ? Need::close : Need::linger);
    if (need_ == Need::linger) buffer_.clear();
    return;
  }
  enter(State::head, Need::read);
  if (std::max({buffer_.capacity(), out_.capacity(), piece_.capacity()}) > worth_keeping && resting()) rest();
  advance();
}

void Conversation::timed_out() {
  const bool in_request = (state_ == State::head && head_begun_) || state_ == State::body;
  if (need_ == Need::read && in_request) {
    return refuse({Code::request_timeout, "The request did not arrive in time"});
  }
  if (state_ == State::answering) write_down(false);
  enter(State::over, need_ == Need::write ? Need::reset : Need::close);
}

void Conversation::stop() {
  if (!std::exchange(stopping_, true)) ++phase_;
}

}  // namespace tamizdat::server
