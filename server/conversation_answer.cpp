// Conversation: answers as they go out.
#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "server/conversation.hpp"

namespace tamizdat::server {
namespace {

constexpr std::string_view last_chunk = "0\r\n\r\n";
constexpr std::string_view line_end = "\r\n";
constexpr int most_pulls = 8;                // at a time
constexpr std::size_t worth_keeping = 4096;  // for the next request

bool may_have_body(const web::Response& response) {
  return response.status >= 200 && response.status != 204 && response.status != 304;
}

void append_chunk_size(std::string& out, std::size_t size) {
  std::array<char, 16> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), size, 16).ptr;
  out.append(digits.data(), end).append(line_end);
}

}  // namespace

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
      framed.close = true;
      return answer_instead(around_->handler->refuse(more.error(), request_), framed);
    }
    streaming_ = *more;
  }
  if (streaming_ && !begin_stream()) {
    return answer_instead(postponed({rdf::Code::unavailable, "Too many long answers are being sent"}, 1),
                          framed);
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

/// What is larger than a piece holds memory for as long as the client takes.
bool Conversation::begin_stream() {
  if (!is_counted()) return true;
  auto pass = around_->gate->begin_stream(client_, believed_ && client_ == peer_.ip);
  if (!pass) return false;
  stream_pass_ = std::move(*pass);
  return true;
}

Framed Conversation::answer_instead(web::Response response, Framed framed) {
  response_ = std::move(response);
  response_.stream.reset();
  streaming_ = false;
  piece_.clear();
  if (response_.bytes) whole_ = *response_.bytes;
  framed.delimiter = Delimiter::length;
  framed.length = whole_.size();
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
  stream_pass_ = {};
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

}  // namespace tamizdat::server
