#include "store/quad.hpp"

namespace tamizdat::store {

static_assert(sizeof(Quad) == 16, "three orders of this are most of what a triple costs");

}  // namespace tamizdat::store
