#pragma once
// Errors on the wire.
#include <span>
#include <string>

#include "answer/problem.hpp"
#include "html/page.hpp"
#include "rdf/error.hpp"

namespace tamizdat::web {

/// THE table of codes and statuses. Faults in data are the server's (500); what a format cannot say is 406.
unsigned status_of(rdf::Code code);

/// RFC 9457. Beyond its own members: for 406 `alternates` (url, type) and `negotiation` (how each
/// candidate fared, as text).
std::string problem_json(const answer::Problem& problem, std::span<const html::Alternate> alternates,
                         std::string_view negotiation);

/// Appends a JSON string with its quotes. The text is UTF-8; what is not becomes U+FFFD.
void append_json_string(std::string& out, std::string_view text);

}  // namespace tamizdat::web
