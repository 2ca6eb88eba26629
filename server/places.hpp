#pragma once
// From the options of `tamizdat serve` to the addresses that it takes, and the files that it needs.
#include <vector>

#include "rdf/error.hpp"
#include "server/address.hpp"
#include "server/options.hpp"
#include "server/process.hpp"

namespace tamizdat::server {

/// All addresses that were asked for; what systemd handed over goes first, and makes up for a missing
/// --listen.
rdf::Result<std::vector<Address>> wanted_addresses(const ServeOptions& options);

/// What the process still has to read and write once it serves: its data, theme, certificate, and the folders
/// in which these may be replaced, but never the root of all files; its log and the folders of its sockets.
FileRights needed_files(const ServeOptions& options, std::span<const Address> addresses);

}  // namespace tamizdat::server
