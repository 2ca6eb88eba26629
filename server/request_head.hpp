#pragma once
// From the bytes of a head to a request.
#include <string_view>

#include "rdf/error.hpp"
#include "web/message.hpp"

namespace tamizdat::server {

/// Makes `request` of a head that HeadScanner has found whole, by Beast's parser: method, version, fields and
/// the target in origin-form (RFC 9112 §§3, 5); a minor version after 1.1 is read as 1.1 (RFC 9110 §2.5).
/// Whether there is a body, and how it is framed, check_fields() says. What `request` held before goes, its
/// room stays. After an error it holds what had been understood until then; every error means: answer and
/// close.
rdf::Result<void> read_request_head(std::string_view head, web::Request& request);

}  // namespace tamizdat::server
