#pragma once
// What the option tables of all commands are made with. CLI11 stays in the few files that include this.
#include <CLI/CLI.hpp>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/options.hpp"
#include "syntax/formats.hpp"

namespace tamizdat::server {

/// "cache-megabytes" → "TAMIZDAT_CACHE_MEGABYTES".
std::string environment_name(std::string_view option);

template <class Value>
CLI::Option* add(CLI::App& app, const std::string& name, Value& value, const std::string& help) {
  return app.add_option("--" + name, value, help)->envname(environment_name(name));
}

/// An option that may be repeated, or have several values between commas. It takes one word at a time: what
/// follows is a file.
CLI::Option* add_list(CLI::App& app, const std::string& name, std::vector<std::string>& values,
                      const std::string& help);

using Able = bool syntax::Format::*;
/// Names of formats that are readable, or writable; aliases are put into their proper name.
CLI::Validator is_format(Able able);
std::string format_names(Able able);
/// A validator of CLI11's without the words that it adds to the help ("FILE:FILE", "UINT in [0 - 1024]").
CLI::Validator silent(CLI::Validator validator);
/// An absolute http(s) IRI that ends in '/'; one that is a bare host gets its slash.
CLI::Validator is_base();
/// The same, or any other absolute IRI: what relative IRIs can be resolved against.
CLI::Validator is_absolute();

/// The values of an enumeration by their names.
template <class Value>
CLI::Validator one_of(std::map<std::string, Value> names) {
  return {[names = std::move(names)](std::string& text) -> std::string {
            if (const auto found = names.find(text); found != names.end()) {
              text = std::to_string(static_cast<int>(found->second));
              return {};
            }
            std::string fault = "'" + text + "' is not one of";
            for (const auto& [name, value] : names) fault += ' ' + name + ',';
            fault.pop_back();
            return fault;
          },
          ""};
}

/// --identity, --title, --theme, --logo, --colour, --link-colour.
void add_appearance(CLI::App& command, Appearance& options);
void add_serve(CLI::App& app, ServeOptions& options);
void add_export(CLI::App& app, ExportOptions& options);

/// What shells complete.
struct ShellOption {
  std::string name;  ///< without dashes
  std::string help;
  std::string value;                 ///< what stands for its value in the help; empty: it takes none
  std::vector<std::string> choices;  ///< if there are only these
};
struct ShellCommand {
  std::string name;
  std::string help;
  std::vector<ShellOption> options;
  std::vector<std::string> choices;  ///< of what is given without an option; empty: files
};

/// A script for "bash", "zsh" or "fish"; empty for another shell.
std::string completion_script(std::string_view shell, const std::vector<ShellCommand>& commands);

}  // namespace tamizdat::server
