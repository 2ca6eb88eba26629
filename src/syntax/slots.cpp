#include "syntax/slots.hpp"

#include <string>

namespace tamizdat::syntax {

SlotId Slots::take() {
  if (free_.empty()) {
    slots_.emplace_back();
    return static_cast<SlotId>(slots_.size() - 1);
  }
  const SlotId id = free_.back();
  free_.pop_back();
  return id;
}

void Slots::put_ahead(SlotId id) {
  bytes_ahead_ += slots_[id].term.text.size();
  ahead_.push_back(id);
}

void Slots::make_live(std::uint64_t token) {
  while (!ahead_.empty() && slots_[ahead_.front()].token <= token) {
    bytes_ahead_ -= slots_[ahead_.front()].term.text.size();
    live_.push_back(ahead_.front());
    ahead_.pop_front();
  }
}

void Slots::give_back(SlotId id) {
  constexpr std::size_t worth_keeping = std::size_t{64} * 1024;
  Slot& slot = slots_[id];
  if (slot.term.text.capacity() > worth_keeping) slot.term.text = std::string();
  if (slot.term.iri.text.capacity() > worth_keeping) slot.term.iri.text = std::string();
  free_.push_back(id);
}

}  // namespace tamizdat::syntax
