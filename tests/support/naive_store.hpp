#pragma once
// A store so plain that it is right by looking at it: a list of quads, searched from front to back. What the
// real stores are measured against.
#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "rdf/quad.hpp"
#include "store/snapshot.hpp"

namespace tamizdat::test {

class NaiveStore final : public store::Snapshot {
 public:
  [[nodiscard]] std::optional<store::TermId> find(const rdf::TermView& term) const override {
    for (std::size_t i = 0; i < terms_.size(); ++i)
      if (terms_[i]->view() == term) return id(i);
    return std::nullopt;
  }

  [[nodiscard]] rdf::TermView term(store::TermId wanted) const override {
    const std::size_t i = wanted.index();
    return wanted && i < terms_.size() && id(i) == wanted ? terms_[i]->view() : rdf::TermView{};
  }

  [[nodiscard]] std::unique_ptr<store::Cursor> match(const store::Pattern& pattern) const override {
    return std::make_unique<ListCursor>(shared_from_this(), matches(pattern));
  }

  [[nodiscard]] store::Estimate count(const store::Pattern& pattern) const override {
    return {matches(pattern).size(), true};
  }

  [[nodiscard]] const rdf::Prefixes& prefixes() const override { return prefixes_; }
  [[nodiscard]] const store::SnapshotInfo& info() const override { return info_; }

 private:
  friend class NaiveBuilder;

  class ListCursor final : public store::Cursor {
   public:
    ListCursor(std::shared_ptr<const Snapshot> owner, std::vector<store::Quad> quads)
        : owner_(std::move(owner)), quads_(std::move(quads)) {}
    bool next(store::Quad& quad) override {
      if (cancelled_ || at_ == quads_.size()) return false;
      quad = quads_[at_++];
      return true;
    }
    std::uint64_t skip(std::uint64_t count) override {
      const auto step = std::min<std::uint64_t>(count, quads_.size() - at_);
      at_ += static_cast<std::size_t>(step);
      return step;
    }
    [[nodiscard]] store::Estimate estimate() const override { return {quads_.size(), true}; }
    [[nodiscard]] store::Order order() const override { return store::Order::spo; }
    rdf::Result<void> status() const override {
      if (cancelled_) return rdf::Error(rdf::Code::cancelled, "the query was cancelled");
      return {};
    }
    void cancel() override { cancelled_ = true; }

   private:
    std::shared_ptr<const Snapshot> owner_;
    std::vector<store::Quad> quads_;
    std::size_t at_ = 0;
    bool cancelled_ = false;
  };

  [[nodiscard]] store::TermId id(std::size_t i) const {
    return {terms_[i]->kind, static_cast<std::uint32_t>(i)};
  }

  store::TermId intern(const rdf::TermView& term) {
    if (term.is_none()) return {};
    if (const auto known = find(term)) return *known;
    terms_.push_back(std::make_unique<rdf::Term>(term));
    return id(terms_.size() - 1);
  }

  static bool fits(store::TermId asked, store::TermId there) { return !asked || asked == there; }

  [[nodiscard]] std::vector<store::Quad> matches(const store::Pattern& p) const {
    std::vector<store::Quad> found;
    for (store::Quad q : quads_) {
      if (!fits(p.subject, q.subject) || !fits(p.predicate, q.predicate) || !fits(p.object, q.object))
        continue;
      if (p.scope.kind() == store::Scope::Kind::one && q.graph != p.scope.graph()) continue;
      if (p.scope.kind() == store::Scope::Kind::all_as_one) q.graph = {};
      if (found.empty() || found.back() != q) found.push_back(q);  // quads_ is sorted
    }
    return found;
  }

  std::vector<std::unique_ptr<rdf::Term>> terms_;
  std::vector<store::Quad> quads_;
  rdf::Prefixes prefixes_;
  store::SnapshotInfo info_;
};

/// Has the functions of store::Builder.
class NaiveBuilder : public rdf::QuadSink {
 public:
  void set_default_graph(std::string_view iri) { graph_ = iri; }

  bool prefix(std::string_view name, std::string_view iri) override {
    store_->prefixes_.add(name, iri);
    return true;
  }

  bool quad(const rdf::QuadView& quad, rdf::Nesting, rdf::Position) override {
    const rdf::TermView graph = quad.graph.is_none() && !graph_.empty() ? rdf::iri(graph_) : quad.graph;
    store_->quads_.push_back({store_->intern(quad.subject), store_->intern(quad.predicate),
                              store_->intern(quad.object), store_->intern(graph)});
    return true;
  }

  std::shared_ptr<const store::Snapshot> finish() {
    const auto store = std::exchange(store_, std::make_shared<NaiveStore>());
    auto& quads = store->quads_;
    std::sort(quads.begin(), quads.end());
    quads.erase(std::unique(quads.begin(), quads.end()), quads.end());

    auto& info = store->info_;
    info.quads = quads.size();
    info.triples = store->matches({}).size();
    info.terms = store->terms_.size();
    const auto text = [&](store::TermId id) { return rdf::to_string(store->term(id)); };
    std::set<std::pair<std::string, store::TermId>> graphs;
    for (const store::Quad& q : quads) {
      if (q.graph) graphs.emplace(text(q.graph), q.graph);
      info.has_default_graph = info.has_default_graph || !q.graph;
      info.version += text(q.subject) + text(q.predicate) + text(q.object) + text(q.graph);
    }
    for (const auto& [name, id] : graphs) info.graphs.push_back(id);
    info.version = std::to_string(std::hash<std::string>{}(info.version));
    return store;
  }

 private:
  std::shared_ptr<NaiveStore> store_ = std::make_shared<NaiveStore>();
  std::string graph_;
};

}  // namespace tamizdat::test
