#pragma once
// From finished answers to responses.
#include <ctime>
#include <string>

#include "rdf/error.hpp"
#include "web/cache.hpp"
#include "web/coding.hpp"
#include "web/message.hpp"

namespace tamizdat::web {

/// Answers conditional requests, ranges and HEAD from what is finished (RFC 9110 §13.2.2).
/// Code::precondition_failed, Code::range_not_satisfiable.
rdf::Result<Response> replay(const Finished& finished, const Request& request, std::time_t now);

/// The key under which a finished answer is kept; false if answers to such requests are not.
bool hot_key(const Request& request, std::string& key);

}  // namespace tamizdat::web
