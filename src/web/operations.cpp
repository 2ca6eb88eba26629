#include "web/operations.hpp"

#include "web/problem.hpp"

namespace tamizdat::web {
namespace {

/// Members of one object.
class Json {
 public:
  void text(std::string_view name, std::string_view value) {
    begin(name);
    append_json_string(out_, value);
  }
  void number(std::string_view name, std::uint64_t value) {
    begin(name);
    out_ += std::to_string(value);
  }
  void truth(std::string_view name, bool value) {
    begin(name);
    out_ += value ? "true" : "false";
  }
  void time(std::string_view name, std::time_t value) {
    if (value > 0) number(name, static_cast<std::uint64_t>(value));
  }
  std::string finish() { return out_ + "}\n"; }

 private:
  void begin(std::string_view name) {
    if (out_.size() > 1) out_ += ',';
    append_json_string(out_, name);
    out_ += ':';
  }
  std::string out_ = "{";
};

}  // namespace

std::string status_json(const answer::ServiceStatus& status) {
  Json json;
  if (!status.program.empty()) json.text("program", status.program);
  json.truth("ready", status.ready);
  json.time("now", status.now);
  json.time("started", status.started);
  json.time("loaded", status.loaded);
  json.number("files", status.files);
  json.number("triples", status.triples);
  json.number("graphs", status.graphs);
  json.text("dataVersion", status.data_version);
  json.number("reloadsGood", status.reloads_good);
  json.number("reloadsBad", status.reloads_bad);
  json.truth("reloading", status.reloading);
  json.time("reloadTried", status.reload_tried);
  json.truth("reloadFailed", status.reload_failed);
  if (status.reload_failed) json.text("reloadFault", status.reload_fault);
  json.number("connections", status.connections);
  json.number("turnedAway", status.turned_away);
  json.number("requests", status.requests);
  json.number("cacheBytes", status.cache_bytes);
  json.number("cacheHits", status.cache_hits);
  json.number("cacheMisses", status.cache_misses);
  json.number("memoryBytes", status.memory_bytes);
  json.time("certificateEnds", status.certificate_ends);
  return json.finish();
}

}  // namespace tamizdat::web
