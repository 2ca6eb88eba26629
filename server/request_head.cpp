#include "server/request_head.hpp"

#include <algorithm>
#include <utility>

#include "server/framing.hpp"

namespace tamizdat::server {
namespace {

constexpr std::string_view line_end = "\r\n";

/// The next line without its end; `head` holds what comes after it.
std::string_view take_line(std::string_view& head) {
  const std::string_view line = head.substr(0, head.find('\r'));
  head.remove_prefix(std::min(line.size() + line_end.size(), head.size()));
  return line;
}

rdf::Result<void> read_field(std::string_view line, web::Fields& fields) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos)
    return rdf::Error{rdf::Code::bad_request, "A header field has no colon"};
  const std::string_view name = line.substr(0, colon);
  if (!is_token(name)) return rdf::Error{rdf::Code::bad_request, "The name of a header field is not a token"};
  fields.add_clean(name, web::trimmed(line.substr(colon + 1)));
  return {};
}

}  // namespace

rdf::Result<void> read_request_head(std::string_view head, web::Request& request) {
  request = {};
  const std::string_view line = take_line(head);
  const auto first = line.find(' ');
  const auto last = line.rfind(' ');
  request.method = line.substr(0, first);
  request.version = line.back() == '1' ? 11 : 10;
  request.fields.reserve(head.size());
  for (auto field = take_line(head); !field.empty(); field = take_line(head)) {
    if (auto read = read_field(field, request.fields); !read) return read;
  }
  auto target = reduce_target(request.method, line.substr(first + 1, last - first - 1));
  if (!target) return target.error();
  request.target = std::move(*target);
  return {};
}

}  // namespace tamizdat::server
