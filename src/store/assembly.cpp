#include "store/assembly.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "store/frozen.hpp"

namespace tamizdat::store {
namespace {

constexpr std::size_t look_ahead = 32;
constexpr std::size_t chunk_size = std::size_t{1} << 16;
constexpr std::uint64_t max_quads = std::numeric_limits<std::uint32_t>::max() - 1;
// Kept back from the terms of the data for the names of default graphs.
constexpr std::uint32_t max_default_graphs = 1U << 20;
// No kind of term: a default graph whose name is not complete yet.
constexpr auto slot_kind = static_cast<rdf::TermKind>(7);

}  // namespace

Assembly::Assembly() {
  terms_.limit(TermId::max_index - max_default_graphs);
}

bool Assembly::intern(const rdf::TermView& term, const Dictionary::Probe& probe, TermId& id) {
  const auto found = terms_.intern(term, probe);
  if (found) id = *found;
  return found.has_value();
}

bool Assembly::intern(const rdf::TermView& term, Recent& recent, TermId& id) {
  if (!recent.is(term)) {
    if (!intern(term, terms_.probe(term), recent.id)) return false;
    recent.view = terms_.term(recent.id);
  }
  id = recent.id;
  return true;
}

TermId Assembly::default_graph_slot() {
  if (default_graphs_.empty() || default_graphs_.back() != default_graph_)
    default_graphs_.push_back(default_graph_);
  return {slot_kind, static_cast<std::uint32_t>(default_graphs_.size()) - 1};
}

bool Assembly::intern_graph(const rdf::TermView& term, TermId& id) {
  if (!term.is_none()) return intern(term, graph_, id);
  if (!default_graph_.empty()) id = default_graph_slot();
  return default_graphs_.size() <= max_default_graphs;
}

bool Assembly::fail(std::string message) {
  error_ = rdf::Error(rdf::Code::content_too_large, std::move(message), "divide the data");
  return false;
}

bool Assembly::quads(std::span<const rdf::QuadView> quads) {
  std::array<Dictionary::Probe, look_ahead> objects;
  for (; !quads.empty(); quads = quads.subspan(std::min(look_ahead, quads.size()))) {
    const std::size_t count = std::min(look_ahead, quads.size());
    for (std::size_t i = 0; i < count; ++i) terms_.fetch_slot(objects[i] = terms_.probe(quads[i].object));
    for (std::size_t i = 0; i < count; ++i) terms_.fetch_record(objects[i]);
    for (std::size_t i = 0; i < count; ++i) terms_.fetch_text(objects[i]);
    for (std::size_t i = 0; i < count; ++i)
      if (!add(quads[i], objects[i])) return false;
  }
  return true;
}

bool Assembly::add(const rdf::QuadView& quad, const Dictionary::Probe& object) {
  Quad ids;
  if (!intern(quad.subject, subject_, ids.subject) || !intern(quad.predicate, predicate_, ids.predicate) ||
      !intern(quad.object, object, ids.object) || !intern_graph(quad.graph, ids.graph))
    return fail("more than 536 million different terms of a kind");
  if (quads_ == max_quads) return fail("more than 4 billion statements");
  if (chunks_.empty() || chunks_.back().size() == chunk_size) chunks_.emplace_back().reserve(chunk_size);
  chunks_.back().push_back(ids);
  ++quads_;
  return true;
}

void Assembly::name_default_graphs(std::string_view base) {
  if (default_graphs_.empty()) return;
  terms_.limit(TermId::max_index);
  std::vector<TermId> ids;
  for (const std::string& name : default_graphs_)
    ids.push_back(terms_.intern(rdf::iri(std::string(base).append(name))).value());
  for (auto& chunk : chunks_) {
    for (Quad& q : chunk)
      if (q.graph.kind() == slot_kind) q.graph = ids[q.graph.index()];
  }
}

std::shared_ptr<const Snapshot> Assembly::freeze(std::string_view base) {
  name_default_graphs(base);
  terms_.shrink();
  Index index = Index::build(std::move(chunks_), terms_);
  return std::make_shared<Frozen>(std::move(terms_), std::move(index), std::move(prefixes_),
                                  std::move(sources_));
}

}  // namespace tamizdat::store
