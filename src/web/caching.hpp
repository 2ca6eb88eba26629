#pragma once
// What Cache-Control says, in one place.
#include <string_view>

namespace tamizdat::web::caching {

inline constexpr std::string_view answer = "public, max-age=60";  ///< data may be reloaded at any time
inline constexpr std::string_view error = "no-cache";             ///< what is missing now may come
inline constexpr std::string_view fault = "no-store";             ///< our own faults pass
inline constexpr std::string_view never = "no-store";
inline constexpr std::string_view a_day = "public, max-age=86400";
inline constexpr std::string_view forever =
    "public, max-age=31536000, immutable";  ///< the address has a hash

}  // namespace tamizdat::web::caching
