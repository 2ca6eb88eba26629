#pragma once
// What the process may do on its machine.
#include <cstddef>
#include <string>
#include <vector>

#include "rdf/error.hpp"

namespace tamizdat::server {

/// As many open files as the system grants; how many these are.
std::size_t raise_open_files();

/// Becomes another user, with that user's groups, and can never go back. Before any thread is started. An
/// error where there is no such user, or no right to become one.
rdf::Result<void> become(const std::string& user);

/// What stays open to a process that has given up everything else.
struct FileRights {
  std::vector<std::string> read;   ///< files, and folders with all that is in them
  std::vector<std::string> write;  ///< folders in which files are made, written and removed
};

enum class Confined { yes, not_possible };

/// Gives up all files but these, for ever, for this thread and those that it starts (Landlock, Linux 5.13).
/// Files that are open already stay so. Paths that are not there are left out. not_possible where the kernel
/// has no Landlock; an error where it has and refuses.
rdf::Result<Confined> confine(const FileRights& rights);

}  // namespace tamizdat::server
