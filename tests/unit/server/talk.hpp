#pragma once
// Conversations from memory, for tests.
#include <algorithm>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "server/conversation.hpp"

namespace tamizdat::server {

/// Answers by a function; remembers what it was asked.
class FakeHandler : public Handler {
 public:
  std::function<web::Response(const web::Request&)> answer = [](const web::Request& request) {
    return whole(request.method + " " + request.target);
  };
  mutable std::vector<web::Request> asked;
  mutable std::vector<rdf::Error> refused;
  mutable std::vector<std::string> refused_methods;

  static web::Response whole(std::string text) {
    web::Response response;
    response.fields.add("Content-Type", "text/plain");
    response.bytes = std::make_shared<const std::string>(std::move(text));
    return response;
  }

  [[nodiscard]] web::Response handle(const web::Request& request) const override {
    asked.push_back(request);
    return answer(request);
  }
  [[nodiscard]] std::optional<web::Response> at_hand(const web::Request& request) const override {
    if (request.target != "/finished") return std::nullopt;
    return whole("finished");
  }
  [[nodiscard]] web::Response refuse(const rdf::Error& error, const web::Request& request) const override {
    refused.push_back(error);
    refused_methods.push_back(request.method);
    web::Response response = whole(std::string(rdf::name(error.code)));
    response.status = error.code == rdf::Code::request_timeout ? 408 : 400;
    return response;
  }
};

/// A body of given pieces, which may end in a failure.
class FakeBody : public web::Body {
 public:
  explicit FakeBody(std::vector<std::string> pieces, bool fails = false)
      : pieces_(std::move(pieces)), fails_(fails) {}
  rdf::Result<bool> pull(std::string& out) override {
    if (next_ == pieces_.size()) {
      if (fails_) return rdf::Error{rdf::Code::internal, "the store is on fire"};
      return false;
    }
    out += pieces_[next_++];
    return true;
  }

 private:
  std::vector<std::string> pieces_;
  bool fails_;
  std::size_t next_ = 0;
};

inline web::Response stream_of(std::vector<std::string> pieces, bool fails = false) {
  web::Response response;
  response.stream = std::make_unique<FakeBody>(std::move(pieces), fails);
  return response;
}

/// A client on the other side of a conversation.
class Talk {
 public:
  FakeHandler handler;
  Limits limits;
  Surroundings surroundings{&handler, &limits, [] { return std::time_t{0}; }, {}, {}};
  Conversation conversation{surroundings};
  std::string answers;       ///< everything sent so far
  std::size_t step = 65536;  ///< bytes that move at a time

  /// Sends as the conversation reads, taking all of its answers meanwhile.
  void say(std::string_view bytes) {
    take();
    while (!bytes.empty() && reads()) {
      const auto room = conversation.room();
      const std::size_t part = std::min({room.size(), bytes.size(), step});
      std::memcpy(room.data(), bytes.data(), part);
      bytes.remove_prefix(part);
      conversation.received(part);
      take();
    }
  }

  void take() {
    while (conversation.need() == Need::write) {
      std::size_t left = step;
      for (const std::string_view piece : conversation.to_send()) {
        const std::string_view part = piece.substr(0, left);
        answers += part;
        left -= part.size();
      }
      conversation.sent(step - left);
    }
  }

  [[nodiscard]] bool reads() const {
    return conversation.need() == Need::read || conversation.need() == Need::linger;
  }
  [[nodiscard]] std::size_t count(std::string_view text) const {
    std::size_t found = 0;
    for (auto at = answers.find(text); at != std::string::npos; at = answers.find(text, at + 1)) ++found;
    return found;
  }
  /// The body of the last answer, if it has a length.
  [[nodiscard]] std::string body() const { return answers.substr(answers.rfind("\r\n\r\n") + 4); }
};

}  // namespace tamizdat::server
