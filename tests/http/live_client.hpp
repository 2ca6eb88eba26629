#pragma once
#include <string>

#include "case_file.hpp"

namespace tamizdat::test {

/// Sends the request over a socket of its own and reads until the server closes. An error is status 0 with
/// the reason as body.
Received ask_server(const std::string& host, const std::string& port, const web::Request& request);

}  // namespace tamizdat::test
