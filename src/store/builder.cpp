#include "store/builder.hpp"

#include <utility>

#include "store/assembly.hpp"

namespace tamizdat::store {

struct Builder::State : Assembly {};

Builder::Builder() : state_(std::make_unique<State>()) {}
Builder::~Builder() = default;

void Builder::set_default_graph(std::string_view iri) {
  state_->set_default_graph(iri);
}

bool Builder::prefix(std::string_view name, std::string_view iri) {
  state_->prefix(name, iri);
  return true;
}

bool Builder::quad(const rdf::QuadView& quad, rdf::Nesting, rdf::Position) {
  return state_->quad(quad);
}

void Builder::add_source(SourceFile source) {
  state_->add_source(std::move(source));
}

const rdf::Error* Builder::error() const {
  return state_->error() ? &*state_->error() : nullptr;
}

void Builder::limit_terms(std::uint32_t terms) {
  state_->limit_terms(terms);
}

std::shared_ptr<const Snapshot> Builder::finish() {
  return std::exchange(state_, std::make_unique<State>())->freeze({});
}

}  // namespace tamizdat::store
