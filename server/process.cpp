#include "server/process.hpp"

#include <fcntl.h>
#include <grp.h>
#include <linux/landlock.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace tamizdat::server {
namespace {

rdf::Error failed(const std::string& what) {
  return {rdf::Code::unavailable, what + ": " + std::strerror(errno)};
}

// The rights of Landlock's first version; later kernels add some that are given up by asking for them.
constexpr std::uint64_t first_rights = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1U) - 1;
constexpr std::uint64_t refer_right = std::uint64_t{1} << 13U;     // version 2
constexpr std::uint64_t truncate_right = std::uint64_t{1} << 14U;  // version 3

constexpr std::uint64_t reading = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr std::uint64_t writing =
    reading | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_REMOVE_FILE;
constexpr std::uint64_t of_files = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE;

/// A file descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(long number) : number_(static_cast<int>(number)) {}
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int get() const { return number_; }
  explicit operator bool() const { return number_ >= 0; }

 private:
  int number_;
};

std::uint64_t all_rights(long version) {
  std::uint64_t rights = first_rights;
  if (version >= 2) rights |= refer_right;
  if (version >= 3) rights |= truncate_right;
  return rights;
}

rdf::Result<void> allow(const Descriptor& rules, const std::string& path, std::uint64_t rights) {
  const Descriptor place(open(path.c_str(), O_PATH | O_CLOEXEC));
  if (!place) return {};
  struct stat status {};
  fstat(place.get(), &status);
  landlock_path_beneath_attr rule{};
  rule.allowed_access = S_ISDIR(status.st_mode) ? rights : rights & of_files;
  rule.parent_fd = place.get();
  if (syscall(SYS_landlock_add_rule, rules.get(), LANDLOCK_RULE_PATH_BENEATH, &rule, 0U) != 0)
    return failed("Access to files cannot be limited");
  return {};
}

}  // namespace

std::size_t raise_open_files() {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  getrlimit(RLIMIT_NOFILE, &limit);
  return static_cast<std::size_t>(limit.rlim_cur);
}

rdf::Result<void> become(const std::string& user) {
  errno = 0;
  const passwd* const entry = getpwnam(user.c_str());
  if (entry == nullptr) return rdf::Error(rdf::Code::unavailable, "There is no user '" + user + "'");
  if (entry->pw_uid == geteuid() && entry->pw_uid == getuid()) return {};
  if (initgroups(user.c_str(), entry->pw_gid) != 0 || setgid(entry->pw_gid) != 0 ||
      setuid(entry->pw_uid) != 0)
    return failed("Cannot become user '" + user + "'");
  if (entry->pw_uid != 0 && setuid(0) == 0)
    return rdf::Error(rdf::Code::internal, "The rights of root cannot be given up");
  return {};
}

rdf::Result<Confined> confine(const FileRights& rights) {
  const long version = syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 1) return Confined::not_possible;
  landlock_ruleset_attr handled{};
  handled.handled_access_fs = all_rights(version);
  const Descriptor rules(syscall(SYS_landlock_create_ruleset, &handled, sizeof handled, 0U));
  if (!rules) return failed("Access to files cannot be limited");
  for (const std::string& path : rights.read) {
    if (auto allowed = allow(rules, path, reading); !allowed) return allowed.error();
  }
  for (const std::string& path : rights.write) {
    if (auto allowed = allow(rules, path, writing); !allowed) return allowed.error();
  }
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
      syscall(SYS_landlock_restrict_self, rules.get(), 0U) != 0)
    return failed("Access to files cannot be limited");
  return Confined::yes;
}

}  // namespace tamizdat::server
