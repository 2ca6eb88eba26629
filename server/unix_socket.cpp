#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "server/listener.hpp"

namespace tamizdat::server {
namespace {

rdf::Error failed(const Address& address, std::string what) {
  return {rdf::Code::unavailable, "Cannot listen on " + to_string(address) + ": " + std::move(what)};
}

sockaddr_un name_of(const std::string& path) {
  sockaddr_un name{};
  name.sun_family = AF_UNIX;
  path.copy(name.sun_path, sizeof name.sun_path - 1);
  return name;
}

bool somebody_listens(const sockaddr_un& name) {
  const int probe = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  const int result = connect(probe, reinterpret_cast<const sockaddr*>(&name), sizeof name);
  const bool dead = result != 0 && (errno == ECONNREFUSED || errno == ENOENT);
  close(probe);
  return !dead;
}

bool is_socket(const std::string& path) {
  struct stat status {};
  return lstat(path.c_str(), &status) == 0 && S_ISSOCK(status.st_mode);
}

}  // namespace

rdf::Result<int> bind_unix(const Address& address, bool for_all) {
  const sockaddr_un name = name_of(address.path);
  if (is_socket(address.path)) {
    if (somebody_listens(name)) return failed(address, "it is taken by another program");
    unlink(address.path.c_str());
  }
  const int made = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  // Nobody may slip in between bind() and a later chmod().
  const mode_t before = umask(for_all ? 0111 : 0177);
  const int bound = bind(made, reinterpret_cast<const sockaddr*>(&name), sizeof name);
  const int why = errno;
  umask(before);
  if (bound == 0) return made;
  close(made);
  return failed(address, std::strerror(why));
}

}  // namespace tamizdat::server
