#pragma once
// Dates as people write them.
#include <cstdint>
#include <string>
#include <string_view>

#include "html/messages.hpp"

namespace tamizdat::html {

/// Whether a datatype is one of dates: those of XSD, EDTF, schema:Date and DateTime, dcterms:W3CDTF.
bool is_date_type(std::string_view datatype);

/// In English "195X/196X" → "1950s and 1960s", "1948-06-12" → "12 June 1948", "1984~" → "about 1984" (EDTF,
/// ISO 8601-2: all levels; marks on parts of a date are said of the whole). What it does not understand it
/// gives back unchanged.
std::string readable_date(std::string_view text, std::string_view datatype, const Language& language);

/// The same, and lengths of time (durations.hpp).
std::string readable_time(std::string_view text, std::string_view datatype, const Language& language);

/// A year of the proleptic Gregorian calendar, where 0 is 1 BC: "1948", "44 BC".
std::string readable_year(std::int64_t year, const Language& language);

}  // namespace tamizdat::html
