#pragma once
// How an export asks the site: the same way as a request over the network.
#include <string>
#include <string_view>

#include "rdf/error.hpp"
#include "web/site.hpp"

namespace tamizdat::server {

web::Response answer_of(const web::Site& site, const std::string& target, std::string_view accept = {});

struct Answered {
  web::Response response;
  std::string bytes;
};
/// The same with all bytes of the answer.
rdf::Result<Answered> ask(const web::Site& site, const std::string& target, std::string_view accept = {});

}  // namespace tamizdat::server
