#pragma once
// Which language tags there are.
#include <string_view>

namespace tamizdat::query {

/// Well-formed by RFC 5646 §2.1, grandfathered tags included.
bool is_language_tag(std::string_view tag);

/// A two-letter language that is none (ISO 639-1): "cz", "jp". The code that was probably meant goes to
/// `meant`, if it is one that people often mistake.
bool is_unknown_language(std::string_view tag, std::string_view& meant);

}  // namespace tamizdat::query
