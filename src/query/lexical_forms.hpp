#pragma once
// The lexical spaces of XML Schema 1.1 part 2 and rdf:JSON, one function each: whether a text is in it.
// lexical.hpp has them by their IRIs.
#include <cstdint>
#include <string_view>

namespace tamizdat::query {
class Taker;
}

namespace tamizdat::query::lexical {

bool is_boolean(std::string_view text);
bool is_integer(std::string_view text);
/// Bounds are integers themselves; an empty one is none.
bool is_integer_between(std::string_view text, std::string_view low, std::string_view high);
bool is_decimal(std::string_view text);
bool is_double(std::string_view text);

bool is_date(std::string_view text);
bool is_time(std::string_view text);
bool is_date_time(std::string_view text);
bool is_date_time_stamp(std::string_view text);
bool is_year(std::string_view text);
bool is_year_month(std::string_view text);
bool is_month(std::string_view text);
bool is_month_day(std::string_view text);
bool is_day(std::string_view text);
bool is_duration(std::string_view text);
bool is_year_month_duration(std::string_view text);
bool is_day_time_duration(std::string_view text);

bool is_hex_binary(std::string_view text);
bool is_base64(std::string_view text);
bool is_string(std::string_view text);
bool is_normalized_string(std::string_view text);
bool is_token(std::string_view text);
bool is_xsd_language(std::string_view text);
bool is_nmtoken(std::string_view text);
bool is_name(std::string_view text);
bool is_ncname(std::string_view text);
bool is_uri(std::string_view text);
bool is_json(std::string_view text);

// What EDTF has of XML Schema.

bool is_leap(std::uint64_t year);
/// `month` counts from 1.
int days_in(int month, bool leap);
/// hh:mm:ss with a fraction or none.
bool take_time(Taker& t);
/// A time zone, or the end of the text.
bool take_zone(Taker& t);

}  // namespace tamizdat::query::lexical
