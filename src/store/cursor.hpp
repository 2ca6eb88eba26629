#pragma once
#include <cstdint>

#include "rdf/error.hpp"
#include "store/quad.hpp"

namespace tamizdat::store {

struct Estimate {
  std::uint64_t count = 0;
  bool exact = true;
};

/// The order in which a cursor yields; ids compare as numbers.
enum class Order : std::uint8_t { none, spo, pos, osp };

/// Quads that match a pattern, one at a time. One thread at a time; keeps its snapshot alive.
class Cursor {
 public:
  virtual ~Cursor() = default;
  /// Moves to the next quad and stores it in `quad`.
  /// Returns false at the end or on failure; status() then tells which.
  virtual bool next(Quad& quad) = 0;
  /// Whoever will look at the terms of all that comes may say so before the first next(): a store can then
  /// have them at hand in time, instead of waiting for memory at each. Changes nothing else.
  virtual void expect_terms() {}
  /// Passes over `count` quads, cheaply where the store can; returns how many there were to pass over.
  virtual std::uint64_t skip(std::uint64_t count) = 0;
  /// How many quads the whole cursor has or had, known before the first next().
  [[nodiscard]] virtual Estimate estimate() const = 0;
  /// The same on every cursor for the same pattern of one snapshot.
  [[nodiscard]] virtual Order order() const = 0;
  /// Asked once, after next() returned false.
  virtual rdf::Result<void> status() const = 0;
  /// From any thread: the next next() returns false with Code::cancelled.
  virtual void cancel() = 0;
};

}  // namespace tamizdat::store
