#include "rdf/quad.hpp"

namespace tamizdat::rdf {

bool operator==(const QuadView& a, const QuadView& b) {
  return a.subject == b.subject && a.predicate == b.predicate && a.object == b.object && a.graph == b.graph;
}

bool QuadSink::prefix(std::string_view, std::string_view) {
  return true;
}

bool QuadSink::end(std::string_view) {
  return true;
}

}  // namespace tamizdat::rdf
