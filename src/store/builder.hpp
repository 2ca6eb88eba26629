#pragma once
#include <memory>
#include <string_view>

#include "rdf/quad.hpp"
#include "store/snapshot.hpp"

namespace tamizdat::store {

/// Collects quads and freezes them into a snapshot. One thread at a time.
class Builder : public rdf::QuadSink {
 public:
  Builder();
  ~Builder() override;
  Builder(const Builder&) = delete;
  Builder& operator=(const Builder&) = delete;

  /// Where quads without a graph of their own go from now on: a graph IRI, or empty for the default graph.
  void set_default_graph(std::string_view iri);
  bool prefix(std::string_view name, std::string_view iri) override;
  bool quad(const rdf::QuadView& quad, rdf::Nesting nesting, rdf::Position position) override;
  void add_source(SourceFile source);
  /// Why quad() returned false (more terms or quads than there are numbers); else null.
  [[nodiscard]] const rdf::Error* error() const;
  /// For tests: as if there were no more than this many numbers for each kind of term.
  void limit_terms(std::uint32_t terms);

  /// Sorts, removes repeats, freezes. The builder is empty afterwards.
  [[nodiscard]] std::shared_ptr<const Snapshot> finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tamizdat::store
