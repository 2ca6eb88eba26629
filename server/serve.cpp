#include <csignal>
#include <cstdio>
#include <memory>
#include <thread>

#include "server/admin.hpp"
#include "server/commands.hpp"
#include "server/examples.hpp"
#include "server/exit_status.hpp"
#include "server/file_watch.hpp"
#include "server/loading.hpp"
#include "server/log.hpp"
#include "server/overview.hpp"
#include "server/pictures.hpp"
#include "server/places.hpp"
#include "server/process.hpp"
#include "server/recorder.hpp"
#include "server/server.hpp"
#include "server/site_handler.hpp"
#include "server/systemd.hpp"
#include "syntax/formats.hpp"
#include "web/collisions.hpp"

namespace tamizdat::server {
namespace {

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

/// Three things to try, each as an address that works here and now even if the base is elsewhere.
void print_examples(const answer::Publication& publication, const std::string& origin) {
  const answer::Addresses& addresses = publication.addresses;
  const bool here = addresses.base().starts_with(origin + '/');
  const auto iris = example_iris(*publication.snapshot, addresses, 3);
  const char* label = "Try";
  for (const std::string& iri : iris) {
    const std::string local = origin + addresses.href(iri);
    const bool itself = here && addresses.is_local(iri);
    std::printf("%-9s %s%s%s\n", std::exchange(label, ""), local.c_str(), itself ? "" : "  for ",
                itself ? "" : iri.c_str());
  }
  if (iris.empty()) return;
  std::printf("          curl -L -H 'Accept: %s' '%s%s'\n",
              std::string(syntax::format(syntax::FormatId::turtle).media_type).c_str(), origin.c_str(),
              addresses.href(iris.front()).c_str());
}

std::string in_words(const Address& address) {
  return to_string(address) + (address.tls ? " TLS" : "");
}

void announce(const Edition& edition, std::span<const Address> addresses) {
  const std::string origin = local_origin(addresses);
  std::printf("Loaded    %s\n", edition.summary.c_str());
  std::printf("Base      %s\n", edition.publication->addresses.base().c_str());
  print_examples(*edition.publication, origin);
  std::string open;
  std::string closed;
  for (const Address& address : addresses) {
    std::string& list = address.door == Door::open ? open : closed;
    list += (list.empty() ? "" : ", ") + in_words(address);
  }
  if (!closed.empty()) std::printf("Operators %s\n", closed.c_str());
  std::printf("Ready     %s%s (listening on %s)\n", origin.c_str(),
              std::string(edition.publication->addresses.base_path()).c_str(), open.c_str());
  std::fflush(stdout);
}

/// One serving process. Members are destroyed from the last to the first: who uses others comes after them.
class Service {
 public:
  explicit Service(const ServeOptions& options)
      : options_(options), admin_(handler_), server_(handler_, server_options()) {}

  int run();

 private:
  ServerOptions server_options();
  web::SiteOptions site_options();
  rdf::Result<void> prepare();
  rdf::Result<void> confine_files();
  Edition load(bool first);
  rdf::Result<void> put_in_service(const Edition& first);
  void reload(const std::string& why);
  void hang_up();

  const ServeOptions& options_;
  web::Look first_look_;  // read before anything is listened to
  Certificate certificate_;
  std::unique_ptr<LineWriter> access_log_;
  Overview overview_;
  SiteHandler handler_;
  Admin admin_;
  Server server_;
  std::unique_ptr<Reloader> reloader_;
  std::unique_ptr<FileWatch> watch_;
};

ServerOptions Service::server_options() {
  ServerOptions server;
  server.threads = options_.threads != 0 ? options_.threads : std::thread::hardware_concurrency();
  server.limits = options_.limits;
  server.admin = &admin_;
  server.certificate = &certificate_;
  for (const std::string& network : options_.trusted_proxy) add_trusted(server.trust, network);
  if (options_.hsts != 0)
    server.secure_lines = "Strict-Transport-Security: max-age=" + std::to_string(options_.hsts) + "\r\n";
  server.report = [](const rdf::Error& error) { log::error("An answer was cut: " + to_string(error)); };
  server.journal = [this]() -> std::unique_ptr<Journal> {
    return std::make_unique<Recorder>(overview_.counts.new_tally(), access_log_, options_.access_log_format);
  };
  server.stop_on_signals = true;
  server.on_stop = [this] {
    overview_.stopping();
    notify_systemd("STOPPING=1");
  };
  server.on_hangup = [this] { hang_up(); };
  server.on_user_one = [this] {
    if (access_log_ != nullptr) access_log_->reopen();
  };
  return server;
}

/// Everything that needs rights which are then given up.
rdf::Result<void> Service::prepare() {
  auto look = web::read_look(site_options());
  if (!look) return look.error();
  first_look_ = std::move(*look);
  const auto wanted = wanted_addresses(options_);
  if (!wanted) return wanted.error();
  if (!options_.tls_cert.empty()) {
    if (auto loaded = certificate_.load(options_.tls_cert, options_.tls_key); !loaded) return loaded.error();
    overview_.certificate = &certificate_;
  }
  if (auto bound = server_.bind(*wanted); !bound) return bound.error();
  if (!options_.user.empty()) {
    if (auto became = become(options_.user); !became) return became.error();
  }
  return confine_files();
}

rdf::Result<void> Service::confine_files() {
  if (options_.sandbox == Sandbox::off) return {};
  const auto confined = confine(needed_files(options_, server_.addresses()));
  if (!confined) return confined.error();
  if (*confined == Confined::yes) return {};
  if (options_.sandbox == Sandbox::required)
    return rdf::Error(rdf::Code::unavailable, "This kernel has no Landlock", "--sandbox auto does without");
  log::info("This kernel has no Landlock: the process may read whatever its user may");
  return {};
}

Edition Service::load(bool first) {
  auto look = first ? rdf::Result<web::Look>(std::move(first_look_)) : web::read_look(site_options());
  Loaded loaded = load_files(
      {options_.paths, options_.format, options_.base, local_origin(server_.addresses()) + '/', first});
  Edition edition;
  edition.seconds = loaded.seconds;
  edition.files = loaded.files;
  edition.errors = std::move(loaded.outcome.errors);
  if (!look) edition.errors.push_back(look.error());
  if (!edition.errors.empty()) return edition;
  edition.summary = summary(loaded);
  edition.look = std::move(*look);
  edition.publication = answer::publish(
      std::move(loaded.outcome.snapshot), answer::Addresses(loaded.outcome.base), options_.identity,
      {options_.title, options_.colour, options_.link_colour, read_pictures(loaded.pictures)});
  return edition;
}

std::uint16_t tls_port(std::span<const Address> addresses) {
  for (const Address& address : addresses) {
    if (address.tls) return address.port;
  }
  return 0;
}

web::SiteOptions Service::site_options() {
  web::SiteOptions site;
  site.cache_bytes = options_.cache_megabytes << 20U;
  site.theme = options_.theme;
  site.logo = options_.logo;
  site.operations = &overview_;
  site.private_operations = options_.private_endpoints;
  return site;
}

rdf::Result<void> Service::put_in_service(const Edition& first) {
  handler_.set(std::make_unique<web::Site>(first.publication, site_options(), first.look));
  if (options_.redirect_to_https) handler_.redirect_to_https(tls_port(server_.addresses()));
  reloader_ = std::make_unique<Reloader>(handler_.site(), first, [this] { return load(false); });
  admin_.set_reload([this] { return reloader_->wait(reloader_->ask("admin socket")); });
  overview_.server = &server_;
  overview_.reloader = reloader_.get();
  overview_.site = &handler_.site();
  overview_.access_log = access_log_.get();
  return server_.listen();
}

void Service::hang_up() {
  if (!options_.tls_cert.empty()) {
    if (auto loaded = certificate_.load(options_.tls_cert, options_.tls_key); loaded) {
      log::info("The certificate was read again");
    } else {
      log::error("The old certificate stays in service: " + to_string(loaded.error()));
    }
  }
  reloader_->ask("SIGHUP");
}

int Service::run() {
  if (auto prepared = prepare(); !prepared) return fail(prepared.error());
  if (!options_.access_log.empty()) {
    auto opened = LineWriter::open(options_.access_log);
    if (!opened) return fail(opened.error());
    access_log_ = std::move(*opened);
  }
  if (options_.watch)
    watch_ = std::make_unique<FileWatch>(options_.paths, std::vector{options_.theme, options_.logo});
  Edition first = load(true);
  if (!first.errors.empty()) return refuse_to_start(first.errors);
  for (const rdf::Error& collision : web::find_collisions(*first.publication))
    log::warn(to_string(collision));
  for (const store::SourceFile& file : first.publication->snapshot->info().sources)
    if (file.quads == 0) log::warn(file.path + ":1:1: the file says nothing");
  if (auto serving = put_in_service(first); !serving) return fail(serving.error());
  if (watch_ != nullptr) {
    if (auto started = watch_->start([this] { reloader_->ask("files have changed"); }); !started)
      return fail(started.error());
  }
  announce(first, server_.addresses());
  first.publication->measuring->start();
  first = {};  // what is in service is the site's affair
  notify_systemd("READY=1");
  server_.run();
  return exit_good;
}

}  // namespace

int serve(const ServeOptions& options) {
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGHUP, SIG_IGN);   // until there is something to load again
  std::signal(SIGUSR1, SIG_IGN);  // until there is a log to open
  log::set_up(options.log_level, options.log_format);
  raise_open_files();
  int status = exit_failed;
  {
    Service service(options);
    status = service.run();
  }
  log::finish();
  return status;
}

}  // namespace tamizdat::server
