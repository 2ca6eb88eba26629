#include "store/schema.hpp"

#include <sord/sord.h>

#include <algorithm>
#include <charconv>
#include <span>
#include <string>
#include <unordered_set>

#include "rdf/vocabulary.hpp"

namespace tamizdat::store {
namespace {

// More entries than this are not kept but walked anew: the closure of a chain of n classes has n²/2 of them.
constexpr std::size_t max_closure = std::size_t{1} << 20;

struct SordDeleter {
  void operator()(SordWorld* p) const { sord_world_free(p); }
  void operator()(SordModel* p) const { sord_free(p); }
  void operator()(SordIter* p) const { sord_iter_free(p); }
};
template <class T>
using Sord = std::unique_ptr<T, SordDeleter>;

// The schema triples as a graph that can be asked both ways. Nodes are named by the snapshot's ids, so that
// no text has to survive the journey. Lives in one function of one thread.
class SchemaGraph {
 public:
  SchemaGraph() : world_(sord_world_new()), model_(sord_new(world_.get(), SORD_SPO | SORD_OPS, false)) {}

  void add(TermId subject, TermId predicate, TermId object) {
    const SordQuad quad = {node(subject), node(predicate), node(object), nullptr};
    sord_add(model_.get(), quad);
    for (const SordNode* n : {quad[0], quad[1], quad[2]})
      sord_node_free(world_.get(), const_cast<SordNode*>(n));
  }

  /// In order of id. Exactly one of `subject` and `object` is open, or both: then subjects come out.
  [[nodiscard]] std::vector<TermId> find(TermId subject, TermId predicate, TermId object) const {
    const SordQuadIndex wanted = subject ? SORD_OBJECT : SORD_SUBJECT;
    SordNode* const asked[] = {subject ? node(subject) : nullptr, node(predicate),
                               object ? node(object) : nullptr};
    std::vector<TermId> found;
    Sord<SordIter> at(sord_search(model_.get(), asked[0], asked[1], asked[2], nullptr));
    for (; at && !sord_iter_end(at.get()); sord_iter_next(at.get()))
      found.push_back(id(sord_iter_get_node(at.get(), wanted)));
    for (SordNode* n : asked)
      if (n != nullptr) sord_node_free(world_.get(), n);
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  }

 private:
  [[nodiscard]] SordNode* node(TermId id) const {
    const std::string name = "id:" + std::to_string(id.value());
    return sord_new_uri(world_.get(), reinterpret_cast<const std::uint8_t*>(name.c_str()));
  }
  static TermId id(const SordNode* node) {
    std::size_t size = 0;
    const auto* text = reinterpret_cast<const char*>(sord_node_get_string_counted(node, &size));
    std::uint32_t value = 0;
    std::from_chars(text + 3, text + size, value);
    return TermId::from_value(value);
  }

  Sord<SordWorld> world_;
  Sord<SordModel> model_;
};

// For some terms a list of terms each, both in order of id.
class Lists {
 public:
  void add(TermId key, std::span<const TermId> values) {
    keys_.push_back(key);
    values_.insert(values_.end(), values.begin(), values.end());
    ends_.push_back(values_.size());
  }
  [[nodiscard]] std::span<const TermId> of(TermId key) const {
    const auto at = std::lower_bound(keys_.begin(), keys_.end(), key);
    if (at == keys_.end() || *at != key) return {};
    const auto i = static_cast<std::size_t>(at - keys_.begin());
    const std::size_t begin = i == 0 ? 0 : ends_[i - 1];
    return std::span(values_).subspan(begin, ends_[i] - begin);
  }
  [[nodiscard]] const std::vector<TermId>& keys() const { return keys_; }
  [[nodiscard]] std::size_t size() const { return values_.size(); }

 private:
  std::vector<TermId> keys_;
  std::vector<std::size_t> ends_;
  std::vector<TermId> values_;
};

// All that can be reached from a term, itself included, in order of id.
std::vector<TermId> reach(TermId from, const Lists& edges) {
  std::vector<TermId> reached = {from};
  std::unordered_set<std::uint32_t> seen = {from.value()};
  for (std::size_t i = 0; i < reached.size(); ++i) {
    for (const TermId id : edges.of(reached[i]))
      if (seen.insert(id.value()).second) reached.push_back(id);
  }
  std::sort(reached.begin(), reached.end());
  return reached;
}

// What one transitive property says.
class Hierarchy {
 public:
  Hierarchy() = default;
  Hierarchy(const SchemaGraph& graph, TermId property) {
    for (const TermId id : graph.find({}, property, {})) up_.add(id, graph.find(id, property, {}));
    for (const TermId id : objects()) down_.add(id, graph.find({}, property, id));
    close();
  }

  [[nodiscard]] bool is_below(TermId id, TermId ancestor) const {
    if (id == ancestor) return true;
    if (up_.of(id).empty()) return false;
    if (!closed_) return contains(reach(id, up_), ancestor);
    return contains(above_.of(id), ancestor);
  }
  [[nodiscard]] std::vector<TermId> above(TermId id) const { return reach(id, up_); }
  [[nodiscard]] std::vector<TermId> below(TermId id) const { return reach(id, down_); }

 private:
  static bool contains(std::span<const TermId> ids, TermId id) {
    return std::binary_search(ids.begin(), ids.end(), id);
  }

  [[nodiscard]] std::vector<TermId> objects() const {
    std::vector<TermId> all;
    for (const TermId id : up_.keys()) {
      const auto values = up_.of(id);
      all.insert(all.end(), values.begin(), values.end());
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
  }

  void close() {
    for (const TermId id : up_.keys()) {
      above_.add(id, reach(id, up_));
      closed_ = above_.size() <= max_closure;
      if (!closed_) break;
    }
    if (!closed_) above_ = {};
  }

  Lists up_;
  Lists down_;
  Lists above_;
  bool closed_ = true;
};

class ClosedSchema final : public Schema {
 public:
  explicit ClosedSchema(const Snapshot& snapshot) : snapshot_(snapshot.weak_from_this()) {
    SchemaGraph graph;
    classes_ = read(snapshot, graph, rdf::rdfs::subClassOf);
    properties_ = read(snapshot, graph, rdf::rdfs::subPropertyOf);
  }

  [[nodiscard]] bool is_subproperty(TermId property, TermId ancestor) const override {
    return properties_.is_below(property, ancestor);
  }
  [[nodiscard]] bool is_subclass(TermId klass, TermId ancestor) const override {
    return classes_.is_below(klass, ancestor);
  }
  [[nodiscard]] std::vector<TermId> subproperties(std::string_view iri) const override {
    return below(properties_, iri);
  }
  [[nodiscard]] std::vector<TermId> subclasses(std::string_view iri) const override {
    return below(classes_, iri);
  }
  [[nodiscard]] std::vector<TermId> superclasses(TermId klass) const override {
    return classes_.above(klass);
  }

 private:
  static Hierarchy read(const Snapshot& snapshot, SchemaGraph& graph, std::string_view iri) {
    const auto property = snapshot.find(rdf::iri(iri));
    if (!property) return {};
    const auto cursor = snapshot.match({{}, *property, {}});
    for (Quad q; cursor->next(q);)
      if (q.object.kind() != rdf::TermKind::literal) graph.add(q.subject, q.predicate, q.object);
    return {graph, *property};
  }

  [[nodiscard]] std::vector<TermId> below(const Hierarchy& hierarchy, std::string_view iri) const {
    const auto snapshot = snapshot_.lock();
    const auto id = snapshot ? snapshot->find(rdf::iri(iri)) : std::nullopt;
    return id ? hierarchy.below(*id) : std::vector<TermId>();
  }

  std::weak_ptr<const Snapshot> snapshot_;
  Hierarchy classes_;
  Hierarchy properties_;
};

}  // namespace

std::shared_ptr<const Schema> Schema::of(const Snapshot& snapshot) {
  return std::make_shared<ClosedSchema>(snapshot);
}

}  // namespace tamizdat::store
