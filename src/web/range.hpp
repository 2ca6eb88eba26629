#pragma once
// Parts of a representation (RFC 9110 §14): one range of bytes. Several at once are answered with the whole.
#include <cstdint>
#include <ctime>
#include <optional>
#include <string>
#include <string_view>

#include "web/conditional.hpp"
#include "web/message.hpp"

namespace tamizdat::web {

struct ByteRange {
  std::uint64_t first = 0;
  std::uint64_t length = 0;
};

enum class RangeAnswer : std::uint8_t {
  whole,          ///< no range, or one that is to be passed over: 200
  part,           ///< 206
  unsatisfiable,  ///< 416
};

/// What a Range field asks of `size` bytes. What does not follow the grammar, another unit and lists of
/// ranges are passed over (§14.2).
RangeAnswer read_range(std::string_view field, std::uint64_t size, ByteRange& range);

/// The same for a request that has been found to be answered with 200: only GET has ranges, and If-Range must
/// name the very representation (§13.1.5): its strong tag, or its date if that is strong.
RangeAnswer asked_range(const Request& request, const Validators& validators, std::time_t now,
                        std::uint64_t size, ByteRange& range);

/// "bytes 0-9/100"
std::string content_range(const ByteRange& range, std::uint64_t size);
/// "bytes */100"
std::string content_range(std::uint64_t size);

}  // namespace tamizdat::web
