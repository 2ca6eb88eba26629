#pragma once
// Reading Accept and its sisters (RFC 9110 §12.5). All views point into the header given.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tamizdat::web {

/// Weights are counted in thousandths: 1000 is q=1.
using Weight = std::uint16_t;
inline constexpr Weight full_weight = 1000;
/// Members beyond this many are not looked at: no client sends so many, and looking costs.
inline constexpr std::size_t max_members = 100;

/// One member of Accept: `text/*;level=1;q=0.5`.
struct MediaRange {
  std::string_view text;        ///< the member as sent
  std::string_view type;        ///< may be "*"
  std::string_view subtype;     ///< may be "*"
  std::string_view parameters;  ///< from the first ';', for next_parameter(); includes q
  Weight weight = full_weight;
};

/// Members of a combined Accept header in order. A member that does not follow the grammar is left out, as
/// are empty ones; what other agents are known to send is understood: `*` for `*/*`, `q=.5`, more than three
/// digits (cut), spaces around '='.
std::vector<MediaRange> parse_accept(std::string_view header);

/// One member of Accept-Language, Accept-Encoding …
struct Weighted {
  std::string_view value;
  Weight weight = full_weight;
};
std::vector<Weighted> parse_weighted(std::string_view header);

struct Parameter {
  std::string_view name;
  std::string_view value;  ///< a token, or a quoted string with its quotes
};
/// Takes the first parameter off `;a=b;c="d"`. False at the end, or where the grammar is left (then `rest` is
/// not empty).
bool next_parameter(std::string_view& rest, Parameter& parameter);
/// A token as it is; a quoted string without quotes and backslashes.
std::string unquoted(std::string_view value);

/// How closely a range fits a media type; the greater, the more specific.
enum class Fit : std::uint8_t {
  none,
  anything,         ///< */*
  type,             ///< text/*
  exact,            ///< text/turtle
  with_parameters,  ///< text/turtle;charset=utf-8
};
/// A range with a parameter fits only what has that parameter. Ours are: charset (all we send is UTF-8),
/// version (RDF 1.1 is read by all later versions) and profile, which is a wish by nature (RFC 6906 §3.1):
/// one that is not met makes the range no more than exact.
Fit fit(const MediaRange& range, std::string_view media_type);

/// The languages that a reader wants, best first, in lower case, without those of weight 0 and without "*".
std::vector<std::string> preferred_languages(std::string_view accept_language);

/// The weight of a content coding (RFC 9110 §12.5.3), "identity" included; no header: only identity.
Weight coding_weight(std::string_view accept_encoding, std::string_view coding);

}  // namespace tamizdat::web
