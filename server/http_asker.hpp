#pragma once
#include <memory>
#include <string>

#include "server/site_check.hpp"

namespace tamizdat::server {

/// Asks a running server at `url` (http://HOST[:PORT]) over one connection that is kept, and made again when
/// the server has closed it. Targets are sent as they are. An error says what is wrong with the URL; whether
/// anybody listens shows with the first request.
rdf::Result<std::unique_ptr<Asker>> http_asker(const std::string& url);

}  // namespace tamizdat::server
