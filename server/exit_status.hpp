#pragma once
// What the program's exit status means; the same for every command.
#include <string_view>

#include "rdf/error.hpp"

namespace tamizdat::server {

inline constexpr int exit_good = 0;         ///< done
inline constexpr int exit_broken_data = 1;  ///< files hold errors, all of which have been named
inline constexpr int exit_failed = 2;       ///< could not be done: wrong option, unreadable file, port taken

/// The status for an error by its kind.
constexpr int exit_status(rdf::Code code) {
  return code <= rdf::Code::inexpressible ? exit_broken_data : exit_failed;
}

inline constexpr std::string_view exit_status_help =
    "Exit status: 0 all is well, 1 the data hold errors, 2 it could not be done at all "
    "(wrong option, unreadable file, port taken).";

}  // namespace tamizdat::server
