#include "server/conversation.hpp"

// Conversation: requests as they come in, and time. Answers are in conversation_answer.cpp.
#include <algorithm>
#include <memory>
#include <new>
#include <utility>

#include "server/request_head.hpp"

namespace tamizdat::server {

namespace {

using rdf::Code;
using rdf::Error;

constexpr std::string_view continue_answer = "HTTP/1.1 100 Continue\r\n\r\n";

std::string_view view(const boost::beast::flat_buffer& buffer) {
  const auto data = buffer.data();
  return {static_cast<const char*>(data.data()), data.size()};
}

/// Of a head that may have gone no further.
std::string_view method_of(std::string_view head) {
  const std::string_view method = head.substr(0, head.find(' '));
  return method.size() < head.size() && is_token(method) ? method : std::string_view();
}

bool wants_body(const web::Request& request) {
  return request.method == "POST";
}

template <class Value>
void renew(Value& value) {
  std::destroy_at(&value);
  std::construct_at(&value);
}

}  // namespace

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
  const std::string_view bytes = view(buffer_);
  const auto complete = scanner_.scan(bytes);
  const bool begins = !std::exchange(head_begun_, true);
  if (begins && !fresh()) ++phase_;  // a fresh connection's head is due from its beginning
  if (begins || (complete && *complete)) asked_ = Clock::now();
  if (!complete) return refuse(complete.error());
  if (!*complete) return;
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
  if (auto read = read_request_head(head, request_); !read) return read;
  const auto framing = check_fields(request_);
  if (!framing) return framing.error();
  framing_ = *framing;
  if (framing_.body == BodyKind::none || !wants_body(request_)) return {};
  if (framing_.length > around_->limits->body_bytes)
    return Error{Code::content_too_large, "The body is too large"};
  body_ = std::make_unique<BodyReader>(framing_, *around_->limits);
  return {};
}

void Conversation::read_body() {
  const auto used = body_->take(view(buffer_));
  if (!used) return refuse(used.error());
  buffer_.consume(*used);
  if (!body_->complete()) return;
  request_.body = body_->body();
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
  const bool stays = keep_alive && answered_ + 1 < around_->limits->requests;
  if (is_counted()) {
    if (const unsigned seconds = around_->gate->wait_for_turn(client_, asked_)) {
      return answer(postponed({Code::too_many_requests, "This address has asked too often"}, seconds), stays);
    }
  }
  if (!is_late()) return answer(around_->handler->handle(request_), stays);
  if (auto ready = around_->handler->at_hand(request_)) return answer(std::move(*ready), stays);
  if (around_->gate != nullptr) around_->gate->put_off();
  answer(postponed({Code::unavailable, "There is more to do than can be done at once"}, 1), stays);
}

bool Conversation::is_late() const {
  return around_->pace != nullptr && !around_->for_operators && around_->pace->is_late(asked_);
}

web::Response Conversation::postponed(rdf::Error error, unsigned seconds) const {
  const std::string when = std::to_string(seconds);
  error.hint = "ask again in " + when + " s";
  web::Response response = around_->handler->refuse(error, request_);
  response.fields.set("Retry-After", when);
  return response;
}

/// Also called at the end of all: what memory fails for has been answered all the same.
void Conversation::write_down(bool whole) try {
  if (around_->journal == nullptr) return;
  const std::uint64_t body = bytes_sent_ > head_size_ ? bytes_sent_ - head_size_ : 0;
  around_->journal->answered(
      {request_, response_, client_, body, Clock::now() - asked_, around_->now(), whole});
} catch (const std::bad_alloc&) {
  // One line less in the log.
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
  // An answer to HEAD has no body, however early it is refused.
  if (request_.method.empty()) request_.method = method_of(view(buffer_).substr(scanner_.begin()));
  recognise_client();
  web::Response response = around_->handler->refuse(error, request_);
  body_.reset();
  answer(std::move(response), false);
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
