#include "server/places.hpp"

#include <filesystem>

#include "server/links.hpp"
#include "server/systemd.hpp"

namespace tamizdat::server {
namespace {

namespace fs = std::filesystem;

rdf::Result<void> add_addresses(std::vector<Address>& all, const std::vector<std::string>& texts, bool tls,
                                Door door) {
  for (const std::string& text : texts) {
    auto parsed = parse_addresses(text);
    if (!parsed) return parsed.error();
    for (Address& address : *parsed) {
      address.tls = tls;
      address.door = door;
      all.push_back(std::move(address));
    }
  }
  return {};
}

rdf::Result<void> check_tls(const ServeOptions& options, const std::vector<Address>& addresses) {
  bool wanted = options.redirect_to_https && options.trusted_proxy.empty();
  for (const Address& address : addresses) wanted = wanted || address.tls;
  const bool has_both = !options.tls_cert.empty() && !options.tls_key.empty();
  const bool has_none = options.tls_cert.empty() && options.tls_key.empty();
  if ((wanted && !has_both) || (!has_both && !has_none))
    return rdf::Error(rdf::Code::bad_request, "TLS needs a certificate and its key",
                      "give both --tls-cert and --tls-key");
  return {};
}

/// The folder of a file or link, which may be replaced by another of its name.
std::string folder_of(const std::string& path) {
  std::error_code failure;
  return fs::absolute(path, failure).lexically_normal().parent_path().string();
}

/// Where what is written may be made anew.
std::string place_to_write(const std::string& path) {
  std::string folder = folder_of(path);
  return folder == "/" ? path : folder;
}

void add_with_target(std::vector<std::string>& paths, const std::string& file) {
  if (file.empty()) return;
  paths.push_back(file);
  for (std::string& folder : folders_that_decide(file)) {
    // The root of all files would be no limit at all.
    if (folder != "/") paths.push_back(std::move(folder));
  }
}

}  // namespace

rdf::Result<std::vector<Address>> wanted_addresses(const ServeOptions& options) {
  auto inherited = inherited_addresses();
  if (!inherited) return inherited.error();
  std::vector<Address> all = std::move(*inherited);
  const bool said_nothing = options.listen.empty() && options.tls_listen.empty() && all.empty();
  const std::vector<std::string> standard = {"localhost:8080"};
  if (auto added = add_addresses(all, said_nothing ? standard : options.listen, false, Door::open); !added)
    return added.error();
  if (auto added = add_addresses(all, options.tls_listen, true, Door::open); !added) return added.error();
  if (auto added = add_addresses(all, options.admin_listen, false, Door::operators); !added)
    return added.error();
  if (!options.admin.empty()) {
    if (auto added = add_addresses(all, {"unix:" + options.admin}, false, Door::admin); !added)
      return added.error();
  }
  if (auto checked = check_tls(options, all); !checked) return checked.error();
  return all;
}

FileRights needed_files(const ServeOptions& options, std::span<const Address> addresses) {
  FileRights rights;
  rights.read = {"/proc/self", "/proc/stat"};
  for (const std::string& path : options.paths) add_with_target(rights.read, path);
  add_with_target(rights.read, options.theme);
  add_with_target(rights.read, options.logo);
  add_with_target(rights.read, options.tls_cert);
  add_with_target(rights.read, options.tls_key);
  if (!options.access_log.empty() && options.access_log != "-")
    rights.write.push_back(place_to_write(options.access_log));
  for (const Address& address : addresses) {
    if (address.is_unix() && address.inherited < 0) rights.write.push_back(place_to_write(address.path));
  }
  return rights;
}

}  // namespace tamizdat::server
