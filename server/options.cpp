#include "server/options.hpp"

#include <algorithm>
#include <CLI/CLI.hpp>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "server/exit_status.hpp"
#include "syntax/formats.hpp"

namespace tamizdat::server {
namespace {

std::string environment_name(std::string_view option) {
  std::string name = "TAMIZDAT_";
  for (const char c : option) name += c == '-' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
  return name;
}

/// A TOML file, except for what the environment says as well: the nearer voice wins.
class FileBelowEnvironment : public CLI::ConfigTOML {
 public:
  std::vector<CLI::ConfigItem> from_config(std::istream& input) const override {
    auto settings = CLI::ConfigTOML::from_config(input);
    std::erase_if(settings, [](const CLI::ConfigItem& item) {
      return std::getenv(environment_name(item.name).c_str()) != nullptr;
    });
    return settings;
  }
};

template <class Value>
CLI::Option* add(CLI::App& app, const std::string& name, Value& value, const std::string& help) {
  return app.add_option("--" + name, value, help)->envname(environment_name(name));
}

using Able = bool syntax::Format::*;

std::string format_names(Able able) {
  std::string names;
  for (const syntax::Format& format : syntax::formats()) {
    if (format.*able && format.family == syntax::Family::graph)
      names += (names.empty() ? "" : ", ") + std::string(format.name);
  }
  return names;
}

/// Accepts names of formats that are readable, or writable; puts aliases into their proper name.
CLI::Validator is_format(Able able) {
  return {[able](std::string& name) -> std::string {
            const syntax::Format* format = syntax::find_format(name);
            if (format != nullptr && format->*able && format->family == syntax::Family::graph) {
              name = format->name;
              return {};
            }
            return "'" + name + "' is not one of " + format_names(able);
          },
          "FORMAT"};
}

/// An absolute http(s) IRI that ends in '/'; one that is a bare host gets its slash.
std::string check_base(std::string& base) {
  const auto scheme = base.find("://");
  if (scheme == std::string::npos || (!base.starts_with("http://") && !base.starts_with("https://")) ||
      base.size() == scheme + 3 || base.find_first_of(" <>\"?#") != std::string::npos) {
    return "'" + base + "' is no base: write an address like http://example.org/ without ? and #";
  }
  if (base.find('/', scheme + 3) == std::string::npos) base += '/';
  if (!base.ends_with('/')) return "'" + base + "' is no base: it must end in '/' (" + base + "/)";
  return {};
}

CLI::Validator is_base() {
  return {check_base, "IRI"};
}

void add_serve(CLI::App& app, ServeOptions& options) {
  CLI::App& serve = *app.add_subcommand("serve", "Publish files as linked data over HTTP");
  serve
      .add_option("paths", options.paths, "Files and folders to publish; folders are searched for RDF files")
      ->type_name("FILE|FOLDER");
  add(serve, "base", options.base,
      "What the data's addresses begin with, ending in '/'. Without it: for data with relative IRIs the "
      "address listened on, else the beginning that most subjects share")
      ->check(is_base())
      ->type_name("IRI");
  add(serve, "listen", options.listen,
      "ADDRESS:PORT; a bare PORT means this machine alone, *:PORT every interface, port 0 any free one; "
      "may be repeated [localhost:8080]")
      ->delimiter(',')
      ->type_name("ADDRESS");
  add(serve, "identity", options.identity,
      "How a thing's own IRI answers: 'see-other' points to its document (303), 'same' is its document (200)")
      ->transform(CLI::CheckedTransformer(std::map<std::string, answer::Identity>{
          {"see-other", answer::Identity::see_other}, {"same", answer::Identity::same}}))
      ->type_name("see-other|same");
  add(serve, "title", options.title, "The site's name [from the data]")->type_name("TEXT");
  add(serve, "theme", options.theme, "Folder whose templates and assets replace the built-in ones")
      ->check(CLI::ExistingDirectory)
      ->type_name("FOLDER");
  add(serve, "format", options.format, "Format of all files [by their extension]")
      ->transform(is_format(&syntax::Format::readable));
  add(serve, "threads", options.threads, "Threads that serve [one for each processor]")
      ->check(CLI::Range(0U, 1024U))
      ->type_name("NUMBER");
  add(serve, "cache-megabytes", options.cache_megabytes,
      "Finished answers kept at hand; 0 makes each anew [32]")
      ->check(CLI::Range(0, 65536))
      ->type_name("NUMBER");
  serve.footer(
      "Examples:\n"
      "  tamizdat serve my.ttl                 at http://localhost:8080/\n"
      "  tamizdat serve ontology data --base https://example.org/ --listen 8081\n"
      "  curl -L -H 'Accept: application/ld+json' http://localhost:8080/id/something\n"
      "\n"
      "A file tamizdat.toml in the current folder (or --config FILE) may hold the same options:\n"
      "  [serve]\n"
      "  paths = [\"ontology\", \"data\"]\n"
      "  base = \"https://example.org/\"\n"
      "and so may the environment (TAMIZDAT_BASE=…). The command line wins over the environment, the\n"
      "environment over the file.\n"
      "\n"
      "SIGTERM and SIGINT end the server after the requests that have begun.");
}

CLI::Validator is_rule() {
  return {[](std::string& rule) -> std::string {
            if (query::find_lint_rule(rule) != nullptr) return {};
            return "'" + rule + "' is no rule: write a code such as TZ010 or a name such as dangling-iri";
          },
          "RULE"};
}

void add_check(CLI::App& app, CheckOptions& options) {
  CLI::App& check = *app.add_subcommand("check", "Look for mistakes in files, and name each with its place");
  check.add_option("paths", options.paths, "Files and folders to check")
      ->type_name("FILE|FOLDER")
      ->required();
  add(check, "base", options.base,
      "What relative IRIs resolve against, and what your own IRIs begin with. Without it: the beginning that "
      "most subjects share")
      ->check(is_base())
      ->type_name("IRI");
  // The environment's TAMIZDAT_FORMAT is about the files that serve reads.
  check
      .add_option("--format", options.report,
                  "What to write: text for people, JSON, or SARIF for code hosts [text]")
      ->transform(CLI::CheckedTransformer(std::map<std::string, ReportFormat>{
          {"text", ReportFormat::text}, {"json", ReportFormat::json}, {"sarif", ReportFormat::sarif}}))
      ->type_name("text|json|sarif");
  add(check, "fail-on", options.fail_on, "The least severity that makes the exit status 1 [warning]")
      ->transform(CLI::CheckedTransformer(
          std::map<std::string, query::Severity>{{"error", query::Severity::error},
                                                 {"warning", query::Severity::warning},
                                                 {"note", query::Severity::note}}))
      ->type_name("error|warning|note");
  add(check, "ignore", options.ignore, "Rules to leave out, by code or name; may be repeated")
      ->delimiter(',')
      ->check(is_rule())
      ->type_name("RULE");
  add(check, "from", options.from, "Format of all files [by their extension]")
      ->transform(is_format(&syntax::Format::readable));
  check.footer(
      "Examples:\n"
      "  tamizdat check ontology data && echo fit to publish\n"
      "  tamizdat check my.ttl --base https://example.org/ --ignore TZ011,near-duplicate-label\n"
      "  tamizdat check data --format sarif > findings.sarif\n"
      "\n"
      "The rules stand in docs/lint.md.\n"
      "Exit status: 0 nothing found that is as severe as --fail-on says, 1 something found, 2 it could not "
      "be\n"
      "done at all (wrong option, unreadable file).");
}

void add_convert(CLI::App& app, ConvertOptions& options) {
  CLI::App& convert = *app.add_subcommand("convert", "Turn one RDF format into another, as a stream");
  convert.add_option("input", options.input, "The file to read, or - for standard input")
      ->type_name("FILE")
      ->required();
  add(convert, "from", options.from,
      "Format of the input [by its extension]: " + format_names(&syntax::Format::readable))
      ->transform(is_format(&syntax::Format::readable));
  add(convert, "to", options.to, "Format of the output: " + format_names(&syntax::Format::writable))
      ->transform(is_format(&syntax::Format::writable))
      ->required();
  add(convert, "base", options.base, "What relative IRIs resolve against")->type_name("IRI");
  convert.add_option("-o,--output", options.output, "File to write [standard output]")->type_name("FILE");
  convert.footer(
      "Examples:\n"
      "  tamizdat convert data.ttl --to jsonld\n"
      "  curl -s http://localhost:8080/id/something.nt | tamizdat convert - --from ntriples --to turtle\n"
      "  tamizdat convert dump.nq.gz --to trig -o dump.trig\n"
      "\n"
      "Named graphs flow into one where the output has none. Whatever else it cannot say is an error.");
}

}  // namespace

Command parse_command_line(int argc, const char* const* argv) {
  CLI::App app(
      "Tamizdat publishes RDF as linked data: files go in; pages, every RDF format and answers come out.",
      "tamizdat");
  ServeOptions serve;
  CheckOptions check;
  ConvertOptions convert;
  app.set_version_flag("--version", "tamizdat " TAMIZDAT_VERSION);
  app.config_formatter(std::make_shared<FileBelowEnvironment>());
  app.set_config("--config", "tamizdat.toml", "TOML file with options, in a section for each command")
      ->envname("TAMIZDAT_CONFIG")
      ->type_name("FILE");
  app.allow_config_extras(CLI::config_extras_mode::error);
  app.require_subcommand(1);
  app.fallthrough();
  add_serve(app, serve);
  add_check(app, check);
  add_convert(app, convert);
  app.footer("Start with:  tamizdat serve my.ttl\nMore about a command:  tamizdat serve --help\n\n" +
             std::string(exit_status_help));
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? exit_good : exit_failed;
  }
  if (app.got_subcommand("serve")) return serve;
  if (app.got_subcommand("check")) return check;
  return convert;
}

}  // namespace tamizdat::server
