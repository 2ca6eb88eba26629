#include "server/metrics.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>
#include <tuple>

namespace tamizdat::server {
namespace {

std::string number(double value) {
  std::array<char, 40> text;
  const bool whole = value == static_cast<double>(static_cast<std::int64_t>(value));
  return {text.data(),
          static_cast<std::size_t>(std::snprintf(text.data(), text.size(), whole ? "%.0f" : "%.12g", value))};
}

void append_head(std::string& out, std::string_view name, std::string_view type, std::string_view help) {
  out.append("# HELP ").append(name).append(" ").append(help).append("\n# TYPE ").append(name).append(" ");
  out.append(type).append("\n");
}

/// Routes by the path that they answer; what was refused before it had one has none.
std::string label(std::string_view route) {
  return route.data() == nullptr ? std::string() : '/' + std::string(route);
}

std::string seconds(std::uint64_t microseconds) {
  return number(static_cast<double>(microseconds) / 1e6);
}

}  // namespace

std::size_t Tally::KeyHash::operator()(const Key& key) const {
  const auto hash = std::hash<const void*>();
  return hash(key.route.data()) * 31 + hash(key.format.data()) * 17 + key.status;
}

void Tally::count(const Exchange& exchange) {
  const auto took = std::chrono::duration_cast<std::chrono::microseconds>(exchange.took).count();
  const auto microseconds = static_cast<std::uint64_t>(std::max<std::int64_t>(0, took));
  const auto bucket = std::lower_bound(latency_bounds.begin(), latency_bounds.end(), microseconds);
  const std::lock_guard lock(mutex_);
  ++numbers_.requests[{exchange.response.route, exchange.response.format, exchange.response.status}];
  ++numbers_.latency[static_cast<std::size_t>(bucket - latency_bounds.begin())];
  numbers_.microseconds += microseconds;
  numbers_.body_bytes += exchange.body_bytes;
  numbers_.cut += exchange.whole ? 0 : 1;
}

void Tally::Numbers::add(const Numbers& other) {
  for (const auto& [key, count] : other.requests) requests[key] += count;
  for (std::size_t i = 0; i < latency.size(); ++i) latency[i] += other.latency[i];
  microseconds += other.microseconds;
  body_bytes += other.body_bytes;
  cut += other.cut;
}

Tally& Metrics::new_tally() {
  const std::lock_guard lock(mutex_);
  return *tallies_.emplace_back(std::make_unique<Tally>());
}

Tally::Numbers Metrics::sum() const {
  const std::lock_guard lock(mutex_);
  Tally::Numbers all;
  for (const auto& tally : tallies_) {
    const std::lock_guard other(tally->mutex_);
    all.add(tally->numbers_);
  }
  return all;
}

std::uint64_t Metrics::requests() const {
  std::uint64_t count = 0;
  for (const std::uint64_t one : sum().latency) count += one;
  return count;
}

void Metrics::append_text(std::string& out) const {
  const Tally::Numbers all = sum();
  std::map<std::tuple<std::string, unsigned, std::string>, std::uint64_t> requests;
  for (const auto& [key, count] : all.requests)
    requests[{label(key.route), key.status, std::string(key.format)}] += count;
  append_head(out, "tamizdat_requests_total", "counter", "Requests answered, by route, status and format.");
  for (const auto& [key, count] : requests) {
    const auto& [route, status, format] = key;
    out.append("tamizdat_requests_total{route=\"").append(route).append("\",status=\"");
    out.append(std::to_string(status)).append("\",format=\"").append(format).append("\"} ");
    out.append(std::to_string(count)).append("\n");
  }
  constexpr std::string_view latency = "tamizdat_request_duration_seconds";
  append_head(out, latency, "histogram", "From the end of a request's head to the last byte handed over.");
  std::uint64_t so_far = 0;
  for (std::size_t i = 0; i < all.latency.size(); ++i) {
    so_far += all.latency[i];
    out.append(latency).append("_bucket{le=\"");
    out.append(i < latency_bounds.size() ? seconds(latency_bounds[i]) : "+Inf").append("\"} ");
    out.append(std::to_string(so_far)).append("\n");
  }
  out.append(latency).append("_sum ").append(seconds(all.microseconds)).append("\n");
  out.append(latency).append("_count ").append(std::to_string(so_far)).append("\n");
  append_metric(out, "tamizdat_body_bytes_total", "counter", "Bytes of bodies sent.",
                static_cast<double>(all.body_bytes));
  append_metric(out, "tamizdat_answers_cut_total", "counter", "Answers that did not reach their end.",
                static_cast<double>(all.cut));
}

void append_metric(std::string& out, std::string_view name, std::string_view type, std::string_view help,
                   double value) {
  append_head(out, name, type, help);
  out.append(name).append(" ").append(number(value)).append("\n");
}

}  // namespace tamizdat::server
