#pragma once
// Literals as Turtle writes them (Turtle §2.5, §6.5).
#include <string>

#include "rdf/term.hpp"

namespace tamizdat::syntax {

/// Whether the literal can stand as a bare token (42, 4.2, 4.2e0, true) that reads back as exactly this
/// lexical form and datatype. Forms with a plus sign or idle leading zeros are left to quotes.
bool is_bare_in_turtle(const rdf::TermView& literal);

/// Appends the literal; text of several lines in long quotes. True if "^^" came last and the name of the
/// datatype has to follow.
bool append_turtle_literal(std::string& out, const rdf::TermView& literal);

}  // namespace tamizdat::syntax
