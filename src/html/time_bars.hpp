#pragma once
// Dates in the order of time: words first, and beside each a bar on a scale that all of them share.
#include <span>

#include "answer/chronicle.hpp"
#include "html/composer.hpp"

namespace tamizdat::html {

/// {from, to, entries: [{date, open, x, width, link, relation, own}]}: the years that the scale
/// reaches over, and the entries in the order given. `x` and `width` are in hundredths of the scale. `own`:
/// it is a date of `self`.
mustache::Value time_bars(Composer& composer, std::span<const answer::Dated> entries,
                          store::TermId self = {});

/// Sets `timeline` for the partial of that name where something around the thing has dates:
/// {bars, rest, all}; else nothing.
void set_timeline(Composer& composer, mustache::Object& root, const answer::Description& description);

}  // namespace tamizdat::html
