#include "server/limits.hpp"

#include <array>
#include <charconv>
#include <optional>

namespace tamizdat::server {
namespace {

using std::string_view;

constexpr std::uint64_t kilo = 1024;
constexpr std::uint64_t mega = kilo * kilo;
constexpr std::uint64_t second = 1000;
constexpr std::uint64_t hour = 3600 * second;

constexpr std::array rows = {
    LimitRow{"head-bytes", &Limits::head_bytes, kilo, mega, "request line and fields together",
             "431, closed"},
    LimitRow{"target-bytes", &Limits::target_bytes, 256, mega, "the target of a request", "414, closed"},
    LimitRow{"body-bytes", &Limits::body_bytes, 0, 1024 * mega, "the body of a POST", "413, closed"},
    LimitRow{"drain-bytes", &Limits::drain_bytes, 0, 64 * mega,
             "what is still read, and thrown away, after the last answer", "closed"},
    LimitRow{"piece-bytes", &Limits::piece_bytes, kilo, 16 * mega,
             "what is held of a streamed answer at a time", "the stream waits for the client"},
    LimitRow{"old-client-bytes", &Limits::old_client_bytes, kilo, 64 * mega,
             "a streamed answer held back to tell an HTTP/1.0 client its length",
             "its end is the end of the connection"},
    LimitRow{"head-time", &Limits::head, 10, hour, "from the first byte of a head to its last",
             "408, closed"},
    LimitRow{"body-time", &Limits::body, 10, hour, "from the first byte of a body to its last",
             "408, closed"},
    LimitRow{"idle-time", &Limits::idle, 10, hour, "silence between two requests", "closed without a word"},
    LimitRow{"write-time", &Limits::write, 10, hour, "the client takes not one byte of its answer", "reset"},
    LimitRow{"linger-time", &Limits::linger, 10, hour, "for the client to take the last answer", "closed"},
    LimitRow{"queue-time", &Limits::queue, 10, hour,
             "until the turn of a request comes; what is finished is given out at any time",
             "503 with Retry-After at once"},
    LimitRow{"grace-time", &Limits::grace, 0, hour, "after a stop, for a request begun to arrive",
             "408, closed"},
    LimitRow{"stop-time", &Limits::stop, 0, hour, "after a stop, for all answers to be taken", "reset"},
    LimitRow{"connections", &Limits::connections, 1, 1'000'000, "connections at a time",
             "503 with Retry-After at once, closed"},
    LimitRow{"connections-per-address", &Limits::connections_per_address, 1, 1'000'000,
             "connections at a time from one address (IPv6: one /64); trusted proxies are not counted",
             "503 with Retry-After at once, closed"},
    LimitRow{"streams", &Limits::streams, 1, 1'000'000, "streamed answers at a time",
             "503 with Retry-After at once"},
    LimitRow{"streams-per-address", &Limits::streams_per_address, 1, 1'000'000,
             "streamed answers at a time to one address (IPv6: one /64)", "503 with Retry-After at once"},
    LimitRow{"requests", &Limits::requests, 1, 1'000'000'000, "requests over one connection",
             "closed after the last answer"},
    LimitRow{"rate", &Limits::rate, 0, 1'000'000,
             "requests a second from one address (IPv6: one /64), 0 for as many as come",
             "429 with Retry-After"},
    LimitRow{"burst", &Limits::burst, 1, 1'000'000, "requests that may come at once where there is a rate",
             "429 with Retry-After"},
};

struct Unit {
  string_view name;
  std::uint64_t factor;
};
constexpr std::array sizes = {Unit{"M", mega}, Unit{"K", kilo}, Unit{"", 1}};
constexpr std::array times = {Unit{"m", 60 * second}, Unit{"s", second}, Unit{"ms", 1}};
constexpr std::array numbers = {Unit{"", 1}};

bool is_time(const LimitRow& row) {
  return std::holds_alternative<Clock::duration Limits::*>(row.member);
}

std::span<const Unit> units_of(const LimitRow& row) {
  if (is_time(row)) return times;
  if (row.name.ends_with("-bytes")) return sizes;
  return numbers;
}

std::uint64_t value_of(const Limits& limits, const LimitRow& row) {
  if (const auto* size = std::get_if<std::size_t Limits::*>(&row.member)) return limits.**size;
  const auto time = limits.*std::get<Clock::duration Limits::*>(row.member);
  return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(time).count());
}

void set_value(Limits& limits, const LimitRow& row, std::uint64_t value) {
  if (const auto* size = std::get_if<std::size_t Limits::*>(&row.member)) {
    limits.** size = value;
  } else {
    limits.*std::get<Clock::duration Limits::*>(row.member) = std::chrono::milliseconds(value);
  }
}

std::string in_units(std::uint64_t value, std::span<const Unit> units) {
  for (const Unit& unit : units) {
    if (value % unit.factor == 0 && (value != 0 || unit.factor == 1)) {
      return std::to_string(value / unit.factor).append(unit.name);
    }
  }
  return std::to_string(value);
}

std::optional<std::uint64_t> parse(string_view text, const LimitRow& row) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end == text.data()) return std::nullopt;
  string_view name = text.substr(static_cast<std::size_t>(end - text.data()));
  if (name.empty() && is_time(row)) name = "s";
  for (const Unit& unit : units_of(row)) {
    if (unit.name == name && number <= UINT64_MAX / unit.factor) return number * unit.factor;
  }
  return std::nullopt;
}

}  // namespace

std::span<const LimitRow> limit_rows() {
  return rows;
}

rdf::Result<void> set_limit(Limits& limits, const LimitRow& row, string_view text) {
  const auto value = parse(text, row);
  if (!value || *value < row.least || *value > row.most) {
    const auto units = units_of(row);
    return rdf::Error(
        rdf::Code::bad_request, "'" + std::string(text) + "' is no limit for " + std::string(row.name),
        "write something from " + in_units(row.least, units) + " to " + in_units(row.most, units));
  }
  set_value(limits, row, *value);
  return {};
}

std::string limit_text(const Limits& limits, const LimitRow& row) {
  return in_units(value_of(limits, row), units_of(row));
}

std::string limits_in_markdown() {
  const Limits standard;
  std::string text =
      "| option | unless told otherwise | from | to | limits | beyond it |\n|---|---|---|---|---|---|\n";
  for (const LimitRow& row : rows) {
    const auto units = units_of(row);
    text.append("| `--limit-").append(row.name).append("` | ").append(limit_text(standard, row));
    text.append(" | ").append(in_units(row.least, units)).append(" | ").append(in_units(row.most, units));
    text.append(" | ").append(row.meaning).append(" | ").append(row.beyond).append(" |\n");
  }
  return text;
}

}  // namespace tamizdat::server
