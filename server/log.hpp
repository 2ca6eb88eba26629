#pragma once
// What the operator should hear while the server runs; goes to standard error with time and level, through a
// thread of its own.
#include <string_view>

#include "server/options.hpp"

namespace tamizdat::server::log {

/// Before the first line; without it everything from `info` on is said as text.
void set_up(LogLevel least, LogFormat format);

void debug(std::string_view text);
void info(std::string_view text);
void warn(std::string_view text);
void error(std::string_view text);

/// Waits until all has been written, and writes at once from here on.
void finish();

}  // namespace tamizdat::server::log
