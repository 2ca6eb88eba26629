#include <cstdio>
#include <thread>

#include "server/commands.hpp"
#include "server/exit_status.hpp"
#include "server/http_asker.hpp"
#include "server/loading.hpp"
#include "server/progress.hpp"
#include "web/collisions.hpp"
#include "web/site.hpp"

namespace tamizdat::server {
namespace {

constexpr const char* default_base = "http://localhost:8080/";

/// Asks a site in this process, by the same way as a server does.
class OwnSite final : public Asker {
 public:
  explicit OwnSite(std::shared_ptr<const answer::Publication> publication)
      : site_(std::move(publication), uncached()) {}

  rdf::Result<Answer> ask(const web::Request& request) override {
    web::Response response = site_.handle(request);
    Answer answer;
    answer.status = response.status;
    answer.fields = std::move(response.fields);
    if (response.head_only) return answer;
    if (response.bytes) answer.body = *response.bytes;
    for (bool more = response.stream != nullptr; more;) {
      const auto pulled = response.stream->pull(answer.body);
      if (!pulled) return pulled.error();
      more = *pulled;
    }
    return answer;
  }

 private:
  static web::SiteOptions uncached() {
    web::SiteOptions options;
    options.cache_bytes = 0;
    return options;
  }
  web::Site site_;
};

rdf::Result<std::unique_ptr<Asker>> asker_for(const CheckOptions& options,
                                              const std::shared_ptr<const answer::Publication>& publication) {
  if (!options.url.empty()) return http_asker(options.url);
  return std::unique_ptr<Asker>(std::make_unique<OwnSite>(publication));
}

std::string render(const SiteReport& report, ReportFormat format) {
  if (format == ReportFormat::json) return render_json(report, TAMIZDAT_VERSION);
  if (format == ReportFormat::junit) return render_junit(report);
  return render_text(report);
}

int fail(const rdf::Error& error) {
  print_errors({&error, 1});
  return exit_failed;
}

}  // namespace

int check_site(const CheckOptions& options) {
  const Loaded loaded = load_files({options.paths, options.from, options.base, default_base});
  if (!loaded.outcome.errors.empty()) {
    print_errors(loaded.outcome.errors);
    return exit_status(loaded.outcome.errors);
  }
  const auto publication = answer::publish(loaded.outcome.snapshot, answer::Addresses(loaded.outcome.base),
                                           answer::Identity::see_other);
  // What is asked here says the same from the first request to the last.
  if (options.url.empty()) {
    if (auto measured = publication->measuring->finish(std::thread::hardware_concurrency()); !measured)
      return fail(measured.error());
  }
  auto asker = asker_for(options, publication);
  if (!asker) return fail(asker.error());
  auto report = [&] {
    Progress progress("Checking");
    return check_site(*publication, **asker, std::ref(progress));
  }();
  if (!report) return fail(report.error());
  for (const rdf::Error& collision : web::find_collisions(*publication)) {
    auto& tally = report->tallies[static_cast<std::size_t>(SiteRule::addresses)];
    ++tally.checked;
    ++tally.failed;
    report->findings.push_back({SiteRule::addresses, publication->addresses.base(), collision.message});
  }
  const std::string text = render(*report, options.report);
  const bool written =
      std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
  if (!written) return exit_failed;
  return report->good() ? exit_good : exit_broken_data;
}

}  // namespace tamizdat::server
