#pragma once
// The whole site as files.
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "rdf/error.hpp"
#include "web/site.hpp"

namespace tamizdat::server {

struct ExportSettings {
  std::string folder;
  bool relative = false;        ///< pages link from file to file, so that they work without a server
  bool case_sensitive = false;  ///< names may differ in case alone
  unsigned threads = 1;
  std::function<void(std::uint64_t done, std::uint64_t all)> progress;  ///< from any thread; may be empty
  std::function<bool()> stopped;  ///< whether to give up; from any thread; may be empty
};

struct ExportReport {
  std::uint64_t documents = 0;
  std::uint64_t bytes = 0;
  std::uint64_t written = 0;
  std::uint64_t unchanged = 0;
  std::uint64_t removed = 0;
  std::uint64_t lists_left_out = 0;   ///< later pages of lists, beyond the first few hundred
  std::uint64_t unsayable = 0;        ///< documents whose format cannot say what they hold
  std::string first_unsayable;        ///< one of them
  std::vector<std::string> left_out;  ///< addresses that no file can have the name of, at most a few
};

/// Asks the site for every document in every format, as a client would, and writes what it answers. What was
/// in the folder stays as it is until all is written. Errors are those of the folder, names that collide, and
/// answers that fail.
rdf::Result<ExportReport> export_site(const web::Site& site, const ExportSettings& settings);

}  // namespace tamizdat::server
