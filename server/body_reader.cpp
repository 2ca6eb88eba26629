#include "server/body_reader.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <utility>

namespace tamizdat::server {
namespace http = boost::beast::http;
using rdf::Code;
using rdf::Error;

struct BodyReader::Parser : http::request_parser<http::string_body> {};

namespace {

Error too_large() {
  return {Code::content_too_large, "The body is too large"};
}

Error syntax_error(const boost::beast::error_code& error) {
  return {Code::bad_request, "The request does not follow the grammar of HTTP: " + error.message()};
}

}  // namespace

BodyReader::BodyReader(const Limits& limits) : limits_(limits), parser_(std::make_unique<Parser>()) {}

BodyReader::~BodyReader() = default;

rdf::Result<std::unique_ptr<BodyReader>> BodyReader::begin(std::string_view head, const Limits& limits) {
  std::unique_ptr<BodyReader> reader(new BodyReader(limits));
  Parser& parser = *reader->parser_;
  parser.header_limit(static_cast<std::uint32_t>(limits.head_bytes));
  parser.body_limit(limits.body_bytes);
  boost::beast::error_code error;
  parser.put(boost::asio::buffer(head.data(), head.size()), error);
  if (error == http::error::body_limit) return too_large();
  if (error) return syntax_error(error);
  parser.eager(true);
  reader->chunked_ = parser.chunked();
  return reader;
}

rdf::Result<std::size_t> BodyReader::take(std::string_view bytes, bool no_more_fit) {
  // Beast may not be given the last chunk's line and then a single byte more.
  if (chunked_ && bytes == "0\r\n") return std::size_t{0};
  boost::beast::error_code error;
  const std::size_t used = parser_->put(boost::asio::buffer(bytes.data(), bytes.size()), error);
  bytes_read_ += used;
  const bool endless =
      (no_more_fit && used == 0) || bytes_read_ > 2 * limits_.body_bytes + limits_.drain_bytes;
  if (error == http::error::body_limit || (endless && !complete())) return too_large();
  if (error && error != http::error::need_more) return syntax_error(error);
  return used;
}

bool BodyReader::complete() const {
  return parser_->is_done();
}

std::string BodyReader::body() {
  return std::move(parser_->get().body());
}

}  // namespace tamizdat::server
