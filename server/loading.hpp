#pragma once
// Files to a snapshot, with what a person at a terminal wants to see meanwhile.
#include <span>
#include <string>
#include <vector>

#include "store/loader.hpp"

namespace tamizdat::server {

struct LoadRequest {
  std::vector<std::string> paths;
  std::string format;      ///< for all files, or empty
  std::string base;        ///< given by the publisher, or empty
  std::string local_base;  ///< what stands in for it then: where the data will be served
  bool show_progress = true;
};

struct Loaded {
  store::LoadOutcome outcome;
  double seconds = 0;
  std::size_t files = 0;
  std::vector<store::Input> pictures;  ///< beside the data
};

/// Finds and loads all files. Nothing found is an error too. Shows progress on standard error if that is a
/// terminal.
Loaded load_files(const LoadRequest& request);

/// "12 files, 34,567 triples in 12 graphs, 0.21 s, 81 bytes a triple"
std::string summary(const Loaded& loaded);

/// Writes every error on a line of its own to standard error.
void print_errors(std::span<const rdf::Error> errors);

/// The exit status that these errors deserve.
int exit_status(std::span<const rdf::Error> errors);

/// 1234567 as "1,234,567".
std::string grouped(std::uint64_t number);

}  // namespace tamizdat::server
