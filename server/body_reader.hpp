#pragma once
// The body of a request, its framing undone.
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "rdf/error.hpp"
#include "server/framing.hpp"
#include "server/limits.hpp"

namespace tamizdat::server {

/// Takes a body byte by byte (RFC 9112 §§6.2, 7.1), so that it is all the same in which pieces it comes.
/// Chunk extensions and trailers are dropped, and are bounded: nobody can go on with them for ever. A pure
/// value.
class BodyReader {
 public:
  /// `framing`: of a request that has a body. `limits` outlive this.
  BodyReader(const Framing& framing, const Limits& limits);

  /// Takes the bytes that come next, but nothing beyond the end of the body; how many. Code::bad_request,
  /// Code::content_too_large.
  rdf::Result<std::size_t> take(std::string_view bytes);
  [[nodiscard]] bool complete() const { return at_ == At::end; }
  /// Once it is complete.
  std::string body() { return std::move(body_); }

 private:
  enum class At : std::uint8_t {
    size,       ///< hexadecimal digits
    extension,  ///< what follows them
    size_end,   ///< the LF of their line
    data,
    data_cr,  ///< the line ending after the data of a chunk
    data_lf,
    trailer_begin,  ///< a field, or the CR of the empty line that ends all
    trailer_name,
    trailer_value,
    trailer_end,  ///< the LF of a field's line
    last_lf,      ///< the LF of the empty line
    end,
  };

  std::size_t take_data(std::string_view bytes);
  rdf::Result<void> take_framing(char c);
  rdf::Result<void> take_size(char c);
  rdf::Result<void> take_extension(char c);
  rdf::Result<void> end_size();
  rdf::Result<void> take_trailer(char c);
  rdf::Result<void> expect(char c, char wanted, At next);

  const Limits& limits_;
  At at_;
  bool chunked_;
  bool quoted_ = false;  // in a chunk extension
  bool escaped_ = false;
  unsigned digits_ = 0;          // of the size, without leading zeros
  bool has_digit_ = false;       // of whatever kind
  std::uint64_t left_ = 0;       // of the data, or of this chunk; while a size is read, that size
  std::size_t line_bytes_ = 0;   // of the framing since the last data
  std::size_t total_bytes_ = 0;  // data and framing
  std::string body_;
};

}  // namespace tamizdat::server
