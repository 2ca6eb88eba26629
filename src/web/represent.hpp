#pragma once
// Answers as bytes.
#include <memory>
#include <string>

#include "answer/answer.hpp"
#include "syntax/formats.hpp"
#include "web/message.hpp"

namespace tamizdat::web {

/// Nothing larger than this is held for a streamed answer.
inline constexpr std::size_t buffer_size = std::size_t{64} << 10U;

/// A body: whole if it fits into a buffer, else a stream that has made its first buffer already.
struct Written {
  std::shared_ptr<const std::string> bytes;
  std::unique_ptr<Body> stream;
};

/// Opens the answer's graph, writes up to a buffer of it. An error here comes before the head is sent, so
/// that it can be an answer; one that comes later is the stream's.
rdf::Result<Written> write_graph(const answer::Answer& answer, syntax::FormatId format);

/// The same for an answer that has a table, in a format of family solutions.
rdf::Result<Written> write_table(const answer::Answer& answer, syntax::FormatId format);

}  // namespace tamizdat::web
