#pragma once
// Validators and conditional requests (RFC 9110 §§8.8, 13).
#include <cstdint>
#include <ctime>
#include <span>
#include <string>
#include <string_view>

#include "web/message.hpp"

namespace tamizdat::web {

struct Validators {
  std::string etag;          ///< with its quotes, strong; empty if there is none
  std::time_t modified = 0;  ///< 0: not known
};

/// A strong entity tag from everything that the bytes depend on; never from the bytes. Only ever compared
/// whole. `version` is URL-safe and stays readable.
std::string make_etag(std::string_view version, std::span<const std::string_view> parts);

enum class Condition : std::uint8_t {
  met,
  not_modified,  ///< 304
  failed,        ///< 412
};

/// §13.2.2: If-Match, else If-Unmodified-Since; then If-None-Match, else (GET and HEAD) If-Modified-Since.
/// For a representation that exists. Dates that cannot be read are no conditions.
Condition evaluate(const Request& request, const Validators& validators, std::time_t now);

/// If any member of a list of entity tags is the one given; "*" always is. Weak comparison looks past W/ and
/// serves If-None-Match, strong comparison never matches a weak tag and serves If-Match.
bool matches_weakly(std::string_view list, std::string_view etag);
bool matches_strongly(std::string_view list, std::string_view etag);

}  // namespace tamizdat::web
