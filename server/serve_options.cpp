#include "server/address.hpp"
#include "server/forwarded.hpp"
#include "server/option_tools.hpp"

namespace tamizdat::server {
namespace {

CLI::Option* add_switch(CLI::App& app, const std::string& name, bool& value, const std::string& help) {
  return app.add_flag("--" + name, value, help)->envname(environment_name(name));
}

CLI::Validator is_network() {
  return {[](std::string& text) -> std::string {
            Trust trust;
            if (add_trusted(trust, text)) return {};
            return "'" + text + "' is no network: write 10.0.0.0/8, 2001:db8::/32, an address, or unix";
          },
          ""};
}

CLI::Validator is_unix_path() {
  return {[](std::string& text) -> std::string {
            const auto parsed = parse_addresses("unix:" + text);
            return parsed ? std::string() : parsed.error().message + " (" + parsed.error().hint + ")";
          },
          ""};
}

void add_data_options(CLI::App& serve, ServeOptions& options) {
  serve
      .add_option("paths", options.paths, "Files and folders to publish; folders are searched for RDF files")
      ->type_name("FILE|FOLDER");
  add(serve, "base", options.base,
      "What the data's addresses begin with, ending in '/'. Without it: for data with relative IRIs the "
      "address listened on, else the beginning that most subjects share")
      ->check(is_base())
      ->type_name("IRI");
  add_appearance(serve, options);
  add(serve, "format", options.format, "Format of all files [by their extension]")
      ->transform(is_format(&syntax::Format::readable))
      ->type_name("FORMAT");
  add_switch(serve, "watch", options.watch,
             "Load the data again when a file changes; broken data leave the old in service");
}

void add_network_options(CLI::App& serve, ServeOptions& options) {
  add_list(
      serve, "listen", options.listen,
      "ADDRESS:PORT or unix:PATH; a bare PORT means this machine alone, *:PORT every interface, port 0 any "
      "free one; may be repeated [localhost:8080]")
      ->type_name("ADDRESS");
  add_list(serve, "tls-listen", options.tls_listen, "The same, over TLS; needs --tls-cert and --tls-key")
      ->type_name("ADDRESS");
  add(serve, "tls-cert", options.tls_cert, "Certificate and those above it, PEM; read again at SIGHUP")
      ->type_name("FILE");
  add(serve, "tls-key", options.tls_key, "Private key of the certificate, PEM")->type_name("FILE");
  add_switch(serve, "redirect-to-https", options.redirect_to_https,
             "Answer what comes over plain HTTP with a redirect (308) to https");
  add(serve, "hsts", options.hsts,
      "Seconds for which browsers are told to come over TLS only; 0 says nothing [0]")
      ->check(silent(CLI::Range(0U, 2147483647U)))
      ->type_name("SECONDS");
  add_list(serve, "trusted-proxy", options.trusted_proxy,
           "Network whose Forwarded and X-Forwarded-* fields are believed, or unix; may be repeated")
      ->check(is_network())
      ->type_name("NETWORK");
}

void add_operating_options(CLI::App& serve, ServeOptions& options) {
  add(serve, "admin", options.admin,
      "Path of a Unix socket, for its owner alone: POST /reload, and all that is private")
      ->check(is_unix_path())
      ->type_name("PATH");
  add_list(serve, "admin-listen", options.admin_listen,
           "ADDRESS:PORT where metrics, status and health are seen with --private-endpoints; may be repeated")
      ->type_name("ADDRESS");
  add_switch(
      serve, "private-endpoints", options.private_endpoints,
      "Keep metrics, status and health from the public: they answer at --admin and --admin-listen only");
  add(serve, "access-log", options.access_log, "File for a line about each request, or - for standard output")
      ->type_name("FILE");
  add(serve, "access-log-format", options.access_log_format,
      "Its lines: combined, or a JSON object each [combined]")
      ->transform(
          one_of<AccessLogFormat>({{"combined", AccessLogFormat::combined}, {"json", AccessLogFormat::json}}))
      ->type_name("combined|json");
  add(serve, "log-level", options.log_level, "The least that is said on standard error [info]")
      ->transform(one_of<LogLevel>({{"debug", LogLevel::debug},
                                    {"info", LogLevel::info},
                                    {"warning", LogLevel::warning},
                                    {"error", LogLevel::error}}))
      ->type_name("debug|info|warning|error");
  add(serve, "log-format", options.log_format, "Its lines: text, or a JSON object each [text]")
      ->transform(one_of<LogFormat>({{"text", LogFormat::text}, {"json", LogFormat::json}}))
      ->type_name("text|json");
  add(serve, "user", options.user, "User to become once the addresses are taken")->type_name("NAME");
  add(serve, "sandbox", options.sandbox,
      "Give up all files but those named here (Landlock): 'auto' where the kernel can, 'on' or not at all, "
      "'off' "
      "[auto]")
      ->transform(
          one_of<Sandbox>({{"auto", Sandbox::if_possible}, {"on", Sandbox::required}, {"off", Sandbox::off}}))
      ->type_name("auto|on|off");
  add(serve, "threads", options.threads, "Threads that serve [one for each processor]")
      ->check(silent(CLI::Range(0U, 1024U)))
      ->type_name("NUMBER");
  add(serve, "cache-megabytes", options.cache_megabytes,
      "Finished answers kept at hand; 0 makes each anew [32]")
      ->check(silent(CLI::Range(0, 65536)))
      ->type_name("NUMBER");
}

void add_limits(CLI::App& serve, Limits& limits) {
  for (const LimitRow& row : limit_rows()) {
    const std::string name = "limit-" + std::string(row.name);
    const auto set = [&limits, &row](const std::string& text) {
      if (const auto done = set_limit(limits, row, text); !done)
        throw CLI::ValidationError(done.error().message, done.error().hint);
    };
    const std::string help = std::string(row.meaning) + "; beyond: " + std::string(row.beyond) + " [" +
                             limit_text(limits, row) + "]";
    serve.add_option_function<std::string>("--" + name, set, help)
        ->envname(environment_name(name))
        ->type_name(row.name.ends_with("-bytes")  ? "SIZE"
                    : row.name.ends_with("-time") ? "TIME"
                                                  : "NUMBER")
        ->group("Limits");
  }
}

constexpr const char* footer =
    "Examples:\n"
    "  tamizdat serve my.ttl                 at http://localhost:8080/\n"
    "  tamizdat serve ontology data --base https://example.org/ --listen 8081\n"
    "  curl -L -H 'Accept: application/ld+json' http://localhost:8080/id/something\n"
    "\n"
    "A file tamizdat.toml in the current folder (or --config FILE) may hold the same options:\n"
    "  [serve]\n"
    "  paths = [\"ontology\", \"data\"]\n"
    "  base = \"https://example.org/\"\n"
    "and so may the environment (TAMIZDAT_BASE=...). The command line wins over the environment, the\n"
    "environment over the file.\n"
    "\n"
    "SIGTERM and SIGINT end the server after the requests that have begun; SIGHUP loads data and "
    "certificate\n"
    "again; SIGUSR1 opens the access log anew.";

}  // namespace

void add_serve(CLI::App& app, ServeOptions& options) {
  CLI::App& serve = *app.add_subcommand("serve", "Publish files as linked data over HTTP");
  add_data_options(serve, options);
  add_network_options(serve, options);
  add_operating_options(serve, options);
  add_limits(serve, options.limits);
  serve.footer(footer);
}

}  // namespace tamizdat::server
