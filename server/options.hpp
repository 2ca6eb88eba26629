#pragma once
// What the command line asked for, as plain values.
#include <cstdint>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "answer/publication.hpp"
#include "query/lint.hpp"
#include "server/limits.hpp"

namespace tamizdat::server {

enum class AccessLogFormat : std::uint8_t { combined, json };
enum class LogLevel : std::uint8_t { debug, info, warning, error };
enum class LogFormat : std::uint8_t { text, json };
/// Whether the process gives up all files but those that it needs (Landlock).
enum class Sandbox : std::uint8_t { off, if_possible, required };

/// How a site answers and looks, whether it is served or written as files.
struct Appearance {
  answer::Identity identity = answer::Identity::see_other;
  std::string title;
  std::string theme;
  std::string logo;
  std::string colour;
  std::string link_colour;
};

struct ServeOptions : Appearance {
  std::vector<std::string> paths;
  std::string format;  ///< for all files, or empty: by extension
  std::string base;    ///< empty: inferred, or the address listened on
  std::vector<std::string> listen;
  unsigned threads = 0;  ///< 0: one for each processor
  std::size_t cache_megabytes = 32;
  Limits limits;

  // Who comes in where.
  std::string admin;                       ///< path of the Unix socket for orders, or empty
  std::vector<std::string> admin_listen;   ///< where what is private may be seen
  bool private_endpoints = false;          ///< the public does not see metrics, status and health
  std::vector<std::string> trusted_proxy;  ///< networks, or "unix"

  std::vector<std::string> tls_listen;
  std::string tls_cert;
  std::string tls_key;
  bool redirect_to_https = false;
  std::uint32_t hsts = 0;  ///< seconds; 0: nothing is said

  bool watch = false;  ///< load again when files change

  std::string access_log;  ///< a file, "-" for standard output, or empty
  AccessLogFormat access_log_format = AccessLogFormat::combined;
  LogLevel log_level = LogLevel::info;
  LogFormat log_format = LogFormat::text;

  std::string user;  ///< whom to become once the addresses are taken, or empty
  Sandbox sandbox = Sandbox::if_possible;
};

enum class ReportFormat : std::uint8_t { text, json, sarif, junit };

struct CheckOptions {
  std::vector<std::string> paths;
  std::string from;  ///< format of all files, or empty: by extension
  std::string base;
  ReportFormat report = ReportFormat::text;
  query::Severity fail_on = query::Severity::warning;
  std::vector<std::string> ignore;  ///< codes or names of rules
  bool site = false;                ///< check what is answered, not how the files are written
  std::string url;                  ///< of a running server that is asked then; empty: in this process
};

struct ExportOptions : Appearance {
  std::string folder;
  std::vector<std::string> paths;
  std::string format;  ///< for all files, or empty: by extension
  std::string base;
  bool relative = false;
  bool case_sensitive = false;
  unsigned threads = 0;  ///< 0: one for each processor
};

struct ConvertOptions {
  std::string input;
  std::string from;  ///< empty: by extension
  std::string to;
  std::string base;
  std::string output;  ///< empty: standard output
};

/// The command, or the exit status if all has been said already (--help, --version, a mistake).
using Command = std::variant<int, ServeOptions, CheckOptions, ConvertOptions, ExportOptions>;

/// Options come from the command line, else from TAMIZDAT_*, else from the configuration file.
Command parse_command_line(int argc, const char* const* argv);

}  // namespace tamizdat::server
