#pragma once
// Which format an answer gets: RFC 9110 §12.5.1 on the rows of the format table.
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/formats.hpp"
#include "web/accept.hpp"

namespace tamizdat::web {

using Offers = std::span<const syntax::Format* const>;

/// The formats that answers of a family are offered in, in the server's order, pages last: it breaks ties.
/// For Family::problem: problem details first, then graphs, then pages. Solutions can be had as graphs too,
/// and graphs that have a table as solutions.
Offers offers_of(syntax::Family family, bool has_table = false);

/// How one offered format fared.
struct Candidate {
  const syntax::Format* format = nullptr;
  Weight weight = 0;  ///< of the range that decided; 0: not acceptable
  Fit fit = Fit::none;
  std::string_view range;       ///< the range that decided, as sent; empty if none did
  std::string_view media_type;  ///< the type it was compared with: the format's own, or an alias
};

/// The outcome with its reasons. Views point into the header and the format table.
struct Negotiation {
  const syntax::Format* chosen = nullptr;  ///< null: nothing is acceptable (406)
  bool preference = false;                 ///< false: no Accept, or none that says anything; the first offer
  std::vector<Candidate> candidates;       ///< in the order of the offers
};

/// `accept` is the combined header. For each offer the most specific fitting range decides, not the best
/// weight; where equally specific ranges differ, the best weight counts: a client that names a type twice
/// (rapper does) takes it gladly at the better one. An alias of a format counts only if the client names it
/// and does not name the format's own type. The greatest weight wins; of equal weights one that the client
/// names goes before one that falls under an asterisk (`text/html, */*`), and then the earlier offer.
Negotiation negotiate(std::string_view accept, Offers offers);

/// The negotiation as sentences for people, one line for each candidate.
std::string explain(const Negotiation& negotiation);

/// Why one of them fared as it did, in a few words: "text/* fits the type".
std::string reason(const Candidate& candidate, const Negotiation& negotiation);

/// "0.85"
std::string to_string(Weight weight);

}  // namespace tamizdat::web
