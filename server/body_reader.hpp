#pragma once
// The body of a request, its framing undone.
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "rdf/error.hpp"
#include "server/limits.hpp"

namespace tamizdat::server {

/// Beast undoes the framing of a body that ours has judged. The bytes spent on framing are bounded too, so
/// that chunk extensions and trailers cannot go on for ever; trailers are dropped. One for each body.
class BodyReader {
 public:
  /// `head`: that of the request, found whole and framed well; it has a body. `limits` outlive this.
  static rdf::Result<std::unique_ptr<BodyReader>> begin(std::string_view head, const Limits& limits);
  ~BodyReader();
  BodyReader(const BodyReader&) = delete;
  BodyReader& operator=(const BodyReader&) = delete;

  /// Takes what it can of the bytes that come next; how many. Those that it leaves come again, with more
  /// behind them. `no_more_fit`: there is no room for more behind them.
  rdf::Result<std::size_t> take(std::string_view bytes, bool no_more_fit);
  [[nodiscard]] bool complete() const;
  /// Once it is complete.
  std::string body();

 private:
  struct Parser;
  explicit BodyReader(const Limits& limits);

  const Limits& limits_;
  std::unique_ptr<Parser> parser_;
  bool chunked_ = false;
  std::size_t bytes_read_ = 0;
};

}  // namespace tamizdat::server
