#pragma once
// What the command line asked for, as plain values.
#include <cstdint>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "answer/publication.hpp"
#include "query/lint.hpp"

namespace tamizdat::server {

struct ServeOptions {
  std::vector<std::string> paths;
  std::string format;  ///< for all files, or empty: by extension
  std::string base;    ///< empty: inferred, or the address listened on
  std::vector<std::string> listen;
  answer::Identity identity = answer::Identity::see_other;
  std::string title;
  std::string theme;
  unsigned threads = 0;  ///< 0: one for each processor
  std::size_t cache_megabytes = 32;
};

enum class ReportFormat : std::uint8_t { text, json, sarif };

struct CheckOptions {
  std::vector<std::string> paths;
  std::string from;  ///< format of all files, or empty: by extension
  std::string base;
  ReportFormat report = ReportFormat::text;
  query::Severity fail_on = query::Severity::warning;
  std::vector<std::string> ignore;  ///< codes or names of rules
};

struct ConvertOptions {
  std::string input;
  std::string from;  ///< empty: by extension
  std::string to;
  std::string base;
  std::string output;  ///< empty: standard output
};

/// The command, or the exit status if all has been said already (--help, --version, a mistake).
using Command = std::variant<int, ServeOptions, CheckOptions, ConvertOptions>;

/// Options come from the command line, else from TAMIZDAT_*, else from the configuration file.
Command parse_command_line(int argc, const char* const* argv);

}  // namespace tamizdat::server
