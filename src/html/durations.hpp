#pragma once
// Lengths of time as people say them.
#include <string>
#include <string_view>

#include "html/messages.hpp"

namespace tamizdat::html {

/// xsd:duration and the two below it.
bool is_duration_type(std::string_view datatype);

/// In English "PT5H30M" → "5 hours 30 minutes", "-P1D" → "−1 day" (XSD 1.1 part 2 §3.3.6). What it does not
/// understand it gives back unchanged.
std::string readable_duration(std::string_view text, const Language& language);

}  // namespace tamizdat::html
