#pragma once
// Where a path really leads.
#include <string>
#include <vector>

namespace tamizdat::server {

/// The folders in which something can make the path lead elsewhere: its own, those of all links on the way to
/// it, and the same of what these point to. Some may come twice.
std::vector<std::string> folders_that_decide(const std::string& path);

}  // namespace tamizdat::server
