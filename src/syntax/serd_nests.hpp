#pragma once
// What is nested in place, as Serd tells it: see rdf::Nesting.
#include <cstddef>
#include <cstdint>
#include <vector>

#include "rdf/quad.hpp"
#include "syntax/serd_nodes.hpp"

namespace tamizdat::syntax {

/// One "[ … ]" or "( … )".
struct Nest {
  enum class Kind : std::uint8_t { subject, object, list } kind;
  std::uint32_t head;  ///< Serd's number of the blank node
  std::uint32_t cell;  ///< of the list's last cell so far
  std::size_t floor;   ///< slots that became live before belong to what is around it
};

/// Those that are open, from the outermost to the innermost.
class Nests {
 public:
  /// What the statement opens.
  [[nodiscard]] rdf::Nesting nesting_of(SerdStatementFlags flags, const Places& at) const;
  /// Opens it; `live` slots are live.
  void enter(rdf::Nesting nesting, const Places& at, std::size_t live);
  /// Closes the innermost.
  Nest leave();

  /// Slots from here on belong to the innermost alone.
  [[nodiscard]] std::size_t floor() const { return open_.empty() ? 0 : open_.back().floor; }

  // Whether the innermost is complete:

  /// A nested subject stays open until the next one begins: "[ … ] ex:p ex:o" goes on after its bracket.
  [[nodiscard]] bool subject_ends() const {
    return !open_.empty() && open_.back().kind == Nest::Kind::subject;
  }
  [[nodiscard]] bool subject_ends_before(const Reference& subject) const;
  /// Serd says that the node of this number is.
  [[nodiscard]] bool object_ends(std::uint32_t number) const;
  /// A list is with its last rdf:rest; follows it there.
  bool list_ends(const Places& at);

 private:
  std::vector<Nest> open_;
};

}  // namespace tamizdat::syntax
