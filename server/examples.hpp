#pragma once
#include <string>
#include <vector>

#include "answer/addresses.hpp"
#include "store/snapshot.hpp"

namespace tamizdat::server {

/// Some IRIs of the data that a visitor could try first: things under the base, of as many different types as
/// there are; if these are too few, things elsewhere. At most `wanted`; a bounded look at the data.
std::vector<std::string> example_iris(const store::Snapshot& snapshot, const answer::Addresses& addresses,
                                      std::size_t wanted);

}  // namespace tamizdat::server
