#include "web/health.hpp"

#include "answer/service_status.hpp"
#include "web/caching.hpp"
#include "web/finding.hpp"
#include "web/operations.hpp"

namespace tamizdat::web::health {
namespace {

File plain_text(std::string text, unsigned status = 200) {
  return {std::make_shared<const std::string>(std::move(text)),
          "text/plain; charset=utf-8",
          caching::never,
          {},
          status};
}

}  // namespace

rdf::Result<Found> alive(const Call&) {
  return plain_text("ok\n");
}

rdf::Result<Found> ready(const Call& call) {
  const bool is_ready = call.options.operations == nullptr || call.options.operations->ready();
  return is_ready ? plain_text("ready\n") : plain_text("stopping\n", 503);
}

rdf::Result<Found> metrics(const Call& call) {
  if (call.options.operations == nullptr) return nothing_at(call);
  File file = plain_text(call.options.operations->metrics());
  file.media_type = "text/plain; version=0.0.4; charset=utf-8";
  return file;
}

rdf::Result<Found> status(const Call& call) {
  if (call.options.operations == nullptr) return nothing_at(call);
  return Screen{std::make_unique<answer::StatusReport>(
      call.publication, call.options.operations->status(call.request.from_operator))};
}

rdf::Result<Found> status_for_programs(const Call& call) {
  if (call.options.operations == nullptr) return nothing_at(call);
  return File{std::make_shared<const std::string>(
                  status_json(call.options.operations->status(call.request.from_operator))),
              "application/json",
              caching::never,
              {}};
}

}  // namespace tamizdat::web::health
