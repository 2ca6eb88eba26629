#pragma once
// Dates as people write them.
#include <string>
#include <string_view>

#include "html/messages.hpp"

namespace tamizdat::html {

/// Whether a datatype is one of time: xsd dates and years, EDTF.
bool is_date_type(std::string_view datatype);

/// In English "195X/196X" → "1950s and 1960s", "1948-06-12" → "12 June 1948", "1984~" → "about 1984" (EDTF,
/// ISO 8601-2: all levels; marks on parts of a date are said of the whole). What it does not understand it
/// gives back unchanged.
std::string readable_date(std::string_view text, std::string_view datatype, const Language& language);

}  // namespace tamizdat::html
