#pragma once
// The snapshot that lives in memory: dictionary and index, frozen.
#include <memory>

#include "store/dictionary.hpp"
#include "store/index.hpp"
#include "store/snapshot.hpp"

namespace tamizdat::store {

class Frozen final : public Snapshot {
 public:
  /// What the sources said of themselves; counts, graphs and version are filled in here.
  Frozen(Dictionary terms, Index index, rdf::Prefixes prefixes, std::vector<SourceFile> sources);

  [[nodiscard]] std::optional<TermId> find(const rdf::TermView& term) const override;
  [[nodiscard]] rdf::TermView term(TermId id) const override;
  void expect(std::span<const TermId> ids) const override { terms_.fetch(ids); }
  void expect_subjects(std::span<const TermId> ids) const override;
  [[nodiscard]] std::size_t objects(TermId subject, TermId predicate, std::span<TermId> room) const override;
  [[nodiscard]] std::unique_ptr<Cursor> match(const Pattern& pattern) const override;
  [[nodiscard]] Estimate count(const Pattern& pattern) const override;
  [[nodiscard]] const rdf::Prefixes& prefixes() const override { return prefixes_; }
  [[nodiscard]] const SnapshotInfo& info() const override { return info_; }

 private:
  [[nodiscard]] Match rows(const Pattern& pattern) const;
  void describe();
  [[nodiscard]] std::string version() const;

  Dictionary terms_;
  Index index_;
  rdf::Prefixes prefixes_;
  SnapshotInfo info_;
};

}  // namespace tamizdat::store
