#include "server/options.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "server/exit_status.hpp"
#include "server/option_tools.hpp"

namespace tamizdat::server {
namespace {

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

CLI::Validator is_rule() {
  return {[](std::string& rule) -> std::string {
            if (query::find_lint_rule(rule) != nullptr) return {};
            return "'" + rule + "' is no rule: write a code such as TZ010 or a name such as dangling-iri";
          },
          ""};
}

void add_check(CLI::App& app, CheckOptions& options) {
  CLI::App& check = *app.add_subcommand("check", "Look for mistakes in files, and name each with its place");
  check.add_option("paths", options.paths, "Files and folders to check")
      ->type_name("FILE|FOLDER")
      ->required();
  add(check, "base", options.base,
      "What relative IRIs resolve against, and what your own IRIs begin with. Without it: the beginning that "
      "most subjects share")
      ->check(is_absolute())
      ->type_name("IRI");
  // The environment's TAMIZDAT_FORMAT is about the files that serve reads.
  check
      .add_option(
          "--format", options.report,
          "What to write: text for people, JSON, SARIF for code hosts, or, with --site, JUnit XML [text]")
      ->transform(one_of<ReportFormat>({{"text", ReportFormat::text},
                                        {"json", ReportFormat::json},
                                        {"sarif", ReportFormat::sarif},
                                        {"junit", ReportFormat::junit}}))
      ->type_name("text|json|sarif|junit");
  check.add_flag("--site", options.site,
                 "Check what would be answered: every IRI under the base, in every format");
  add(check, "url", options.url,
      "With --site: ask a running server at this address (http://HOST:PORT) instead of this process")
      ->needs("--site")
      ->type_name("URL");
  add(check, "fail-on", options.fail_on, "The least severity that makes the exit status 1 [warning]")
      ->transform(one_of<query::Severity>({{"error", query::Severity::error},
                                           {"warning", query::Severity::warning},
                                           {"note", query::Severity::note}}))
      ->type_name("error|warning|note");
  add_list(check, "ignore", options.ignore, "Rules to leave out, by code or name; may be repeated")
      ->check(is_rule())
      ->type_name("RULE");
  add(check, "from", options.from, "Format of all files [by their extension]")
      ->transform(is_format(&syntax::Format::readable))
      ->type_name("FORMAT");
  check.footer(
      "Examples:\n"
      "  tamizdat check ontology data && echo fit to publish\n"
      "  tamizdat check my.ttl --base https://example.org/ --ignore TZ011,near-duplicate-label\n"
      "  tamizdat check data --format sarif > findings.sarif\n"
      "  tamizdat check --site ontology data --base https://example.org/ --format junit > site.xml\n"
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
      ->transform(is_format(&syntax::Format::readable))
      ->type_name("FORMAT");
  add(convert, "to", options.to, "Format of the output: " + format_names(&syntax::Format::writable))
      ->transform(is_format(&syntax::Format::writable))
      ->type_name("FORMAT")
      ->required();
  add(convert, "base", options.base, "What relative IRIs resolve against")
      ->check(is_absolute())
      ->type_name("IRI");
  convert.add_option("-o,--output", options.output, "File to write [standard output]")->type_name("FILE");
  convert.footer(
      "Examples:\n"
      "  tamizdat convert data.ttl --to jsonld\n"
      "  curl -s http://localhost:8080/id/something.nt | tamizdat convert - --from ntriples --to turtle\n"
      "  tamizdat convert dump.nq.gz --to trig -o dump.trig\n"
      "\n"
      "Named graphs flow into one where the output has none. Whatever else it cannot say is an error.");
}

void add_completion(CLI::App& app, std::string& shell) {
  CLI::App& completion =
      *app.add_subcommand("completion", "Print what a shell needs to complete this command line");
  completion.add_option("shell", shell, "The shell")
      ->check(CLI::Validator(CLI::IsMember({"bash", "zsh", "fish"})).description(""))
      ->type_name("bash|zsh|fish")
      ->required();
  completion.footer(
      "Example:\n"
      "  tamizdat completion bash > ~/.local/share/bash-completion/completions/tamizdat");
}

std::vector<std::string> choices_of(const std::string& type) {
  std::vector<std::string> choices;
  if (type.find('|') == std::string::npos || type.find("FILE") != std::string::npos) return choices;
  for (std::size_t start = 0; start <= type.size();) {
    const auto end = std::min(type.find('|', start), type.size());
    choices.push_back(type.substr(start, end - start));
    start = end + 1;
  }
  return choices;
}

std::vector<std::string> formats_of(const std::string& option) {
  std::vector<std::string> names;
  for (const syntax::Format& format : syntax::formats()) {
    const bool fits = option == "to" ? format.writable : format.readable;
    if (fits && format.family == syntax::Family::graph) names.emplace_back(format.name);
  }
  return names;
}

ShellOption for_shell(const CLI::Option& option) {
  ShellOption shown{option.get_lnames().front(), option.get_description(), {}, {}};
  if (option.get_expected_max() == 0) return shown;
  const std::string type = option.get_type_name();
  shown.value = type.substr(0, type.find(':'));
  shown.choices = shown.value == "FORMAT" ? formats_of(shown.name) : choices_of(shown.value);
  return shown;
}

int print_completion(const CLI::App& app, const std::string& shell) {
  std::vector<ShellCommand> commands;
  for (const CLI::App* const one : app.get_subcommands([](const CLI::App*) { return true; })) {
    ShellCommand command{one->get_name(), one->get_description(), {}, {}};
    for (const CLI::Option* const option : one->get_options()) {
      if (!option->get_lnames().empty())
        command.options.push_back(for_shell(*option));
      else
        command.choices = choices_of(option->get_type_name());
    }
    for (const CLI::Option* const option : app.get_options())
      if (option->get_lnames().front() == "config") command.options.push_back(for_shell(*option));
    commands.push_back(std::move(command));
  }
  std::fputs(completion_script(shell, commands).c_str(), stdout);
  return exit_good;
}

}  // namespace

Command parse_command_line(int argc, const char* const* argv) {
  CLI::App app(
      "Tamizdat publishes RDF as linked data: files go in; pages, every RDF format and answers come out.",
      "tamizdat");
  ServeOptions serve;
  CheckOptions check;
  ConvertOptions convert;
  ExportOptions exported;
  app.set_version_flag("--version", "tamizdat " TAMIZDAT_VERSION);
  app.config_formatter(std::make_shared<FileBelowEnvironment>());
  // CLI11 asks the environment only after it has read the file.
  const char* const named = std::getenv("TAMIZDAT_CONFIG");
  const bool is_named = named != nullptr && *named != '\0';
  app.set_config("--config", is_named ? named : "tamizdat.toml",
                 "TOML file with options, in a section for each command", is_named)
      ->envname("TAMIZDAT_CONFIG")
      ->type_name("FILE");
  app.allow_config_extras(CLI::config_extras_mode::error);
  app.require_subcommand(1);
  app.fallthrough();
  add_serve(app, serve);
  add_check(app, check);
  add_convert(app, convert);
  std::string shell;
  add_completion(app, shell);
  add_export(app, exported);
  app.footer("Start with:  tamizdat serve my.ttl\nMore about a command:  tamizdat serve --help\n\n" +
             std::string(exit_status_help));
  try {
    app.parse(argc, argv);
    if (const auto fault = check.site && !check.base.empty() ? is_base()(check.base) : std::string();
        !fault.empty())
      throw CLI::ValidationError("--base", fault);
    if (check.site && check.report == ReportFormat::sarif)
      throw CLI::ValidationError("--format", "sarif is for files; a site is reported as text, json or junit");
    if (!check.site && check.report == ReportFormat::junit)
      throw CLI::ValidationError("--format", "junit is for sites: with --site");
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? exit_good : exit_failed;
  }
  if (app.got_subcommand("completion")) return print_completion(app, shell);
  if (app.got_subcommand("serve")) return serve;
  if (app.got_subcommand("check")) return check;
  if (app.got_subcommand("export")) return exported;
  return convert;
}

}  // namespace tamizdat::server
