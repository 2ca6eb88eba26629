#pragma once
// One connection's talk, without its socket: bytes go in, bytes come out, and need() says what is wanted
// next. Requests are answered one after the other, in order; what has been received too early waits. The
// session moves the bytes; tests and fuzzers do the same from memory.
#include <array>
#include <boost/beast/core/flat_buffer.hpp>
#include <cstdint>
#include <ctime>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "rdf/error.hpp"
#include "server/body_reader.hpp"
#include "server/forwarded.hpp"
#include "server/framing.hpp"
#include "server/gate.hpp"
#include "server/journal.hpp"
#include "server/limits.hpp"
#include "server/pace.hpp"
#include "server/response_head.hpp"
#include "web/message.hpp"

namespace tamizdat::server {

/// Who answers. Called on the thread of the connection; must not block.
class Handler {
 public:
  virtual ~Handler() = default;
  [[nodiscard]] virtual web::Response handle(const web::Request& request) const = 0;
  /// The same where it costs next to nothing, or nothing: all that is asked for when there is too much work.
  [[nodiscard]] virtual std::optional<web::Response> at_hand(const web::Request&) const {
    return std::nullopt;
  }
  /// An answer for what cannot be handled; `request` holds what is known of it.
  [[nodiscard]] virtual web::Response refuse(const rdf::Error& error, const web::Request& request) const = 0;
};

/// What serves all conversations that one thread takes in at one address; outlives them.
struct Surroundings {
  const Handler* handler;
  const Limits* limits;
  std::function<std::time_t()> now;
  std::function<void(const rdf::Error&)> stream_failed;  ///< an answer was cut; may be empty
  DateCache dates;
  Journal* journal = nullptr;    ///< null: nothing is written down
  Gate* gate = nullptr;          ///< null: nobody is counted
  const Trust* trust = nullptr;  ///< null: nobody is believed
  bool for_operators = false;    ///< the public cannot get here
  std::string secure_lines{};    ///< header lines for answers over TLS: HSTS
  Pace* pace = nullptr;          ///< of the thread; null: nothing is ever put off
};

/// Who is at the other end of a connection.
struct Peer {
  Ip ip;
  bool secure = false;     ///< over TLS
  bool turn_away = false;  ///< there is no room: 503 without waiting for a request
};

enum class Need : std::uint8_t {
  read,    ///< more bytes of a request, into room()
  write,   ///< take some of to_send()
  linger,  ///< send no more, but read on and throw away until the peer is done (room(), received())
  close,   ///< close
  reset,   ///< close so that the peer notices that the answer is not whole
};

class Conversation {
 public:
  explicit Conversation(Surroundings& surroundings, const Peer& peer = {});
  ~Conversation();
  Conversation(const Conversation&) = delete;
  Conversation& operator=(const Conversation&) = delete;

  [[nodiscard]] Need need() const { return need_; }
  /// How long the present need may last, from since(): an absolute deadline for heads and bodies, a new one
  /// with each byte taken for writing.
  [[nodiscard]] Clock::duration patience() const;
  /// Changes whenever the deadline starts anew.
  [[nodiscard]] std::uint64_t phase() const { return phase_; }
  /// Nothing of a request has been received, and the last answer is out.
  [[nodiscard]] bool idle() const { return state_ == State::head && buffer_.size() == 0; }
  /// There may never be a request, or another one: nothing need be held for it.
  [[nodiscard]] bool resting() const { return need_ == Need::read && idle(); }
  /// While resting(): gives back the memory that the next request would use again.
  void rest();
  /// No request has been completed yet.
  [[nodiscard]] bool fresh() const { return answered_ == 0; }

  /// Where the next bytes go; valid until the next call of received().
  std::span<char> room();
  void received(std::size_t bytes);
  /// The peer will send no more.
  void ended();

  using Pieces = std::array<std::string_view, 4>;
  [[nodiscard]] Pieces to_send() const;
  void sent(std::size_t bytes);

  /// The connection is gone: nothing more can be sent.
  void lost();

  /// patience() has run out.
  void timed_out();
  /// No request after the one begun, or after the first if there has been none.
  void stop();
  /// After stop(): nothing has begun, so that it can be closed unless bytes are waiting to be read.
  [[nodiscard]] bool leaving() const { return stopping_ && need_ == Need::read && idle() && !fresh(); }

 private:
  enum class State : std::uint8_t { head, body, answering, lingering, over };

  void advance();
  void read_head();
  rdf::Result<void> begin_request(std::string_view head);
  void read_body();
  void handle(bool keep_alive);
  void recognise_client();
  void refuse(const rdf::Error& error);
  [[nodiscard]] bool is_late() const;
  [[nodiscard]] web::Response postponed(rdf::Error error, unsigned seconds) const;
  [[nodiscard]] bool is_counted() const { return around_->gate != nullptr && !around_->for_operators; }
  bool begin_stream();
  void write_down(bool whole);
  void answer(web::Response response, bool keep_alive);
  Framed frame_stream(bool close);
  Framed answer_instead(web::Response response, Framed framed);
  rdf::Result<bool> pull();
  void continue_stream();
  void finish_answer();
  void enter(State state, Need need);

  Surroundings* around_;
  Peer peer_;
  bool believed_;
  Ip client_;
  boost::beast::flat_buffer buffer_;
  HeadScanner scanner_;
  web::Request request_;
  Framing framing_;
  std::unique_ptr<BodyReader> body_;

  web::Response response_;
  std::string out_;         // interim answers, head, chunk sizes
  std::string piece_;       // of a streamed body
  std::string_view whole_;  // an unstreamed body
  std::string_view tail_;   // after the piece
  std::size_t sent_ = 0;    // of out_, piece_, whole_ and tail_ together
  std::size_t head_size_ = 0;
  std::uint64_t bytes_sent_ = 0;  // of this answer
  Clock::time_point asked_;
  std::uint64_t left_ = 0;  // of a stream of known length, to be pulled
  Gate::Pass stream_pass_;
  bool chunked_ = false;
  bool streaming_ = false;
  bool close_ = false;  // after the answer being sent

  State state_ = State::head;
  Need need_ = Need::read;
  bool stopping_ = false;
  bool ended_ = false;
  bool head_begun_ = false;
  std::size_t drained_ = 0;
  std::uint64_t answered_ = 0;
  std::uint64_t phase_ = 0;
};

}  // namespace tamizdat::server
