#include "store/builder.hpp"

#include <limits>
#include <utility>

#include "store/frozen.hpp"

namespace tamizdat::store {
namespace {

constexpr std::size_t chunk_size = std::size_t{1} << 16;
constexpr std::uint64_t max_quads = std::numeric_limits<std::uint32_t>::max() - 1;

// A term that comes again and again: the last subject, predicate, graph.
struct Recent {
  rdf::TermView view;  // of the dictionary
  TermId id;

  [[nodiscard]] bool is(const rdf::TermView& term) const {
    return id && term.kind == view.kind && !term.is_literal() && term.text == view.text;
  }
};

}  // namespace

struct Builder::State {
  Dictionary terms;
  std::vector<std::vector<Quad>> chunks;
  std::uint64_t quads = 0;
  rdf::Prefixes prefixes;
  std::vector<SourceFile> sources;
  std::string default_graph;
  Recent subject, predicate, graph;
  std::optional<rdf::Error> error;

  bool intern(const rdf::TermView& term, TermId& id) {
    const auto found = terms.intern(term);
    if (found) id = *found;
    return found.has_value();
  }
  bool intern(const rdf::TermView& term, Recent& recent, TermId& id) {
    if (!recent.is(term)) {
      if (!intern(term, recent.id)) return false;
      recent.view = terms.term(recent.id);
    }
    id = recent.id;
    return true;
  }
  bool intern_graph(const rdf::TermView& term, TermId& id) {
    if (!term.is_none()) return intern(term, graph, id);
    return default_graph.empty() || intern(rdf::iri(default_graph), graph, id);
  }
  void push(const Quad& quad) {
    if (chunks.empty() || chunks.back().size() == chunk_size) chunks.emplace_back().reserve(chunk_size);
    chunks.back().push_back(quad);
    ++quads;
  }
  bool fail(std::string message) {
    error = rdf::Error(rdf::Code::content_too_large, std::move(message), "divide the data");
    return false;
  }
};

Builder::Builder() : state_(std::make_unique<State>()) {}
Builder::~Builder() = default;

void Builder::set_default_graph(std::string_view iri) {
  state_->default_graph = iri;
}

bool Builder::prefix(std::string_view name, std::string_view iri) {
  state_->prefixes.add(name, iri);
  return true;
}

bool Builder::quad(const rdf::QuadView& quad, rdf::Nesting, rdf::Position) {
  State& s = *state_;
  Quad ids;
  if (!s.intern(quad.subject, s.subject, ids.subject) ||
      !s.intern(quad.predicate, s.predicate, ids.predicate) || !s.intern(quad.object, ids.object) ||
      !s.intern_graph(quad.graph, ids.graph))
    return s.fail("more than 536 million different terms of a kind");
  if (s.quads == max_quads) return s.fail("more than 4 billion statements");
  s.push(ids);
  return true;
}

void Builder::add_source(SourceFile source) {
  state_->sources.push_back(std::move(source));
}

const rdf::Error* Builder::error() const {
  return state_->error ? &*state_->error : nullptr;
}

void Builder::limit_terms(std::uint32_t terms) {
  state_->terms.limit(terms);
}

std::shared_ptr<const Snapshot> Builder::finish() {
  const auto state = std::exchange(state_, std::make_unique<State>());
  state->terms.shrink();
  Index index = Index::build(std::move(state->chunks), state->terms);
  return std::make_shared<Frozen>(std::move(state->terms), std::move(index), std::move(state->prefixes),
                                  std::move(state->sources));
}

}  // namespace tamizdat::store
