#include "server/body_reader.hpp"

#include <algorithm>
#include <utility>

#include "rdf/ascii.hpp"

namespace tamizdat::server {
namespace {

using rdf::Code;
using rdf::Error;

Error bad(std::string message) {
  return {Code::bad_request, std::move(message)};
}

Error too_large() {
  return {Code::content_too_large, "The body is too large"};
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t') || byte == 0x7F;
}

}  // namespace

BodyReader::BodyReader(const Framing& framing, const Limits& limits)
    : limits_(limits),
      at_(framing.body == BodyKind::chunked  ? At::size
          : framing.body == BodyKind::length ? At::data
                                             : At::end),
      chunked_(framing.body == BodyKind::chunked),
      left_(framing.length) {}

rdf::Result<std::size_t> BodyReader::take(std::string_view bytes) {
  std::size_t used = 0;
  while (used < bytes.size() && at_ != At::end) {
    if (at_ == At::data) {
      used += take_data(bytes.substr(used));
      continue;
    }
    if (auto taken = take_framing(bytes[used]); !taken) return taken.error();
    ++used;
  }
  return used;
}

std::size_t BodyReader::take_data(std::string_view bytes) {
  const auto part = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size()));
  body_.append(bytes.substr(0, part));
  left_ -= part;
  total_bytes_ += part;
  if (left_ == 0) {
    at_ = chunked_ ? At::data_cr : At::end;
    line_bytes_ = 0;
  }
  return part;
}

rdf::Result<void> BodyReader::take_framing(char c) {
  const std::size_t most = 2 * limits_.body_bytes + limits_.drain_bytes;
  if (++line_bytes_ > limits_.head_bytes || ++total_bytes_ > most) return too_large();
  switch (at_) {
    case At::size:
      return take_size(c);
    case At::extension:
      return take_extension(c);
    case At::size_end:
      return c == '\n' ? end_size() : bad("The line of a chunk's size does not end in CR LF");
    case At::data_cr:
      return expect(c, '\r', At::data_lf);
    case At::data_lf:
      has_digit_ = false;
      digits_ = 0;
      return expect(c, '\n', At::size);
    default:
      return take_trailer(c);
  }
}

rdf::Result<void> BodyReader::take_size(char c) {
  if (const int digit = rdf::hex_value(c); digit >= 0) {
    has_digit_ = true;
    if (digits_ != 0 || digit != 0) ++digits_;
    if (digits_ > 16) return bad("The size of a chunk is no number that can be held");
    left_ = left_ * 16 + static_cast<unsigned>(digit);
    return {};
  }
  if (!has_digit_) return bad("The size of a chunk is no number");
  at_ = At::extension;
  return c == ';' || c == '\r' ? take_extension(c) : bad("The size of a chunk is no number");
}

/// An extension says nothing to us; but where it ends must be the same for everybody.
rdf::Result<void> BodyReader::take_extension(char c) {
  if (c == '\r') {
    if (quoted_) return bad("A chunk extension has a quotation without end");
    at_ = At::size_end;
    return {};
  }
  if (is_control(c)) return bad("A chunk extension holds a control character");
  if (std::exchange(escaped_, false)) return {};
  if (c == '"') quoted_ = !quoted_;
  escaped_ = quoted_ && c == '\\';
  return {};
}

rdf::Result<void> BodyReader::end_size() {
  if (left_ > limits_.body_bytes - std::min(limits_.body_bytes, body_.size())) return too_large();
  at_ = left_ == 0 ? At::trailer_begin : At::data;
  return {};
}

rdf::Result<void> BodyReader::take_trailer(char c) {
  switch (at_) {
    case At::trailer_begin:
      if (c == '\r') return expect(c, '\r', At::last_lf);
      at_ = At::trailer_name;
      if (c == ':') return bad("A trailer has no name");
      return take_trailer(c);
    case At::trailer_name:
      if (c == ':') return expect(c, ':', At::trailer_value);
      return is_token({&c, 1}) ? rdf::Result<void>() : bad("The name of a trailer is not a token");
    case At::trailer_value:
      if (c == '\r') return expect(c, '\r', At::trailer_end);
      return is_control(c) ? bad("A trailer holds a control character") : rdf::Result<void>();
    case At::trailer_end:
      return expect(c, '\n', At::trailer_begin);
    default:
      return expect(c, '\n', At::end);
  }
}

rdf::Result<void> BodyReader::expect(char c, char wanted, At next) {
  if (c != wanted) return bad("A line of a chunked body does not end in CR LF where it should");
  at_ = next;
  return {};
}

}  // namespace tamizdat::server
