#include <dirent.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "server/metrics.hpp"

namespace tamizdat::server {
namespace {

/// Fields of /proc/self/stat from the third on (proc(5)): the second may hold spaces.
std::vector<double> stat_fields() {
  std::ifstream file("/proc/self/stat");
  std::string text;
  std::getline(file, text);
  std::istringstream rest(text.substr(std::min(text.size(), text.rfind(')') + 1)));
  std::string state;
  rest >> state;
  std::vector<double> fields(2);
  for (double value = 0; rest >> value;) fields.push_back(value);
  fields.resize(64);
  return fields;  // fields[n - 2] is field n + 0 of the manual, counted from 3 = fields[1]
}

double boot_time() {
  std::ifstream file("/proc/stat");
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("btime ")) return std::strtod(line.c_str() + 6, nullptr);
  }
  return 0;
}

std::size_t open_files() {
  DIR* const folder = opendir("/proc/self/fd");
  if (folder == nullptr) return 0;
  std::size_t count = 0;
  while (readdir(folder) != nullptr) ++count;
  closedir(folder);
  return count - 3;  // ".", ".." and the folder itself
}

}  // namespace

std::uint64_t resident_bytes() {
  std::ifstream file("/proc/self/statm");
  std::uint64_t total = 0;
  std::uint64_t resident = 0;
  file >> total >> resident;
  return resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

void append_process_metrics(std::string& out) {
  const auto ticks = static_cast<double>(sysconf(_SC_CLK_TCK));
  const auto stat = stat_fields();
  const auto field = [&](std::size_t number_in_manual) { return stat[number_in_manual - 2]; };
  rlimit files{};
  getrlimit(RLIMIT_NOFILE, &files);
  append_metric(out, "process_cpu_seconds_total", "counter", "Processor time.",
                (field(14) + field(15)) / ticks);
  append_metric(out, "process_resident_memory_bytes", "gauge", "Memory in use.",
                static_cast<double>(resident_bytes()));
  append_metric(out, "process_virtual_memory_bytes", "gauge", "Memory mapped.", field(23));
  append_metric(out, "process_open_fds", "gauge", "Open files.", static_cast<double>(open_files()));
  append_metric(out, "process_max_fds", "gauge", "Files that may be open.",
                static_cast<double>(files.rlim_cur));
  append_metric(out, "process_threads", "gauge", "Threads.", field(20));
  append_metric(out, "process_start_time_seconds", "gauge", "When it started.",
                boot_time() + field(22) / ticks);
}

}  // namespace tamizdat::server
