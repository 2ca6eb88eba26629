#pragma once
// HTTP dates (RFC 9110 §5.6.7), without locales and time zones.
#include <ctime>
#include <optional>
#include <string>
#include <string_view>

namespace tamizdat::web {

/// "Sun, 06 Nov 1994 08:49:37 GMT"
std::string http_date(std::time_t seconds);

/// All three forms that the standard asks recipients to read: IMF-fixdate, RFC 850 (two digits of the year
/// mean the latest year that is not more than 50 years after `now`), asctime. Nothing for anything else.
std::optional<std::time_t> parse_http_date(std::string_view text, std::time_t now);

}  // namespace tamizdat::web
