#pragma once
// What has dates, in the order of time: found once, when data are published.
#include <cstdint>
#include <span>
#include <vector>

#include "answer/statistics.hpp"
#include "query/values.hpp"
#include "store/schema.hpp"
#include "store/snapshot.hpp"

namespace tamizdat::answer {

/// A thing with a date, or with a beginning and an end.
struct Dated {
  store::TermId thing;
  store::TermId predicate;
  store::TermId value;          ///< a literal
  store::TermId end_predicate;  ///< of an end that is a triple of its own; 0 if there is none
  store::TermId end_value;
  query::TimeSpan span;  ///< open ends reach to the limits of the type
};

/// Everything that has dates. Immutable; ids are of the snapshot.
class Chronicle {
 public:
  /// More than these are not kept.
  static constexpr std::size_t most = 1'000'000;

  Chronicle() = default;
  /// Dates are literals of the datatypes of time (xsd, EDTF) with any property, and literals that can be read
  /// as dates with the known properties of time and those below them (dcterms:date, schema:startDate …).
  /// Properties are looked at whose objects, a few of them taken here and there, hold a date. A beginning and
  /// an end of one pair of properties become one entry; outer bounds (sem:hasEarliestBeginTimeStamp …) count
  /// only where nothing says it better. Costs a walk over the triples of those properties.
  static Chronicle of(const store::Snapshot& snapshot, const store::Schema& schema,
                      const Statistics& statistics);

  /// From the earliest beginning to the latest.
  [[nodiscard]] std::span<const Dated> entries() const { return entries_; }
  [[nodiscard]] bool empty() const { return entries_.empty(); }
  [[nodiscard]] bool left_out() const { return left_out_; }
  /// Places in entries() of what one thing has; O(1).
  [[nodiscard]] std::span<const std::uint32_t> of_thing(store::TermId thing) const;

 private:
  /// Where a thing's run of places is.
  struct Run {
    store::TermId thing;
    std::uint32_t begin = 0;
    std::uint32_t count = 0;
  };

  void finish();
  void index_things();
  [[nodiscard]] store::TermId thing_at(std::size_t place) const { return entries_[by_thing_[place]].thing; }
  [[nodiscard]] std::size_t place_of(store::TermId thing) const {
    return (thing.value() * std::uint64_t{0x9E3779B97F4A7C15U} >> 32U) & (index_.size() - 1);
  }

  std::vector<Dated> entries_;
  std::vector<std::uint32_t> by_thing_;  // places, by thing and then by time
  std::vector<Run> index_;               // by a hash of the thing; a power of two
  bool left_out_ = false;
};

}  // namespace tamizdat::answer
