#pragma once
// What the process may do on its machine.
#include <cstddef>

namespace tamizdat::server {

/// As many open files as the system grants; how many these are.
std::size_t raise_open_files();

}  // namespace tamizdat::server
