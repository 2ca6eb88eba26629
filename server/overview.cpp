#include "server/overview.hpp"

namespace tamizdat::server {
namespace {

void append_cache(std::string& out, const web::CacheNumbers& cache) {
  append_metric(out, "tamizdat_cache_hits_total", "counter", "Answers found finished.",
                static_cast<double>(cache.hits));
  append_metric(out, "tamizdat_cache_misses_total", "counter", "Answers not found finished.",
                static_cast<double>(cache.misses));
  append_metric(out, "tamizdat_cache_entries", "gauge", "Finished answers kept.",
                static_cast<double>(cache.entries));
  append_metric(out, "tamizdat_cache_bytes", "gauge", "Memory of finished answers.",
                static_cast<double>(cache.bytes));
}

void append_snapshot(std::string& out, const store::SnapshotInfo& info, const Reloader::State& state) {
  append_metric(out, "tamizdat_snapshot_triples", "gauge", "Triples in service.",
                static_cast<double>(info.triples));
  append_metric(out, "tamizdat_snapshot_graphs", "gauge", "Named graphs in service.",
                static_cast<double>(info.graphs.size()));
  append_metric(out, "tamizdat_snapshot_files", "gauge", "Files in service.",
                static_cast<double>(state.files));
  append_metric(out, "tamizdat_snapshot_bytes", "gauge", "Memory of dictionary and index.",
                static_cast<double>(info.bytes));
  append_metric(out, "tamizdat_snapshot_load_seconds", "gauge", "Time that loading took.",
                state.load_seconds);
  append_metric(out, "tamizdat_snapshot_loaded_timestamp_seconds", "gauge",
                "When the data in service were loaded.", static_cast<double>(state.loaded));
}

void append_reloads(std::string& out, const Reloader::State& state) {
  out +=
      "# HELP tamizdat_reloads_total Reloads by what came of them.\n# TYPE tamizdat_reloads_total counter\n";
  out.append("tamizdat_reloads_total{result=\"good\"} ").append(std::to_string(state.good)).append("\n");
  out.append("tamizdat_reloads_total{result=\"bad\"} ").append(std::to_string(state.bad)).append("\n");
  append_metric(out, "tamizdat_reload_failed", "gauge",
                "1 while the last reload failed and older data are in service.", state.failed ? 1 : 0);
}

}  // namespace

std::string Overview::metrics() const {
  std::string out;
  out.reserve(16384);
  counts.append_text(out);
  append_metric(out, "tamizdat_connections", "gauge", "Connections of the public.",
                static_cast<double>(server->gate().connections()));
  append_metric(out, "tamizdat_connections_turned_away_total", "counter",
                "Connections for which there was no room.",
                static_cast<double>(server->gate().turned_away()));
  append_metric(out, "tamizdat_streams", "gauge", "Streamed answers that clients are taking.",
                static_cast<double>(server->gate().streams()));
  append_metric(out, "tamizdat_requests_put_off_total", "counter",
                "Requests answered with 503 because there was too much to do.",
                static_cast<double>(server->gate().requests_put_off()));
  append_cache(out, site->cache_numbers());
  const Reloader::State state = reloader->state();
  append_snapshot(out, site->publication()->snapshot->info(), state);
  append_reloads(out, state);
  if (access_log != nullptr) {
    append_metric(out, "tamizdat_access_log_dropped_total", "counter",
                  "Lines that the disk was too slow for.", static_cast<double>(access_log->dropped()));
  }
  if (certificate != nullptr) {
    append_metric(out, "tamizdat_certificate_expires_timestamp_seconds", "gauge",
                  "When the certificate ends.", static_cast<double>(certificate->expires()));
  }
  append_process_metrics(out);
  return out;
}

answer::ServiceStatus Overview::status(bool for_operator) const {
  const Reloader::State state = reloader->state();
  const auto publication = site->publication();
  const store::SnapshotInfo& info = publication->snapshot->info();
  const web::CacheNumbers cache = site->cache_numbers();
  answer::ServiceStatus status;
  if (for_operator) status.program = "tamizdat " TAMIZDAT_VERSION;
  status.ready = ready();
  status.now = std::time(nullptr);
  status.started = started_;
  status.loaded = state.loaded;
  status.load_seconds = state.load_seconds;
  status.files = state.files;
  status.triples = info.triples;
  status.graphs = info.graphs.size();
  status.data_version = info.version;
  status.reloads_good = state.good;
  status.reloads_bad = state.bad;
  status.reloading = state.busy;
  status.reload_tried = state.tried;
  status.reload_failed = state.failed;
  status.reload_fault = in_one_line(state.errors, for_operator);
  status.connections = server->gate().connections();
  status.turned_away = server->gate().turned_away();
  status.requests = counts.requests();
  status.cache_bytes = cache.bytes;
  status.cache_hits = cache.hits;
  status.cache_misses = cache.misses;
  status.memory_bytes = resident_bytes();
  if (certificate != nullptr) status.certificate_ends = certificate->expires();
  return status;
}

}  // namespace tamizdat::server
