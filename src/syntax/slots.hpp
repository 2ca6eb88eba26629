#pragma once
// The terms of a text on their way from the scanner, past Serd, to the statements they stand in.
#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

#include "rdf/error.hpp"
#include "syntax/token.hpp"

namespace tamizdat::syntax {

using SlotId = std::uint32_t;
inline constexpr SlotId no_slot = 0xFFFFFFFFU;

/// One term.
struct Slot {
  TermText term;
  TokenKind kind = TokenKind::end;
  bool expanded = false;    ///< `term` is absolute, and its label final
  std::uint64_t token = 0;  ///< its number in the text
  rdf::Position position;
};

/// Slots are free, then ahead (scanned, but named by no statement yet), then live (later statements may still
/// name them), then free again. They are reused so that their strings keep their memory.
class Slots {
 public:
  /// A free one.
  SlotId take();
  /// Valid until the next take().
  Slot& operator[](SlotId id) { return slots_[id]; }

  /// In the order of their tokens.
  void put_ahead(SlotId id);
  [[nodiscard]] std::size_t bytes_ahead() const { return bytes_ahead_; }
  /// The number of the first token that is ahead; `otherwise` if none is.
  [[nodiscard]] std::uint64_t first_ahead(std::uint64_t otherwise) const {
    return ahead_.empty() ? otherwise : slots_[ahead_.front()].token;
  }

  /// All that is ahead up to this token becomes live.
  void make_live(std::uint64_t token);
  [[nodiscard]] std::size_t live() const { return live_.size(); }
  /// Frees what has become live since there were `floor`, but for what is to be kept.
  template <class Keep>
  void free_above(std::size_t floor, Keep keep) {
    std::size_t out = floor;
    for (std::size_t i = floor; i < live_.size(); ++i) {
      if (keep(live_[i]))
        live_[out++] = live_[i];
      else
        give_back(live_[i]);
    }
    live_.resize(out);
  }

 private:
  void give_back(SlotId id);

  std::vector<Slot> slots_;
  std::vector<SlotId> free_;
  std::deque<SlotId> ahead_;
  std::vector<SlotId> live_;
  std::size_t bytes_ahead_ = 0;
};

}  // namespace tamizdat::syntax
