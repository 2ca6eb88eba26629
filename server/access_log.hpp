#pragma once
// A line about each request. What a client sent never ends a line, nor moves the cursor of a terminal.
#include <ctime>
#include <string>

#include "server/journal.hpp"
#include "server/options.hpp"

namespace tamizdat::server {

/// Appends a line, with its end, to `out`: NCSA's combined format, times in UTC; quotes, backslashes,
/// controls and all beyond ASCII as \xHH.
void append_combined(std::string& out, const Exchange& exchange);
/// Appends a JSON object on a line of its own.
void append_json_line(std::string& out, const Exchange& exchange);

/// Text with controls as \xHH, for logs.
std::string without_controls(std::string_view text);

}  // namespace tamizdat::server
