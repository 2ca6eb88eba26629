#include "server/option_tools.hpp"

namespace tamizdat::server {

void add_export(CLI::App& app, ExportOptions& options) {
  CLI::App& command = *app.add_subcommand("export", "Write the whole site as files, for any web server");
  command
      .add_option("folder", options.folder, "Where to write: missing, empty, or an export of the same base")
      ->type_name("FOLDER")
      ->required();
  command.add_option("paths", options.paths, "Files and folders to publish")->type_name("FILE|FOLDER");
  add(command, "base", options.base,
      "What the data's addresses begin with, ending in '/'. Without it: the beginning that most subjects "
      "share")
      ->check(is_base())
      ->type_name("IRI");
  add_appearance(command, options);
  add(command, "format", options.format, "Format of all files [by their extension]")
      ->transform(is_format(&syntax::Format::readable))
      ->type_name("FORMAT");
  command.add_flag(
      "--relative", options.relative,
      "Link pages from file to file, so that they work without a server and in any folder; without "
      "it they are byte for byte what the server answers");
  command.add_flag("--case-sensitive", options.case_sensitive,
                   "The disk keeps names apart that differ in case alone");
  add(command, "threads", options.threads, "Threads that write [one for each processor]")
      ->check(silent(CLI::Range(0U, 1024U)))
      ->type_name("NUMBER");
  command.footer(
      "Examples:\n"
      "  tamizdat export site ontology data --base https://example.org/\n"
      "  tamizdat export site ontology data --base https://name.github.io/data/\n"
      "  tamizdat export to-read my.ttl --base https://example.org/ --relative\n"
      "\n"
      "A second run writes what has changed, and removes what is no longer there. Until all is written, the\n"
      "folder stays as it was. Rules for nginx, Apache and w3id.org lie beside the files: "
      "docs/publishing.md.");
}

}  // namespace tamizdat::server
