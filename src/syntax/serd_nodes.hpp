#pragma once
// What Serd hands out, seen from here: its nodes are references to slots, or its own.
#include <serd/serd.h>

#include <cstdint>
#include <string_view>

namespace tamizdat::syntax {

/// What one of Serd's nodes stands for.
struct Reference {
  enum class Kind : std::uint8_t { none, slot, generated, vocabulary } kind = Kind::none;
  std::uint32_t number = 0;  ///< of the slot, or of Serd's own blank node
  std::string_view text;     ///< of an IRI that Serd brings itself (rdf:first …)

  [[nodiscard]] bool is_slot() const { return kind == Kind::slot; }
  [[nodiscard]] bool is_generated() const { return kind == Kind::generated; }
};
Reference reference(const SerdNode* node);

std::string_view text_of(const SerdNode* node);

/// Those of one statement.
struct Places {
  Reference graph;
  Reference subject;
  Reference predicate;
  Reference object;
};

}  // namespace tamizdat::syntax
