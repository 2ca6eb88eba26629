#pragma once
// Prefixes as publishers declare them.
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace tamizdat::rdf {

/// A name for a namespace found by Prefixes::shorten: views into the table and into the IRI given.
struct Shortened {
  std::string_view prefix;
  std::string_view local;  ///< unescaped; whether a format can write it is the format's affair
};

/// A prefix as it stands in the table.
struct Declared {
  std::string_view name;
  std::string_view space;
};

/// A table of prefixes, one IRI per name. Lookups are logarithmic; safe to read from many threads.
class Prefixes {
 public:
  /// Declares or redeclares.
  void set(std::string_view name, std::string_view iri);
  /// Declares only if the name is free and no other name has the IRI already. True if it was taken up.
  bool add(std::string_view name, std::string_view iri);

  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
  /// "foaf:name" to an absolute IRI; nothing if there is no colon or the prefix is unknown.
  [[nodiscard]] std::optional<std::string> expand(std::string_view prefixed_name) const;
  /// The longest declared namespace that starts the IRI.
  [[nodiscard]] std::optional<Shortened> shorten(std::string_view iri) const;
  /// A prefix of exactly this namespace, in constant time; its views last until the next set().
  [[nodiscard]] std::optional<Declared> declared(std::string_view space) const;
  /// Whether a declared namespace starts with `space` and is longer.
  [[nodiscard]] bool goes_on(std::string_view space) const;

  /// Names (without the colon, may be empty) and their absolute IRIs, in order of name.
  [[nodiscard]] const std::map<std::string, std::string, std::less<>>& entries() const { return by_name_; }
  [[nodiscard]] bool empty() const { return by_name_.empty(); }

  /// The names that the field agrees on (rdf, rdfs, owl, xsd, foaf, dcterms, skos …).
  static const Prefixes& well_known();

 private:
  std::map<std::string, std::string, std::less<>> by_name_;
  std::map<std::string, std::string, std::less<>> by_iri_;  // IRI to one of its names

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  std::unordered_map<std::string, std::string, Hash, std::equal_to<>> exact_;  // the same, for declared()
};

}  // namespace tamizdat::rdf
