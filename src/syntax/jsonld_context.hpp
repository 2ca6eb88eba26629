#pragma once
// The "@context" of a JSON-LD document, and what it makes of an IRI.
#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "syntax/writer_prefixes.hpp"

namespace tamizdat::syntax {

/// Takes prefixes into use until it is written. An IRI in full whose scheme is a prefix in use ("geo:1,2")
/// would be taken for a compact one: such prefixes are not taken into use, and where it is too late for that
/// the context mistakes the IRI.
class JsonLdContext {
 public:
  /// `prefixes` must stay.
  explicit JsonLdContext(WriterPrefixes& prefixes) : prefixes_(prefixes) {}

  /// Names that it can declare: the empty one is not allowed.
  static bool is_term(std::string_view name);

  /// Whether readers would make something else of the IRI written in full, and it cannot be written
  /// otherwise.
  bool mistakes(std::string_view iri);
  /// Compact where that can be, else in full; without quotes.
  void append_iri(std::string& out, std::string_view iri);

  /// With all prefixes in use; nothing if there are none. From then on none is taken into use.
  void write(std::string& out);
  [[nodiscard]] bool is_written() const { return written_; }

 private:
  WriterPrefixes::Use* prefix_for(const WriterPrefixes::Found& found);

  WriterPrefixes& prefixes_;
  std::set<std::string, std::less<>> schemes_;  // of IRIs written in full that could be taken for prefixes
  bool written_ = false;
};

}  // namespace tamizdat::syntax
