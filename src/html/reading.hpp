#pragma once
// Reading in order: where a thing stands in a whole, what comes before and after it, and its own parts with
// what each of them claims.
#include "answer/place.hpp"
#include "html/composer.hpp"

namespace tamizdat::html {

/// Sets `place` for the partial of that name, {wholes, previous, next}, and `parts` for its own,
/// [{link, text, stated, has_stated}], with `parts_rest`, how many more there are; or nothing of each.
void set_place(Composer& composer, mustache::Object& root, store::TermId thing);

}  // namespace tamizdat::html
