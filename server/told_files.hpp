#pragma once
// What the description of a data set tells of its files (DCAT, SPDX).
#include <string>
#include <string_view>
#include <vector>

#include "rdf/error.hpp"

namespace tamizdat::server {

struct ToldFile {
  std::string url;
  std::string bytes;   ///< a number, as it is written there; empty if nothing is told
  std::string sha256;  ///< likewise, in hexadecimal digits
};

/// Every distribution with an address of which a length or a checksum is told, in no order. An error is one
/// of syntax.
rdf::Result<std::vector<ToldFile>> told_files(std::string_view ntriples);

}  // namespace tamizdat::server
