#include "server/loading.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

#include "html/media.hpp"
#include "server/exit_status.hpp"
#include "syntax/formats.hpp"

namespace tamizdat::server {
namespace {

/// A line on the terminal that is written over as loading goes on, and is gone afterwards.
class ProgressLine {
 public:
  ProgressLine() = default;
  ~ProgressLine() {
    if (shown_) std::fputs("\r\x1b[K", stderr);
  }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void operator()(const store::LoadProgress& progress) {
    const auto now = std::chrono::steady_clock::now();
    if (now < next_) return;
    next_ = now + std::chrono::milliseconds(200);
    shown_ = true;
    const double share = progress.bytes_total == 0 ? 0
                                                   : 100.0 * static_cast<double>(progress.bytes_read) /
                                                         static_cast<double>(progress.bytes_total);
    std::fprintf(stderr, "\r\x1b[KLoading %s: %s statements, %.0f %%", progress.file.c_str(),
                 grouped(progress.quads).c_str(), share);
    std::fflush(stderr);
  }

 private:
  // Short loads finish before anything is shown.
  std::chrono::steady_clock::time_point next_ =
      std::chrono::steady_clock::now() + std::chrono::milliseconds(500);
  bool shown_ = false;
};

rdf::Error nothing_found(std::span<const std::string> paths) {
  if (paths.empty()) {
    return {rdf::Code::unreadable, "There are no data to publish",
            "name files or folders: tamizdat serve my.ttl"};
  }
  std::string extensions;
  for (const syntax::Format& format : syntax::formats()) {
    if (format.readable) extensions += (extensions.empty() ? "." : " .") + std::string(format.extension);
  }
  return rdf::Error{rdf::Code::unreadable, "No file with a known extension",
                    "known are " + extensions + ", also with .gz or .zst"}
      .at(paths.front());
}

std::string counted(std::uint64_t number, const char* thing) {
  return grouped(number) + ' ' + thing + (number == 1 ? "" : "s");
}

}  // namespace

std::string grouped(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, ",");
  return text;
}

Loaded load_files(const LoadRequest& request) {
  const auto start = std::chrono::steady_clock::now();
  store::InputList found = store::find_inputs(request.paths, html::is_picture);
  if (found.inputs.empty() && found.errors.empty()) found.errors.push_back(nothing_found(request.paths));
  for (store::Input& input : found.inputs) input.format = request.format;

  ProgressLine line;
  store::LoadOptions options;
  options.base = request.base.empty() ? request.local_base : request.base;
  options.infer_base = request.base.empty();
  if (request.show_progress && isatty(STDERR_FILENO) != 0)
    options.progress = [&line](const store::LoadProgress& p) { line(p); };

  Loaded loaded;
  if (!found.inputs.empty()) loaded.outcome = store::load(found.inputs, options);
  loaded.files = found.inputs.size();
  loaded.pictures = std::move(found.beside);
  auto& errors = loaded.outcome.errors;
  errors.insert(errors.begin(), found.errors.begin(), found.errors.end());
  if (!errors.empty()) loaded.outcome.snapshot.reset();
  loaded.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return loaded;
}

std::string summary(const Loaded& loaded) {
  const store::SnapshotInfo& info = loaded.outcome.snapshot->info();
  std::array<char, 64> seconds;
  std::snprintf(seconds.data(), seconds.size(), "%.2f s", loaded.seconds);
  std::string text = counted(loaded.files, "file") + ", " + counted(info.triples, "triple") + " in " +
                     counted(info.graphs.size() + (info.has_default_graph ? 1 : 0), "graph") + ", " +
                     seconds.data();
  if (info.triples != 0) text += ", " + grouped(info.bytes / info.triples) + " bytes a triple";
  return text;
}

void print_errors(std::span<const rdf::Error> errors) {
  for (const rdf::Error& error : errors) std::fprintf(stderr, "%s\n", to_string(error).c_str());
}

int exit_status(std::span<const rdf::Error> errors) {
  int status = exit_good;
  for (const rdf::Error& error : errors) status = std::max(status, exit_status(error.code));
  return status;
}

}  // namespace tamizdat::server
