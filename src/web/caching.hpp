#pragma once
// THE table of what Cache-Control says. Data may be reloaded at any time, so what is made of them may be kept
// for a minute and is then asked for again with its ETag.
#include <string_view>

namespace tamizdat::web::caching {

/// A thing or a document as data: for a few minutes an old one is better than none.
inline constexpr std::string_view entity = "public, max-age=60, stale-while-revalidate=300";
/// A page, and the redirect to one or the other.
inline constexpr std::string_view answer = "public, max-age=60";
/// A page of a list counts on the other pages: an old one beside a new one would lose things.
inline constexpr std::string_view fragment = "public, max-age=60, must-revalidate";
/// Resumed by its ETag, so nobody may pack it anew on the way.
inline constexpr std::string_view dump = "public, max-age=60, no-transform";
/// What the program itself says, and what only changes with it.
inline constexpr std::string_view a_day = "public, max-age=86400";
/// The address has a hash of the content.
inline constexpr std::string_view asset = "public, max-age=31536000, immutable";
/// What is missing now may come.
inline constexpr std::string_view error = "no-cache";
/// Our own faults pass.
inline constexpr std::string_view fault = "no-store";
/// True at this moment alone.
inline constexpr std::string_view never = "no-store";

}  // namespace tamizdat::web::caching
