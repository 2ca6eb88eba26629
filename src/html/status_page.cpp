#include <array>
#include <ctime>

#include "html/layout.hpp"
#include "html/pages.hpp"

namespace tamizdat::html {
namespace {

/// The same in every language; empty for none.
std::string moment(std::time_t time) {
  if (time == 0) return {};
  std::tm parts{};
  gmtime_r(&time, &parts);
  std::array<char, 32> text;
  return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M:%S UTC", &parts)};
}

/// Names and values, without those that have none.
class Rows {
 public:
  explicit Rows(Composer& composer) : composer_(composer), list_(composer.model.list()) {}
  Rows& text(std::string_view message, std::string_view value) {
    if (value.empty()) return *this;
    list_.add(
        composer_.model.object().set("name", composer_.say(message)).set("value", composer_.keep(value)));
    return *this;
  }
  Rows& number(std::string_view message, std::uint64_t value) {
    return text(message, composer_.number(value));
  }
  Rows& time(std::string_view message, std::time_t value) { return text(message, moment(value)); }
  [[nodiscard]] mustache::Value all() const { return list_; }

 private:
  Composer& composer_;
  mustache::List& list_;
};

mustache::Value service(Composer& composer, const answer::ServiceStatus& status) {
  return Rows(composer)
      .text("status_program", status.program)
      .time("status_started", status.started)
      .number("status_connections", status.connections)
      .number("status_turned_away", status.turned_away)
      .number("status_requests", status.requests)
      .number("status_cache_bytes", status.cache_bytes)
      .number("status_cache_hits", status.cache_hits)
      .number("status_cache_misses", status.cache_misses)
      .number("status_memory", status.memory_bytes)
      .time("status_certificate", status.certificate_ends)
      .all();
}

mustache::Value data(Composer& composer, const answer::ServiceStatus& status) {
  return Rows(composer)
      .time("status_loaded", status.loaded)
      .text("status_data_version", status.data_version)
      .number("status_files", status.files)
      .number("status_graphs", status.graphs)
      .number("status_triples", status.triples)
      .number("status_reloads_good", status.reloads_good)
      .number("status_reloads_bad", status.reloads_bad)
      .time("status_reload_tried", status.reload_tried)
      .all();
}

}  // namespace

std::string status_page(const answer::StatusReport& report, const PageContext& context) {
  const answer::ServiceStatus& status = report.status();
  Composer composer(context);
  auto& root = composer.model.object();
  const auto title = composer.say(status.ready ? "status_ready" : "status_stopping");
  root.set("title", title)
      .set("now", composer.keep(moment(status.now)))
      .set("service", service(composer, status))
      .set("data", data(composer, status))
      .set("reloading", status.reloading)
      .set("fault", status.reload_failed ? composer.keep(status.reload_fault) : std::string_view());
  PageFacts facts;
  facts.title = title;
  facts.index = false;
  return render(composer, root, "status", facts);
}

}  // namespace tamizdat::html
