#pragma once
// What the operator should hear while the server runs; goes to standard error with time and level.
#include <string_view>

namespace tamizdat::server::log {

void info(std::string_view text);
void warn(std::string_view text);
void error(std::string_view text);

}  // namespace tamizdat::server::log
