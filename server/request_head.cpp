#include "server/request_head.hpp"

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <cstddef>
#include <memory_resource>
#include <string>
#include <tuple>
#include <utility>

#include "rdf/ascii.hpp"
#include "server/framing.hpp"

namespace tamizdat::server {
namespace {

namespace http = boost::beast::http;
using Allocator = std::pmr::polymorphic_allocator<char>;
using Parser = http::request_parser<http::empty_body, Allocator>;

constexpr std::size_t usual_room = 4096;  // of the fields of a browser, beside what Beast keeps for each

std::string_view plain(boost::beast::string_view text) {
  return {text.data(), text.size()};
}

rdf::Error grammar_error(const boost::beast::error_code& error) {
  if (error == http::error::bad_version)
    return {rdf::Code::version_not_supported, "This server speaks HTTP/1.1 and HTTP/1.0"};
  return {rdf::Code::bad_request, "The request does not follow the grammar of HTTP: " + error.message()};
}

/// Beast knows no minor version after 1.1. `room` holds what is not the head as it came.
std::string_view in_known_version(std::string_view head, std::string& room) {
  const std::size_t end = head.find('\r');
  if (end == std::string_view::npos || end == 0 || !rdf::is_digit(head[end - 1]) || head[end - 1] <= '1')
    return head;
  room = head;
  room[end - 1] = '1';
  return room;
}

}  // namespace

rdf::Result<void> read_request_head(std::string_view received, web::Request& request) {
  std::string later;
  const std::string_view head = in_known_version(received, later);
  std::array<std::byte, usual_room> room;
  std::pmr::monotonic_buffer_resource memory(room.data(), room.size());
  Parser parser(std::piecewise_construct, std::make_tuple(), std::make_tuple(Allocator(&memory)));
  parser.header_limit(static_cast<std::uint32_t>(head.size() + 1));  // that it fits has been seen to
  parser.body_limit(boost::none);                                    // as is its length, by check_fields()
  boost::beast::error_code error;
  parser.put(boost::asio::buffer(head.data(), head.size()), error);
  const auto& message = parser.get();
  request = {};
  request.method = plain(message.method_string());
  if (error) return grammar_error(error);
  request.version = message.version();
  request.fields.reserve(head.size());
  for (const auto& field : message)
    request.fields.add_clean(plain(field.name_string()), plain(field.value()));
  auto target = reduce_target(request.method, plain(message.target()));
  if (!target) return target.error();
  request.target = std::move(*target);
  return {};
}

}  // namespace tamizdat::server
