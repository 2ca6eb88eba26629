#pragma once
// XML 1.0 with namespaces, as RDF/XML needs it.
#include <string>
#include <string_view>

namespace tamizdat::syntax {

/// Whether XML 1.0 can carry the text at all, also escaped (production Char): most control characters,
/// U+FFFE and U+FFFF cannot stand in a document.
bool is_xml_text(std::string_view text);
/// NCName of Namespaces in XML.
bool is_nc_name(std::string_view name);
/// A prefix that can be bound: an NCName in ASCII that does not begin with "xml", or the empty one.
bool is_xml_prefix(std::string_view name);
/// Where the longest NCName at the end of an IRI begins; its size if there is none.
std::size_t split_for_xml(std::string_view iri);

/// Content of an element; CR is escaped, or it would be read as LF.
void append_xml_text(std::string& out, std::string_view text);
/// Value of an attribute in double quotes, without the quotes.
void append_xml_attribute(std::string& out, std::string_view text);

}  // namespace tamizdat::syntax
