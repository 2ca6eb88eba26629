#include "server/admin.hpp"

#include <algorithm>
#include <array>

#include "web/problem.hpp"

namespace tamizdat::server {
namespace {

constexpr std::string_view prefix = "/-";
constexpr std::array<std::string_view, 5> short_names = {"/status", "/status.json", "/metrics", "/healthz",
                                                         "/readyz"};

std::string result_json(const Reloader::State& state) {
  std::string json = state.failed ? R"({"reloaded":false)" : R"({"reloaded":true)";
  json += R"(,"summary":)";
  web::append_json_string(json, state.summary);
  json += R"(,"errors":[)";
  for (const rdf::Error& error : state.errors) {
    if (&error != state.errors.data()) json += ',';
    web::append_json_string(json, to_string(error));
  }
  return json + "]}\n";
}

web::Response json_response(unsigned status, std::string json) {
  web::Response response;
  response.status = status;
  response.fields.add("Content-Type", "application/json");
  response.fields.add("Cache-Control", "no-store");
  response.bytes = std::make_shared<const std::string>(std::move(json));
  response.route = "reload";
  return response;
}

}  // namespace

web::Response Admin::reload(const web::Request& request) const {
  if (request.method != "POST") {
    web::Response response =
        site_->refuse({rdf::Code::method_not_allowed, "An order is given with POST"}, request);
    response.fields.set("Allow", "POST");
    return response;
  }
  const Reloader::State state = reload_();
  return json_response(state.failed ? 422 : 200, result_json(state));
}

web::Response Admin::handle(const web::Request& request) const {
  std::string_view path = std::string_view(request.target).substr(0, request.target.find('?'));
  if (path.starts_with(prefix)) path.remove_prefix(prefix.size());
  if (path == "/reload") return reload(request);
  if (std::find(short_names.begin(), short_names.end(), request.target) == short_names.end())
    return site_->handle(request);
  web::Request whole = request;
  whole.target.insert(0, prefix);
  return site_->handle(whole);
}

web::Response Admin::refuse(const rdf::Error& error, const web::Request& request) const {
  return site_->refuse(error, request);
}

}  // namespace tamizdat::server
