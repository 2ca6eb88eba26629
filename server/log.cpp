#include "server/log.hpp"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>

namespace tamizdat::server::log {
namespace {

spdlog::logger& logger() {
  static const std::shared_ptr<spdlog::logger> instance = [] {
    auto made =
        std::make_shared<spdlog::logger>("tamizdat", std::make_shared<spdlog::sinks::stderr_color_sink_mt>());
    made->set_pattern("%Y-%m-%dT%H:%M:%S%z %^%l%$ %v");
    return made;
  }();
  return *instance;
}

}  // namespace

void info(std::string_view text) {
  logger().info("{}", text);
}

void warn(std::string_view text) {
  logger().warn("{}", text);
}

void error(std::string_view text) {
  logger().error("{}", text);
}

}  // namespace tamizdat::server::log
