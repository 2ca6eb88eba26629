#include "answer/service_status.hpp"

namespace tamizdat::answer {

StatusReport::StatusReport(std::shared_ptr<const Publication> publication, ServiceStatus status)
    : publication_(std::move(publication)), status_(std::move(status)) {
  head_.document = publication_->addresses.url("-/status");
  head_.family = syntax::Family::page;
}

std::unique_ptr<GraphBody> StatusReport::graph(const syntax::Format*) const {
  return nullptr;
}

}  // namespace tamizdat::answer
