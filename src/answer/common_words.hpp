#pragma once
// Words of vocabularies that many data use, for readers whose language the data do not speak.
#include <string_view>

namespace tamizdat::answer {

/// The words of one language. Safe to read from many threads.
class CommonWords {
 public:
  virtual ~CommonWords() = default;
  /// What the IRI of a relation or a kind is called, or empty. Lasts as long as this.
  [[nodiscard]] virtual std::string_view word(std::string_view iri) const = 0;
  /// Tag.
  [[nodiscard]] virtual std::string_view words_language() const = 0;
};

}  // namespace tamizdat::answer
