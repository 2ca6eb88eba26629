#pragma once
// Content negotiation as patterns, for servers that know nothing but regular expressions.
#include <string>
#include <vector>

#include "web/negotiate.hpp"

namespace tamizdat::server {

/// If the Accept header matches `pattern` (PCRE, without regard to case), and none before it, the format is
/// chosen.
struct AcceptRule {
  std::string pattern;
  const syntax::Format* format;
};

/// What negotiate() does, as patterns in order; no match: 406. Weights are told apart by their first decimal;
/// parameters other than q are not looked at. A header that is missing or empty is another case: the first
/// offer.
std::vector<AcceptRule> accept_rules(web::Offers offers);

}  // namespace tamizdat::server
