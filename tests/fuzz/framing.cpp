// Any bytes from a client: each request is answered exactly once, in order, the same whether the bytes come
// whole or one by one; and what is answered is framed so that a client finds its end.
#include <cstdint>
#include <string>

#include "fuzz/require.hpp"
#include "unit/server/talk.hpp"

using namespace tamizdat;
using fuzz::require;

namespace {

constexpr std::string_view interim = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr std::string_view mark = "\r\nServer: Tamizdat\r\n";  // once in each head, never in these bodies

struct Heard {
  std::string answers;
  std::size_t asked = 0;
  std::size_t refused = 0;
  std::size_t heads = 0;
  bool over = false;
};

Heard converse(std::string_view bytes, std::size_t step) {
  server::Talk talk;
  talk.limits.head_bytes = 2048;
  talk.limits.target_bytes = 512;
  talk.limits.body_bytes = 1024;
  talk.limits.drain_bytes = 4096;
  talk.step = step;
  talk.say(bytes);
  Heard heard;
  heard.answers = std::move(talk.answers);
  // Said only to who has not begun its body: it depends on the pieces.
  for (auto at = heard.answers.find(interim); at != std::string::npos; at = heard.answers.find(interim, at))
    heard.answers.erase(at, interim.size());
  heard.asked = talk.handler.asked.size();
  heard.refused = talk.handler.refused.size();
  for (auto at = heard.answers.find(mark); at != std::string::npos; at = heard.answers.find(mark, at + 1))
    ++heard.heads;
  heard.over = !talk.reads() || talk.conversation.need() == server::Need::linger;
  return heard;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const Heard whole = converse(bytes, 65536);
  require(whole.heads == whole.asked + whole.refused, "not one answer for each request", whole.answers);
  require(whole.refused <= 1, "refused twice", whole.answers);
  require(whole.refused == 0 || whole.over, "refused, and yet it goes on", whole.answers);
  require(whole.answers.find("HTTP/1.1 5") == std::string::npos, "blames the server", whole.answers);
  for (const std::size_t step : {std::size_t{1}, std::size_t{7}}) {
    const Heard pieces = converse(bytes, step);
    require(pieces.answers == whole.answers, "pieces are answered otherwise",
            whole.answers + "\n--\n" + pieces.answers);
  }
  return 0;
}
