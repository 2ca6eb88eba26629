#pragma once
// Terms as written to terms as meant: names without prefixes, IRIs absolute, labels apart.
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "rdf/error.hpp"
#include "syntax/reader.hpp"
#include "syntax/slots.hpp"

namespace tamizdat::syntax {

/// Knows the prefixes and the base as they are at one place in the text.
class Expansion {
 public:
  /// `options` must stay.
  explicit Expansion(const ReadOptions& options);

  /// Once for each slot. False if the term means nothing; then there is a fault, with its place.
  bool expand(Slot& slot);
  /// The label of the n-th node that has none.
  std::string_view generated_label(std::uint32_t n, std::string& label) const;

  void set_base(std::string_view iri) { base_ = iri; }
  void declare(std::string_view prefix, std::string_view iri) {
    prefixes_.insert_or_assign(std::string(prefix), std::string(iri));
  }

  [[nodiscard]] const rdf::Error& fault() const { return fault_; }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };

  bool expand(IriText& iri);
  bool resolve(IriText& iri);
  bool check(const std::string& iri);
  bool expand_name(IriText& name);
  void name_blank(std::string& label) const;
  bool fail(rdf::Error error);

  const ReadOptions& options_;
  bool by_line_;
  std::string base_;
  std::unordered_map<std::string, std::string, Hash, std::equal_to<>> prefixes_;
  std::string good_beginning_;  // "http://example.org/" of the last IRI that was checked
  rdf::Error fault_;
};

}  // namespace tamizdat::syntax
