#pragma once
// /-/negotiate: what would be answered at a path for a header, and why.
#include <string>

#include "answer/explanation.hpp"
#include "web/routes.hpp"

namespace tamizdat::web {

/// `found` is what the path leads to. `accept` is read as the header of that name.
answer::Told tell_negotiation(const answer::Addresses& addresses, std::string path, std::string accept,
                              const Found& found);

/// The same as JSON: path, accept, outcome, members (text, weight) and candidates (type, url, weight, range,
/// reason, chosen).
std::string negotiation_json(const answer::Told& told);

}  // namespace tamizdat::web
