#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <filesystem>

#include "server/commands.hpp"
#include "server/exit_status.hpp"
#include "server/export.hpp"
#include "server/loading.hpp"
#include "server/log.hpp"
#include "server/pictures.hpp"
#include "server/progress.hpp"
#include "web/collisions.hpp"

namespace tamizdat::server {
namespace {

namespace fs = std::filesystem;

// Where data without a base would be; such a site can be exported nowhere.
constexpr const char* nowhere = "http://base.invalid/";

/// An error if the folder lies in one of those that are read: the next run would read what this one wrote.
/// Hidden folders are not looked into.
rdf::Result<void> keep_apart(const ExportOptions& options) {
  std::error_code failure;
  const fs::path folder = fs::weakly_canonical(options.folder, failure);
  for (const std::string& path : options.paths) {
    const fs::path way = folder.lexically_relative(fs::canonical(path, failure));
    if (way.empty() || std::any_of(way.begin(), way.end(),
                                   [](const fs::path& name) { return name.string().starts_with('.'); }))
      continue;
    return rdf::Error(rdf::Code::unreadable, "this lies among the data, in " + path,
                      "name a folder outside of it; the next run would read what this one writes")
        .at(options.folder);
  }
  return {};
}

int fail(const rdf::Error& error) {
  print_errors({&error, 1});
  return error.code == rdf::Code::unprocessable ? exit_broken_data : exit_failed;
}

/// While it lives, a signal to end is noted, so that what was written aside can be removed; the second one
/// ends the process at once.
class Interruption {
 public:
  Interruption() {
    each([](int signal) { return std::signal(signal, note); });
  }
  ~Interruption() {
    each([](int signal) { return std::signal(signal, SIG_DFL); });
  }
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  static bool came() { return which != 0; }
  /// Ends the process as the signal would have.
  static void pass_on() {
    if (came()) std::raise(which);
  }

 private:
  // What is ignored stays so: a shell does that for what runs in the background.
  template <class Set>
  static void each(const Set& set) {
    for (const int signal : {SIGINT, SIGTERM})
      if (set(signal) == SIG_IGN) std::signal(signal, SIG_IGN);
  }
  static void note(int signal) {
    which = signal;
    std::signal(signal, SIG_DFL);
  }
  inline static std::atomic<int> which{0};
};

ExportSettings settings_of(const ExportOptions& options, Progress& progress) {
  ExportSettings settings;
  settings.folder = options.folder;
  settings.relative = options.relative;
  settings.case_sensitive = options.case_sensitive;
  settings.threads =
      options.threads != 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
  settings.progress = [&progress](std::uint64_t done, std::uint64_t all) { progress(done, all); };
  settings.stopped = Interruption::came;
  return settings;
}

void print(const ExportReport& report, const ExportOptions& options, double seconds) {
  for (const std::string& iri : report.left_out)
    log::warn("No file can have the name of the address of <" + iri + ">; it is left out");
  if (report.unsayable > 0)
    log::warn(grouped(report.unsayable) + " documents are left out, for their format cannot say it; one is " +
              report.first_unsayable);
  if (report.lists_left_out > 0)
    log::warn(grouped(report.lists_left_out) + " later pages of lists are left out; what they list is not");
  std::printf("Exported  %s files, %s bytes to %s in %.2f s (%s written, %s unchanged, %s removed)\n",
              grouped(report.documents).c_str(), grouped(report.bytes).c_str(), options.folder.c_str(),
              seconds, grouped(report.written).c_str(), grouped(report.unchanged).c_str(),
              grouped(report.removed).c_str());
  std::printf(
      "Rules     -/rules/nginx-http.conf, -/rules/nginx-site.conf, -/rules/w3id.htaccess, .htaccess\n");
}

}  // namespace

int export_files(const ExportOptions& options) {
  web::SiteOptions site_options;
  site_options.theme = options.theme;
  site_options.logo = options.logo;
  site_options.cache_bytes = 0;  // each answer is asked for once
  if (auto apart = keep_apart(options); !apart) return fail(apart.error());
  const auto look = web::read_look(site_options);
  if (!look) return fail(look.error());
  const Loaded loaded = load_files({options.paths, options.format, options.base, nowhere});
  if (!loaded.outcome.errors.empty()) {
    print_errors(loaded.outcome.errors);
    return exit_status(loaded.outcome.errors);
  }
  if (loaded.outcome.base == nowhere) {
    return fail({rdf::Code::unreadable,
                 "The addresses of the data are relative: to what, an export must know",
                 "say it with --base https://example.org/"});
  }
  const auto publication =
      answer::publish(loaded.outcome.snapshot, answer::Addresses(loaded.outcome.base), options.identity,
                      {options.title, options.colour, options.link_colour, read_pictures(loaded.pictures)});
  for (const rdf::Error& collision : web::find_collisions(*publication)) log::warn(to_string(collision));
  const web::Site site(publication, site_options, *look);
  const auto start = std::chrono::steady_clock::now();
  const auto report = [&] {
    const Interruption interruption;
    Progress progress("Exporting");
    return export_site(site, settings_of(options, progress));
  }();
  if (!report) Interruption::pass_on();
  if (!report) return fail(report.error());
  print(*report, options, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  return exit_good;
}

}  // namespace tamizdat::server
