#pragma once
// The templates and messages that are built in, read once for all tests of pages.
#include "html/messages.hpp"
#include "html/templates.hpp"

namespace tamizdat::html {

inline const Templates& templates() {
  static const Templates all;
  return all;
}

inline const Messages& messages() {
  static const Messages all;
  return all;
}

}  // namespace tamizdat::html
