#include "store/snapshot.hpp"

namespace tamizdat::store {

std::size_t Snapshot::objects(TermId subject, TermId predicate, std::span<TermId> room) const {
  if (!subject || !predicate) return 0;
  const auto cursor = match({subject, predicate, {}});
  std::size_t count = 0;
  for (Quad quad; count < room.size() && cursor->next(quad);) room[count++] = quad.object;
  return count;
}

}  // namespace tamizdat::store
