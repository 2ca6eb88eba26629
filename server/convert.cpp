#include "server/commands.hpp"
namespace tamizdat::server {
int convert(const ConvertOptions&) {
  return 2;
}
}  // namespace tamizdat::server
