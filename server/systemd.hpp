#pragma once
// What systemd and a service say to each other: sockets that are handed over, and how the service is. Small
// enough to do without libsystemd (sd_listen_fds(3), sd_notify(3)).
#include <string>
#include <string_view>
#include <vector>

#include "rdf/error.hpp"
#include "server/address.hpp"

namespace tamizdat::server {

/// What stands in the environment; null where a variable is not set.
struct Handover {
  const char* pid = nullptr;    ///< LISTEN_PID
  const char* count = nullptr;  ///< LISTEN_FDS
  const char* names = nullptr;  ///< LISTEN_FDNAMES
};

struct NamedDescriptor {
  int descriptor = -1;
  std::string name;  ///< empty if there are no names
};

/// Descriptors from 3 on if they are meant for the process `own_pid`; none if they are not. An error where
/// the variables make no sense.
rdf::Result<std::vector<NamedDescriptor>> read_handover(const Handover& handover, long own_pid);

/// The sockets handed over, as addresses; their variables are taken out of the environment. A socket's name
/// (FileDescriptorName=) says what it is for: "tls", "admin" (a Unix socket), "operators"; any other: http.
rdf::Result<std::vector<Address>> inherited_addresses();

/// Tells systemd, if it wants to know: "READY=1", "STOPPING=1", "STATUS=…".
void notify_systemd(std::string_view state);

}  // namespace tamizdat::server
