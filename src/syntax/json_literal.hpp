#pragma once
// JSON as JSON-LD needs it.
#include <string>
#include <string_view>

#include "rdf/term.hpp"

namespace tamizdat::syntax {

/// A JSON string with its quotes (RFC 8259 §7). '<' stays: whoever puts it into HTML escapes that.
void append_json_string(std::string& out, std::string_view text);

/// A literal as JSON number or boolean, if JSON-LD reads back the same lexical form and datatype from it
/// everywhere (JSON-LD 1.1 API §8.2.2): booleans, and integers that a double holds exactly. Else false.
bool append_native_json(std::string& out, const rdf::TermView& literal);

}  // namespace tamizdat::syntax
