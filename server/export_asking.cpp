#include "server/export_asking.hpp"

namespace tamizdat::server {

web::Response answer_of(const web::Site& site, const std::string& target, std::string_view accept) {
  web::Request request;
  request.method = "GET";
  request.target = target;
  if (!accept.empty()) request.fields.add("Accept", accept);
  return site.handle(request);
}

rdf::Result<Answered> ask(const web::Site& site, const std::string& target, std::string_view accept) {
  Answered out;
  out.response = answer_of(site, target, accept);
  if (out.response.bytes) out.bytes = *out.response.bytes;
  for (bool more = out.response.stream != nullptr; more;) {
    const auto pulled = out.response.stream->pull(out.bytes);
    if (!pulled) return pulled.error();
    more = *pulled;
  }
  return out;
}

}  // namespace tamizdat::server
