#include <csignal>
#include <cstdio>
#include <memory>
#include <thread>

#include "server/commands.hpp"
#include "server/examples.hpp"
#include "server/exit_status.hpp"
#include "server/loading.hpp"
#include "server/log.hpp"
#include "server/process.hpp"
#include "server/server.hpp"
#include "syntax/formats.hpp"
#include "web/collisions.hpp"
#include "web/site.hpp"

namespace tamizdat::server {
namespace {

/// The site behind the server; it comes after the sockets, since its base may be their address.
class SiteHandler : public Handler {
 public:
  void set(std::unique_ptr<web::Site> site) { site_ = std::move(site); }
  [[nodiscard]] web::Response handle(const web::Request& request) const override {
    return site_->handle(request);
  }
  [[nodiscard]] web::Response refuse(const rdf::Error& error, const web::Request& request) const override {
    return site_->refuse(error, request);
  }

 private:
  std::unique_ptr<web::Site> site_;
};

rdf::Result<std::vector<Address>> wanted_addresses(const ServeOptions& options) {
  std::vector<Address> all;
  const std::vector<std::string> standard = {"localhost:8080"};
  for (const std::string& text : options.listen.empty() ? standard : options.listen) {
    const auto addresses = parse_addresses(text);
    if (!addresses) return addresses.error();
    all.insert(all.end(), addresses->begin(), addresses->end());
  }
  return all;
}

rdf::Result<void> take_addresses(Server& server, const ServeOptions& options) {
  const auto wanted = wanted_addresses(options);
  if (!wanted) return wanted.error();
  return server.bind(*wanted);
}

int fail(const rdf::Error& error) {
  print_errors({&error, 1});
  return exit_status(error.code);
}

int refuse_to_start(std::span<const rdf::Error> errors) {
  print_errors(errors);
  std::fprintf(stderr, "Nothing is served until %s.\n",
               errors.size() == 1 ? "this is put right" : "these are put right");
  return exit_status(errors);
}

web::SiteOptions site_options(const ServeOptions& options) {
  web::SiteOptions site;
  site.cache_bytes = options.cache_megabytes << 20;
  site.theme = options.theme;
  return site;
}

ServerOptions server_options(const ServeOptions& options) {
  ServerOptions server;
  server.threads = options.threads != 0 ? options.threads : std::thread::hardware_concurrency();
  server.stop_on_signals = true;
  server.limits = options.limits;
  for (const std::string& network : options.trusted_proxy) add_trusted(server.trust, network);
  server.report = [](const rdf::Error& error) { log::error("An answer was cut: " + to_string(error)); };
  return server;
}

/// Three things to try, each as an address that works here and now even if the base is elsewhere.
void print_examples(const answer::Publication& publication, const std::string& origin) {
  const answer::Addresses& addresses = publication.addresses;
  const bool here = addresses.base().starts_with(origin + '/');
  const auto iris = example_iris(*publication.snapshot, addresses, 3);
  const char* label = "Try";
  for (const std::string& iri : iris) {
    const std::string local = origin + addresses.href(iri);
    std::printf("%-9s %s%s%s\n", std::exchange(label, ""), local.c_str(), here ? "" : "  for ",
                here ? "" : iri.c_str());
  }
  if (iris.empty()) return;
  std::printf("          curl -L -H 'Accept: %s' '%s%s'\n",
              std::string(syntax::format(syntax::FormatId::turtle).media_type).c_str(), origin.c_str(),
              addresses.href(iris.front()).c_str());
}

void announce(const Loaded& loaded, const answer::Publication& publication,
              std::span<const Address> addresses) {
  const std::string origin = local_origin(addresses);
  std::printf("Loaded    %s\n", summary(loaded).c_str());
  std::printf("Base      %s\n", publication.addresses.base().c_str());
  print_examples(publication, origin);
  std::string list;
  for (const Address& address : addresses) list += (list.empty() ? "" : ", ") + to_string(address);
  std::printf("Ready     %s%s (listening on %s)\n", origin.c_str(),
              std::string(publication.addresses.base_path()).c_str(), list.c_str());
  std::fflush(stdout);
}

}  // namespace

int serve(const ServeOptions& options) {
  std::signal(SIGPIPE, SIG_IGN);
  raise_open_files();
  if (const auto theme = web::check_theme(options.theme); !theme) return fail(theme.error());
  SiteHandler handler;
  Server server(handler, server_options(options));
  if (const auto taken = take_addresses(server, options); !taken) return fail(taken.error());

  const Loaded loaded =
      load_files({options.paths, options.format, options.base, local_origin(server.addresses()) + '/'});
  if (!loaded.outcome.errors.empty()) return refuse_to_start(loaded.outcome.errors);

  const auto publication = answer::publish(loaded.outcome.snapshot, answer::Addresses(loaded.outcome.base),
                                           options.identity, options.title);
  for (const rdf::Error& collision : web::find_collisions(*publication)) log::warn(to_string(collision));
  handler.set(std::make_unique<web::Site>(publication, site_options(options)));
  if (const auto listening = server.listen(); !listening) return fail(listening.error());

  announce(loaded, *publication, server.addresses());
  server.run();
  return exit_good;
}

}  // namespace tamizdat::server
