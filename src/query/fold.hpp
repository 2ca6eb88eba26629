#pragma once
#include <string>
#include <string_view>

namespace tamizdat::query {

/// Valid UTF-8 without regard to case: simple case folding (Unicode §5.18) of Latin, Greek, Cyrillic and
/// Armenian letters whose small letter lies at a fixed distance. Anything else stays as it is.
std::string folded(std::string_view utf8);

}  // namespace tamizdat::query
