// Any Accept, and the same text as each of its sisters: reading ends, and what is chosen was offered, is
// wanted, and is explained.
#include <cstdint>
#include <string>

#include "fuzz/require.hpp"
#include "web/coding.hpp"
#include "web/negotiate.hpp"

using namespace tamizdat;
using fuzz::require;

namespace {

bool lies_within(std::string_view part, std::string_view whole) {
  return part.empty() ||
         (part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size());
}

void check(std::string_view header, syntax::Family family, bool has_table) {
  const web::Offers offers = web::offers_of(family, has_table);
  const web::Negotiation outcome = web::negotiate(header, offers);
  require(outcome.candidates.size() == offers.size(), "not every offer was looked at", header);
  web::Weight best = 0;
  web::Weight chosen = 0;
  for (std::size_t i = 0; i < offers.size(); ++i) {
    const web::Candidate& candidate = outcome.candidates[i];
    require(candidate.format == offers[i], "another offer was looked at", header);
    require(candidate.weight <= web::full_weight, "a weight beyond one", header);
    require(lies_within(candidate.range, header), "a range that was not sent", header);
    best = std::max(best, candidate.weight);
    if (candidate.format == outcome.chosen) chosen = candidate.weight;
  }
  if (outcome.preference)
    require((outcome.chosen == nullptr) == (best == 0), "refused what is wanted", header);
  if (outcome.preference && outcome.chosen != nullptr)
    require(chosen == best, "there was a better one", header);
  require(outcome.preference || outcome.chosen != nullptr, "no wish, and yet refused", header);
  require(!web::explain(outcome).empty(), "nothing is explained", header);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view header(reinterpret_cast<const char*>(data), size);
  check(header, syntax::Family::graph, false);
  check(header, syntax::Family::graph, true);
  check(header, syntax::Family::solutions, true);
  check(header, syntax::Family::problem, false);
  for (const std::string& language : web::preferred_languages(header))
    require(!language.empty() && language != "*", "no language", header);
  web::Request request;
  request.fields.add("Accept-Encoding", header);
  const web::CodingWish wish = web::wished_coding(request);
  require(wish.identity || wish.nothing == (wish.best == syntax::Packing::none), "a wish without a coding",
          header);
  require(!wish.identity || !wish.nothing, "refused what is wanted", header);
  return 0;
}
