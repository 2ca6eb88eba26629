#include "server/site_handler.hpp"

#include "server/framing.hpp"
#include "web/header_lines.hpp"

namespace tamizdat::server {
namespace {

constexpr std::string_view https = "https://";
constexpr std::string_view for_operators = "/-/";  // probes come over plain HTTP, and stay there

/// "https://example.org:8443" of an https base, else nothing.
std::string_view origin_of(std::string_view base) {
  return base.starts_with(https) ? base.substr(0, base.find('/', https.size())) : std::string_view();
}

std::string_view without_port(std::string_view host) {
  const auto end = host.starts_with('[') ? host.find(']') + 1 : host.find(':');
  return host.substr(0, end);
}

}  // namespace

std::string https_location(std::string_view base, std::string_view host, std::uint16_t port,
                           std::string_view target) {
  std::string location(origin_of(base));
  if (location.empty()) {
    if (!is_valid_host(host)) return {};
    location.append(https).append(without_port(host));
    if (port != 443 && port != 0) location.append(":").append(std::to_string(port));
  }
  return location.append(target);
}

web::Response SiteHandler::to_https(const web::Request& request) const {
  const std::string_view host =
      request.host.empty() ? request.fields.get("Host") : std::string_view(request.host);
  const std::string location =
      https_location(site_->publication()->addresses.base(), host, tls_port_, request.target);
  if (location.empty())
    return site_->refuse({rdf::Code::bad_request, "This site is served over https"}, request);
  web::Response response;
  response.status = 308;
  response.fields.add("Location", location);
  response.fields.add("Cache-Control", "no-cache");
  response.fields.add("Access-Control-Allow-Origin", "*");
  response.fields.add("Content-Type", "text/plain; charset=utf-8");
  response.fields.append_lines(web::body_lines);
  response.fields.append_lines(web::inert_lines);
  response.bytes = std::make_shared<const std::string>("This site is served over https.\n");
  response.head_only = request.method == "HEAD";
  response.route = "redirect-to-https";
  return response;
}

bool SiteHandler::is_astray(const web::Request& request) const {
  return redirect_ && !request.secure && !request.from_operator && request.target != "*" &&
         !request.target.starts_with(for_operators);
}

web::Response SiteHandler::handle(const web::Request& request) const {
  return is_astray(request) ? to_https(request) : site_->handle(request);
}

std::optional<web::Response> SiteHandler::at_hand(const web::Request& request) const {
  return is_astray(request) ? to_https(request) : site_->at_hand(request);
}

}  // namespace tamizdat::server
