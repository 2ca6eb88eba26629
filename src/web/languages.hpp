#pragma once
// What languages a reader wants.
#include <string>
#include <vector>

#include "rdf/error.hpp"
#include "web/message.hpp"
#include "web/target.hpp"

namespace tamizdat::web {

struct Languages {
  std::vector<std::string> wishes;  ///< best first, no more than eight
  bool by_parameter = false;        ///< `lang` has decided; otherwise Accept-Language, if anything
};

/// Code::bad_request if the parameter is malformed.
rdf::Result<Languages> languages_of(const Request& request, const Target& target);

}  // namespace tamizdat::web
