#include "server/log.hpp"

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <memory>
#include <mutex>

#include "server/access_log.hpp"
#include "server/line_writer.hpp"
#include "web/problem.hpp"

namespace tamizdat::server::log {
namespace {

class Sink : public spdlog::sinks::base_sink<std::mutex> {
 public:
  void finish() {
    const std::lock_guard lock(mutex_);
    writer_.reset();
  }

 protected:
  void sink_it_(const spdlog::details::log_msg& message) override {
    spdlog::memory_buf_t line;
    formatter_->format(message, line);
    const std::string_view text(line.data(), line.size());
    if (writer_ != nullptr) return writer_->write(text);
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, text.data(), text.size());
  }
  void flush_() override {}

 private:
  std::unique_ptr<LineWriter> writer_ = std::make_unique<LineWriter>(STDERR_FILENO);
};

struct Parts {
  std::shared_ptr<Sink> sink = std::make_shared<Sink>();
  spdlog::logger logger{"tamizdat", sink};
  LogFormat format = LogFormat::text;
  Parts() { logger.set_pattern("%Y-%m-%dT%H:%M:%S%z %l %v"); }
};

Parts& parts() {
  static Parts instance;
  return instance;
}

spdlog::level::level_enum level_of(LogLevel level) {
  switch (level) {
    case LogLevel::debug:
      return spdlog::level::debug;
    case LogLevel::info:
      return spdlog::level::info;
    case LogLevel::warning:
      return spdlog::level::warn;
    case LogLevel::error:
      return spdlog::level::err;
  }
  return spdlog::level::info;
}

void say(spdlog::level::level_enum level, std::string_view text) {
  Parts& log = parts();
  if (log.format == LogFormat::text) return log.logger.log(level, "{}", without_controls(text));
  std::string json;
  web::append_json_string(json, text);
  log.logger.log(level, "{}", json);
}

}  // namespace

void set_up(LogLevel least, LogFormat format) {
  Parts& log = parts();
  log.format = format;
  log.logger.set_level(level_of(least));
  if (format == LogFormat::json)
    log.logger.set_pattern(R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l","message":%v})",
                           spdlog::pattern_time_type::utc);
}

void debug(std::string_view text) {
  say(spdlog::level::debug, text);
}

void info(std::string_view text) {
  say(spdlog::level::info, text);
}

void warn(std::string_view text) {
  say(spdlog::level::warn, text);
}

void error(std::string_view text) {
  say(spdlog::level::err, text);
}

void finish() {
  parts().sink->finish();
}

}  // namespace tamizdat::server::log
