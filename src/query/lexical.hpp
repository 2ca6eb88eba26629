#pragma once
// Which texts a datatype allows.
#include <optional>
#include <string>
#include <string_view>

namespace tamizdat::query {

/// What is known of a datatype's lexical space.
enum class Datatype : unsigned char {
  unknown,     ///< nothing: some vocabulary's own
  known,       ///< checked by lexical_fault
  unsuitable,  ///< of XML Schema, but not for RDF (RDF 1.1 Concepts §5.1): xsd:QName, xsd:ID …
  misspelt,    ///< in the namespace of XML Schema, but no type of it
};
Datatype datatype_kind(std::string_view datatype);

/// The type of XML Schema that was probably meant by a misspelt one ("dateTime" for xsd:datetime), or empty.
std::string_view meant_datatype(std::string_view datatype);

/// Why `text` is not in the lexical space of `datatype` (XML Schema 1.1 part 2, RDF 1.1 Concepts §5, and EDTF
/// as ISO 8601-2 has it): a text that its writer would know for right, like "2024-02-29"; nothing if it is in
/// it, or if the datatype is unknown. Spaces around a value are not part of any such space.
std::optional<std::string> lexical_fault(std::string_view datatype, std::string_view text);

/// EDTF, levels 0 to 2: dates, times, seasons, unknown digits, qualifiers, intervals, sets, exponents.
bool is_edtf(std::string_view text);

}  // namespace tamizdat::query
