#pragma once
// What the option tables of all commands are made with. CLI11 stays in the few files that include this.
#include <CLI/CLI.hpp>
#include <string>
#include <string_view>

#include "server/options.hpp"
#include "syntax/formats.hpp"

namespace tamizdat::server {

/// "cache-megabytes" → "TAMIZDAT_CACHE_MEGABYTES".
std::string environment_name(std::string_view option);

template <class Value>
CLI::Option* add(CLI::App& app, const std::string& name, Value& value, const std::string& help) {
  return app.add_option("--" + name, value, help)->envname(environment_name(name));
}

using Able = bool syntax::Format::*;
/// Names of formats that are readable, or writable; aliases are put into their proper name.
CLI::Validator is_format(Able able);
std::string format_names(Able able);
/// An absolute http(s) IRI that ends in '/'; one that is a bare host gets its slash.
CLI::Validator is_base();

void add_serve(CLI::App& app, ServeOptions& options);

}  // namespace tamizdat::server
