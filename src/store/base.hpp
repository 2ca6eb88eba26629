#pragma once
// Bases and names under them.
#include <string>
#include <string_view>

#include "store/assembly.hpp"

namespace tamizdat::store {

/// `base` if any IRI of the data lies at its host (then relative IRIs were used, or might have been). Else
/// the longest common beginning, up to a '/', of the http(s) subjects at the host that most of them share;
/// `base` if there are none.
std::string infer_base(const Assembly& data, std::string_view base);

/// A file's name ('/'-separated) as the end of an IRI: bytes that cannot stand there, or would mean something
/// else there, are percent-encoded.
std::string name_to_iri(std::string_view name);

}  // namespace tamizdat::store
